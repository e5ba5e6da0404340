"""The page of the second reader: the text in stretches, notes beside it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.lib.words import gettext_noop
from netzwerkstatt.practice.engine.hints import KIND_WORDS, hints
from netzwerkstatt.practice.models import Mark, Reading
from netzwerkstatt.practice.pages.questions import QUESTIONS
from netzwerkstatt.practice.states import ReadingState


@dataclass(frozen=True)
class Passage:
    """A stretch of one text on the reading page: plain, hinted, or marked."""

    text: str
    kind: str = ""
    state: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Note:
    """Beside the text: a hint of the software, or what the reader marked."""

    state: str
    kind: str
    quote: str
    start: int
    place: str
    note: str = ""
    number: int | None = None
    mark_id: int | None = None


@dataclass(frozen=True)
class ReadingPart:
    place: str
    heading: str
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class ReadingPage:
    reading_id: int
    title: str
    line: str
    request: str
    asked_by: str
    asked_at: datetime
    parts: tuple[ReadingPart, ...]
    marked: int
    open_hints: int
    is_open: bool
    is_reader: bool
    state: str


HEADINGS = {
    "title": gettext_noop("Titel"),
    "summary": gettext_noop("Kurz gesagt"),
    "goal": gettext_noop("Ziel"),
    "revision": gettext_noop("Änderung eines Ziels"),
    "method": gettext_noop("Vorgehen"),
    "assumption": gettext_noop("Annahme"),
    "step": gettext_noop("Schritt"),
    "partner": gettext_noop("Beteiligte"),
    "resource": gettext_noop("Mittel"),
    "participation": gettext_noop("Beteiligung"),
    "barrier": gettext_noop("Hemmnis"),
    "way": gettext_noop("Versuchter Weg"),
    "still_evaluable": gettext_noop("Was sich noch beurteilen lässt"),
    "result": gettext_noop("Ergebnis"),
    "research": gettext_noop("Begleitforschung"),
    "publicity": gettext_noop("Öffentlichkeitsarbeit"),
    "contact_role": gettext_noop("Wer gibt Auskunft"),
    "text": gettext_noop("Stimme"),
}


def heading_of(place: str) -> str:
    """The words over a place: the question it answers, or what kind of part it is."""
    return _(QUESTIONS[place][0] if place in QUESTIONS else HEADINGS[place.split(".")[0]])


def reading_page(reading: Reading, viewer: Viewer) -> ReadingPage:
    text, undertaking = reading.text, reading.undertaking
    marks = list(reading.marks.all())
    place = undertaking.holder.municipality
    known = frozenset({place.name}) if place else frozenset()
    numbers = {
        mark.pk: n for n, mark in enumerate((m for m in marks if m.verdict == Mark.Verdict.MARKED), start=1)
    }
    parts = tuple(
        _part(where, words, [m for m in marks if m.place == where], numbers, known)
        for where, words in text.places()
    )
    version = reading.version or undertaking.released or undertaking.working
    number = _("Fassung %(n)s") % {"n": reading.version.number} + " · " if reading.version else ""
    return ReadingPage(
        reading_id=reading.pk,
        title=version.title if version else "",
        line=f"{_('Zweitlesen')} · {number}{undertaking.holder.name}",
        request=reading.request,
        asked_by=reading.requested_by.name,
        asked_at=reading.asked_at,
        parts=parts,
        marked=len(numbers),
        open_hints=sum(note.state == "hint" for part in parts for note in part.notes),
        is_open=reading.state == ReadingState.ASKED and reading.reader_id == viewer.person_id,
        is_reader=reading.reader_id == viewer.person_id,
        state=reading.get_state_display(),
    )


def _part(
    place: str, text: str, marks: list[Mark], numbers: dict[int, int], known: frozenset[str]
) -> ReadingPart:
    spans: list[tuple[int, int, Note]] = []
    for mark in marks:
        note = Note(
            mark.verdict, KIND_WORDS.get(mark.kind, _("Von Ihnen gefunden")), mark.quote, mark.start, place,
            mark.note, numbers.get(mark.pk), mark.pk,
        )  # fmt: skip
        spans.append((mark.start, mark.start + len(mark.quote), note))
    for hint in hints(text, known):
        if all(hint.end <= start or hint.start >= end for start, end, _note in spans):
            quote = text[hint.start : hint.end]
            spans.append(
                (hint.start, hint.end, Note("hint", KIND_WORDS[hint.kind], quote, hint.start, place))
            )
    spans.sort(key=lambda span: span[0])
    return ReadingPart(
        place, heading_of(place), _passages(text, spans), tuple(note for _s, _e, note in spans)
    )


def _passages(text: str, spans: list[tuple[int, int, Note]]) -> tuple[Passage, ...]:
    passages, position = [], 0
    for start, end, note in spans:
        if start < position:
            continue
        passages.append(Passage(text[position:start]))
        passages.append(Passage(text[start:end], note.kind, note.state, note.number))
        position = end
    passages.append(Passage(text[position:]))
    return tuple(passage for passage in passages if passage.text)
