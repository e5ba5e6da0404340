"""From the columns somebody has to the fields we need: propose, check every row, name every bad one."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.files.tables import Row, Table

TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class NotReadable(ValueError):
    """A value is no good. The message says in German what it should be."""


@dataclass(frozen=True)
class Wanted:
    """One field an import wants. `read` turns text into a value or raises NotReadable; it never sees empty text."""

    name: str
    words: str
    read: Callable[[str], Any] = str
    required: bool = False
    also_called: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: the line in the person's file, the column, the sentence."""

    line: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Good:
    """A row whose every value could be read. Fields without a column or value are absent."""

    line: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """Every row of the table is in exactly one of both: good, or named by one problem or more."""

    good: tuple[Good, ...]
    problems: tuple[Problem, ...] = field(default_factory=tuple)

    @property
    def bad_lines(self) -> int:
        return len({problem.line for problem in self.problems})


def propose_mapping(columns: Iterable[str], wanted: Iterable[Wanted]) -> dict[str, str]:
    """Field name → column, where a column is called like the field; each column serves once."""
    by_sound = {_sound(column): column for column in reversed(list(columns))}
    found: dict[str, str] = {}
    for want in wanted:
        for name in (want.name, want.words, *want.also_called):
            column = by_sound.get(_sound(name))
            if column is not None and column not in found.values():
                found[want.name] = column
                break
    return found


def _sound(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().translate(TRANSCRIBED))


def check_table(
    table: Table,
    wanted: Iterable[Wanted],
    mapping: Mapping[str, str],
    *,
    together: Callable[[dict[str, Any]], None] = lambda _values: None,
) -> Checked:
    """Read every row by the mapping. `together` may look at a row's values at once and raise NotReadable."""
    wants = list(wanted)
    missing = [want for want in wants if want.required and mapping.get(want.name) not in table.columns]
    if missing:
        words = ", ".join(f"„{want.words}“" for want in missing)
        return Checked((), (Problem(0, "", _("Es fehlt eine Spalte für %(words)s.") % {"words": words}),))
    good, problems = [], []
    for row in table.rows:
        values, found = _check_row(row, wants, mapping)
        if not found:
            try:
                together(values)
            except NotReadable as error:
                found.append(Problem(row.line, "", str(error)))
        if found:
            problems += found
        else:
            good.append(Good(row.line, values))
    return Checked(tuple(good), tuple(problems))


def without_repeats(checked: Checked, identity: Callable[[dict[str, Any]], Any], sentence: str) -> Checked:
    """The same thing twice in one file: the first row stays good, every later one is named.

    `sentence` may hold %(line)s for the line of the first.
    """
    seen: dict[Any, int] = {}
    good, problems = [], []
    for row in checked.good:
        first = seen.setdefault(identity(row.values), row.line)
        if first == row.line:
            good.append(row)
        else:
            problems.append(Problem(row.line, "", sentence % {"line": first}))
    return Checked(tuple(good), tuple(sorted([*checked.problems, *problems], key=lambda p: p.line)))


def _check_row(
    row: Row, wants: Iterable[Wanted], mapping: Mapping[str, str]
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems = []
    for want in wants:
        column = mapping.get(want.name, "")
        text = row.values.get(column, "")
        if not text:
            if want.required:
                sentence = _("„%(words)s“ ist leer.") % {"words": want.words}
                problems.append(Problem(row.line, column, sentence))
            continue
        try:
            values[want.name] = want.read(text)
        except NotReadable as error:
            problems.append(Problem(row.line, column, str(error)))
    return values, problems


def one_of(choices: Mapping[str, Any], sentence: str) -> Callable[[str], Any]:
    """A reader for closed lists, forgiving in case, umlauts and punctuation."""
    by_sound = {_sound(words): value for words, value in choices.items()}

    def read(text: str) -> Any:
        try:
            return by_sound[_sound(text)]
        except KeyError:
            raise NotReadable(sentence) from None

    return read


def whole_number(text: str) -> int:
    """A whole number in German or plain form: "31.200", "31 200", "31200"."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    if not re.fullmatch(r"\d+", plain):
        raise NotReadable(_("„%(text)s“ ist keine ganze Zahl.") % {"text": text})
    return int(plain)


def decimal_number(text: str) -> float:
    """A number in German or plain form: "1.234,5", "1234,5", "1234.5"."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
        raise NotReadable(_("„%(text)s“ ist keine Zahl.") % {"text": text})
    return float(plain)
