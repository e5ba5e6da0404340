"""The engine against a slow twin that reads the sentences literally, on generated wholes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.practice.engine.coherence import (
    Finding,
    GoalTold,
    Loose,
    MethodUsed,
    ResultFound,
    Whole,
    findings,
    graph,
    intention_lost,
    untouched,
)

INTENTIONS = ["kept", "weakened", "lost", "sharpened"]
KEYS = st.lists(st.sampled_from(["g0", "g1", "g2", "gone"]), max_size=3, unique=True).map(tuple)


@st.composite
def wholes(draw):
    goals = [
        GoalTold(f"g{n}", tuple(draw(st.lists(st.sampled_from(INTENTIONS), max_size=3))))
        for n in range(draw(st.integers(0, 3)))
    ]
    methods = [MethodUsed(f"m{n}", draw(KEYS)) for n in range(draw(st.integers(0, 3)))]
    results = [
        ResultFound(f"r{n}", draw(KEYS), draw(st.sampled_from(["assumed", "measured"])), draw(st.booleans()))
        for n in range(draw(st.integers(0, 3)))
    ]
    return Whole(tuple(goals), tuple(methods), tuple(results), draw(st.booleans()))


def slow(whole):
    """One sentence after the other, by looking at everything each time."""
    found = set()
    for goal in whole.goals:
        if not any(goal.key in method.goals for method in whole.methods):
            found.add((Loose.GOAL_WITHOUT_METHOD, goal.key))
        if not any(goal.key in result.goals for result in whole.results):
            found.add((Loose.GOAL_WITHOUT_RESULT, goal.key))
        state = False
        for turn in goal.turns:
            if turn == "lost":
                state = True
            if turn == "sharpened":
                state = False
        if state:
            found.add((Loose.INTENTION_LOST, goal.key))
    for method in whole.methods:
        if not any(goal.key == key for goal in whole.goals for key in method.goals):
            found.add((Loose.METHOD_WITHOUT_GOAL, method.key))
    for result in whole.results:
        speaks = any(goal.key == key for goal in whole.goals for key in result.goals)
        if not speaks and not result.side_effect:
            found.add((Loose.RESULT_WITHOUT_GOAL, result.key))
    if len(whole.results) == 0 and whole.has_publicity:
        found.add((Loose.ONLY_PUBLICITY, ""))
    measured = [result for result in whole.results if result.evidence != "assumed"]
    if whole.results and not measured:
        found.add((Loose.ONLY_ASSUMED, ""))
    return found


@settings(deadline=None)
@given(wholes())
def test_finds_what_the_slow_twin_finds_and_each_once(whole):
    found = findings(whole)
    assert len(found) == len(set(found))
    assert {(finding.kind, finding.key) for finding in found} == slow(whole)


@settings(deadline=None)
@given(wholes())
def test_the_graph_holds_every_node_once_and_a_line_for_every_link(whole):
    drawn = graph(whole)
    assert [layer.key for layer in drawn.goals] == [goal.key for goal in whole.goals]
    assert {n.key for n in drawn.methods if not n.passes} == {m.key for m in whole.methods}
    assert {n.key for n in drawn.results} == {r.key for r in whole.results}
    known = {goal.key for goal in whole.goals}
    lines = {
        (drawn.goals[a].key, drawn.methods[b].key) for a, b in drawn.first if not drawn.methods[b].passes
    }
    assert lines == {(key, m.key) for m in whole.methods for key in m.goals if key in known}


@settings(deadline=None)
@given(wholes())
def test_a_result_hangs_on_every_method_of_its_goals_and_on_nothing_else(whole):
    drawn = graph(whole)
    by_key = {m.key: set(m.goals) for m in whole.methods}
    known = {goal.key for goal in whole.goals}
    for n, layer in enumerate(drawn.results):
        speaks = set(next(r.goals for r in whole.results if r.key == layer.key)) & known
        hangs = {(drawn.methods[a].key, drawn.methods[a].passes) for a, b in drawn.second if b == n}
        wanted = {(key, False) for key, goals in by_key.items() if goals & speaks}
        served = {key for goals in by_key.values() for key in goals}
        wanted |= {(goal, True) for goal in speaks if goal not in served}
        assert hangs == wanted


def test_names_what_hangs_loose_in_the_order_told():
    whole = Whole(
        (GoalTold("essen"), GoalTold("kochen", ("weakened", "lost"))),
        (MethodUsed("tisch", ("essen",)), MethodUsed("kueche")),
        (ResultFound("gaeste", ("essen",), "assumed"), ResultFound("streit", (), "assumed", True)),
        True,
    )
    assert findings(whole) == (
        Finding(Loose.GOAL_WITHOUT_METHOD, "kochen"),
        Finding(Loose.GOAL_WITHOUT_RESULT, "kochen"),
        Finding(Loose.INTENTION_LOST, "kochen"),
        Finding(Loose.METHOD_WITHOUT_GOAL, "kueche"),
        Finding(Loose.ONLY_ASSUMED),
    )


def test_nothing_told_hangs_nowhere():
    assert findings(Whole()) == ()


def test_publicity_alone_is_said():
    assert findings(Whole(has_publicity=True)) == (Finding(Loose.ONLY_PUBLICITY),)


def test_an_intention_sharpened_again_is_not_lost():
    assert intention_lost(("lost",))
    assert intention_lost(("lost", "kept"))
    assert not intention_lost(("lost", "sharpened"))
    assert intention_lost(("lost", "sharpened", "lost"))
    assert not intention_lost(("weakened", "weakened"))


def test_areas_nobody_names():
    assert untouched(["a", "b", "c"], [["a"], [], ["c"]]) == ("b",)
    assert untouched(["a", "b"], []) == ("a", "b")


def test_fewer_lines_cross_when_neighbours_decide_the_order():
    whole = Whole((GoalTold("g0"), GoalTold("g1")), (MethodUsed("m1", ("g1",)), MethodUsed("m0", ("g0",))))
    assert [layer.key for layer in graph(whole).methods] == ["m0", "m1"]
