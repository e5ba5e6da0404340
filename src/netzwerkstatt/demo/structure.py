"""Invented figures of the fictional municipalities, through the same reading and action as official ones."""

from dataclasses import replace

from netzwerkstatt.demo.houses import CONTENT
from netzwerkstatt.indicators.actions import import_structure, prepare_structure
from netzwerkstatt.indicators.reading import SourceFacts, propose_layout
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.tables import read_table

FILE = "structure.csv"
SOURCE = SourceFacts("erfunden", credit="Für die Vorführung erfundene Werte", is_fictional=True)


def load_invented_structure() -> None:
    """The figures of content/structure.csv. Again changes nothing."""
    table = read_table(FILE, (CONTENT / FILE).read_bytes())
    preview = prepare_structure(table, replace(propose_layout(table), fictional=True), title=SOURCE.title)
    builder = Viewer(name="Vorführung", is_operator=True)
    import_structure(preview, source=SOURCE, file_name=FILE, by=builder)
