"""Which of many tellings are likely the same one: a proposal for people, never a verdict.

Two tellings are proposed as the same when one of these holds:

- **wording**: both texts have at least `FEWEST_WORDS` words, and `TEXT_ALIKE` or more of all runs of three words are common
  to both;
- **title**: `TITLE_ALIKE` or more of all runs of three letters are common to both titles, the numbers in them are the same,
  the beginnings do not contradict each other, and where both texts are long enough, they share `TEXT_SUPPORTS` of their
  runs of words. The last keeps apart what merely has the programme's name in common.

Shares are those of the union (Jaccard). Case, umlauts and punctuation do not count. Candidates come from an index of the
rarest runs of each text; it misses none that reaches a threshold (prefix filter, Bayardo and others 2007).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.kernel.lib.german import fold

TITLE_ALIKE = 0.7
TEXT_ALIKE = 0.5
TEXT_SUPPORTS = 0.1
FEWEST_WORDS = 8
SHOWN = 3
LOOKED_AT = 20
WORD = re.compile(r"[^\W_]+")
Runs = frozenset[str]


@dataclass(frozen=True)
class Told:
    """What is compared. `begin` is a partial ISO date or empty."""

    title: str
    text: str = ""
    begin: str = ""


@dataclass(frozen=True)
class Alike:
    """The other telling's place in its list, and what share of title and wording is common."""

    other: int
    title: float
    text: float

    @property
    def by_wording(self) -> bool:
        return self.text >= TEXT_ALIKE


@dataclass(frozen=True)
class Marks:
    """A telling made comparable."""

    title: Runs
    numbers: frozenset[str]
    text: Runs
    begin: str


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return fold(word)


def _words(text: str) -> list[str]:
    return [_plain(word) for word in WORD.findall(unicodedata.normalize("NFC", text).lower())]


def marks_of(told: Told) -> Marks:
    title, words = "".join(_words(told.title)), _words(told.text)
    runs = (" ".join(words[n : n + 3]) for n in range(len(words) - 2)) if len(words) >= FEWEST_WORDS else ()
    return Marks(
        title=frozenset(title[n : n + 3] for n in range(max(len(title) - 2, min(len(title), 1)))),
        numbers=frozenset(re.findall(r"\d+", told.title)),
        text=frozenset(runs),
        begin=told.begin,
    )


def common_share(first: Runs, second: Runs) -> float:
    if not first or not second:
        return 0.0
    common = len(first & second)
    return common / (len(first) + len(second) - common)


@lru_cache(maxsize=100_000)
def begins_agree(first: str, second: str) -> bool:
    """Some day is meant by both, as in 2019 and April 2019; unknown agrees with everything."""
    if not first or not second or first == second:
        return True
    one, other = partial_date.parse(first), partial_date.parse(second)
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def judge(first: Marks, second: Marks, *, by_title_only: bool = False) -> tuple[float, float] | None:
    """The shares of title and wording where the two are likely the same, else nothing.

    `by_title_only` says that the wording is known not to suffice alone.
    """
    title = common_share(first.title, second.title)
    named_alike = title >= TITLE_ALIKE and first.numbers == second.numbers
    named_alike = named_alike and begins_agree(first.begin, second.begin)
    if by_title_only and not named_alike:
        return None
    text = common_share(first.text, second.text)
    both_told = bool(first.text and second.text)
    named_alike = named_alike and (not both_told or text >= TEXT_SUPPORTS)
    return (title, text) if named_alike or text >= TEXT_ALIKE else None


def alike_among(brought: Sequence[Told], known: Sequence[Told]) -> list[tuple[Alike, ...]]:
    """For each brought telling the likeliest of the known ones: at most `SHOWN`, of the first `LOOKED_AT` that qualify."""
    left, right = [marks_of(told) for told in brought], [marks_of(told) for told in known]
    return _alike(left, right, _candidates(left, right))


def alike_before(brought: Sequence[Told]) -> list[tuple[Alike, ...]]:
    """The same within one list: each telling against those before it."""
    marks = [marks_of(told) for told in brought]
    found = enumerate(_candidates(marks, marks))
    earlier = (tuple({other for other in places if other < n} for places in both) for n, both in found)
    return _alike(marks, marks, earlier)


def _alike(
    left: Sequence[Marks], right: Sequence[Marks], candidates: Iterable[tuple[set[int], ...]]
) -> list[tuple[Alike, ...]]:
    found = []
    for marks, (by_title, by_text) in zip(left, candidates, strict=True):
        alike: list[Alike] = []
        for other in sorted(by_title | by_text):
            if len(alike) == LOOKED_AT:
                break
            shares = judge(marks, right[other], by_title_only=other not in by_text)
            if shares:
                alike.append(Alike(other, *shares))
        found.append(likeliest(alike))
    return found


def likeliest(alike: Iterable[Alike]) -> tuple[Alike, ...]:
    return tuple(sorted(alike, key=lambda one: (-one.text, -one.title, one.other))[:SHOWN])


def _candidates(left: Sequence[Marks], right: Sequence[Marks]) -> Iterator[tuple[set[int], ...]]:
    """For each on the left the places on the right that may suffice by title, and those that may by wording."""
    by_title = _Index([marks.title for marks in right], TITLE_ALIKE)
    by_text = _Index([marks.text for marks in right], TEXT_ALIKE)
    for marks in left:
        yield by_title.sharing(marks.title), by_text.sharing(marks.text)


class _Index:
    """Rarest runs → where they occur.

    Two sets that have a share t in common have at least t·|x| runs in common, so they meet within the rarest
    |x| − ⌈t·|x|⌉ + 1 of each. Runs that do not occur in the index are rarer than all others and meet nothing.
    """

    def __init__(self, sets: Sequence[Runs], share: float) -> None:
        self.share = share
        self.sizes = [len(runs) for runs in sets]
        self.frequency = Counter(run for runs in sets for run in runs)
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, runs in enumerate(sets):
            for run in self._rarest(runs):
                self.places[run].append(place)

    def _rarest(self, runs: Runs) -> list[str]:
        ordered = sorted(runs, key=lambda run: (self.frequency[run], run))
        return ordered[: len(runs) - ceil(self.share * len(runs) - 1e-9) + 1]

    def sharing(self, runs: Runs) -> set[int]:
        """Places whose set may have the share in common with this one."""
        size = len(runs)
        return {
            place
            for run in self._rarest(runs)
            for place in self.places.get(run, ())
            if self.sizes[place] >= self.share * size - 1e-9 and size >= self.share * self.sizes[place] - 1e-9
        }
