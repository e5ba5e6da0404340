"""A kept search as an Atom feed."""

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.ui.templatetags.ui import REDACTED
from netzwerkstatt.search.models import SavedSearch
from netzwerkstatt.search.news import newest_of

IN_FEED = 30


def feed_of(saved: SavedSearch, viewer: Viewer) -> str:
    """The newest finds this viewer may see now. The feed does not name its own address, which is the key."""
    feed = Atom1Feed(
        title=_("Gemerkte Suche: %(name)s") % {"name": saved.name},
        link=settings.BASE_URL + reverse("search:kept_one", args=[saved.pk]),
        description="",
        language="de",
    )
    for entry in newest_of(viewer, saved.query, take=IN_FEED):
        feed.add_item(
            title=entry.title.replace(REDACTED, _("[Stelle geschwärzt]")),
            link=settings.BASE_URL + entry.address,
            description=entry.line,
            updateddate=entry.moment,
        )
    return feed.writeString("utf-8")
