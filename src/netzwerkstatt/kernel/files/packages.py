"""DOCX, XLSX, ODT and ODS: archives of XML. Checked for what they must not hold, freed of names, read as text.

Names are removed from the properties (who wrote it, who changed it last, company, manager), from comments and from
tracked changes. What stands in the text itself stays: that is what the second reader is for.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.files.tables import UnreadableFile

MOST_PARTS = 3000
MOST_UNPACKED = 60_000_000
MOST_PROPERTIES = 64_000
OOXML = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
}
ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
FORBIDDEN = re.compile(
    r"vbaProject|vbaData|activeX|/embeddings/|^Basic/|^Scripts/|macrosheets|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|scr)$",
    re.I,
)
PROPERTIES = ("creator", "lastModifiedBy", "initial-creator", "printed-by", "Manager", "Company")
PROPERTY_PARTS = re.compile(r"docProps/\w+\.xml$|meta\.xml$|word/_rels/settings")
TEXT_PARTS = {
    "docx": re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$"),
    "xlsx": re.compile(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml$"),
    "odt": re.compile(r"(?:content|styles)\.xml$"),
    "ods": re.compile(r"content\.xml$"),
}
BREAKS = re.compile(r"</(?:w:p|w:tc|text:p|text:h|si|row|table:table-row)>|<w:br/>|<text:line-break/>")
AUTHOR_ATTRIBUTE = re.compile(
    r"""(\b(?:w|w15|w16\w*|office|loext):(?:author|initials|userId|providerId)|\buserName|\bdisplayName|\buserId)=(?:"[^"]*"|'[^']*')"""
)
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    ending: str
    content: bytes
    text: str
    notes: tuple[str, ...]


def read_package(content: bytes) -> Package:
    """Raises UnreadableFile. The cleaned archive is written anew, without dates, comments and extra fields."""
    parts = _parts(content)
    ending = _kind(parts)
    _refuse_what_runs(parts)
    cleaned = {name: _clean(name, part) for name, part in parts.items()}
    _prove_clean(cleaned)
    return Package(ending, _pack(cleaned), _text(ending, cleaned), _notes(parts))


def _parts(content: bytes) -> dict[str, bytes]:
    """All parts by name, never more than the limits, whatever the archive's directory says."""
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise UnreadableFile(
                    _("Diese Datei wird ausgepackt zu groß. Bitte verkleinern Sie die Bilder darin.")
                )
            for entry in entries:
                if entry.is_dir():
                    continue
                _check_name(entry, found)
                with archive.open(entry) as part:
                    found[entry.filename] = part.read(left + 1)
                left -= len(found[entry.filename])
                if left < 0:
                    raise UnreadableFile(
                        _("Diese Datei wird ausgepackt zu groß. Bitte verkleinern Sie die Bilder darin.")
                    )
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise UnreadableFile(
            _("Diese Datei lässt sich nicht öffnen. Ist sie vielleicht geschützt oder beschädigt?")
        ) from error
    return found


def _check_name(entry: zipfile.ZipInfo, found: dict[str, bytes]) -> None:
    name = entry.filename
    if name in found or name.startswith(("/", "\\")) or ".." in name.split("/") or entry.flag_bits & 1:
        raise UnreadableFile(_("Diese Datei ist geschützt oder falsch gepackt. Bitte speichern Sie sie neu."))


def _kind(parts: dict[str, bytes]) -> str:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaProject" in name for name in parts):
        raise UnreadableFile(
            _(
                "Dokumente mit Makros werden nicht angenommen. Bitte speichern Sie die Datei als DOCX oder XLSX ohne Makros."
            )
        )
    for mark, ending in OOXML.items():
        if mark in types:
            return ending
    odf = parts.get("mimetype", b"").strip()
    if odf in ODF:
        return ODF[odf]
    if b"template" in types or odf.endswith(b"-template"):
        raise UnreadableFile(
            _(
                "Das ist eine Dokumentvorlage des Programms. Bitte speichern Sie sie als DOCX, XLSX, ODT oder ODS."
            )
        )
    raise UnreadableFile(
        _("Angenommen werden PDF, DOCX, XLSX, ODT, ODS und TXT. Der Inhalt dieser Datei ist nichts davon.")
    )


def _refuse_what_runs(parts: dict[str, bytes]) -> None:
    if any(FORBIDDEN.search(name) for name in parts):
        raise UnreadableFile(
            _(
                "In dieser Datei stecken andere Dateien oder Programme. Bitte entfernen Sie eingebettete Objekte und Makros."
            )
        )
    for name, part in parts.items():
        if len(part) > MOST_PROPERTIES and PROPERTY_PARTS.match(name):
            raise UnreadableFile(_("Diese Datei ist ungewöhnlich aufgebaut. Bitte speichern Sie sie neu."))
        if _is_xml(name) and re.search(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00D", part[:4096]):
            raise UnreadableFile(_("Diese Datei ist ungewöhnlich aufgebaut. Bitte speichern Sie sie neu."))
        if name.endswith(".rels") and _loads_from_outside(part):
            raise UnreadableFile(
                _(
                    "Dieses Dokument lädt beim Öffnen etwas von außen nach. Bitte fügen Sie Bilder und Vorlagen fest ein."
                )
            )


def _loads_from_outside(relations: bytes) -> bool:
    for tag in re.findall(rb"<\w*:?Relationship\b[^<>]*>", relations):
        if b'"External"' in tag and not re.search(rb"/(?:hyperlink|attachedTemplate)\"", tag):
            return True
    return False


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".rdf"))


def _clean(name: str, part: bytes) -> bytes:
    if not _is_xml(name):
        return part
    text, encoding = _decoded(part)
    if name == "docProps/custom.xml" or re.fullmatch(r"word/people\.xml|xl/persons/\w+\.xml", name):
        text = re.sub(
            r"(<(?:\w+:)?(?:Properties|people|personList)\b[^>]*?)(?:/>|>.*)", r"\1/>", text, flags=re.DOTALL
        )
    elif name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        text = _without_elements(text, PROPERTIES)
        text = re.sub(r"<meta:user-defined\b[^>]*?(?:/>|>.*?</meta:user-defined>)", "", text, flags=re.DOTALL)
    elif name == "word/_rels/settings.xml.rels":
        text = re.sub(r"<Relationship\b[^<>]*/attachedTemplate\"[^<>]*?/>", "", text)
    elif name == "word/settings.xml":
        text = re.sub(r"<w:attachedTemplate\b[^<>]*/>", "", text)
    else:
        text = _without_authors(text)
    return text.encode(encoding)


def _without_authors(text: str) -> str:
    """Names beside comments and tracked changes, the account of the last who saved a workbook, its folder."""
    text = AUTHOR_ATTRIBUTE.sub(r'\1=""', text)
    text = re.sub(r"(<author\b[^<>]*>)[^<]*(</author>)", r"\1\2", text)
    text = re.sub(r"(<(?:dc:creator|meta:creator-initials|loext:sender-initials)>)[^<]*(</)", r"\1\2", text)
    return re.sub(r'(<x15ac:absPath\b[^<>]*\burl=)"[^"]*"', r'\1""', text)


def _without_elements(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = re.sub(
            rf"<(?P<tag>(?:\w+:)?{name})\b[^>]*?(?:/>|>.*?</(?P=tag)\s*>)", "", text, flags=re.DOTALL
        )
    return text


def _decoded(part: bytes) -> tuple[str, str]:
    encoding = "utf-16" if part.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        return part.decode(encoding), encoding
    except UnicodeDecodeError:
        raise UnreadableFile(
            _("Diese Datei ist ungewöhnlich aufgebaut. Bitte speichern Sie sie neu.")
        ) from None


def _prove_clean(parts: dict[str, bytes]) -> None:
    """Read the cleaned properties again, as a program would: no name may be left in them."""
    for name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        if name not in parts:
            continue
        try:
            root = ElementTree.fromstring(parts[name])  # noqa: S314 no DTD is let through, sizes are bounded
        except ElementTree.ParseError:
            raise UnreadableFile(
                _("Die Eigenschaften dieser Datei sind beschädigt. Bitte speichern Sie sie neu.")
            ) from None
        for element in root.iter():
            if element.tag.rpartition("}")[2] in PROPERTIES and (element.text or "").strip():
                raise UnreadableFile(
                    _(
                        "Aus den Eigenschaften dieser Datei lassen sich Namen nicht entfernen. Bitte löschen Sie sie dort."
                    )
                )


def _pack(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "mimetype", name != "[Content_Types].xml")):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _text(ending: str, parts: dict[str, bytes]) -> str:
    return "\n".join(line for name in _text_names(ending, parts) for line in _lines(parts[name]))


def _text_names(ending: str, parts: dict[str, bytes]) -> list[str]:
    names = [name for name in parts if TEXT_PARTS[ending].match(name)]
    return sorted(names, key=lambda name: (not re.search(r"document|content|sharedStrings", name), name))


def _lines(part: bytes) -> Iterator[str]:
    text, _encoding = _decoded(part)
    if "<worksheet" in text:
        text = " ".join(piece.partition("</is>")[0] for piece in text.split("<is>")[1:])
    text = re.sub(r"<w:tab/>|<text:tab/>|<text:s\b[^>]*/>", " ", text)
    for line in BREAKS.sub("\n", text).split("\n"):
        plain = " ".join(html.unescape(re.sub(r"<[^<>]*>", "", line)).split())
        if plain:
            yield plain


def _notes(parts: dict[str, bytes]) -> tuple[str, ...]:
    """What stays in the file although nobody sees it at first sight."""
    notes = []
    if any("comments" in name for name in parts) or b"<office:annotation" in parts.get("content.xml", b""):
        notes.append(_("Das Dokument enthält Kommentare. Die Namen daran sind entfernt, ihr Text nicht."))
    document = parts.get("word/document.xml", b"") + parts.get("content.xml", b"")
    if re.search(rb"<w:(?:ins|del) |<text:tracked-changes", document):
        notes.append(
            _("Das Dokument enthält nachverfolgte Änderungen. Auch gelöschter Text steht noch darin.")
        )
    if any(name.lower().endswith((".jpg", ".jpeg", ".png", ".tif", ".tiff")) for name in parts):
        notes.append(_("In Bilder sieht die Software nicht hinein."))
    return tuple(notes)
