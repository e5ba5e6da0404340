"""What the network declares."""

from collections.abc import Iterable
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Entry, SearchSource, Waiting
from netzwerkstatt.network.models import CompetenceCentre, Municipality
from netzwerkstatt.network.queries.members import to_confirm
from netzwerkstatt.network.queries.people import hand_overs_for


def declare() -> None:
    registry.register_search_source(
        SearchSource(
            "municipality", "Kommune", Municipality, Municipality.objects.visible_to, municipality_entries
        )
    )
    registry.register_search_source(
        SearchSource(
            "centre",
            "Kompetenzzentrum",
            CompetenceCentre,
            CompetenceCentre.objects.visible_to,
            centre_entries,
        )
    )
    registry.register_waiting(waiting)
    for label, what in PERSONAL_DATA.items():
        registry.register_personal_data(f"network.{label}", what)
    for label in (
        "accounts.Person",
        "audit.AuditEntry",
        "mail.Letter",
        "links.IssuedLink",
        "files.StagedFile",
        "files.StoredFile",
    ):
        registry.register_personal_data(label, BELOW[label])


PERSONAL_DATA = {
    "Area": "",
    "AreaChange": "",
    "AreaSource": "",
    "State": "",
    "District": "",
    "Municipality": "",
    "Organisation": "",
    "Membership": "",
    "Mandate": "wer für welche Organisation in welcher Rolle von wann bis wann handelt",
    "MandateInvitation": "Name und E-Mail-Adresse einer eingeladenen Person",
    "RegionalNetwork": "",
    "MembershipStep": "wer einen Schritt der Mitgliedschaft eingetragen hat; in der Notiz, was das Sekretariat schreibt",
    "FeeClass": "",
    "OrganisationName": "",
    "StandingConfirmation": "wer die jährliche Bestätigung gegeben hat",
    "AddressEntry": "E-Mail-Adresse, Telefonnummer und Hinweis, die jemand für das Adressverzeichnis gegeben hat",
    "Circular": "wer einen Rundbrief geschrieben hat",
    "CircularRecipient": "wer welchen Rundbrief bekommen hat",
    "LetterRefusal": "welche Rundbriefe jemand abbestellt hat",
    "HandOver": "wer wem was übergibt; in der Notiz, was jemand für die Nachfolge schreibt",
    "CompetenceCentre": "",
    "CentreText": "",
    "ContactNumber": "",
    "OpeningHours": "",
    "TopicInterest": "",
}
BELOW = {
    "accounts.Person": "Name, E-Mail-Adresse, Anmeldedaten",
    "audit.AuditEntry": "wer wann was getan hat",
    "mail.Letter": "E-Mail-Adresse und Text eines Briefes",
    "links.IssuedLink": "",
    "files.StagedFile": "wer eine Datei zum Einlesen gebracht hat; in der Datei, was darin steht, höchstens sieben Tage",
    "files.StoredFile": "in der Datei, was darin steht; Namen in ihren Eigenschaften sind entfernt, außer bei PDF",
}


def municipality_entries(ids: Iterable[int] | None) -> Iterable[Entry]:
    rows = Municipality.objects.members().prefetch_related("memberships", "organisations__interests")
    for place in rows if ids is None else rows.filter(pk__in=list(ids)):
        line = f"{place.get_kind_display()} · Mitglied"
        address = place.get_absolute_url()
        yield Entry(place.pk, place.name, f"{place.key} {place.county_name}", line, address, registry.PUBLIC)


def centre_entries(ids: Iterable[int] | None) -> Iterable[Entry]:
    rows = CompetenceCentre.objects.select_related("municipality", "topic").prefetch_related("texts")
    for centre in rows if ids is None else rows.filter(pk__in=list(ids)):
        text = " ".join([centre.lead, centre.topic.name, *(item.text for item in centre.texts.all())])
        address = centre.get_absolute_url()
        yield Entry(centre.pk, str(centre), text, centre.municipality.name, address, registry.PUBLIC)


def waiting(viewer: Viewer) -> Iterable[Waiting]:
    """What a predecessor left, and the yearly question."""
    if not viewer.mandates:
        return
    for note in hand_overs_for(viewer):
        yield Waiting(
            _("Übergabe von %(name)s") % {"name": note.leaving.name},
            _("Für %(organisation)s: eine Notiz und was noch offen ist.")
            % {"organisation": note.organisation.name},
            _("Lesen"),
            reverse("network:taken", args=[note.pk]),
            note.changed_at,
        )
    for organisation, day in to_confirm(viewer, timezone.localdate()):
        yield Waiting(
            _("Noch richtig? Angaben zu %(name)s") % {"name": organisation.name},
            _("Einmal im Jahr: Menschen, Nummern, Angebote. Ein Klick, wenn alles stimmt."),
            _("Durchsehen"),
            reverse("network:standing", args=[organisation.pk]),
            timezone.make_aware(datetime.combine(day, time())),
        )
