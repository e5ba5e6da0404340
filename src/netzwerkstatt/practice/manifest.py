"""What practice declares: its search source, what waits for whom, panels on lower pages, personal data."""

from collections.abc import Iterable
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Panel, Waiting
from netzwerkstatt.practice import findable, panels, term_panels
from netzwerkstatt.practice.models import Reading, Undertaking
from netzwerkstatt.practice.queries import readings_waiting
from netzwerkstatt.practice.states import ReadingState
from netzwerkstatt.practice.vorlagen import manifest as vorlagen


def declare() -> None:
    findable.declare()
    vorlagen.declare()
    registry.register_waiting(waiting)
    registry.register_panel(
        Panel("municipality", "practice/panel_municipality.html", panels.for_municipality)
    )
    registry.register_panel(Panel("barrier", "practice/panel_barrier.html", panels.for_barrier))
    registry.register_panel(Panel("tool", "practice/panel_tool.html", panels.for_tool))
    registry.register_panel(Panel("hand_over", "practice/panel_hand_over.html", panels.for_hand_over))
    for place, template, page in term_panels.PANELS:
        registry.register_panel(Panel(place, template, page))
    registry.register_panel(Panel("start", "practice/panel_start.html", panels.for_start))
    registry.register_panel(Panel("today", "practice/panel_today.html", panels.for_today))
    for label, what in PERSONAL_DATA.items():
        registry.register_personal_data(f"practice.{label}", what)


PERSONAL_DATA = {
    "Undertaking": "",
    "UndertakingPerson": "wer ein Vorhaben schreibt oder als benannte Person liest",
    "Version": "wer eine Fassung zuletzt geändert hat; im Text, was die Autor:innen schreiben",
    "Goal": "",
    "GoalRevision": "",
    "Method": "",
    "Assumption": "",
    "Step": "",
    "Partner": "",
    "Resource": "",
    "ParticipationLevel": "",
    "Research": "",
    "BenchJudgement": "wer die Beteiligung für die andere Bank eingeschätzt hat",
    "BarrierMet": "",
    "WayTried": "",
    "Result": "",
    "Publicity": "",
    "StageChange": "",
    "Confirmation": "",
    "Voice": "wer eine Stimme geschrieben hat",
    "Reading": "wer wen um das Zweitlesen gebeten hat",
    "Mark": "",
    "ReaderVolunteer": "wer im Lesekreis mitliest",
    "RecognisableReport": "wer etwas gemeldet hat, und was",
}


def waiting(viewer: Viewer) -> Iterable[Waiting]:
    """Texts to read, readings that came back, reports, reviews, what a colleague left behind."""
    if not viewer.signed_in:
        return
    yield from _texts_to_read(viewer)
    own = (
        Undertaking.objects.authored_by(viewer)
        .filter(deleted_at__isnull=True)
        .select_related("working", "released")
    )
    for undertaking in own.filter(hidden_at__isnull=False):
        yield Waiting(
            _("Gemeldet: „%(title)s“") % {"title": undertaking.working.title},  # type: ignore[union-attr]
            _("Jemand ist erkennbar. Bis Sie geantwortet haben, ist der Text verborgen."),
            _("Ansehen"),
            reverse("practice:report", args=[undertaking.key]),
            undertaking.hidden_at,
        )
    yield from _read_and_ready(viewer)
    yield from _to_review(viewer)
    for undertaking in Undertaking.objects.offered_to(viewer).select_related("working", "holder"):
        yield Waiting(
            _("Ohne Autor:in: ein Vorhaben von %(holder)s") % {"holder": undertaking.holder.name},
            _("Wer es geschrieben hat, ist nicht mehr da. Sie können es übernehmen."),
            _("Übernehmen"),
            reverse("practice:take_over", args=[undertaking.key]),
            undertaking.changed_at,
        )


def _texts_to_read(viewer: Viewer) -> Iterable[Waiting]:
    for reading in readings_waiting(viewer):
        holder = reading.undertaking.holder
        title = reading.version.title if reading.version else _("eine Stimme")
        yield Waiting(
            _("Zweitlesen: „%(title)s“") % {"title": title},
            _("%(name)s bittet Sie als zweite Person. Etwa 15 Minuten.") % {"name": holder.name},
            _("Lesen"),
            reverse("practice:reading", args=[reading.pk]),
            reading.asked_at,
        )


def _read_and_ready(viewer: Viewer) -> Iterable[Waiting]:
    done = (
        Reading.objects.filter(
            requested_by_id=viewer.number, state=ReadingState.FINISHED, version__isnull=False
        )
        .filter(version__working_of__in=Undertaking.objects.authored_by(viewer))
        .exclude(version__released_of__isnull=False)
        .select_related("version__undertaking", "reader")
        .prefetch_related("marks")
    )
    for reading in done:
        marked = sum(mark.verdict == "marked" for mark in reading.marks.all())
        circumstance = (
            ngettext("%(name)s hat eine Stelle markiert.", "%(name)s hat %(n)s Stellen markiert.", marked)
            if marked
            else _("%(name)s hat nichts markiert.")
        )
        yield Waiting(
            _("Gelesen: „%(title)s“") % {"title": reading.version.title},  # type: ignore[union-attr]
            circumstance % {"name": reading.reader.name, "n": marked},
            _("Weiter zur Freigabe"),
            reverse("practice:release", args=[reading.undertaking.key]),
            reading.ended_at,
        )


def _to_review(viewer: Viewer) -> Iterable[Waiting]:
    today = timezone.localdate()
    due = Undertaking.objects.authored_by(viewer).filter(deleted_at__isnull=True, review_on__lte=today)
    for undertaking in due.select_related("released"):
        yield Waiting(
            _("Ist „%(title)s“ noch richtig?") % {"title": undertaking.released.title},  # type: ignore[union-attr]
            _("Die Freigabe liegt ein Jahr zurück."),
            _("Durchsehen"),
            undertaking.get_absolute_url(),
            timezone.make_aware(datetime.combine(undertaking.review_on, time())),  # type: ignore[arg-type]
        )
