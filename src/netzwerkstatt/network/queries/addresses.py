"""The address list: who works where, with what each gave for it."""

from dataclasses import dataclass
from datetime import date

from netzwerkstatt.kernel.access import MandateRole, Viewer
from netzwerkstatt.network.models import AddressEntry, Mandate
from netzwerkstatt.network.models.organisations import current


@dataclass(frozen=True)
class Address:
    place: str
    organisation: str
    name: str
    role: str
    email: str
    telephone: str
    remark: str


def address_list(viewer: Viewer, on: date) -> list[Address]:
    """Everybody this viewer reads of with a current mandate, by place, organisation and name. Two queries."""
    if not viewer.reads_network:
        return []
    mandates = list(
        Mandate.objects.visible_to(viewer)
        .filter(
            current(on),
            role__in=[MandateRole.COORDINATOR, MandateRole.DEPUTY, MandateRole.COLLEAGUE],
            person__is_active=True,
        )
        .select_related("person", "organisation__municipality")
    )
    entries = {
        entry.person_id: entry
        for entry in AddressEntry.objects.visible_to(viewer).filter(
            person_id__in=[mandate.person_id for mandate in mandates]
        )
    }
    rows = [_address(mandate, entries.get(mandate.person_id)) for mandate in mandates]
    return sorted(rows, key=lambda row: (row.place, row.organisation, row.name))


def _address(mandate: Mandate, entry: AddressEntry | None) -> Address:
    place = mandate.organisation.municipality
    return Address(
        place=place.name if place else "",
        organisation=mandate.organisation.name,
        name=mandate.person.name,
        role=str(mandate.get_role_display()),
        email=entry.email if entry else "",
        telephone=entry.telephone if entry else "",
        remark=entry.remark if entry else "",
    )
