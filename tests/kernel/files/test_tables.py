"""Tables out of the files people have."""

import csv
import io
import zipfile

import docx
import pytest

from netzwerkstatt.kernel.files.tables import UnreadableFile, read_table


def test_semicolons_umlauts_of_windows_and_line_numbers():
    table = read_table(
        "liste.csv", 'Name;Ort\r\nMüller;Köln\r\n\r\n"zwei\nZeilen";Ort\r\nletzte;x\r\n'.encode("cp1252")
    )
    assert table.columns == ("Name", "Ort")
    assert [(row.line, row.values["Name"]) for row in table.rows] == [
        (2, "Müller"),
        (4, "zwei\nZeilen"),
        (6, "letzte"),
    ]


def test_reading_a_long_cell_changes_nothing_for_other_readers():
    before = csv.field_size_limit()
    long = "x" * 200_000
    assert read_table("x.csv", f"a;b\n{long};2".encode()).rows[0].values["a"] == long
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("text", ["a,b\n1,2", "a\tb\n1\t2", "a|b\n1|2", "\ufeffa;b\n1;2"])
def test_the_delimiter_is_what_the_head_uses(text):
    table = read_table("x.csv", text.encode())
    assert table.columns == ("a", "b")
    assert table.rows[0].values == {"a": "1", "b": "2"}


def test_unnamed_and_double_columns_can_be_told_apart():
    assert read_table("x.csv", b"a;;a\n1;2;3").columns == ("a", "Spalte 2", "a (3)")


def test_short_rows_have_empty_values_and_long_ones_lose_nothing_they_named():
    table = read_table("x.csv", b"a;b\n1\n1;2;3")
    assert [row.values for row in table.rows] == [{"a": "1", "b": ""}, {"a": "1", "b": "2"}]
    assert [row.beyond for row in table.rows] == [(), ("3",)]


def test_a_spreadsheet_keeps_leading_zeros_and_drops_the_meaningless_fraction():
    table = read_table("x.xlsx", workbook([["key", "number"], ["05916000", 12], ["1", 1.5]]))
    assert [row.values for row in table.rows] == [
        {"key": "05916000", "number": "12"},
        {"key": "1", "number": "1.5"},
    ]


def test_a_document_gives_its_first_table():
    document = docx.Document()
    grid = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in grid.rows for c in row.cells], ["Titel", "Text", "Beet", "am Kanal"], strict=True
    ):
        cell.text = text
    assert read_table("x.docx", saved(document)).rows[0].values == {"Titel": "Beet", "Text": "am Kanal"}


def test_a_document_without_table_gives_headings_with_their_text():
    document = docx.Document()
    document.add_heading("Mittagstisch", level=1)
    document.add_paragraph("Erster Absatz.")
    document.add_paragraph("Zweiter Absatz.")
    document.add_heading("Beet", level=1)
    rows = read_table("x.docx", saved(document)).rows
    assert [row.values["Überschrift"] for row in rows] == ["Mittagstisch", "Beet"]
    assert rows[0].values["Text"] == "Erster Absatz.\n\nZweiter Absatz."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.pdf", b"%PDF", "CSV, XLSX, ODS, DOCX und GeoJSON"),
        ("x.csv", b"", "leer"),
        ("x.csv", b"\n\n", "leer"),
        ("x.xlsx", b"no workbook", "nicht öffnen"),
        ("x.ods", b"PK\x03\x04broken", "nicht öffnen"),
        ("x.docx", b"no document", "nicht öffnen"),
        ("x.csv", b"a;b\x00c", "keine Textdatei"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(name, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read_table(name, content)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def workbook(rows) -> bytes:
    """The smallest spreadsheet that programs open: text inline, numbers as numbers."""
    cells = "".join(
        "<row>" + "".join(
            f'<c t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str) else f"<c><v>{value}</v></c>"
            for value in row
        ) + "</row>"
        for row in rows
    )  # fmt: skip
    space = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Type="{space}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{space}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Type="{space}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return file.getvalue()


def test_geojson_is_a_table_of_properties():
    text = """[{"type":"Feature","properties":{"AGS":"01001","GEN":"Flensburg"},"geometry":null},
    {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"AGS":"01002","EWZ":7},"geometry":null}]}]"""
    table = read_table("kreise.geojson", text.encode())
    assert table.columns == ("AGS", "GEN", "EWZ")
    assert [(row.line, row.values) for row in table.rows] == [
        (1, {"AGS": "01001", "GEN": "Flensburg", "EWZ": ""}),
        (2, {"AGS": "01002", "GEN": "", "EWZ": "7"}),
    ]


@pytest.mark.parametrize("text", ["{", "7", '{"type":"Topology"}', '[{"no":"type"}]'])
def test_other_json_is_refused_in_a_sentence(text):
    with pytest.raises(UnreadableFile, match="kein GeoJSON"):
        read_table("x.json", text.encode())
