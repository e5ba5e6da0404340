"""What may be attached, by content and not by name; what is removed; what cannot be removed and is said."""

import contextlib
import io
import struct
import time
import zipfile
import zlib

import docx
import pytest

from netzwerkstatt.kernel.files.actions import store_file
from netzwerkstatt.kernel.files.attachments import LARGEST_ATTACHMENT, read_attachment
from netzwerkstatt.kernel.files.models import StoredFile
from netzwerkstatt.kernel.files.serving import download
from netzwerkstatt.kernel.files.tables import UnreadableFile

NAME = "Waltraud Quittenbaum"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 200
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
WORD = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
SHEET = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
MACROS = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


def make_docx(text="Der Rat beschließt.", author=NAME):
    document = docx.Document()
    document.add_paragraph(text)
    document.core_properties.author = author
    document.core_properties.last_modified_by = author
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def pack(**parts):
    return packed({name.replace("__", "/"): part for name, part in parts.items()})


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def word(**parts):
    content = {
        "[Content_Types].xml": WORD,
        "word/document.xml": b"<w:document><w:p><w:t>Text</w:t></w:p></w:document>",
    }
    return packed({**content, **{name.replace("__", "/"): part for name, part in parts.items()}})


def open_document(kind="text", meta="", content=""):
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "meta.xml": f'<m:document-meta xmlns:m="urn:m" xmlns:dc="urn:dc" xmlns:meta="urn:meta">{meta}</m:document-meta>',
            "content.xml": f"<office:document-content>{content}</office:document-content>",
        }
    )


def unpack(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestByContent:
    @pytest.mark.parametrize(
        ("name", "content", "ending"),
        [
            ("vorlage.docx", make_docx(), "docx"),
            ("Vertrag.PDF", PDF, "pdf"),
            ("liste.xlsx", packed({"[Content_Types].xml": SHEET}), "xlsx"),
            ("brief.odt", open_document(), "odt"),
            ("tabelle.ods", open_document("spreadsheet"), "ods"),
            ("notiz.txt", "Sehr geehrte Bürger:innen".encode("cp1252"), "txt"),
        ],
    )
    def test_six_kinds_are_taken(self, name, content, ending):
        assert read_attachment(name, content).ending == ending

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("rechnung.pdf", EXE, "nichts davon"),
            ("setup.exe", EXE, "nichts davon"),
            ("vorlage.docx", PDF, "der Inhalt ist aber „.pdf“"),
            ("vorlage.pdf", b"nur Text", "der Inhalt ist aber „.txt“"),
            ("seite.html", b"<script>alert(1)</script>", "der Inhalt ist aber „.txt“"),
            ("ohne", PDF, "endet auf"),
            ("leer.pdf", b"", "leer"),
            ("bild.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "nichts davon"),
            ("archiv.docx", packed({"irgendwas.txt": b"x"}), "nichts davon"),
            ("archiv.docx", b"PK\x03\x04kaputt", "lässt sich nicht öffnen"),
            ("vorlage.docm", packed({"[Content_Types].xml": MACROS, "word/vbaProject.bin": b"x"}), "Makros"),
            ("vorlage.docx", packed({"[Content_Types].xml": MACROS}), "Makros"),
            ("vorlage.docx", word(word__vbaProject="x"), "Makros"),
            ("vorlage.docx", word(**{"word/embeddings/oleObject1.bin": b"x"}), "stecken andere Dateien"),
            ("brief.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/Standard/x.xml": "<a/>"}), "stecken andere Dateien"),
            ("brief.ott", packed({"mimetype": "application/vnd.oasis.opendocument.text-template"}), "Dokumentvorlage"),
            ("vorlage.docx", word(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "ungewöhnlich aufgebaut"),
            ("vorlage.docx", word(**{"../../etc/passwd": b"x"}), "falsch gepackt"),
            ("vorlage.docx", word(**{"word/_rels/document.xml.rels": b'<Relationship Type="http://x/image" Target="http://fremd.example/p.png" TargetMode="External"/>'}), "von außen nach"),
            ("v.pdf", b"%PDF-1.4\n<< /S /JavaScript /JS (app.alert(1)) >>\n%%EOF", "enthält Programme"),
            ("v.pdf", b"%PDF-1.4\n<< /S /Java#53cript >>\n%%EOF", "enthält Programme"),
            ("v.pdf", b"%PDF-1.4\n<< /Names << /EmbeddedFiles 3 0 R >> >>\n%%EOF", "enthält Programme"),
            ("v.pdf", b"%PDF-1.4\ntrailer << /Encrypt 5 0 R >>\n%%EOF", "geschützt"),
            ("v.pdf", b"%PDF-1.4\nabgebrochen", "unvollständig"),
        ],
    )  # fmt: skip
    def test_everything_else_is_refused_in_words(self, name, content, words):
        with pytest.raises(UnreadableFile, match=words):
            read_attachment(name, content)

    def test_ten_megabytes_at_most(self):
        with pytest.raises(UnreadableFile, match="10 MB"):
            read_attachment("a.txt", b"a" * (LARGEST_ATTACHMENT + 1))

    def test_what_is_packed_into_an_object_stream_is_seen(self):
        stream = zlib.compress(b"1 0 << /S /JavaScript /JS (x) >>")
        content = (
            b"%PDF-1.5\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + stream + b"\nendstream\n%%EOF"
        )
        with pytest.raises(UnreadableFile, match="enthält Programme"):
            read_attachment("v.pdf", content)

    def test_chance_bytes_in_a_picture_are_no_program(self):
        content = b"%PDF-1.5\n<< /Type /XObject >>\nstream\nabc /JS /XFA\nendstream\nendobj\n%%EOF"
        assert read_attachment("v.pdf", content).ending == "pdf"


class TestTooLarge:
    def test_a_bomb_is_refused_by_what_it_says(self):
        bomb = word(**{"word/media/a.xml": b"\x00" * 61_000_000})
        assert len(bomb) < 100_000
        with pytest.raises(UnreadableFile, match="ausgepackt zu groß"):
            read_attachment("a.docx", bomb)

    def test_and_by_what_it_does_when_it_lies(self):
        bomb = bytearray(word(**{"word/media/a.xml": b"\x00" * 61_000_000}))
        real = struct.pack("<L", 61_000_000)
        while real in bomb:
            at = bomb.index(real)
            bomb[at : at + 4] = struct.pack("<L", 1000)
        with pytest.raises(UnreadableFile):
            read_attachment("a.docx", bytes(bomb))

    def test_many_small_parts_are_refused(self):
        with pytest.raises(UnreadableFile, match="ausgepackt zu groß"):
            read_attachment("a.docx", word(**{f"word/{n}.xml": b"<a/>" for n in range(3001)}))

    def test_a_bomb_in_a_pdf_is_refused(self):
        stream = zlib.compress(b"\x00" * 30_000_000)
        content = b"%PDF-1.5\n<< /Type /ObjStm >>\nstream\n" + stream + b"\nendstream\n%%EOF"
        with pytest.raises(UnreadableFile, match="zu dicht gepackt"):
            read_attachment("v.pdf", content)

    @pytest.mark.parametrize(
        "hostile",
        [
            word(**{"word/document.xml": b"<" * 20_000_000}),
            word(**{"word/document.xml": b"<author" * 3_000_000}),
            word(**{"docProps/core.xml": b"<dc:creator>" * 5_000}),
            word(**{"xl/worksheets/sheet1.xml": b"<worksheet><is>" * 1_000_000}),
            b"%PDF-1.4\n" + b"<<" * 2_000_000 + b"stream\n" * 500_000 + b"%%EOF",
        ],
        ids=["brackets", "authors", "creators", "cells", "pdf"],
    )
    def test_hostile_files_do_not_hold_the_house_up(self, hostile):
        began = time.monotonic()
        with contextlib.suppress(UnreadableFile):
            read_attachment("a.pdf" if hostile.startswith(b"%PDF") else "a.docx", hostile)
        assert time.monotonic() - began < 12


class TestNames:
    def test_the_author_of_a_docx_is_gone_when_it_is_read_again(self):
        before = docx.Document(io.BytesIO(make_docx()))
        assert before.core_properties.author == NAME
        content = read_attachment("v.docx", make_docx()).content
        after = docx.Document(io.BytesIO(content))
        assert after.core_properties.author == ""
        assert after.core_properties.last_modified_by == ""
        assert [paragraph.text for paragraph in after.paragraphs] == ["Der Rat beschließt."]
        assert all(NAME.encode() not in part for part in unpack(content).values())

    def test_names_at_comments_and_changes_go_their_text_stays(self):
        document = f'<w:p><w:ins w:id="1" w:author="{NAME}" w:date="x"><w:t>neu</w:t></w:ins></w:p>'
        comments = f'<w:comments><w:comment w:author="{NAME}" w:initials="WQ"><w:t>stimmt das?</w:t></w:comment></w:comments>'
        people = f'<w15:people xmlns:w15="x"><w15:person w15:author="{NAME}"/></w15:people>'
        found = read_attachment(
            "v.docx",
            word(
                **{
                    "word/document.xml": document.encode(),
                    "word/comments.xml": comments.encode(),
                    "word/people.xml": people.encode(),
                }
            ),
        )
        parts = unpack(found.content)
        assert all(NAME.encode() not in part and b"WQ" not in part for part in parts.values())
        assert b"stimmt das?" in parts["word/comments.xml"]
        assert any("Kommentare" in note for note in found.notes)
        assert any("nachverfolgte Änderungen" in note for note in found.notes)

    def test_company_manager_own_fields_and_the_folder_of_the_template_go(self):
        app = f'<Properties xmlns="x"><Manager>{NAME}</Manager><Company>Amt</Company><Pages>3</Pages></Properties>'
        custom = f'<Properties xmlns="x"><property name="Bearbeiter"><vt:lpwstr xmlns:vt="y">{NAME}</vt:lpwstr></property></Properties>'
        relations = b'<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" Target="file:///C:/Users/quittenbaum/a.dotx" TargetMode="External"/></Relationships>'
        found = read_attachment(
            "v.docx",
            word(**{
                "docProps/app.xml": app.encode(), "docProps/custom.xml": custom.encode(),
                "word/_rels/settings.xml.rels": relations, "word/settings.xml": b'<w:settings><w:attachedTemplate r:id="rId1"/></w:settings>',
            }),
        )  # fmt: skip
        parts = unpack(found.content)
        assert all(b"uittenbaum" not in part for part in parts.values())
        assert b"<Pages>3</Pages>" in parts["docProps/app.xml"]
        assert b"attachedTemplate" not in parts["word/settings.xml"]

    def test_open_documents_and_workbooks_too(self):
        meta = f"<meta:initial-creator>{NAME}</meta:initial-creator><dc:creator>{NAME}</dc:creator><dc:title>Brief</dc:title>"
        note = f"<office:annotation><dc:creator>{NAME}</dc:creator><text:p>Bitte prüfen</text:p></office:annotation>"
        parts = unpack(read_attachment("b.odt", open_document(meta=meta, content=note)).content)
        assert all(NAME.encode() not in part for part in parts.values())
        assert b"<dc:title>Brief" in parts["meta.xml"]
        assert next(iter(parts)) == "mimetype"
        book = packed({
            "[Content_Types].xml": SHEET, "xl/comments1.xml": f"<comments><authors><author>{NAME}</author></authors></comments>",
            "docProps/core.xml": f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></cp:coreProperties>',
        })  # fmt: skip
        assert all(
            NAME.encode() not in part for part in unpack(read_attachment("b.xlsx", book).content).values()
        )

    def test_a_pdf_cannot_be_cleaned_and_says_so(self):
        content = PDF.replace(b"/Type /Catalog", b"/Author (Waltraud Quittenbaum)")
        notes = read_attachment("v.pdf", content).notes
        assert "keine Angaben zu Personen entfernen" in notes[0]
        assert "Verfasser:in" in notes[1]


def test_text_is_read_for_the_search():
    assert (
        read_attachment("v.docx", make_docx("Gesundheitskonferenz & Rat")).text
        == "Gesundheitskonferenz & Rat"
    )
    content = "<text:p>Erste Zeile</text:p><text:p>zweite<text:s/>Zeile</text:p>"
    assert read_attachment("b.odt", open_document(content=content)).text == "Erste Zeile\nzweite Zeile"
    shared = packed(
        {
            "[Content_Types].xml": SHEET,
            "xl/sharedStrings.xml": "<sst><si><t>Kosten</t></si><si><t>Summe</t></si></sst>",
        }
    )
    assert read_attachment("b.xlsx", shared).text == "Kosten\nSumme"
    assert read_attachment("n.txt", b"Gru\xdf").text == "Gruß"
    assert read_attachment("v.pdf", PDF).text == ""


@pytest.mark.django_db
def test_a_file_is_handed_out_as_a_download_only():
    stored = store_file(read_attachment("Frau Quittenbaum privat.txt", b"<script>"))
    answer = download(stored, "Beschlussvorlage: Prüfung")
    assert answer["Content-Disposition"] == 'attachment; filename="beschlussvorlage-pruefung.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == b"<script>"


@pytest.mark.django_db
def test_a_file_has_no_door_of_its_own(cast):
    store_file(read_attachment("a.txt", b"a"))
    assert not StoredFile.objects.visible_to(cast.secretariat).exists()
