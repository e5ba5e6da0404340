"""Compile every `.po` below src/netzwerkstatt/locale into the `.mo` beside it. Needs nothing but Python.

python maintenance/compile_words.py
"""

import ast
import re
import struct
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "src/netzwerkstatt/locale"
LINE = re.compile(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)? ?(".*")$')


def read(text: str) -> dict[str, str]:
    """msgid to msgstr; plural forms joined by NUL as gettext wants them."""
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            match = LINE.match(line)
            if match:
                name = match[1] or name
                parts[name] = parts.get(name, "") + ast.literal_eval(match[2])
        if "msgid" in parts:
            plural = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
            words = "\0".join(key for key in (parts["msgid"], parts.get("msgid_plural")) if key is not None)
            found[words] = "\0".join(plural)
    return found


def compiled(words: dict[str, str]) -> bytes:
    """The binary form: two tables of (length, place), then the strings."""
    pairs = sorted((key.encode(), value.encode()) for key, value in words.items() if value)
    count, start = len(pairs), 28 + 16 * len(pairs)
    tables, strings = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(strings))
            strings += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, start)
    return head + tables[0] + tables[1] + strings


if __name__ == "__main__":
    for source in LOCALE.rglob("*.po"):
        source.with_suffix(".mo").write_bytes(compiled(read(source.read_text(encoding="utf-8"))))
