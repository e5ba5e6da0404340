"""Bit masks against plain sets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.search.engine.facets import FacetIndex

FACETS = {"barrier": "abc", "outcome": "xyz", "stage": "12"}
VALUES = st.fixed_dictionaries(
    {name: st.sets(st.sampled_from(list(values))) for name, values in FACETS.items()}
)
PAIRS = st.sets(st.tuples(st.sampled_from(list("abc")), st.sampled_from(list("xyz"))))
THING = st.tuples(VALUES, PAIRS)
STEPS = st.lists(st.tuples(st.integers(0, 30), st.none() | THING), max_size=40)
CHOSEN = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(list(v)), max_size=2) for name, v in FACETS.items()}
)


def keys(thing):
    values, pairs = thing
    known = {("barrier", b) for b, _o in pairs} | {("outcome", o) for _b, o in pairs}
    return [
        *sorted({(name, value) for name, found in values.items() for value in found} | known),
        *(("barrier+outcome", f"{b}:{o}") for b, o in sorted(pairs)),
    ]


class Twin:
    """What the index should answer, by looking at every thing."""

    def __init__(self, things):
        self.things = {number: set(keys(thing)) for number, thing in things.items()}
        self.joint = any(key[0] == "barrier+outcome" for found in self.things.values() for key in found)

    def fits(self, found, chosen):
        alone = all(not values or any((name, v) in found for v in values) for name, values in chosen.items())
        both = chosen.get("barrier") and chosen.get("outcome") and self.joint
        pair = not both or any(
            ("barrier+outcome", f"{b}:{o}") in found for b in chosen["barrier"] for o in chosen["outcome"]
        )
        return alone and pair

    def narrow(self, chosen):
        return {number for number, found in self.things.items() if self.fits(found, chosen)}

    def counts(self, name, chosen):
        found = {v: len(self.narrow({**chosen, name: [v]})) for v in FACETS[name]}
        return {value: number for value, number in found.items() if number}


def after(steps):
    index, things = FacetIndex(), {}
    for number, thing in steps:
        if thing is None:
            index.drop(number)
            things.pop(number, None)
        else:
            index.put(number, keys(thing))
            things[number] = thing
    return index, things


@settings(deadline=None)
@given(STEPS, CHOSEN)
def test_narrowing_and_counting_agree_with_the_slow_twin(steps, chosen):
    index, things = after(steps)
    twin = Twin(things)
    everything = index.mask(things)
    assert set(index.numbers(index.narrow(chosen, everything))) == twin.narrow(chosen)
    for name in FACETS:
        assert index.counts(name, chosen, everything) == twin.counts(name, chosen)


@settings(deadline=None)
@given(STEPS, CHOSEN)
def test_building_at_once_is_building_one_by_one(steps, chosen):
    grown, things = after(steps)
    built = FacetIndex.of((number, keys(thing)) for number, thing in things.items())
    assert len(built) == len(grown) == len(things)
    for index in (built, grown):
        assert set(index.numbers(index.mask(things))) == set(things)
    assert set(built.numbers(built.narrow(chosen, built.mask(things)))) == set(
        grown.numbers(grown.narrow(chosen, grown.mask(things)))
    )


@settings(deadline=None)
@given(STEPS, st.integers(0, 5), st.integers(1, 5))
def test_a_page_is_a_slice_of_the_order(steps, skip, take):
    index, things = after(steps)
    order = sorted(things, reverse=True)
    chosen = {"stage": ["1"]}
    mask = index.narrow(chosen, index.mask(things))
    wanted = [number for number in order if number in Twin(things).narrow(chosen)]
    assert index.first(mask, order, skip, take) == wanted[skip : skip + take]


def test_pairs_that_are_gone_ask_for_nothing():
    index = FacetIndex()
    index.put(0, keys(({}, {("a", "x")})))
    index.drop(0)
    index.put(0, [("barrier", "a"), ("outcome", "x")])
    assert index.counts("barrier", {"outcome": ["x"]}, index.mask([0])) == {"a": 1}


def test_a_pair_must_belong_together():
    index = FacetIndex.of([(1, keys(({}, {("a", "x"), ("b", "y")})))])
    assert index.narrow({"barrier": ["a"], "outcome": ["x"]}, index.mask([1]))
    assert not index.narrow({"barrier": ["a"], "outcome": ["y"]}, index.mask([1]))
