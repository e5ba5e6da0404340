"""What kind of picture a file really is, and how large: read from its first bytes, never from its name.

PNG, JPEG and WebP only. SVG is a program that a browser runs; see docs/decisions/0040.
"""

import struct
from dataclasses import dataclass

MOST_BYTES = 500_000
SMALLEST, LARGEST = 16, 4000


class NoPicture(ValueError):
    """The file cannot be taken. The message is a German sentence for the person who brought it."""


@dataclass(frozen=True)
class Picture:
    """`media_type` is what the file is delivered as."""

    media_type: str
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """Raises NoPicture with the reason."""
    if len(content) > MOST_BYTES:
        raise NoPicture("Das Bild ist größer als 500 KB. Bitte verkleinern Sie es.")
    head = content[:1000].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype")) or b"<svg" in head:
        raise NoPicture(
            "SVG nehmen wir nicht an, weil darin Programme stecken können. Speichern Sie das Zeichen als PNG."
        )
    try:
        found = _png(content) or _jpeg(content) or _webp(content)
    except (struct.error, IndexError):
        found = None
    if found is None:
        raise NoPicture("Das ist kein Bild, das wir lesen können. Angenommen werden PNG, JPEG und WebP.")
    if not (SMALLEST <= found.width <= LARGEST and SMALLEST <= found.height <= LARGEST):
        raise NoPicture("Das Bild misst auf einer Seite weniger als 16 oder mehr als 4000 Pixel.")
    return found


def _png(content: bytes) -> Picture | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return Picture("image/png", width, height)


def _jpeg(content: bytes) -> Picture | None:
    """Walk the segments to the frame header, which holds the size."""
    if content[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Picture("image/jpeg", width, height)
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None


def _webp(content: bytes) -> Picture | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        bits = struct.unpack("<I", content[21:25])[0]
        return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        height = int.from_bytes(content[27:30], "little") + 1
        return Picture("image/webp", width, height)
    return None
