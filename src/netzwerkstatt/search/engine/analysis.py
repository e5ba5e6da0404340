"""From German text to tokens, the same for documents and questions. Pure.

A document has two columns: `stems` (one token for each word) and `parts` (the parts of its compounds).
A question becomes groups: every group must be met, by the stem, by all parts of its word, or by a synonym; phrases
must stand together, and what is excluded must not be there at all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from netzwerkstatt.kernel.lib import german

SMALL_WORDS = """
    der die das den dem des ein eine einen einem einer eines und oder aber nicht auch an am auf aus bei beim bis durch
    für gegen im in ins ist sind war waren wird werden wurde mit nach ohne um von vom vor zu zum zur über unter als wie
    wenn dass es sie er wir ihr ich man sich so was wer wo haben hat hatte kann können noch nur mehr schon da hier dort
"""
STOP = frozenset(german.stem(word) for word in SMALL_WORDS.split())
PHRASE = re.compile(r'(?P<not>-?)[„"“»«]([^„"“”»«]+)["“”»«]')
EXCLUDED = re.compile(r"(?<![^\s(])-(?=\w)([\w:*’'-]+)|\bNICHT\s+([\w:*’'-]+)")
LONGEST_TERM = 5
LONGEST_WORD = 80
HEAD = 4


@dataclass(frozen=True)
class Tokens:
    stems: str
    parts: str


@dataclass(frozen=True)
class Alternative:
    """Another way to say it: all these tokens. `words` is how it is shown."""

    words: str
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """One word of a question, or a run of words that is one term: its tokens, its parts, and what means the same."""

    word: str
    tokens: tuple[str, ...]
    parts: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """The runs of tokens that meet this group."""
        return (self.tokens, *(other.tokens for other in self.alternatives))


@dataclass(frozen=True)
class Phrase:
    """Tokens that must follow each other."""

    words: str
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    groups: tuple[Group, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Group | Phrase, ...] = ()
    small: tuple[Group, ...] = ()
    """Small words: nothing is found by them, but they tell better from worse among what is found."""

    @property
    def asks(self) -> bool:
        return bool(self.groups or self.phrases)

    @property
    def tokens(self) -> frozenset[str]:
        """Every token by which this question finds something."""
        return self.single | frozenset(token for run in self.runs for token in run)

    @property
    def single(self) -> frozenset[str]:
        """Tokens that answer by themselves: words, and parts of words."""
        parts = {part for group in self.groups for part in group.parts}
        return frozenset(parts | {term[0] for group in self.groups for term in group.terms if len(term) == 1})

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Tokens that answer together, one after the other."""
        terms = {term for group in self.groups for term in group.terms if len(term) > 1}
        return frozenset(terms | {phrase.tokens for phrase in self.phrases})


Rings = Mapping[tuple[str, ...], tuple[Alternative, ...]]
"""Tokens of a term → the other terms of its ring of synonyms."""


def token(word: str) -> str:
    """A token that both databases take as one word: letters and digits only."""
    return _plain(german.stem(word))


def _plain(stem: str) -> str:
    return re.sub(r"[^0-9a-z]", "", stem)[:LONGEST_WORD]


@lru_cache(maxsize=200_000)
def tokens_of(word: str) -> tuple[str, tuple[str, ...]]:
    """(the word's own token, tokens of its parts)."""
    return token(word), tuple(cleaned for part in german.parts(word) if (cleaned := _plain(part)))


def analyse(text: str) -> Tokens:
    """The two columns of a document, tokens separated by spaces, in the order of the text."""
    stems: list[str] = []
    parts: list[str] = []
    for word in german.words(text):
        stem, pieces = tokens_of(word)
        if stem:
            stems.append(stem)
            parts += pieces
    return Tokens(" ".join(stems), " ".join(parts))


def name_key(text: str) -> str:
    """A name without case, umlauts, gendered signs and punctuation: equal when two people type the same name."""
    return " ".join(_plain(german.fold(word)) for word in german.words(text))[:300]


def vocabulary(tokens: Iterable[Tokens]) -> set[str]:
    """The tokens that a slip of the pen may have meant: neither numbers nor very short words."""
    found = {word for text in tokens for column in (text.stems, text.parts) for word in column.split()}
    return {word for word in found if len(word) > 3 and not word.isdigit()}


def read_question(text: str, rings: Rings | None = None, *, exact: bool = False) -> Question:
    """What somebody typed: words, "phrases", -excluded. Small words are left out unless there is nothing else.

    `exact` leaves out parts of compounds and synonyms.
    """
    phrases: list[Phrase] = []
    excluded: list[Group | Phrase] = []

    def take_phrase(match: re.Match[str]) -> str:
        tokens = tuple(stem for word in german.words(match.group(2)) if (stem := token(word)))
        if tokens:
            (excluded if match.group("not") else phrases).append(Phrase(match.group(2).strip(), tokens))
        return " "

    def take_excluded(match: re.Match[str]) -> str:
        for word in german.words(match.group(1) or match.group(2)):
            if stem := token(word):
                excluded.append(Group(word, (stem,)))
        return " "

    rest = EXCLUDED.sub(take_excluded, PHRASE.sub(take_phrase, text))
    groups = _groups(rest, {} if exact else rings or {})
    telling = tuple(group for group in groups if not _is_small(group))
    wanted = telling or (() if phrases else tuple(groups))
    if exact:
        wanted = tuple(replace(group, parts=()) for group in wanted)
    small = tuple(group for group in dict.fromkeys(groups) if group not in telling and group not in wanted)
    return Question(tuple(dict.fromkeys(wanted)), tuple(phrases), tuple(excluded), small)


def _groups(text: str, rings: Rings) -> list[Group]:
    """One group for each word, or for each run of words that is a term with synonyms."""
    known = [(word, *tokens_of(word)) for word in german.words(text)]
    known = [row for row in known if row[1]]
    groups: list[Group] = []
    position = 0
    while position < len(known):
        run, stems = _longest_term(known[position : position + LONGEST_TERM], rings)
        others = rings.get(stems, ())
        parts = run[0][2] if len(run) == 1 else ()
        groups.append(Group(" ".join(row[0] for row in run), stems, parts, others))
        position += len(run)
    return groups


Read = tuple[str, str, tuple[str, ...]]


def _longest_term(ahead: list[Read], rings: Rings) -> tuple[list[Read], tuple[str, ...]]:
    """The longest run from here that has synonyms, else the next word alone."""
    for length in range(len(ahead), 1, -1):
        stems = tuple(row[1] for row in ahead[:length])
        if stems in rings:
            return ahead[:length], stems
    return ahead[:1], (ahead[0][1],)


def _is_small(group: Group) -> bool:
    return len(group.tokens) == 1 and (group.tokens[0] in STOP or len(group.tokens[0]) < 2)


def rings_of(terms: Iterable[Iterable[str]]) -> dict[tuple[str, ...], tuple[Alternative, ...]]:
    """Rings of synonyms by the tokens of each term."""
    found: dict[tuple[str, ...], tuple[Alternative, ...]] = {}
    for ring in terms:
        read = [
            Alternative(term, tuple(t for word in german.words(term) if (t := token(word)))) for term in ring
        ]
        for own in read:
            others = tuple(other for other in read if other.tokens != own.tokens)
            known = found.get(own.tokens, ())
            found[own.tokens] = tuple(dict.fromkeys((*known, *others)))
    return found


class Finder:
    """Tells which words of a text a question finds.

    Taking a word apart is dear, and a page shows thousands of words: only those are taken apart that hold the
    beginning of a wanted token somewhere.
    """

    def __init__(self, question: Question) -> None:
        self._wanted, self._runs = question.single, question.runs
        self._heads = tuple({token[:HEAD] for token in question.tokens})
        self._known: dict[str, bool] = {}

    def finds(self, word: str) -> bool:
        """Whether the word answers by itself."""
        if word not in self._known:
            self._known[word] = self.may_find(word) and self._answers(german.ungendered(word))
        return self._known[word]

    def found_in(self, words: Sequence[str]) -> set[int]:
        """The positions of the words that answer, by themselves or in a run with their neighbours."""
        found = {n for n, word in enumerate(words) if self.finds(word)}
        for run in self._runs:
            for start in range(len(words) - len(run) + 1):
                if self.may_find(words[start]) and all(
                    token(german.ungendered(words[start + n])) == wanted for n, wanted in enumerate(run)
                ):
                    found |= set(range(start, start + len(run)))
        return found

    def may_find(self, word: str) -> bool:
        folded = german.fold(word)
        return any(head in folded for head in self._heads)

    def _answers(self, word: str) -> bool:
        stem, pieces = tokens_of(word)
        if not stem or stem in STOP:
            return False
        return stem in self._wanted or any(piece in self._wanted for piece in pieces)
