"""What the network declares."""

from collections.abc import Iterable

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.registry import Entry, SearchSource
from netzwerkstatt.network.models import CompetenceCentre, Municipality


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
    for label, what in PERSONAL_DATA.items():
        registry.register_personal_data(f"network.{label}", what)
    for label in (
        "accounts.Person",
        "audit.AuditEntry",
        "mail.Letter",
        "links.IssuedLink",
        "files.StagedFile",
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
