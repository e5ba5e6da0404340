"""Writes of the portal."""

from datetime import date
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import NOBODY, Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network.models import Mandate, Organisation
from netzwerkstatt.portal import rules
from netzwerkstatt.portal.models import AccessibilityFeedback, Installation, LegalPage
from netzwerkstatt.portal.queries import KEY


@transaction.atomic
def set_installation(*, by: Viewer, **values: Any) -> Installation:
    require(rules.may_edit_installation(by))
    return write_installation(**values)


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
