"""Writing indicators, sources and values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.indicators.known import Known, known_indicators
from netzwerkstatt.indicators.models import Indicator, Source, Value
from netzwerkstatt.indicators.reading import Layout, Reading, ReadStructure, SourceFacts, read_structure
from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.files.checking import Checked
from netzwerkstatt.kernel.files.tables import Table
from netzwerkstatt.network import rules
from netzwerkstatt.network.engine.official_keys import Level
from netzwerkstatt.network.register.queries import areas_by_key, successors

BATCH = 800
MOST_KEYS = 12


@dataclass(frozen=True)
class StructurePreview:
    """What reading this table would do. Good rows give values; each is new, changed or already there."""

    read: ReadStructure
    new: tuple[Reading, ...] = ()
    changed: tuple[Reading, ...] = ()
    unchanged: int = 0
    new_indicators: tuple[Known, ...] = ()
    signs: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def checked(self) -> Checked:
        return self.read.checked

    @property
    def writes(self) -> int:
        return len(self.new) + len(self.changed)


def prepare_structure(table: Table, layout: Layout, *, title: str) -> StructurePreview:
    """Compare a table with what is kept. A handful of queries, whatever its length. Writes nothing."""
    read = read_structure(table, layout)
    known = _kept(read.indicators)
    new, changed, unchanged = [], [], 0
    for reading in read.readings:
        kept = known.get(reading.identity)
        if kept is None:
            new.append(reading)
        elif kept[1:] != (reading.value, reading.status, title):
            changed.append(reading)
        else:
            unchanged += 1
    signs: dict[str, int] = {}
    for reading in read.readings:
        signs[reading.status] = signs.get(reading.status, 0) + 1
    there = set(Indicator.objects.filter(key__in=read.indicators).values_list("key", flat=True))
    begun = tuple(known_ for key, known_ in read.indicators.items() if key not in there)
    return StructurePreview(read, tuple(new), tuple(changed), unchanged, begun, signs, _notes(read))


def _kept(keys: Iterable[str]) -> dict[tuple[str, str, str, str], tuple[int, float | None, str, str]]:
    rows = Value.objects.filter(indicator__key__in=list(keys)).values_list(
        "area_level", "area_key", "indicator__key", "period", "pk", "value", "status", "source__title"
    )
    return {row[:4]: row[4:] for row in rows.iterator(chunk_size=5000)}


def _notes(read: ReadStructure) -> tuple[str, ...]:
    """What is no mistake of the file, but what the reader should know before confirming."""
    notes = [
        _(
            "Spalte „%(column)s“: 1.234 wird als Tausend gelesen. Ist es anders, wählen Sie die Schreibweise mit Punkt."
        )
        % {"column": column}
        for column in read.ambiguous
    ]
    named = {reading.area_key: reading.area_level for reading in read.readings}
    ended = successors(named)
    for key, change in sorted(ended.items()):
        notes.append(
            _(
                "%(old)s gibt es seit dem %(day)s nicht mehr (heute %(new)s). Die Werte bleiben unter dem alten "
                "Schlüssel, als früherer Zuschnitt. Summen werden nicht gebildet."
            )
            % {"old": key, "new": change.new_key, "day": f"{change.on:%-d.%-m.%Y}"}
        )
    unknown = _unknown(named, set(ended))
    if unknown:
        shown = ", ".join(unknown[:MOST_KEYS]) + (" …" if len(unknown) > MOST_KEYS else "")
        notes.append(
            ngettext(
                "%(n)s Schlüssel steht nicht im Verzeichnis der Gebiete: %(keys)s. Seine Werte werden aufbewahrt "
                "und erst gezeigt, wenn das Gebiet eingelesen ist.",
                "%(n)s Schlüssel stehen nicht im Verzeichnis der Gebiete: %(keys)s. Ihre Werte werden aufbewahrt "
                "und erst gezeigt, wenn die Gebiete eingelesen sind.",
                len(unknown),
            )
            % {"n": len(unknown), "keys": shown}
        )
    return tuple(notes)


def _unknown(named: dict[str, str], ended: set[str]) -> list[str]:
    outside = (Level.NATION, Level.FICTIONAL, Level.REGION)
    asked = {key for key, level in named.items() if level not in outside} - ended
    return sorted(asked - set(areas_by_key(asked))) if asked else []


@transaction.atomic
def import_structure(
    preview: StructurePreview, *, source: SourceFacts, file_name: str = "", by: Viewer
) -> Source:
    """Write the new and changed values, with indicators that begin here. The same file again changes nothing."""
    require(rules.may_import_areas(by))
    facts = {name: getattr(source, name) for name in FACTS}
    kept, _new = Source.objects.update_or_create(
        title=source.title, defaults={**facts, "file_name": file_name}
    )
    indicators = _begin_indicators(preview.read.indicators.values())
    known = _kept(preview.read.indicators) if preview.changed else {}
    Value.objects.bulk_create(
        [_value(reading, indicators, kept) for reading in preview.new], batch_size=BATCH
    )
    Value.objects.bulk_update(
        [_value(reading, indicators, kept, known[reading.identity][0]) for reading in preview.changed],
        ["value", "status", "source"],
        batch_size=BATCH,
    )
    record("import_structure", kept, by=by, new=len(preview.new), changed=len(preview.changed))
    return kept


FACTS = ("credit", "licence", "year_of_issue", "areas_as_of", "is_fictional")


def _begin_indicators(wanted: Iterable[Known]) -> dict[str, Indicator]:
    rows = [
        Indicator(
            key=w.key,
            name=w.name,
            unit=w.unit,
            decimals=w.decimals,
            definition=w.definition,
            position=w.position,
        )
        for w in wanted
    ]
    Indicator.objects.bulk_create(rows, ignore_conflicts=True)
    return {found.key: found for found in Indicator.objects.filter(key__in=[row.key for row in rows])}


def _value(
    reading: Reading, indicators: dict[str, Indicator], source: Source, pk: int | None = None
) -> Value:
    return Value(
        pk=pk,
        indicator=indicators[reading.indicator],
        source=source,
        area_key=reading.area_key,
        area_level=reading.area_level,
        period=reading.period,
        year=reading.year,
        value=reading.value,
        status=reading.status,
    )


@transaction.atomic
def import_definitions(checked: Checked, *, by: Viewer) -> int:
    """Definitions of indicators from a list of them. Names that the product knows stay; returns how many changed."""
    require(rules.may_import_areas(by))
    there = {found.key: found for found in Indicator.objects.all()}
    changed = 0
    for row in checked.good:
        facts = {name: value for name, value in row.values.items() if name in ("definition", "unit")}
        known = known_indicators().get(row.values["key"])
        before = there.get(row.values["key"])
        if before is None:
            start = (
                {
                    "name": known.name,
                    "unit": known.unit,
                    "decimals": known.decimals,
                    "position": known.position,
                }
                if known
                else {"name": row.values["name"]}
            )
            before = Indicator(key=row.values["key"], **start)
        elif all(getattr(before, name) == value for name, value in facts.items()):
            continue
        for name, value in facts.items():
            setattr(before, name, value)
        before.full_clean()
        before.save()
        record("define_indicator", before, by=by)
        changed += 1
    return changed
