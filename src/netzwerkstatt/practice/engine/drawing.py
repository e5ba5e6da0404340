"""Where the lines of the two pictures run: the way of a goal, and the coherence of an Undertaking.

Pure geometry in pixels. Words are broken by counting letters: Fira Sans takes about 0.52 em for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, COLUMN_GAP = 944, 32
"""Of the picture on a wide screen, and between the columns of text below it."""
EM = 0.52
STEP, TOP = 54, 12
PREFIX = len("aufgegeben: ")


@dataclass(frozen=True)
class WayStep:
    """One turn of the way. `area` is what was given up, from here to the end.

    `has_prefix` says whether the word "aufgegeben:" still fits before what was given up.
    """

    x: int
    y: int
    down: bool
    area: str = ""
    given_up: str = ""
    text_x: int = 0
    text_y: int = 0
    has_prefix: bool = False


@dataclass(frozen=True)
class WayPicture:
    """Every step has the same height: it says that something was given up, not how much."""

    line: str
    steps: tuple[WayStep, ...]
    end_x: int
    end_y: int
    height: int
    width: int = WIDTH


def way_picture(given_up: Sequence[str]) -> WayPicture:
    """The line of a goal through its turns; an empty text is a turn at which nothing was given up."""
    column = (WIDTH + COLUMN_GAP) / (len(given_up) + 1)
    y, path, steps = TOP, [f"M6 {TOP}"], []
    for number, text in enumerate(given_up, start=1):
        x = round(column * number) + 7
        path.append(f"H{x}")
        if not text:
            steps.append(WayStep(x, y, False))
            continue
        bend = f"c24 0 8 {STEP} 32 {STEP}"
        room = int((WIDTH - x - 56) / (14 * EM))
        prefixed = len(text) + PREFIX <= room or room > 3 * PREFIX
        words = shorten(text, room - PREFIX if prefixed else room)
        area = f"M{x} {y}{bend}H{WIDTH - 6}V{y}Z"
        steps.append(WayStep(x, y, True, area, words, x + 48, y + 33, prefixed))
        path.append(bend)
        y += STEP
    end = WIDTH - 6
    path.append(f"H{end}")
    return WayPicture("".join(path), tuple(steps), end, y, y + TOP)


PITCH, LEFT, BEND, AT = 22, 9, 40, 10


@dataclass(frozen=True)
class WayPiece:
    """One row of the way on a narrow screen: the line runs down and steps to the right.

    `line` and `area` are the fixed upper part; below it everything is straight and as long as the text beside it.
    """

    x: int
    y: int
    down: bool
    line: str
    area: str
    before: int
    left: int
    right: int
    dotted: tuple[int, ...]
    is_first: bool = False
    is_end: bool = False

    @property
    def width_before(self) -> int:
        """Of the area of what was given up, above the bend."""
        return self.before - self.left

    @property
    def width_after(self) -> int:
        return self.right - self.left


def way_pieces(given_up: Sequence[str]) -> tuple[WayPiece, ...]:
    """The rows from the intention to what is left: one more at each end than there are turns."""
    levels = sum(bool(text) for text in given_up)
    pitch = min(PITCH, 88 // levels) if levels else PITCH
    pieces, level = [_straight(LEFT, (), first=True)], 0
    for text in given_up:
        x = LEFT + pitch * level
        dotted = tuple(LEFT + pitch * n for n in range(level))
        if not text:
            pieces.append(_straight(x, dotted))
            continue
        to = x + pitch
        bend = f"C{x} {AT + 18} {to} {AT + 12} {to} {BEND}"
        pieces.append(
            WayPiece(x, AT, True, f"M{x} 0V{AT}{bend}", f"M{x} {AT}{bend}H{x}Z", x, LEFT, to, (*dotted, x))
        )
        level += 1
    x = LEFT + pitch * level
    dotted = tuple(LEFT + pitch * n for n in range(level))
    pieces.append(WayPiece(x, AT, False, f"M{x} 0V{AT}", "", x, LEFT, x, dotted, is_end=True))
    return tuple(pieces)


def _straight(x: int, dotted: tuple[int, ...], *, first: bool = False) -> WayPiece:
    line = f"M{x} {AT if first else 0}V{BEND}"
    return WayPiece(x, AT, False, line, "", x, LEFT, x, dotted, is_first=first)


COLUMN, GAP, HANDLE = 264, 76, 34
LINE, FONT, MOST_LINES, BETWEEN, NOTE = 20, 15, 3, 26, 20


@dataclass(frozen=True)
class NodeText:
    """The words of a node before it is placed; `note` stands under its rule."""

    words: str
    note: str = ""
    loose: bool = False
    passes: bool = False


@dataclass(frozen=True)
class Node:
    lines: tuple[tuple[int, str], ...]
    x: int
    right: int
    y: int
    note: str
    note_y: int
    loose: bool
    passes: bool


@dataclass(frozen=True)
class CoherencePicture:
    nodes: tuple[Node, ...]
    edges: tuple[str, ...]
    heads: tuple[int, ...]
    height: int
    width: int = WIDTH


def coherence_picture(
    columns: Sequence[Sequence[NodeText]],
    first: Sequence[tuple[int, int]],
    second: Sequence[tuple[int, int]],
) -> CoherencePicture:
    """Three columns of text on rules; the rules bend into each other. `first` and `second` pair their positions."""
    placed = [_column(number * (COLUMN + GAP), texts) for number, texts in enumerate(columns)]
    edges = [_edge(placed[0][a], placed[1][b]) for a, b in first]
    edges += [_edge(placed[1][a], placed[2][b]) for a, b in second]
    nodes = tuple(node for column in placed for node in column)
    lowest = max((node.note_y if node.note else node.y for node in nodes), default=0)
    heads = tuple(number * (COLUMN + GAP) for number in range(3))
    return CoherencePicture(nodes, tuple(edges), heads, lowest + 12)


def _column(x: int, texts: Sequence[NodeText]) -> list[Node]:
    y, nodes = 36, []
    for text in texts:
        lines = () if text.passes else wrap(text.words, int(COLUMN / (FONT * EM)), MOST_LINES)
        rule = y + max(len(lines), 1) * LINE + 4
        rows = tuple((y + (n + 1) * LINE - 5, words) for n, words in enumerate(lines))
        nodes.append(Node(rows, x, x + COLUMN, rule, text.note, rule + 18, text.loose, text.passes))
        y = rule + BETWEEN + (NOTE if text.note else 0)
    return nodes


def _edge(left: Node, right: Node) -> str:
    return f"M{left.right} {left.y}C{left.right + HANDLE} {left.y} {right.x - HANDLE} {right.y} {right.x} {right.y}"


def shorten(text: str, room: int) -> str:
    """The text, or its beginning with an ellipsis, broken between words."""
    text = " ".join(text.split())
    if len(text) <= room:
        return text
    cut = text[: max(room - 1, 1)]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + " …"


def wrap(text: str, room: int, most: int) -> tuple[str, ...]:
    """Lines of at most `room` letters; what does not fit into `most` lines ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == most - 1:
            lines.append(shorten(" ".join(words), room))
            break
        line = words.pop(0)
        while words and len(line) + 1 + len(words[0]) <= room:
            line += " " + words.pop(0)
        while len(line) > room:
            lines.append(line[: room - 1] + "-")
            line = line[room - 1 :]
        lines.append(line)
    return tuple(lines[:most])
