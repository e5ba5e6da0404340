"""The passage of a text that answers a question, with the found words marked. Pure."""

import re
from dataclasses import dataclass

from netzwerkstatt.search.engine.analysis import Finder, Question

WORD = re.compile(r"[^\W_]+(?:[:*_’'-][^\W_]+)*")


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False


def excerpt(text: str, question: Question, length: int = 220) -> tuple[Piece, ...]:
    """About `length` characters around the densest group of found words; the beginning if none is found."""
    text = " ".join(text.split())
    words = list(WORD.finditer(text))
    here = Finder(question).found_in([match.group() for match in words])
    found = [words[position].span() for position in sorted(here)]
    start, end = _window(text, found, length)
    pieces: list[Piece] = [Piece("… ")] if start else []
    position = start
    for left, right in found:
        if left < start or right > end:
            continue
        pieces += [Piece(text[position:left]), Piece(text[left:right], marked=True)]
        position = right
    pieces.append(Piece(text[position:end] + (" …" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, found: list[tuple[int, int]], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    if not found:
        return 0, _word_end(text, length)
    best = max(found, key=lambda span: sum(span[0] <= other[0] <= span[0] + length - 40 for other in found))
    start = max(0, best[0] - 40)
    if start:
        start = text.find(" ", start) + 1
    return start, _word_end(text, start + length)


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position)
    return space if space > 0 else position
