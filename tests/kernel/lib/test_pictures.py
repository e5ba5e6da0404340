import struct
import zlib

import pytest

from netzwerkstatt.kernel.lib.pictures import NoPicture, read_picture


def png(width=64, height=32):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\x20\x44\xaa" * width for _row in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width=64, height=32):
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"abcd"
    return b"\xff\xd8" + comment + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\x00" * 12


def webp(width=64, height=32):
    body = b"VP8X" + struct.pack("<I", 10) + b"\x00" * 4
    body += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


@pytest.mark.parametrize(
    ("content", "media_type"), [(png(), "image/png"), (jpeg(), "image/jpeg"), (webp(), "image/webp")]
)
def test_is_told_by_its_bytes_with_its_size(content, media_type):
    found = read_picture(content)
    assert (found.media_type, found.width, found.height) == (media_type, 64, 32)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
        b"<!DOCTYPE svg><svg onload='x'/>",
        b"\n\n<!-- a --> <SVG>",
    ],
)
def test_svg_is_refused_with_the_reason(content):
    with pytest.raises(NoPicture, match="SVG nehmen wir nicht an"):
        read_picture(content)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + b"\x00" * 40, png()[:20], b"\xff\xd8\xff", b"MZ" * 50])
def test_everything_else_is_no_picture(content):
    with pytest.raises(NoPicture, match="kein Bild"):
        read_picture(content)


def test_too_large_too_small_too_heavy():
    with pytest.raises(NoPicture, match="weniger als 16 oder mehr als 4000"):
        read_picture(png(8, 8))
    with pytest.raises(NoPicture, match="weniger als 16 oder mehr als 4000"):
        read_picture(webp(5000, 64))
    with pytest.raises(NoPicture, match="größer als 500 KB"):
        read_picture(png() + b"\x00" * 600_000)
