"""Official files from the command line: what the operator's page does, for a terminal."""

import argparse
from collections.abc import Callable
from typing import Any

from netzwerkstatt.indicators.files import AREAS, Prepared, prepare, write
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.tables import UnreadableFile

LARGEST = 500_000_000  # whoever sits at the server may bring what the server can hold
SHELL = Viewer(name="Kommandozeile", is_operator=True)


def run(purpose: str, given: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Read each file. 0: all read; 2: something was not, and said. A bad row keeps its whole file out."""
    choices = _choices(given)
    refused = False
    for path in given.files:
        try:
            content = path.read_bytes()
            prepared = prepare(purpose, path.name, content, choices=choices, largest=LARGEST)
        except OSError:
            say(f"{path}: Die Datei lässt sich nicht öffnen.")
            refused = True
        except UnreadableFile as error:
            say(f"{path}: {error}")
            refused = True
        else:
            refused |= not _take(prepared, given, say)
    return 2 if refused else 0


def _choices(given: argparse.Namespace) -> dict[str, Any]:
    named = {"title": given.source, "credit": given.credit, "licence": given.licence}
    choices: dict[str, Any] = {name: text for name, text in named.items() if text}
    if given.as_of:
        day = given.as_of.isoformat()
        choices.update(as_of=day, areas_as_of=day)
    return choices


def _take(prepared: Prepared, given: argparse.Namespace, say: Callable[[str], None]) -> bool:
    checked = prepared.checked
    for problem in checked.problems:
        column = f", Spalte {problem.column}" if problem.column else ""
        where = f", Zeile {problem.line}{column}" if problem.line else ""
        say(f"{prepared.name}{where}: {problem.sentence}")
    for note in getattr(prepared.preview, "notes", ()):
        say(f"{prepared.name}: {note}")
    say(f"{prepared.name}: {_told(prepared)}")
    if given.preview:
        return True
    if checked.problems and not (given.good_rows and checked.good):
        say(f"{prepared.name}: nichts eingelesen. Mit --good-rows kommen die guten Zeilen hinein.")
        return False
    write(prepared, by=SHELL)
    return True


def _told(prepared: Prepared) -> str:
    checked, preview = prepared.checked, prepared.preview
    rows = f"{len(checked.good)} Zeilen gut, {checked.bad_lines} nicht"
    if preview is checked or not checked.good:
        return f"{rows}."
    dated = prepared.kind != AREAS or prepared.facts["as_of"] or "as_of" in prepared.facts["mapping"]
    hint = "" if dated else " Die Datei nennt keinen Stand; --as-of TAG gäbe ihn an."
    source = prepared.facts.get("source")
    if not (source.credit if source else prepared.facts["credit"]):
        hint += " Der Quellenvermerk fehlt; --credit TEXT gäbe ihn an."
    counts = f"{len(preview.new)} neu, {len(preview.changed)} geändert, {preview.unchanged} unverändert"
    return f"{rows}; {counts}.{hint}"
