"""The page of one's sessions."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SessionLine:
    number: int
    device: str
    ip: str
    begun: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True)
class SessionsPage:
    sessions: tuple[SessionLine, ...]
    others: bool


def sessions_page(person: Person) -> SessionsPage:
    """Sessions that still open something, the present one first. Lapsed ones are cleared away by the library."""
    found = [_line(session) for session in UserSession.objects.purge_and_list(person)]
    found.sort(key=lambda line: (not line.here, -line.seen.timestamp()))
    return SessionsPage(tuple(found), others=any(not line.here for line in found))


def _line(session: UserSession) -> SessionLine:
    return SessionLine(
        session.pk,
        device_words(session.user_agent),
        session.ip,
        session.created_at,
        session.last_seen_at,
        session.is_current(),
    )


def device_words(agent: str) -> str:
    """ "Firefox auf Windows", as far as the browser tells."""
    browser = next((words for sign, words in BROWSERS if re.search(rf"\b(?:Headless)?{sign}\b", agent)), "")
    system = next((words for sign, words in SYSTEMS if sign in agent), "")
    if not browser:
        return _("Ein Browser, der sich nicht nennt")
    return _("%(browser)s auf %(system)s") % {"browser": browser, "system": system} if system else browser
