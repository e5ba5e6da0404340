"""What is common and what is not, against an obviously right twin."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.practice.engine.comparison import difference, diverging

COLUMNS = st.lists(st.lists(st.sampled_from("abcde"), max_size=5), min_size=1, max_size=4)
PAIRS = st.lists(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=5), min_size=1, max_size=4
)


@given(COLUMNS)
def test_every_value_stands_with_exactly_the_columns_that_have_it(columns):
    found = difference(columns)
    sets = [set(values) for values in columns]
    everyone = tuple(range(len(columns)))
    slow = {
        numbers: exactly
        for size in range(1, len(columns) + 1)
        for numbers in combinations(everyone, size)
        if (
            exactly := {
                value
                for value in "abcde"
                if all((value in values) == (n in numbers) for n, values in enumerate(sets))
            }
        )
    }
    assert set(found.everywhere) == slow.pop(everyone, set())
    assert {numbers: set(values) for numbers, values in found.some} == slow
    assert list(found.silent) == [n for n, values in enumerate(sets) if not values]
    assert found.alike == all(values == sets[0] for values in sets)


@given(COLUMNS)
def test_a_value_sets_apart_when_some_have_it_and_some_do_not(columns):
    found = difference(columns)
    for value in "abcde":
        having = sum(value in values for values in columns)
        assert found.sets_apart(value) == (0 < having < len(columns))


@given(PAIRS)
def test_the_same_what_with_another_how_is_named_with_all_its_hows(columns):
    slow = {}
    for what in "abc":
        hows = {n: {how for w, how in pairs if w == what} for n, pairs in enumerate(columns)}
        hows = {n: found for n, found in hows.items() if found}
        if any(found != other for found in hows.values() for other in hows.values()):
            slow[what] = hows
    found = {what: {n: set(hows) for n, hows in columns_} for what, columns_ in diverging(columns)}
    assert found == slow


def test_one_column_has_no_difference():
    assert difference([["a", "b"]]).alike
    assert not difference([[]]).told


def test_the_order_is_that_of_first_mention():
    found = difference([["b", "a"], ["c", "a", "b"]])
    assert found.everywhere == ("b", "a")
    assert found.some == (((1,), ("c",)),)
