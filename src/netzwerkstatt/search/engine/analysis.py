"""From German text to tokens, the same for documents and questions. Pure.

A document has two columns: `stems` (one token for each word) and `parts` (the parts of its compounds).
A question becomes groups: every group must be met, by the stem or by all parts of one of its words.
"""

import re
from dataclasses import dataclass

from netzwerkstatt.kernel.lib import german

STOP = frozenset(
    german.stem(word)
    for word in [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "und",
        "oder",
        "aber",
        "nicht",
        "auch",
        "an",
        "am",
        "auf",
        "aus",
        "bei",
        "beim",
        "bis",
        "durch",
        "für",
        "gegen",
        "im",
        "in",
        "ins",
        "ist",
        "sind",
        "war",
        "waren",
        "wird",
        "werden",
        "wurde",
        "mit",
        "nach",
        "ohne",
        "um",
        "von",
        "vom",
        "vor",
        "zu",
        "zum",
        "zur",
        "über",
        "unter",
        "als",
        "wie",
        "wenn",
        "dass",
        "es",
        "sie",
        "er",
        "wir",
        "ihr",
        "ich",
        "man",
        "sich",
        "so",
        "was",
        "wer",
        "wo",
        "haben",
        "hat",
        "hatte",
        "kann",
        "können",
        "bei",
        "noch",
        "nur",
        "mehr",
        "schon",
        "da",
        "hier",
        "dort",
    ]
)
PHRASE = re.compile(r'[„"“]([^„"“”]+)["“”]')


@dataclass(frozen=True)
class Tokens:
    stems: str
    parts: str


@dataclass(frozen=True)
class Group:
    """One word of a question: its stem, and the parts it is made of."""

    word: str
    stem: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    groups: tuple[Group, ...]

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(t for group in self.groups for t in (group.stem, *group.parts))


def token(word: str) -> str:
    """A token that both databases take as one word: letters and digits only."""
    return re.sub(r"[^0-9a-z]", "", german.stem(word))


def analyse(text: str) -> Tokens:
    """The two columns of a document, tokens separated by spaces, in the order of the text."""
    stems: list[str] = []
    parts: list[str] = []
    for word in german.words(text):
        if not (stem := token(word)):
            continue
        stems.append(stem)
        parts += [cleaned for part in german.parts(word) if (cleaned := re.sub(r"[^0-9a-z]", "", part))]
    return Tokens(" ".join(stems), " ".join(parts))


def read_question(text: str) -> Question:
    """What somebody typed, as groups. Small words are left out unless there is nothing else."""
    groups = []
    for word in german.words(text):
        stem = token(word)
        if stem:
            pieces = tuple(c for part in german.parts(word) if (c := re.sub(r"[^0-9a-z]", "", part)))
            groups.append(Group(word, stem, pieces))
    telling = tuple(group for group in groups if group.stem not in STOP and len(group.stem) > 1)
    return Question(tuple(dict.fromkeys(telling or groups)))


def matches(word: str, question: Question) -> bool:
    """Whether a word of a text is one that the question found."""
    stem = token(word)
    if not stem or stem in STOP:
        return False
    wanted = question.tokens
    return stem in wanted or any(re.sub(r"[^0-9a-z]", "", part) in wanted for part in german.parts(word))
