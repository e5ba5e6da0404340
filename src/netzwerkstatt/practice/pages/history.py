"""Earlier wordings: who, when, and what changed, field by field and word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.engine.differences import Stretch, differences, shortened
from netzwerkstatt.practice.models import ANSWERS, Part, Undertaking, Version
from netzwerkstatt.practice.pages.questions import QUESTIONS
from netzwerkstatt.practice.pages.reading import heading_of


@dataclass(frozen=True)
class Change:
    """One field: what it is called, and the way from the old words to the new ones."""

    heading: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class VersionEntry:
    number: int
    at: datetime
    by: str
    is_released: bool
    is_working: bool
    is_first: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class HistoryPage:
    key: str
    title: str
    entries: tuple[VersionEntry, ...]
    before: int | None
    after: int | None


Field = tuple[str, str]
"""(heading, words)"""

LABELS: dict[str, Any] = {
    "wording": gettext_lazy("Wortlaut"),
    "source": gettext_lazy("Herkunft"),
    "on": gettext_lazy("Datum"),
    "reason": gettext_lazy("Anlass"),
    "with_whom": gettext_lazy("mit wem"),
    "why": gettext_lazy("warum"),
    "given_up": gettext_lazy("aufgegeben"),
    "gained": gettext_lazy("gewonnen"),
    "intention": gettext_lazy("Absicht"),
    "what": gettext_lazy("Text"),
    "text": gettext_lazy("Text"),
    "tool": gettext_lazy("Werkzeug"),
    "goal": gettext_lazy("Ziel"),
    "sector": gettext_lazy("Bereich"),
    "kind": gettext_lazy("Art"),
    "planned": gettext_lazy("geplant"),
    "actual": gettext_lazy("tatsächlich"),
    "group": gettext_lazy("Gruppe"),
    "phase": gettext_lazy("Phase"),
    "level": gettext_lazy("Stufe oder Ebene"),
    "barrier": gettext_lazy("im Katalog"),
    "role": gettext_lazy("Rolle"),
    "approach": gettext_lazy("Umgangsweise"),
    "outcome": gettext_lazy("was daraus wurde"),
    "cost": gettext_lazy("Aufwand"),
    "time": gettext_lazy("Dauer"),
    "conditions": gettext_lazy("Bedingungen"),
    "today": gettext_lazy("heute"),
    "evidence": gettext_lazy("Beleg"),
    "who": gettext_lazy("wer"),
    "question": gettext_lazy("Frage"),
    "method": gettext_lazy("wie"),
    "term": gettext_lazy("Zeit"),
    "report": gettext_lazy("zurück kam"),
    "goals": gettext_lazy("Ziele"),
    "also_against": gettext_lazy("auch gegen"),
}
PLAIN = {
    "begin": gettext_lazy("Beginn"),
    "end": gettext_lazy("Ende"),
    "tools": gettext_lazy("Werkzeuge"),
    "topics": gettext_lazy("Themen"),
    "entries": gettext_lazy("Wo und für wen"),
}
ROWS = (
    ("goals", ("revisions",)),
    ("methods", ("assumptions",)),
    ("steps", ()),
    ("partners", ()),
    ("resources", ()),
    ("participation", ()),
    ("barriers", ("ways",)),
    ("results", ()),
    ("research", ()),
    ("publicity", ()),
)


def history_page(
    undertaking: Undertaking, versions: Sequence[Version], *, before: int | None, after: int | None
) -> HistoryPage:
    """`versions` with all parts fetched, newest first; the last one is only there to compare with, unless it is the first."""
    pairs = list(zip(versions, [*versions[1:], None], strict=True))
    if after is not None:
        pairs = pairs[:-1]
    return HistoryPage(
        undertaking.key,
        versions[0].title if versions else "",
        tuple(_entry(undertaking, version, earlier) for version, earlier in pairs),
        before,
        after,
    )


def _entry(undertaking: Undertaking, version: Version, earlier: Version | None) -> VersionEntry:
    return VersionEntry(
        version.number,
        version.changed_at,
        version.changed_by.name if version.changed_by else "",
        version.pk == undertaking.released_id,
        version.pk == undertaking.working_id,
        earlier is None,
        changes_between(earlier, version),
    )


def changes_between(earlier: Version | None, version: Version) -> tuple[Change, ...]:
    """Every field whose words differ, in the order of the text; a whole row that came or went is one change."""
    old, new = (fields_of(v) if v else {} for v in (earlier, version))
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        heading = (new.get(key) or old[key])[0]
        was, now = old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]
        if was != now:
            found.append(Change(heading, shortened(differences(was, now))))
    return tuple(found)


def fields_of(version: Version) -> dict[tuple[str, str], Field]:
    """(row or "", field) → heading and words. Rows are known by their keys, so that they match across versions."""
    found: dict[tuple[str, str], Field] = {}
    for name in ("title", "summary", *ANSWERS, "still_evaluable", "contact_role"):
        heading = QUESTIONS[name][0] if name in QUESTIONS else heading_of(name)
        found["", name] = (heading, getattr(version, name))
    for name in ("begin", "end"):
        found["", name] = (str(PLAIN[name]), partial_date.in_words(getattr(version, name)))
    for name in ("tools", "topics", "entries"):
        found["", name] = (str(PLAIN[name]), _names(getattr(version, name).all()))
    for relation, owned in ROWS:
        for row in getattr(version, relation).all():
            found.update(_row_fields(row))
            for name in owned:
                for part in getattr(row, name).all():
                    found.update(_row_fields(part))
    return {key: field for key, field in found.items() if field[1]}


def _row_fields(row: Part) -> Iterator[tuple[tuple[str, str], Field]]:
    kind = heading_of(row.PLACE)
    for field in [*row._meta.concrete_fields, *row._meta.many_to_many]:
        if field.name in ("id", "key", "position", row.OWNER):
            continue
        yield (f"{row.PLACE}{row.key}", field.name), (f"{kind}: {LABELS[field.name]}", _words(row, field))


def _words(row: Part, field: Any) -> str:
    if isinstance(field, models.ManyToManyField):
        return _names(getattr(row, field.name).all())
    value = getattr(row, field.name)
    if field.choices and value:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name == "on":
        return partial_date.in_words(value)
    return str(value) if value else ""


def _names(rows: Any) -> str:
    return ", ".join(sorted(str(row) for row in rows))
