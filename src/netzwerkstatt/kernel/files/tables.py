"""CSV, XLSX, ODS, DOCX and GeoJSON as rows of text, with the line a person finds them in."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.files.features import feature_lines

LARGEST = 20_000_000
DELIMITERS = ";,\t|"


class UnreadableFile(ValueError):
    """The file cannot be read as a table. The message is a German sentence for the person who brought it."""


@dataclass(frozen=True)
class Row:
    """One row below the head. `line` is the line or row number as the person's own program shows it.

    `beyond` holds what stands to the right of the last named column: no column's value, but not to be lost in silence.
    """

    line: int
    values: dict[str, str]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Columns in their order, and rows. Every value is text without surrounding space; empty rows are left out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(name: str, content: bytes, largest: int = LARGEST) -> Table:
    """The first sheet or table of a file, told apart by the ending of its name; the first row is the head.

    Of a GeoJSON the properties of its features. Raises UnreadableFile with a sentence. Numbers of spreadsheets lose a meaningless ".0"; dates become ISO.
    """
    ending = PurePath(name).suffix.lower()
    if len(content) > largest:
        raise UnreadableFile(_("Die Datei ist größer als 20 MB. Bitte teilen Sie sie."))
    if ending in (".csv", ".txt", ".tsv"):
        lines = _csv_lines(content)
    elif ending in (".xlsx", ".ods", ".xls"):
        lines = _sheet_lines(content)
    elif ending == ".docx":
        lines = _document_lines(content)
    elif ending in (".json", ".geojson"):
        lines = _feature_lines(content)
    else:
        raise UnreadableFile(
            _("Gelesen werden CSV, XLSX, ODS, DOCX und GeoJSON. Diese Datei ist keines davon.")
        )
    return _table(lines)


def decode(content: bytes) -> str:
    """Text of a file whose encoding nobody names: UTF-8 where it is valid, else the Western encoding of Windows."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        _("Die Zeichen der Datei lassen sich nicht lesen. Bitte speichern Sie sie als UTF-8.")
    )


def _csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decode(content)
    if "\x00" in text:
        raise UnreadableFile(_("Das ist keine Textdatei. Bitte speichern Sie die Tabelle als CSV oder XLSX."))
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    before = csv.field_size_limit(LARGEST)  # holds for the whole process: given back below
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for values in reader:
            yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            _("Zeile %(line)s lässt sich nicht lesen: ein Anführungszeichen ist offen.") % {"line": line}
        ) from error
    finally:
        csv.field_size_limit(before)


def _feature_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        return iter(list(feature_lines(decode(content))))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(_("Das ist kein GeoJSON mit Gebieten.")) from error


def _sheet_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    import python_calamine

    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise UnreadableFile(
            _("Diese Tabelle lässt sich nicht öffnen. Ist sie vielleicht geschützt?")
        ) from error
    for line, row in enumerate(rows, start=1):
        yield line, [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _document_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first table of the document, or, without one, a row for each heading with the text below it."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, ValueError, KeyError) as error:
        raise UnreadableFile(
            _("Dieses Dokument lässt sich nicht öffnen. Ist es vielleicht geschützt?")
        ) from error
    if document.tables:
        for line, row in enumerate(document.tables[0].rows, start=1):
            yield line, [cell.text for cell in row.cells]
        return
    yield 0, ["Überschrift", "Text"]
    heading, begun = "", 1
    below: list[str] = []
    for line, paragraph in enumerate(document.paragraphs, start=1):
        style = (paragraph.style.name or "") if paragraph.style else ""
        if style.startswith(("Heading", "Title", "Überschrift")):
            if heading or below:
                yield begun, [heading, "\n\n".join(below)]
            heading, below, begun = paragraph.text, [], line
        elif paragraph.text.strip():
            below.append(paragraph.text)
    if heading or below:
        yield begun, [heading, "\n\n".join(below)]


def _table(lines: Iterator[tuple[int, list[str]]]) -> Table:
    head: tuple[str, ...] | None = None
    rows = []
    for line, raw in lines:
        values = [value.strip() for value in raw]
        if not any(values):
            continue
        if head is None:
            head = _head(values)
            continue
        beyond = tuple(value for value in values[len(head) :] if value)
        rows.append(Row(line, dict(zip(head, [*values, *[""] * len(head)], strict=False)), beyond))
    if head is None:
        raise UnreadableFile(_("Die Datei ist leer."))
    return Table(head, tuple(rows))


def _head(values: list[str]) -> tuple[str, ...]:
    """Names of the columns: unnamed ones get a number, doubles too, so that each can be chosen."""
    names: list[str] = []
    for number, value in enumerate(values, start=1):
        name = value or _("Spalte %(number)s") % {"number": number}
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)
