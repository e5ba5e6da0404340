"""Rows of a table into tellings. What cannot be kept where it was meant goes into the text, and a notice says so."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import Barrier, Tool, Topic
from netzwerkstatt.kernel.files.checking import NotReadable, Problem
from netzwerkstatt.kernel.files.tables import Row, Table
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.brought.fields import FURTHER, ONCE, TEXTS, fields
from netzwerkstatt.practice.brought.words import (
    End,
    Vocabularies,
    Vocabulary,
    listed,
    read_date,
    read_end,
    read_period,
    read_stage,
)
from netzwerkstatt.practice.states import Stage

LONGEST_TITLE, LONGEST_PROPOSAL, LONGEST_ROLE = 160, 100, 200
MOST_PARTS = 12
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s")
PARTS = {"goals": ("wanted", 400), "results": ("outcome", 600), "barriers": ("hindered", 600)}
"""Lists: the answer that takes what does not fit, and the longest item."""


@dataclass(frozen=True)
class Brought:
    """One row, ready to become a draft. A barrier has its catalogue word, its own words, or both."""

    line: int
    title: str
    title_proposed: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    begin: str = ""
    end: str = ""
    permanent: bool = False
    stage: Stage | None = None
    contact_role: str = ""
    goals: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    barriers: tuple[tuple[Barrier | None, str], ...] = ()
    tools: tuple[Tool, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def all_text(self) -> str:
        return "\n".join(self.texts.get(name, "") for name in TEXTS)


@dataclass(frozen=True)
class RowsRead:
    """Every row is either a telling or named by problems. Notices tell what went elsewhere than meant."""

    rows: tuple[Brought, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def read_rows(table: Table, mapping: Mapping[str, str], known: Vocabularies) -> RowsRead:
    """Read every row by the mapping column → field. Nothing is written, and no row is dropped in silence."""
    rows, problems, notices = [], list[Problem](), list[Problem]()
    for row in table.rows:
        reader = _RowReader(row, mapping, known)
        telling = reader.read()
        notices += reader.notices if telling else []
        problems += reader.problems
        if telling:
            rows.append(telling)
    return RowsRead(tuple(rows), tuple(problems), tuple(notices))


class _RowReader:
    """Reads one row once."""

    def __init__(self, row: Row, mapping: Mapping[str, str], known: Vocabularies) -> None:
        self.line, self.known = row.line, known
        self.notices: list[Problem] = []
        self.problems: list[Problem] = []
        self.cells: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for column, name in mapping.items():
            text = row.values.get(column, "").replace("\x00", "").replace("\r\n", "\n").strip()
            if name and text:
                self.cells[name].append((column, text))
        self.texts = {name: "\n\n".join(text for _c, text in self.cells[name]) for name in TEXTS}
        self.further = [f"{column}: {text}" for column, text in self.cells[FURTHER]]
        if row.beyond:
            words = {"text": ", ".join(row.beyond)[:80]}
            self._refuse(
                "",
                _("Diese Zeile hat mehr Zellen als der Kopf: „%(text)s“. Steht ein Trennzeichen im Text?")
                % words,
            )

    def read(self) -> Brought | None:
        begin, end = self._dates()
        stage = self._one("stage", read_stage)
        role = self._role()
        goals, results = self._plain_parts("goals"), self._plain_parts("results")
        barriers = self._barriers()
        tools, topics = self._terms("tools", self.known.tools), self._terms("topics", self.known.topics)
        title, proposed = self._title([*goals, *(what for _b, what in barriers), *results])
        if self.problems:
            return None
        self._append_further()
        return Brought(
            self.line, title, proposed, {n: t for n, t in self.texts.items() if t}, begin, end.on, end.permanent, stage,
            role, goals, results, barriers, tools, topics,
        )  # fmt: skip

    def _column(self, name: str) -> str:
        return self.cells[name][0][0] if self.cells[name] else ""

    def _note(self, name: str, sentence: str) -> None:
        self.notices.append(Problem(self.line, self._column(name), sentence))

    def _refuse(self, column: str, sentence: str) -> None:
        self.problems.append(Problem(self.line, column, sentence))

    def _one(self, name: str, read: Callable[[str], Any]) -> Any:
        """The value of a field that is there once; nothing where it is empty or unreadable."""
        for column, text in self.cells[name][:1]:
            try:
                return read(text)
            except NotReadable as error:
                self._refuse(column, str(error))
        return None

    def _dates(self) -> tuple[str, End]:
        begin, end = self._one("period", read_period) or ("", End())
        if self.cells["period"] and (self.cells["begin"] or self.cells["end"]):
            self.further += [f"{column}: {text}" for column, text in self.cells["period"]]
        begin = self._one("begin", read_date) or begin
        end = self._one("end", read_end) or end
        if self.cells["end"] and not (self.problems or end.on or end.permanent):
            self._note(
                "end", _("Das ist kein Datum, sondern heißt: noch nicht zu Ende. Das Ende bleibt leer.")
            )
        if begin and end.on and partial_date.parse(end.on).ends_before(partial_date.parse(begin)):
            words = {"end": partial_date.in_words(end.on), "begin": partial_date.in_words(begin)}
            sentence = _("Das Ende, %(end)s, liegt vor dem Beginn, %(begin)s.") % words
            self._refuse(self._column("end") or self._column("period"), sentence)
        return begin, end

    def _role(self) -> str:
        role = " ".join(text for _c, text in self.cells["contact_role"])
        if len(role) > LONGEST_ROLE:
            self.further.append(f"{self._column('contact_role')}: {role}")
            self._note(
                "contact_role",
                _("Zu lang für eine Funktion. Es steht jetzt im Text unter „Weitere Angaben“."),
            )
            return ""
        if "@" in role or sum(c.isdigit() for c in role) > 5:
            self._note(
                "contact_role",
                _(
                    "Gedacht ist hier eine Funktion, keine Adresse oder Nummer. Übernommen ist es, wie es dasteht."
                ),
            )
        return role

    def _plain_parts(self, name: str) -> tuple[str, ...]:
        return tuple(self._fitting(name, [item for _c, text in self.cells[name] for item in listed(text)]))

    def _fitting(self, name: str, items: list[str]) -> list[str]:
        """The items that fit; the others go into the answer, whole."""
        answer, longest = PARTS[name]
        fit = [item for item in items if len(item) <= longest][:MOST_PARTS]
        others = [item for item in items if item not in fit]
        if others:
            self.texts[answer] = "\n\n".join(part for part in (self.texts[answer], *others) if part)
            words = {"answer": next(want.words for want in fields() if want.name == answer)}
            self._note(
                name,
                _("Zu lang oder zu viel für die Liste. Es steht jetzt im Text unter „%(answer)s“.") % words,
            )
        return fit

    def _barriers(self) -> tuple[tuple[Barrier | None, str], ...]:
        words, found = self.known.barriers, list[tuple[Barrier | None, str]]()
        items = [item for _c, text in self.cells["barriers"] for item in words.items(text)]
        for item in self._fitting("barriers", items):
            barrier = words.find(item)
            found.append((barrier, item if barrier is None or words.is_guess(item) else ""))
            self._note_term(
                "barriers",
                item,
                barrier,
                words,
                _("„%(text)s“ kennt der Katalog nicht. Es steht als Hemmnis mit Ihren Worten da."),
            )
        return tuple(found)

    def _terms(self, name: str, words: Vocabulary[Any]) -> tuple[Any, ...]:
        found, unknown = [], []
        for _c, text in self.cells[name]:
            for item in words.items(text):
                term = words.find(item)
                found += [term] if term else []
                unknown += [] if term else [item]
                self._note_term(
                    name,
                    item,
                    term,
                    words,
                    _("„%(text)s“ kennt der Katalog nicht. Es steht jetzt im Text unter „Weitere Angaben“."),
                )
        if unknown:
            self.further.append(f"{self._column(name)}: {', '.join(unknown)}")
        return tuple(dict.fromkeys(found))

    def _note_term(self, name: str, item: str, term: object, words: Vocabulary[Any], sentence: str) -> None:
        if term is None:
            self._note(name, sentence % {"text": item[:80]})
        elif words.is_guess(item):
            self._note(name, _("„%(text)s“ ist gelesen als „%(term)s“.") % {"text": item[:80], "term": term})

    def _title(self, others: Iterable[str]) -> tuple[str, bool]:
        title = " ".join(" ".join(text for _c, text in self.cells["title"]).split())
        if len(title) > LONGEST_TITLE:
            self.further.insert(0, f"{self._column('title')}: {title}")
            self._note(
                "title",
                _(
                    "Länger als 160 Zeichen. Der Titel ist gekürzt, der volle steht im Text unter „Weitere Angaben“."
                ),
            )
            return shortened(title, LONGEST_TITLE), False
        if title:
            return title, False
        told = next((text for text in (*self.texts.values(), *others) if text.strip()), "")
        if not told:
            self._refuse("", _("Diese Zeile hat weder Titel noch Text."))
        return title_from(told), True

    def _append_further(self) -> None:
        if self.further:
            lines = "\n".join([_("Weitere Angaben"), *self.further])
            self.texts["done"] = f"{self.texts['done']}\n\n{lines}".strip()


def title_from(text: str) -> str:
    """A title out of the first line or sentence that says something."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    sentences = SENTENCE_END.split(line.strip())
    title = sentences.pop(0)
    while sentences and len(title) < 12:
        title += f" {sentences.pop(0)}"
    return shortened(title.rstrip(" .,;:–-"), LONGEST_PROPOSAL) or _("Ohne Titel")


def shortened(text: str, longest: int) -> str:
    """Cut between words, with the sign that something is missing."""
    if len(text) <= longest:
        return text
    words = (
        text[:longest].rsplit(" ", 1)[0].rstrip(" .,;:–-") if " " in text[:longest] else text[: longest - 1]
    )
    return f"{words}…"


def left_out(table: Table, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Columns with something in them that go nowhere."""
    return tuple(
        column
        for column in table.columns
        if not mapping.get(column) and any(row.values.get(column) for row in table.rows)
    )


def twice(mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Fields that can be there once and were chosen for more than one column."""
    chosen = list(mapping.values())
    return tuple(
        sorted(name for name in ONCE if chosen.count(name) > 1 and name not in ("title", "contact_role"))
    )
