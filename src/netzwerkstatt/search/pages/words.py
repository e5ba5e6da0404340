"""What the pages of finding have in common."""

from dataclasses import dataclass

from netzwerkstatt.search.queries import Found


@dataclass(frozen=True)
class Choice:
    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Meant:
    """A typed word, and the word it was taken for."""

    typed: str
    word: str


def also(found: Found | None) -> str:
    """What was searched beside the words themselves."""
    groups = found.question.groups if found else ()
    others = [other.words for group in groups for other in group.alternatives]
    return ", ".join(dict.fromkeys(others))


def meant(found: Found | None) -> tuple[Meant, ...]:
    return tuple(Meant(typed, word) for typed, word in found.meant.items() if word) if found else ()


def german(number: int) -> str:
    return f"{number:,}".replace(",", ".")
