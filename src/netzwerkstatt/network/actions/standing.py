"""What an organisation says about itself: its name, the yearly confirmation, entries in the address list, regional networks."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import (
    AddressEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    OrganisationName,
    RegionalNetwork,
    StandingConfirmation,
)


@transaction.atomic
def rename_organisation(organisation: Organisation, *, name: str, on: date, by: Viewer) -> Organisation:
    """Another name from a day on. The earlier one is kept with its last day."""
    require(rules.may_rename(by, organisation))
    name = name.strip()
    last = organisation.earlier_names.first()
    if name == organisation.name:
        require(denied(_("So heißt %(name)s schon.") % {"name": organisation.name}))
    if last and on <= last.valid_until:
        require(denied(_("Vor diesem Tag galt noch ein früherer Name. Wählen Sie einen späteren.")))
    OrganisationName.objects.create(
        organisation=organisation,
        name=organisation.name,
        valid_from=last.valid_until + timedelta(days=1) if last else None,
        valid_until=on - timedelta(days=1),
    )
    organisation.name = name
    organisation.full_clean()
    organisation.save()
    record("rename_organisation", organisation, by=by)
    registry.changed(organisation)
    if organisation.municipality:
        registry.changed(organisation.municipality)
    return organisation


@transaction.atomic
def confirm_standing(organisation: Organisation, *, corrected: bool, by: Viewer) -> StandingConfirmation:
    """People, numbers and offers were looked through today. Once a day is enough."""
    require(rules.may_confirm_standing(by, organisation))
    today = timezone.localdate()
    found = organisation.confirmations.filter(on=today).first()
    if found:
        return found
    confirmation = StandingConfirmation.objects.create(
        organisation=organisation,
        on=today,
        corrected=corrected,
        person_id=by.person_id,
        person_name=by.name,
    )
    record("confirm_standing", organisation, by=by, corrected=corrected)
    return confirmation


@transaction.atomic
def set_address(*, email: str, telephone: str, remark: str, by: Viewer) -> AddressEntry:
    """One's own entry in the address list. Empty fields show nothing."""
    if not by.signed_in:
        require(denied(_("Im Verzeichnis stehen nur Menschen mit einem Konto.")))
    entry = AddressEntry.objects.filter(person_id=by.number).first() or AddressEntry(person_id=by.number)
    entry.email, entry.telephone, entry.remark = email.strip(), telephone.strip(), remark.strip()
    entry.full_clean()
    entry.save()
    record("set_address", entry, by=by)
    return entry


@transaction.atomic
def set_regional_network(
    network: RegionalNetwork | None,
    *,
    name: str,
    about: str,
    contact_role: str,
    since_year: int | None,
    members: Iterable[Municipality],
    by: Viewer,
) -> RegionalNetwork:
    """A new regional network, or another wording and other members of one that is there."""
    require(rules.may_edit_regional_networks(by))
    if network is None:
        organisation = Organisation(name=name.strip(), kind=OrganisationKind.REGIONAL_NETWORK)
        organisation.full_clean()
        organisation.save()
        network = RegionalNetwork(organisation=organisation)
    elif network.organisation.name != name.strip():
        rename_organisation(network.organisation, name=name, on=timezone.localdate(), by=by)
    network.about, network.contact_role, network.since_year = about.strip(), contact_role.strip(), since_year
    network.full_clean()
    network.save()
    network.members.set(members)
    record("set_regional_network", network, by=by)
    return network


@transaction.atomic
def note_export(*, by: Viewer) -> None:
    """The address list leaves the house as a file: that is noted, with who took it."""
    require(rules.may_export_addresses(by))
    organisation = Organisation.objects.filter(pk__in=by.organisation_ids, kind="secretariat").first()
    if organisation:
        record("export_addresses", organisation, by=by)
