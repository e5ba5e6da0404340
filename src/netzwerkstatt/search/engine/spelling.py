"""What a mistyped word may have meant, out of the words that the index knows. Pure.

Candidates share trigrams with what was typed (Zobel and Dart 1995); the distance is that of Damerau and Levenshtein
in its restricted form (optimal string alignment): insertion, deletion, substitution, neighbours exchanged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

CANDIDATES = 60


def tolerance(word: str) -> int:
    """How many slips a word of this length may hold: none below four letters, then one for each five letters or so."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 8 else 2 if len(word) < 14 else 3


def distance(first: str, second: str, most: int) -> int:
    """Slips between two words; `most` + 1 as soon as there are more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    two_back: list[int] = []
    back = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        row = [i] + [0] * len(second)
        for j, b in enumerate(second, start=1):
            row[j] = min(back[j] + 1, row[j - 1] + 1, back[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                row[j] = min(row[j], two_back[j - 2] + 1)
        if min(row) > most:
            return most + 1
        two_back, back = back, row
    return min(back[-1], most + 1)


class Vocabulary:
    """Words to be meant. Built once, asked often."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        self._by_trigram: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for trigram in _trigrams(word):
                self._by_trigram[trigram].append(number)

    def __len__(self) -> int:
        return len(self._words)

    def meant(self, typed: str, take: int = 5) -> list[str]:
        """The nearest words within the tolerance, nearest first, equal ones by alphabet; never the word itself."""
        most = tolerance(typed)
        if not most:
            return []
        shared: Counter[int] = Counter()
        for trigram in _trigrams(typed):
            shared.update(self._by_trigram.get(trigram, ()))
        near = []
        for number, _count in shared.most_common(CANDIDATES):
            word = self._words[number]
            slips = distance(typed, word, most)
            if 0 < slips <= most:
                near.append((slips, word))
        return [word for _slips, word in sorted(near)[:take]]


def _trigrams(word: str) -> set[str]:
    framed = f"  {word} "
    return {framed[n : n + 3] for n in range(len(framed) - 2)}
