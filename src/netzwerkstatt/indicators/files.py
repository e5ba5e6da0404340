"""One brought file, from its bytes to the preview and to the deed: the same for pages, commands and the demonstration."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from netzwerkstatt.indicators import actions, reading
from netzwerkstatt.indicators.reading import Layout
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.checking import Checked
from netzwerkstatt.kernel.files.tables import LARGEST, Table, read_table
from netzwerkstatt.kernel.lib.official_numbers import Notation
from netzwerkstatt.network.register import actions as register
from netzwerkstatt.network.register import reading as areas

AREAS, STRUCTURE = "areas", "structure"


def layout_of(choices: dict[str, Any]) -> Layout:
    """What was chosen and kept, as a layout again."""
    return Layout(
        key_column=choices["key_column"],
        period_column=choices["period_column"],
        period="" if choices["period_column"] else choices["period"],
        long=choices["long"],
        values=choices["values"],
        regions=choices["regions"],
        notation=Notation(choices["notation"]) if choices["notation"] else None,
    )


@dataclass(frozen=True)
class Prepared:
    """A file read as its person has settled it, or as its columns tell. `preview` is what the room's action wants."""

    name: str
    table: Table
    kind: str
    preview: Any
    facts: dict[str, Any]

    @property
    def checked(self) -> Checked:
        found: Checked = self.preview if isinstance(self.preview, Checked) else self.preview.checked
        return found


def prepare(
    purpose: str,
    name: str,
    content: bytes,
    *,
    mapping: dict[str, str] | None = None,
    choices: dict[str, Any] | None = None,
    largest: int = LARGEST,
) -> Prepared:
    """Read a file by what was settled, or by what its columns tell. Writes nothing. Raises UnreadableFile."""
    table = read_table(name, content, largest)
    chosen = choices or {}
    if purpose == AREAS:
        return _areas(name, table, mapping or {}, chosen)
    if reading.holds_definitions(table):
        return Prepared(name, table, "definitions", reading.check_definitions(table), {})
    proposed = reading.propose_source(table, name)
    layout = layout_of(chosen) if "key_column" in chosen else reading.propose_layout(table)
    source = reading.SourceFacts(
        title=chosen.get("title") or proposed.title,
        credit=chosen.get("credit", proposed.credit),
        licence=chosen.get("licence", proposed.licence),
        year_of_issue=chosen.get("year_of_issue", proposed.year_of_issue),
        areas_as_of=_day(chosen["areas_as_of"]) if "areas_as_of" in chosen else proposed.areas_as_of,
    )
    preview = actions.prepare_structure(table, layout, title=source.title)
    return Prepared(name, table, "structure", preview, {"layout": layout, "source": source})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _areas(name: str, table: Table, mapping: dict[str, str], chosen: dict[str, Any]) -> Prepared:
    if areas.holds_changes(table):
        return Prepared(name, table, "changes", areas.check_changes(table), {})
    facts = {
        "title": chosen.get("title") or name.rsplit(".", 1)[0],
        "credit": chosen["credit"] if "credit" in chosen else areas.propose_credit(table),
        "licence": chosen.get("licence", ""),
        "as_of": _day(chosen["as_of"]) if "as_of" in chosen else areas.propose_as_of(table),
    }
    used = mapping or areas.propose_areas(table)
    preview = areas.prepare_areas(table, used, as_of=facts["as_of"])
    return Prepared(name, table, "areas", preview, {**facts, "mapping": used})


def write(prepared: Prepared, *, by: Viewer) -> None:
    """Do what the preview showed, through the action of the room it belongs to."""
    facts = prepared.facts
    if prepared.kind == "areas":
        source = {field: facts[field] for field in ("title", "credit", "licence", "as_of")}
        register.import_areas(prepared.preview, **source, file_name=prepared.name, by=by)
    elif prepared.kind == "changes":
        register.import_changes(prepared.checked, by=by)
    elif prepared.kind == "definitions":
        actions.import_definitions(prepared.checked, by=by)
    else:
        actions.import_structure(prepared.preview, source=facts["source"], file_name=prepared.name, by=by)
