"""Tables of structural data as they come: clean ones, and one with thirty bad rows."""

from dataclasses import replace
from typing import Any

from netzwerkstatt.indicators.actions import StructurePreview, import_structure, prepare_structure
from netzwerkstatt.indicators.models import Source
from netzwerkstatt.indicators.reading import SourceFacts, propose_layout
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.tables import read_table

PROBE = SourceFacts("Probe", "© Probe")

HEAD = "kreis_ags;jahr;arbeitslose;schuldnerquote\n"
GOOD = [f"{key};{year};{1000 + number}{year % 10};7,{number % 10}" for number, key in enumerate(("05916", "05766", "06531", "03159")) for year in range(2016, 2022)]  # fmt: skip
BAD = [
    ";2021;1;1", ";2020;1;1", "Herne;2021;1;1", "05x16;2021;1;1", "123;2021;1;1", "123456;2021;1;1", "17001;2021;1;1",
    "99001;2021;1;1", "F0000001;2021;1;1", "05 91 6 7;2021;1;1",
    "05917;;1;1", "05917;gestern;1;1", "05917;3021;1;1", "05917;21;1;1", "05917;2021/20;1;1", "05917;1700;1;1",
    "05917;31.2.2021;1;1", "05917;2013/99;1;1",
    "05918;2021;viele;1", "05918;2020;12a;1", "05918;2019;--;1", "05918;2018;1;k. A.", "05918;2017;1;5 %", "05918;2016;1,2,3;1",
    "05918;2015;?;1", "05918;2014;1;1.23.4", "05918;2013;#NV;1", "05918;2012;1;#DIV/0!",
    "05916;2021;5;5", "05766;2020;5;5",
]  # fmt: skip


def with_bad_rows() -> tuple[str, list[int]]:
    """The table, and the lines of its thirty bad rows: one after every good one, the rest at the end."""
    lines, bad = [], []
    waiting = list(BAD[:-2])
    for row in GOOD:
        lines.append(row)
        if waiting:
            lines.append(waiting.pop(0))
            bad.append(len(lines) + 1)
    for row in (*waiting, *BAD[-2:]):
        lines.append(row)
        bad.append(len(lines) + 1)
    return HEAD + "\n".join(lines) + "\n", bad


def prepare(text: str, source: SourceFacts = PROBE, **change: Any) -> StructurePreview:
    table = read_table("probe.csv", text.encode())
    return prepare_structure(table, replace(propose_layout(table), **change), title=source.title)


def bring(by: Viewer, text: str, source: SourceFacts = PROBE, **change: Any) -> Source:
    return import_structure(prepare(text, source, **change), source=source, by=by)
