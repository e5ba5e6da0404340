"""Which brought tellings may be there already: compared with what the viewer may read, and with each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length, Substr

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.brought.fields import TEXTS
from netzwerkstatt.practice.brought.rows import Brought
from netzwerkstatt.practice.engine.likely_same import Alike, Told, alike_among, alike_before
from netzwerkstatt.practice.models import Undertaking, UndertakingPerson, Version

COMPARED = 700
"""Characters of each text that are compared: enough to know a text by, and 20,000 of them still fit."""


@dataclass(frozen=True)
class Match:
    """What a row may be the same as: an Undertaking (`key`), or an earlier row of the file (`line`).

    `the_same` says that wording and beginning are the very same.
    """

    title: str
    by_wording: bool
    the_same: bool = False
    key: str = ""
    line: int = 0
    holder: str = ""
    mine: bool = False

    @property
    def joining(self) -> str:
        """The decision to write the row into it; empty where the viewer may not write."""
        if self.line:
            return f"with:{self.line}"
        return f"join:{self.key}" if self.mine else ""


@dataclass(frozen=True)
class Known:
    key: str
    holder: str
    mine: bool
    told: Told
    length: int


def possible_doubles(
    rows: Sequence[Brought], holder: Organisation, viewer: Viewer
) -> dict[int, tuple[Match, ...]]:
    """Line → what it may be the same as: of what is there the three likeliest, of the file one earlier row."""
    told, known = [told_of(row) for row in rows], readable(viewer, holder)
    there = alike_among(told, [one.told for one in known])
    before = alike_before(told)
    found = {}
    for row, outside, inside in zip(rows, there, before, strict=True):
        matches = [_known_match(known[alike.other], alike, row) for alike in outside]
        matches += [
            Match(rows[alike.other].title, alike.by_wording, line=rows[alike.other].line)
            for alike in inside[:1]
        ]
        if matches:
            found[row.line] = tuple(matches)
    return found


def told_of(row: Brought) -> Told:
    text = "\n".join(row.texts.get(name, "")[:COMPARED] for name in TEXTS)
    return Told("" if row.title_proposed else row.title, text, row.begin)


def _known_match(known: Known, alike: Alike, row: Brought) -> Match:
    told = told_of(row)
    same = (known.told.text, known.told.begin) == (told.text, told.begin)
    same = same and known.length == sum(len(text) for text in row.texts.values())
    return Match(
        known.told.title, alike.by_wording, same, key=known.key, holder=known.holder, mine=known.mine
    )


def readable(viewer: Viewer, holder: Organisation) -> list[Known]:
    """Everything this viewer may read, in the wording that she reads; the holder's own come first. Three queries."""
    mine = set(Undertaking.objects.authored_by(viewer).values_list("pk", flat=True))
    rows = _with_wording(Undertaking.objects.visible_to(viewer), viewer)
    length = reduce(add, (Length(name) for name in TEXTS))
    beginnings = (Substr(name, 1, COMPARED) for name in TEXTS)
    columns: tuple[Any, ...] = ("pk", "title", "begin", length, *beginnings)
    versions = {
        number: (Told(title, "\n".join(texts), begin), size)
        for number, title, begin, size, *texts in Version.objects.filter(
            pk__in=rows.values("wording")
        ).values_list(*columns)
    }
    found = [
        (holder_id != holder.pk, number, Known(key, name, number in mine, *versions[wording]))
        for number, key, holder_id, name, wording in rows.values_list(
            "pk", "key", "holder_id", "holder__name", "wording"
        )
        if wording in versions
    ]
    return [known for _elsewhere, _number, known in sorted(found, key=lambda one: one[:2])]


def _with_wording(rows: QuerySet[Undertaking], viewer: Viewer) -> QuerySet[Any]:
    """The same choice as `queries.version_for`, for many at once."""
    at_work = UndertakingPerson.objects.filter(undertaking=OuterRef("pk"), person_id=viewer.number)
    working = Q(released__isnull=True) | Q(Exists(at_work))
    return rows.annotate(wording=Case(When(working, then=F("working_id")), default=F("released_id")))
