"""Documents that people attach: told apart by their content, checked, freed of names in their properties."""

from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.files.packages import read_package
from netzwerkstatt.kernel.files.pdf import check_pdf
from netzwerkstatt.kernel.files.tables import UnreadableFile, decode

LARGEST_ATTACHMENT = 10_000_000
LONGEST_TEXT = 200_000
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "txt": "text/plain; charset=utf-8",
}
ENDINGS = {media_type: ending for ending, media_type in MEDIA_TYPES.items()}


@dataclass(frozen=True)
class Attachment:
    """A checked document. `content` is what may be stored: cleaned, so not always what was brought.

    `text` is what a search may find, empty where none can be read. `notes` are German sentences about what the
    software could not see or remove; whoever releases the file has to know them.
    """

    media_type: str
    content: bytes
    text: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


def read_attachment(name: str, content: bytes) -> Attachment:
    """Raises UnreadableFile with a German sentence. The name decides nothing; it must only not contradict."""
    if not content:
        raise UnreadableFile(_("Die Datei ist leer."))
    if len(content) > LARGEST_ATTACHMENT:
        raise UnreadableFile(
            _("Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie, etwa die Bilder darin.")
        )
    found = _by_content(content)
    claimed = PurePath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    if claimed != found.ending:
        raise UnreadableFile(
            _(
                "Der Name endet auf „.%(claimed)s“, der Inhalt ist aber „.%(found)s“. Bitte prüfen Sie die Datei."
            )
            % {"claimed": claimed or "–", "found": found.ending}
        )
    return found


def _by_content(content: bytes) -> Attachment:
    if content.startswith(b"%PDF-"):
        return Attachment(MEDIA_TYPES["pdf"], content, notes=check_pdf(content))
    if content.startswith(b"PK\x03\x04"):
        package = read_package(content)
        return Attachment(
            MEDIA_TYPES[package.ending], package.content, package.text[:LONGEST_TEXT], package.notes
        )
    return _plain_text(content)


def _plain_text(content: bytes) -> Attachment:
    strange = content.translate(None, b"\t\n\r\f") if len(content) < 65_536 else content[:65_536]
    if b"\x00" in content or any(byte < 32 and byte not in b"\t\n\r\f" for byte in strange):
        raise UnreadableFile(
            _(
                "Angenommen werden PDF, DOCX, XLSX, ODT, ODS und TXT. Der Inhalt dieser Datei ist nichts davon."
            )
        )
    text = decode(content)
    return Attachment(MEDIA_TYPES["txt"], text.encode("utf-8"), text[:LONGEST_TEXT])
