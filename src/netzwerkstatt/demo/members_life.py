"""What a network has around its experiences: addresses, a regional network, a circular letter, somebody on the way in. All invented."""

from datetime import date, timedelta

from django.utils import timezone

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.actions.circulars import send_circular, write_circular
from netzwerkstatt.network.actions.membership import begin_membership, take_step
from netzwerkstatt.network.actions.standing import set_regional_network
from netzwerkstatt.network.models import (
    AddressEntry,
    Mandate,
    Municipality,
    Organisation,
    StandingConfirmation,
)
from netzwerkstatt.network.queries import held_mandates
from netzwerkstatt.network.queries.audience import Audience, reached_by
from netzwerkstatt.network.states import LetterKind, StepKind

REGIONAL = ("altwerder", "bergheide", "nieder-selbach")
LETTER = """Am 20. und 21. Mai treffen wir uns zum Kompetenzforum. Das Thema haben Sie gewählt: Wenn die Stelle wegfällt.

Wer davon erzählen möchte, was in dieser Zeit liegen blieb und was nicht, meldet sich bis Ende Februar beim Sekretariat. Fertige Vorträge brauchen wir nicht."""


def furnish_members(places: list[Municipality]) -> None:
    """Everything on the pages of the network that a secretariat would have entered by now."""
    secretariat = _secretariat()
    _confirm(timezone.localdate())
    _addresses()
    _regional(places, secretariat)
    _on_the_way(secretariat)
    _letter(secretariat)


def _secretariat() -> Viewer:
    person = Person.objects.get(email="sekretariat@netzwerk.example")
    return Viewer(
        person_id=person.pk, name=person.name, mandates=held_mandates(person.pk, timezone.localdate())
    )


def _confirm(today: date) -> None:
    """Everybody but the secretariat looked through theirs in the last months."""
    for number, organisation in enumerate(
        Organisation.objects.filter(is_fictional=True).exclude(kind="secretariat")
    ):
        mandate = organisation.mandates.order_by("pk").select_related("person").first()
        if mandate:
            StandingConfirmation.objects.create(
                organisation=organisation,
                on=today - timedelta(days=3 + 5 * (number % 30)),
                corrected=number % 4 == 0,
                person=mandate.person,
                person_name=mandate.person.name,
            )


def _addresses() -> None:
    rows = Mandate.objects.filter(person__is_demonstration=True, role="coordinator").select_related("person")
    for number, mandate in enumerate(rows.order_by("pk")):
        if number % 3 == 2 or AddressEntry.objects.filter(person=mandate.person).exists():
            continue
        AddressEntry.objects.create(
            person=mandate.person,
            email=mandate.person.email,
            telephone=f"(0 00) 00 {10 + number}" if number % 2 == 0 else "",
            remark="vormittags" if number % 4 == 0 else "",
        )


def _regional(places: list[Municipality], by: Viewer) -> None:
    chosen = [place for place in places if place.name.lower() in REGIONAL]
    network = set_regional_network(
        None,
        name="Regionalnetz Werder und Heide",
        about="Zweimal im Jahr, reihum, jedes Mal mit einer Sache, die gerade nicht vorangeht. Erfunden wie seine Mitglieder.",
        contact_role="die Koordination der Stadt, die gerade einlädt",
        since_year=2019,
        members=chosen,
        by=by,
    )
    Organisation.objects.filter(pk=network.organisation_id).update(is_fictional=True)


def _on_the_way(by: Viewer) -> None:
    """A fictional municipality that has applied."""
    today = timezone.localdate()
    place = Municipality.objects.create(
        key="F0000088",
        name="Quellmoorstedt",
        kind="city",
        population=18400,
        is_fictional=True,
        source="erfunden",
    )
    membership = begin_membership(
        place, on=today - timedelta(days=120), note="Anruf nach dem Fachsymposium.", by=by
    )
    take_step(
        membership, kind=StepKind.COUNCIL_DECISION, on=today - timedelta(days=40), paper="V 118/2026", by=by
    )
    take_step(membership, kind=StepKind.APPLICATION, on=today - timedelta(days=21), by=by)


def _letter(by: Viewer) -> None:
    sender = Organisation.objects.get(kind="secretariat", is_fictional=True)
    circular = write_circular(
        None,
        sender=sender,
        kind=LetterKind.MEETINGS,
        subject="Kompetenzforum im Mai: Wenn die Stelle wegfällt",
        text=LETTER,
        audience=Audience(groups=("administration", "initiative", "centre")),
        by=by,
    )
    reached = reached_by(Audience.of(circular.audience), LetterKind.MEETINGS, timezone.localdate())
    send_circular(circular, previewed=reached.fingerprint, by=by)
