"""Likeness of places: by hand, by its slow twin, and by what it must never depend on."""

from math import isclose, log, sqrt

from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.indicators.engine.likeness import Characteristic, likenesses

SIZE = Characteristic("size", "Einwohner:innen", logarithmic=True)
RATE = Characteristic("rate", "Arbeitslose je 100")
KIND = Characteristic("kind", "Art")


def order(found):
    return [one.key for one in found]


def test_a_town_is_most_like_a_town_of_its_size_and_kind():
    places = {
        "own": {"size": 30_000, "rate": 5.0, "kind": "city"},
        "near": {"size": 33_000, "rate": 5.2, "kind": "city"},
        "big": {"size": 340_000, "rate": 5.1, "kind": "free_city"},
        "poor": {"size": 29_000, "rate": 9.0, "kind": "city"},
    }
    found = likenesses("own", places, [SIZE, RATE, KIND])
    assert found[0].key == "near"
    assert set(found[0].alike) == {"size", "rate", "kind"}
    big = next(one for one in found if one.key == "big")
    assert big.different[0] == "size"
    assert "kind" in big.different
    assert "rate" in big.alike


def test_what_is_not_known_is_left_out_and_said():
    places = {
        "own": {"size": 30_000, "rate": 5.0},
        "a": {"size": 30_000},
        "b": {},
        "c": {"size": 9_000, "rate": 7.0},
    }
    found = {one.key: one for one in likenesses("own", places, [SIZE, RATE])}
    assert found["a"].distance == 0
    assert found["a"].unknown == ("rate",)
    assert found["b"].distance is None
    assert order(likenesses("own", places, [SIZE, RATE]))[-1] == "b"


def test_doubling_is_doubling_at_every_size():
    places = {"own": {"size": 40_000}, "half": {"size": 20_000}, "twice": {"size": 80_000}}
    half, twice = sorted(likenesses("own", places, [SIZE]), key=lambda one: one.key)
    assert isclose(half.distance, twice.distance)


def test_what_does_not_vary_sets_nobody_apart():
    places = {"own": {"rate": 5.0}, "a": {"rate": 5.0}, "b": {"rate": 5.0}}
    assert [one.distance for one in likenesses("own", places, [RATE])] == [0.0, 0.0]


PLACES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.fixed_dictionaries({}, optional={"size": st.integers(1, 10**6), "rate": st.floats(0, 50), "kind": st.sampled_from("xy")}),
    min_size=2,
)  # fmt: skip


def slow_distance(own, other, places):
    """By the definition: z-scores one by one."""
    gaps = []
    for key in ("size", "rate", "kind"):
        if key not in places[own] or key not in places[other]:
            continue
        if key == "kind":
            gaps.append(0.0 if places[own][key] == places[other][key] else 1.0)
            continue
        values = [p[key] for p in places.values() if key in p]
        values = [log(v) for v in values] if key == "size" else values
        mean = sum(values) / len(values)
        spread = sqrt(sum((v - mean) ** 2 for v in values) / len(values))
        pair = [log(places[k][key]) if key == "size" else places[k][key] for k in (own, other)]
        gaps.append(abs(pair[0] - pair[1]) / spread if spread > 1e-9 * max(1.0, abs(mean)) else 0.0)
    return sqrt(sum(g * g for g in gaps) / len(gaps)) if len(gaps) >= 2 else None


@given(PLACES)
def test_it_agrees_with_the_definition(places):
    own = min(places)
    for one in likenesses(own, places, [SIZE, RATE, KIND]):
        slow = slow_distance(own, one.key, places)
        assert (one.distance is None) == (slow is None)
        if slow is not None and slow > 1e-6:
            assert isclose(one.distance, slow, rel_tol=1e-4, abs_tol=1e-6)


@given(PLACES)
def test_likeness_is_mutual(places):
    first, second = sorted(places)[:2]
    there = next(x for x in likenesses(first, places, [SIZE, RATE, KIND]) if x.key == second)
    back = next(x for x in likenesses(second, places, [SIZE, RATE, KIND]) if x.key == first)
    assert there.distance == back.distance
    assert there.alike == back.alike


@given(PLACES, st.floats(0.1, 100), st.floats(-100, 100))
def test_units_do_not_matter(places, factor, shift):
    own = min(places)
    other = {
        key: {**known, **({"rate": known["rate"] * factor + shift} if "rate" in known else {})}
        for key, known in places.items()
    }
    for one, moved in zip(
        sorted(likenesses(own, places, [RATE]), key=lambda x: x.key),
        sorted(likenesses(own, other, [RATE]), key=lambda x: x.key),
        strict=True,
    ):
        if one.distance is not None and one.distance > 1e-3:
            assert isclose(one.distance, moved.distance, rel_tol=1e-3, abs_tol=1e-3)
