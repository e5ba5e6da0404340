"""What changed between two texts, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
TOKEN = re.compile(r"\s+|\w+|\u2588+|[^\w\s]")
AROUND = 8


@dataclass(frozen=True)
class Stretch:
    """Words that stayed, went or came. Joined in order, what stayed and went is the old text, what stayed and came the new one."""

    kind: str
    text: str


def differences(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches from the old text to the new one."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    found: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch(SAME, "".join(before[a:b])))
            continue
        if a < b:
            found.append(Stretch(GONE, "".join(before[a:b])))
        if c < d:
            found.append(Stretch(NEW, "".join(after[c:d])))
    return tuple(found)


def shortened(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The same with long unchanged passages cut to a few words around what changed."""
    return tuple(
        Stretch(SAME, _cut(s.text, first=n == 0, last=n == len(stretches) - 1)) if s.kind == SAME else s
        for n, s in enumerate(stretches)
    )


def _cut(text: str, *, first: bool, last: bool) -> str:
    words = re.findall(r"\S+\s*", text)
    lead = re.match(r"\s*", text).group()  # type: ignore[union-attr]
    if len(words) <= 2 * AROUND + 4:
        return text
    head = "" if first else lead + "".join(words[:AROUND])
    tail = "" if last else "".join(words[-AROUND:])
    return f"{head}… {tail}" if not first else f"… {tail}"
