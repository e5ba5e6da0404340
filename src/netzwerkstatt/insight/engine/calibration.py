"""From raw values to memberships: crisp thresholds and the direct method with three anchors.

Direct method: Ragin 2008, Redesigning Social Inquiry, ch. 5. The anchors full exclusion *e*, crossover *c*
and full inclusion *i* are given by the researcher and justified in writing; nothing is guessed from the
data. `None` stands for a missing value and stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from netzwerkstatt.insight.engine.cases import AnalysisError


@dataclass(frozen=True)
class Anchors:
    """Full exclusion, crossover, full inclusion in the unit of the raw values.

    Increasing (e < c < i): more is more. Decreasing (e > c > i): more is less.
    """

    exclusion: float
    crossover: float
    inclusion: float

    def __post_init__(self) -> None:
        e, c, i = self.exclusion, self.crossover, self.inclusion
        if not (e < c < i or e > c > i):
            raise AnalysisError(
                f"Anker müssen steigen oder fallen: Ausschluss {e:g}, Übergang {c:g}, Einschluss {i:g}."
            )


def calibrate_crisp(values: Sequence[float | None], *, thresholds: Sequence[float]) -> list[int | None]:
    """The number of thresholds that a value reaches (value ≥ threshold): 0/1 with one threshold.

    More than one threshold gives a multi-value condition. Thresholds must rise strictly.
    """
    if not thresholds:
        raise AnalysisError("Für scharfe Mengen ist mindestens ein Schwellenwert nötig.")
    if any(a >= b for a, b in pairwise(thresholds)):
        raise AnalysisError("Schwellenwerte müssen aufsteigen.")
    return [None if x is None else sum(x >= threshold for threshold in thresholds) for x in values]


def calibrate_logistic(values: Sequence[float | None], *, anchors: Anchors, idm: float) -> list[float | None]:
    """Direct method: log-odds linear on each side of the crossover.

    `idm` is the degree of membership at the inclusion anchor (1 - idm at exclusion), between 0.5 and 1. With
    0.95 the log-odds at the anchors are ±ln(0.95/0.05) = ±2.944; published figures often use ±3.
    """
    if not 0.5 < idm < 1:
        raise AnalysisError("idm (Zugehörigkeit am Einschluss-Anker) liegt zwischen 0,5 und 1.")
    scale = log(idm / (1 - idm))

    def membership(x: float) -> float:
        return _expit(scale * _signed_distance(x, anchors))

    return [None if x is None else membership(x) for x in values]


def calibrate_linear(values: Sequence[float | None], *, anchors: Anchors) -> list[float | None]:
    """Piecewise linear: 0 up to exclusion, 0.5 at crossover, 1 from inclusion on."""

    def membership(x: float) -> float:
        return min(1.0, max(0.0, 0.5 + 0.5 * _signed_distance(x, anchors)))

    return [None if x is None else membership(x) for x in values]


def _signed_distance(x: float, anchors: Anchors) -> float:
    """-1 at exclusion, 0 at crossover, 1 at inclusion; linear on each side, for either direction."""
    inward = (x - anchors.crossover) * (anchors.inclusion - anchors.crossover) >= 0
    if inward:
        return (x - anchors.crossover) / (anchors.inclusion - anchors.crossover)
    return (x - anchors.crossover) / (anchors.crossover - anchors.exclusion)


def _expit(log_odds: float) -> float:
    """1 / (1 + e^-x) without overflow."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    odds = exp(log_odds)
    return odds / (1 + odds)
