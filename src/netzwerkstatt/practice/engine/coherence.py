"""Do goals, methods and results form one recognisable whole? Pure: values in, findings out.

A finding names what hangs loose. Nothing is weighed, added up or compared with another Undertaking.
Method and result are connected where both belong to the same goal: nobody is asked which method brought which result.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

ASSUMED, LOST, SHARPENED = "assumed", "lost", "sharpened"


@dataclass(frozen=True)
class GoalTold:
    """`turns` holds what each revision did to the intention, in order of time."""

    key: str
    turns: tuple[str, ...] = ()


@dataclass(frozen=True)
class MethodUsed:
    key: str
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResultFound:
    """A side effect speaks to no goal by its nature."""

    key: str
    goals: tuple[str, ...] = ()
    evidence: str = ""
    side_effect: bool = False


@dataclass(frozen=True)
class Whole:
    """What is told of one Undertaking. Keys are unique within it."""

    goals: tuple[GoalTold, ...] = ()
    methods: tuple[MethodUsed, ...] = ()
    results: tuple[ResultFound, ...] = ()
    has_publicity: bool = False


class Loose(StrEnum):
    GOAL_WITHOUT_METHOD = "goal_without_method"
    GOAL_WITHOUT_RESULT = "goal_without_result"
    INTENTION_LOST = "intention_lost"
    METHOD_WITHOUT_GOAL = "method_without_goal"
    RESULT_WITHOUT_GOAL = "result_without_goal"
    ONLY_PUBLICITY = "only_publicity"
    ONLY_ASSUMED = "only_assumed"


@dataclass(frozen=True)
class Finding:
    """`key` is that of the goal, method or result; empty where the whole is meant."""

    kind: Loose
    key: str = ""


def intention_lost(turns: Sequence[str]) -> bool:
    """Lost once and not won back since."""
    after = list(turns)
    if LOST not in after:
        return False
    last = len(after) - 1 - after[::-1].index(LOST)
    return SHARPENED not in after[last:]


def findings(whole: Whole) -> tuple[Finding, ...]:
    """What hangs loose: goals first, then methods, results and the whole, each in the order told."""
    served = {key for method in whole.methods for key in method.goals}
    reached = {key for result in whole.results for key in result.goals}
    known = {goal.key for goal in whole.goals}
    found: list[Finding] = []
    for goal in whole.goals:
        if goal.key not in served:
            found.append(Finding(Loose.GOAL_WITHOUT_METHOD, goal.key))
        if goal.key not in reached:
            found.append(Finding(Loose.GOAL_WITHOUT_RESULT, goal.key))
        if intention_lost(goal.turns):
            found.append(Finding(Loose.INTENTION_LOST, goal.key))
    found += [Finding(Loose.METHOD_WITHOUT_GOAL, m.key) for m in whole.methods if not known & set(m.goals)]
    found += [
        Finding(Loose.RESULT_WITHOUT_GOAL, r.key)
        for r in whole.results
        if not r.side_effect and not known & set(r.goals)
    ]
    if whole.has_publicity and not whole.results:
        found.append(Finding(Loose.ONLY_PUBLICITY))
    if whole.results and all(result.evidence == ASSUMED for result in whole.results):
        found.append(Finding(Loose.ONLY_ASSUMED))
    return tuple(found)


def untouched(areas: Iterable[str], touched: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The areas of action that none of the Undertakings names, in their given order."""
    named = {area for one in touched for area in one}
    return tuple(area for area in areas if area not in named)


@dataclass(frozen=True)
class Layer:
    """One place in a column of the picture: a node, or a line that passes through (`key` of the goal it leaves)."""

    key: str
    passes: bool = False


@dataclass(frozen=True)
class Graph:
    """Three columns from goals to results and the lines between neighbouring columns, as pairs of positions."""

    goals: tuple[Layer, ...]
    methods: tuple[Layer, ...]
    results: tuple[Layer, ...]
    first: tuple[tuple[int, int], ...]
    second: tuple[tuple[int, int], ...]


def graph(whole: Whole) -> Graph:
    """The layered graph. Columns are ordered by the middle of their neighbours, so that few lines cross.

    A goal that has results but no method gets a line through the middle column.
    """
    goals = tuple(Layer(goal.key) for goal in whole.goals)
    place = {layer.key: n for n, layer in enumerate(goals)}
    served = {key for method in whole.methods for key in method.goals}
    reached = {key for result in whole.results for key in result.goals}
    middle: dict[Layer, tuple[str, ...]] = {
        Layer(method.key): tuple(key for key in method.goals if key in place) for method in whole.methods
    }
    middle.update(
        {Layer(g.key, True): (g.key,) for g in whole.goals if g.key in reached and g.key not in served}
    )
    methods = _ordered(middle, place)
    first = tuple((place[key], n) for n, layer in enumerate(methods) for key in middle[layer])
    at_goal = [set(middle[layer]) for layer in methods]
    right = {
        Layer(result.key): tuple(str(n) for n, goals_ in enumerate(at_goal) if goals_ & set(result.goals))
        for result in whole.results
    }
    results = _ordered(right, {str(n): n for n in range(len(methods))})
    second = tuple((int(key), n) for n, layer in enumerate(results) for key in right[layer])
    return Graph(goals, methods, results, tuple(sorted(first)), tuple(sorted(second)))


def _ordered(column: dict[Layer, tuple[str, ...]], place: dict[str, int]) -> tuple[Layer, ...]:
    """By the mean position of the neighbours; what has none comes last, in the order told."""

    def middle_of(layer: Layer) -> float:
        neighbours = [place[key] for key in column[layer]]
        return sum(neighbours) / len(neighbours) if neighbours else len(place)

    return tuple(sorted(column, key=middle_of))
