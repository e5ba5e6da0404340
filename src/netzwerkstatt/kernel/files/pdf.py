"""A look into a PDF without a library: what it may not hold, and what cannot be removed from it."""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.files.tables import UnreadableFile

STREAM = re.compile(rb"\bstream\r?\n")
ANYWHERE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)(?![A-Za-z])")
OUTSIDE = re.compile(rb"/(?:JS|XFA)(?![A-Za-z])")
PEOPLE = re.compile(
    rb"/(?:Author|Creator|LastModifiedBy)\s*(?:\((?!\))|<[0-9A-Fa-f])|<(?:dc:creator|pdf:Author|xmp:Creator)"
)
HEAD = 4096
MOST_UNPACKED = 20_000_000


def check_pdf(content: bytes) -> tuple[str, ...]:
    """Refuse what runs, hides or cannot be looked into; say what stays in the file.

    Long names are looked for everywhere, short ones in objects only: in a picture they may stand by chance. It is no
    virus scanner.
    """
    if b"%%EOF" not in content[-2048:]:
        raise UnreadableFile(_("Diese PDF-Datei ist unvollständig. Bitte speichern Sie sie neu."))
    outside, packed = _objects(content)
    seen = _plain_names(outside + b"\n" + packed)
    if re.search(rb"/Encrypt(?![A-Za-z])", seen):
        raise UnreadableFile(
            _("Diese PDF-Datei ist geschützt. Bitte speichern Sie sie ohne Kennwort und Rechte.")
        )
    if ANYWHERE.search(seen) or ANYWHERE.search(content) or OUTSIDE.search(seen):
        raise UnreadableFile(
            _(
                "Diese PDF-Datei enthält Programme, Formulare mit Programmen oder angehängte Dateien. Bitte drucken Sie sie neu als PDF."
            )
        )
    notes = [
        _("Aus einer PDF-Datei kann die Software keine Angaben zu Personen entfernen."),
        _("Der Text einer PDF-Datei wird nicht durchsucht; gefunden wird sie über Titel und Beschreibung."),
    ]
    if PEOPLE.search(seen) or b"<dc:creator" in content:
        notes.insert(
            1,
            _(
                "In ihren Eigenschaften ist eine Verfasser:in oder ein Programm eingetragen. Sehen Sie dort nach."
            ),
        )
    return tuple(notes)


def _objects(content: bytes) -> tuple[bytes, bytes]:
    """(everything outside of streams, what the object streams hold)"""
    outside, packed, end, size = [], [], 0, 0
    for match in STREAM.finditer(content):
        if match.start() < end:
            continue
        outside.append(content[end : match.start()])
        close = content.find(b"endstream", match.end())
        body, end = (
            content[match.end() : close if close >= 0 else None],
            close if close >= 0 else len(content),
        )
        head = outside[-1][-HEAD:]
        if b"/ObjStm" in _plain_names(head[max(0, head.rfind(b" obj")) :]):
            for piece in _unpacked(body):
                size += len(piece)
                if size > MOST_UNPACKED:
                    raise UnreadableFile(_("Diese PDF-Datei ist zu dicht gepackt, um sie zu prüfen."))
                packed.append(piece)
    outside.append(content[end:])
    return b"".join(outside), b"\n".join(packed)


def _unpacked(body: bytes) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj().decompress(body, MOST_UNPACKED + 1)
    except zlib.error:
        raise UnreadableFile(
            _("Ein Teil dieser PDF-Datei lässt sich nicht prüfen. Bitte drucken Sie sie neu als PDF.")
        ) from None


def _plain_names(objects: bytes) -> bytes:
    """Names may be written with #xx; read them as they are meant."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match.group(1), 16)]), objects)
