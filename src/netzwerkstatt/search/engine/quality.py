"""How good a ranking is, by judged questions. Pure. Definitions: Manning, Raghavan and Schütze 2008, chapter 8."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

Judged = Mapping[str, float]
"""Document → how well it answers; unnamed documents do not answer."""


@dataclass(frozen=True)
class Quality:
    """Means over all judged questions."""

    queries: int
    ndcg_10: float
    mrr_10: float
    recall_10: float
    recall_100: float


def quality(answers: Iterable[tuple[Sequence[str], Judged]]) -> Quality:
    """Of (ranking, judgement) for each question. Questions nobody judged are left out."""
    judged = [(ranking, wanted) for ranking, wanted in answers if any(gain > 0 for gain in wanted.values())]
    if not judged:
        return Quality(0, 0.0, 0.0, 0.0, 0.0)
    return Quality(
        queries=len(judged),
        ndcg_10=fmean(ndcg(ranking, wanted, 10) for ranking, wanted in judged),
        mrr_10=fmean(reciprocal_rank(ranking, wanted, 10) for ranking, wanted in judged),
        recall_10=fmean(recall(ranking, wanted, 10) for ranking, wanted in judged),
        recall_100=fmean(recall(ranking, wanted, 100) for ranking, wanted in judged),
    )


def ndcg(ranking: Sequence[str], wanted: Judged, depth: int) -> float:
    """Normalised discounted cumulative gain with linear gain and the discount 1 / log2(rank + 1)."""
    gained = sum(wanted.get(doc, 0.0) / log2(rank + 1) for rank, doc in enumerate(ranking[:depth], start=1))
    best = sorted((gain for gain in wanted.values() if gain > 0), reverse=True)[:depth]
    return gained / sum(gain / log2(rank + 1) for rank, gain in enumerate(best, start=1))


def reciprocal_rank(ranking: Sequence[str], wanted: Judged, depth: int) -> float:
    """1 / rank of the first document that answers; 0 when none of the first `depth` does."""
    ranks = (rank for rank, doc in enumerate(ranking[:depth], start=1) if wanted.get(doc, 0.0) > 0)
    return 1 / next(ranks, float("inf"))


def recall(ranking: Sequence[str], wanted: Judged, depth: int) -> float:
    """The share of answering documents among the first `depth`."""
    answering = {doc for doc, gain in wanted.items() if gain > 0}
    return len(answering & set(ranking[:depth])) / len(answering)
