"""Issuing, reading and using up links. Reading changes nothing; only `use_up` does."""

import secrets
from datetime import timedelta

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.links.models import IssuedLink

SALT = "netzwerkstatt.links"


class LinkNotValid(Exception):
    """The link cannot be used. The message is a German sentence for the person who holds it."""


def issue_link(*, purpose: str, subject: str, lifetime: timedelta) -> str:
    """A token to put into an address. It names purpose and row; forging it needs the installation's key."""
    link = IssuedLink.objects.create(
        nonce=secrets.token_urlsafe(16),
        purpose=purpose,
        subject=subject,
        expires_at=timezone.now() + lifetime,
    )
    return signing.dumps([purpose, link.nonce], salt=SALT)


def read_link(token: str, *, purpose: str) -> IssuedLink:
    """The row behind a token. Raises LinkNotValid when it is forged, foreign, used or too old."""
    try:
        found_purpose, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise LinkNotValid(
            _("Dieser Link ist unvollständig oder verändert. Bitte kopieren Sie ihn ganz.")
        ) from error
    link = IssuedLink.objects.filter(nonce=nonce, purpose=purpose).first()
    if found_purpose != purpose or link is None:
        raise LinkNotValid(_("Dieser Link gehört zu etwas anderem."))
    if link.used_at:
        raise LinkNotValid(_("Dieser Link wurde schon benutzt. Er gilt nur einmal."))
    if link.expires_at <= timezone.now():
        raise LinkNotValid(_("Dieser Link ist abgelaufen. Bitten Sie um einen neuen."))
    return link


def use_up(link: IssuedLink) -> None:
    """Use the link once. Raises LinkNotValid if somebody was faster."""
    if not IssuedLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=timezone.now()):
        raise LinkNotValid(_("Dieser Link wurde schon benutzt. Er gilt nur einmal."))
