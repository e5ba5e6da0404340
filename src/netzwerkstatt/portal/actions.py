"""Writes of the portal."""

import hashlib
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import NOBODY, Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.lib.pictures import read_picture
from netzwerkstatt.kernel.mail.actions import send_test
from netzwerkstatt.network.models import Mandate, Organisation
from netzwerkstatt.portal import rules
from netzwerkstatt.portal.colours import choose_accent
from netzwerkstatt.portal.models import AccessibilityFeedback, Installation, LegalPage, Logo
from netzwerkstatt.portal.queries import KEY, missing_for_opening


@transaction.atomic
def set_installation(*, by: Viewer, **values: Any) -> Installation:
    require(rules.may_edit_installation(by))
    changed = write_installation(**values)
    record("set_installation", changed, by=by, fields=sorted(values))
    return changed


@transaction.atomic
def set_logo(content: bytes, *, by: Viewer) -> Logo:
    """Keep a picture as the network's sign. Raises NoPicture with a sentence before anything is stored."""
    require(rules.may_edit_installation(by))
    picture = read_picture(content)
    digest = hashlib.sha256(content).hexdigest()[:16]
    logo, _created = Logo.objects.update_or_create(
        pk=1,
        defaults={
            "content": content,
            "media_type": picture.media_type,
            "digest": digest,
            "width": picture.width,
            "height": picture.height,
        },
    )
    set_installation(logo_digest=digest, by=by)
    return logo


@transaction.atomic
def drop_logo(*, by: Viewer) -> None:
    require(rules.may_edit_installation(by))
    Logo.objects.all().delete()
    set_installation(logo_digest="", by=by)


@transaction.atomic
def set_accent(light: str, dark: str = "", *, by: Viewer) -> Installation:
    """The accent on light and on dark ground. Without `dark` it is made out of `light`. Raises NoColour or NotEnoughContrast."""
    require(rules.may_edit_installation(by))
    chosen = choose_accent(light, dark)
    return set_installation(accent=chosen.light, accent_dark=chosen.dark, by=by)


@transaction.atomic
def drop_accent(*, by: Viewer) -> Installation:
    return set_installation(accent="", accent_dark="", by=by)


@transaction.atomic
def open_to_public(*, by: Viewer) -> Installation:
    """From now on everybody reads what is public. Refused with what is missing."""
    require(rules.may_open(by, missing_for_opening()))
    opened = write_installation(opened_at=timezone.now())
    record("open_to_public", opened, by=by)
    return opened


def send_test_letter(*, to: str, by: Viewer) -> str:
    """Try whether letters leave. Returns what failed in a German sentence, or nothing; success is noted."""
    require(rules.may_edit_installation(by))
    trouble = send_test(to)
    if not trouble:
        write_installation(mail_tested_at=timezone.now())
    return trouble


def write_installation(**values: Any) -> Installation:
    """Without a right: used before anybody can have one."""
    installation, _created = Installation.objects.update_or_create(pk=1, defaults=values)
    cache.delete(KEY)
    return installation


@transaction.atomic
def set_legal_page(kind: str, *, text: str, by: Viewer) -> LegalPage:
    require(rules.may_edit_installation(by))
    page, _created = LegalPage.objects.update_or_create(kind=kind, defaults={"text": text})
    record("set_legal_page", page, by=by)
    return page


@transaction.atomic
def tell_of_barrier(*, text: str, address: str = "", page: str = "") -> AccessibilityFeedback:
    """From anybody."""
    return AccessibilityFeedback.objects.create(text=text.strip(), address=address, page=page[:300])


@transaction.atomic
def set_up(*, network_name: str, secretariat: str, name: str, email: str, password: str) -> Person:
    """The first step of a real network: its name, its secretariat, its first account. Works once."""
    if Person.objects.exists():
        require(denied("Dieses Netzwerk ist schon eingerichtet. Bitte melden Sie sich an."))
    write_installation(network_name=network_name, is_demonstration=False, set_up_at=timezone.now())
    person = create_person(email=email, name=name, password=password, by=NOBODY, is_operator=True)
    organisation = Organisation.objects.create(name=secretariat, kind="secretariat")
    Mandate.objects.create(
        person=person, organisation=organisation, role="coordinator", starts_on=date.today()
    )
    record("set_up", organisation, by=Viewer(person_id=person.pk, name=person.name))
    return person
