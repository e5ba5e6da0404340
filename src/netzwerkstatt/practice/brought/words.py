"""Cells into values: dates, stages, words of the catalogue. Forgiving where the meaning is plain, and saying so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Barrier, Term, Tool, Topic
from netzwerkstatt.kernel.files.checking import NotReadable, one_of
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.kernel.lib.german import fold
from netzwerkstatt.practice.states import STAGE_WORDS, Stage

NEAR_ENOUGH = 0.86
SHORTEST_TO_GUESS = 6
MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
SPAN = re.compile(r"\s+(?:bis|-)\s+|\s*[–—]\s*|(?<=^\d{4})\s*[-/]\s*(?=\d{4}$)")
SINCE = re.compile(r"^(?:seit|ab)\s+", re.IGNORECASE)
PERMANENT = {"unbefristet", "dauerhaft", "aufdauer", "fortlaufend", "keinende"}
STILL = {"laufend", "lauft", "offen", "heute", "andauernd"}
BULLET = re.compile(r"^\s*(?:[•*▪]|[-–](?=\s)|\d+[.)](?=\s))\s*")
ALSO_CALLED = {
    Stage.CONCEPT: ("geplant", "in Planung", "Planung", "Idee", "Entwurf", "beantragt", "Vorbereitung"),
    Stage.RUNNING: ("laufend", "aktiv", "in Umsetzung", "in Arbeit", "in Durchführung", "begonnen"),
    Stage.RESTING: ("ruhend", "pausiert", "Pause", "unterbrochen", "ausgesetzt"),
    Stage.COMPLETED: ("fertig", "beendet", "erledigt", "durchgeführt", "Abschluss"),
    Stage.ENDED_WITHOUT_COMPLETION: ("abgebrochen", "eingestellt", "vorzeitig beendet", "gescheitert"),
    Stage.NEVER_STARTED: ("nie begonnen", "nicht begonnen", "abgelehnt", "verworfen", "nicht umgesetzt"),
}
OneTerm = TypeVar("OneTerm", bound=Term)


def sound(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def read_date(text: str) -> str:
    """The ISO form of a date of any precision; a spreadsheet's midnight is no part of it."""
    try:
        return partial_date.parse(MIDNIGHT.sub("", SINCE.sub("", text.strip()))).iso
    except ValueError as error:
        raise NotReadable(str(error)) from error


@dataclass(frozen=True)
class End:
    """How far an end is known: a date, meant to last, or still going on."""

    on: str = ""
    permanent: bool = False


def read_end(text: str) -> End:
    if sound(text) in PERMANENT:
        return End(permanent=True)
    return End() if sound(text) in STILL else End(read_date(text))


def read_period(text: str) -> tuple[str, End]:
    """ "2015–2016", "April 2015 bis heute", "seit 2019"."""
    begin, *rest = [part for part in SPAN.split(text.strip(), maxsplit=1) if part]
    return read_date(begin), read_end(rest[0]) if rest else End()


def read_stage(text: str) -> Stage:
    words = {name: stage for stage, names in ALSO_CALLED.items() for name in names}
    known = ", ".join(STAGE_WORDS.values())
    sentence = _("Den Stand „%(text)s“ gibt es hier nicht. Es gibt: %(known)s.")
    read = one_of(
        {**words, **{words: stage for stage, words in STAGE_WORDS.items()}},
        sentence % {"text": text[:60], "known": known},
    )
    return Stage(read(text))


def listed(text: str) -> list[str]:
    """The items of a cell: one a line, or between semicolons."""
    items = (BULLET.sub("", item).strip() for item in re.split(r"[;\n|]", text))
    return [item for item in items if item]


class Vocabulary(Generic[OneTerm]):
    """The terms of one kind, found by name in forgiving spelling. Asks the database nothing."""

    def __init__(self, terms: Iterable[OneTerm]) -> None:
        self.by_sound: dict[str, OneTerm] = {}
        self._known: dict[str, OneTerm | None] = {}
        for term in terms:
            for name in (getattr(term, "short", ""), term.name):
                if name:
                    self.by_sound[sound(name)] = term

    def find(self, text: str) -> OneTerm | None:
        heard = sound(text)
        if heard not in self._known:
            self._known[heard] = self.by_sound.get(heard) or self._guess(heard)
        return self._known[heard]

    def _guess(self, heard: str) -> OneTerm | None:
        if len(heard) < SHORTEST_TO_GUESS or len(heard) > 80:
            return None
        near = get_close_matches(heard, self.by_sound, n=1, cutoff=NEAR_ENOUGH)
        return self.by_sound[near[0]] if near else None

    def is_guess(self, text: str) -> bool:
        return sound(text) not in self.by_sound

    def items(self, text: str) -> list[str]:
        """What a cell lists. Commas part it only where the parts are words of the catalogue: some have one themselves."""
        found = []
        for item in listed(text):
            parts = [part.strip() for part in item.split(",") if part.strip()]
            known = self.find(item) is None and any(self.find(part) for part in parts)
            found += parts if known else [item]
        return found


@dataclass(frozen=True)
class Vocabularies:
    barriers: Vocabulary[Barrier]
    tools: Vocabulary[Tool]
    topics: Vocabulary[Topic]


def vocabularies() -> Vocabularies:
    """The catalogue as it is now, in three queries."""
    return Vocabularies(
        Vocabulary(Barrier.objects.filter(in_use=True)),
        Vocabulary(Tool.objects.filter(in_use=True)),
        Vocabulary(Topic.objects.filter(in_use=True)),
    )
