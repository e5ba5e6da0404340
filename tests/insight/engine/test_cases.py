"""Cases, conditions and their encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.insight.engine.builders import names

from netzwerkstatt.insight.engine import AnalysisError, Space, prepare_cases


def prepare(values, outcome, kind="fs", negated=False):
    return prepare_cases(
        [f"c{i}" for i in range(len(values))],
        values,
        outcome,
        conditions=names(len(values[0])),
        kind=kind,
        negated=negated,
    )


def test_rows_are_numbered_with_the_first_condition_highest():
    space = Space(("A", "B", "C"), (2, 2, 2))
    assert space.row_number(space.encode((0, 0, 0))) == 1
    assert space.row_number(space.encode((1, 0, 0))) == 5
    assert space.size == 8


def test_multi_value_rows_are_numbered_in_mixed_radix():
    space = Space(("A", "B"), (3, 2), multi_value=True)
    rows = [space.row_number(space.encode((a, b))) for a in range(3) for b in range(2)]
    assert rows == [1, 2, 3, 4, 5, 6]


@given(st.lists(st.integers(2, 5), min_size=1, max_size=6), st.data())
def test_decoding_undoes_encoding(levels, data):
    space = Space(names(len(levels)), tuple(levels))
    configuration = tuple(data.draw(st.integers(0, count - 1)) for count in levels)
    assert space.decode(space.encode(configuration)) == configuration


def test_terms_are_written_as_usual():
    space = Space(("DEV", "IND"), (2, 2))
    assert space.text(space.cube({"DEV": 1, "IND": 0})) == "DEV*~IND"
    assert space.text((0, 0)) == "1"
    assert Space(("A",), (3,), multi_value=True).text((0b11, 2)) == "A[2]"


def test_membership_in_a_term_is_the_minimum():
    cases = prepare([[0.8, 0.3], [0.6, 0.9]], [1, 0])
    assert cases.membership_in(cases.space.cube({"A": 1, "B": 0})) == pytest.approx([0.7, 0.1])
    assert cases.membership_in((0, 0)) == [1, 1]


def test_a_membership_of_one_half_belongs_to_no_row():
    cases = prepare([[0.8, 0.3], [0.5, 0.9]], [1, 0])
    assert cases.configuration(0) == 0b10
    assert cases.configuration(1) is None


def test_cases_with_missing_values_are_dropped_by_name():
    cases = prepare([[0.8, None], [0.6, 0.9], [0.1, 0.2]], [1, 0, None])
    assert cases.names == ("c1",)
    assert cases.dropped == ("c0", "c2")


def test_the_negated_outcome_is_one_minus_the_outcome():
    assert prepare([[0.8], [0.6]], [1, 0.25], negated=True).outcome == (0, 0.75)


@pytest.mark.parametrize(
    ("values", "outcome", "kind", "sentence"),
    [
        ([[0.5]], [1], "cs", "A: erlaubt sind nur 0 und 1"),
        ([[1.5]], [1], "fs", "A: Zugehörigkeiten liegen zwischen 0 und 1"),
        ([[1.5]], [1], "mv", "A: erlaubt sind ganze Zahlen"),
        ([[1]], [0.5], "mv", "Ergebnis: erlaubt sind nur 0 und 1"),
        ([[None]], [1], "fs", "Kein Fall hat Werte"),
    ],
)
def test_values_that_do_not_fit_are_refused(values, outcome, kind, sentence):
    with pytest.raises(AnalysisError, match=sentence):
        prepare(values, outcome, kind=kind)


def test_a_condition_is_named_once_and_at_least_one_is_there():
    with pytest.raises(AnalysisError, match="doppelt"):
        Space(("A", "A"), (2, 2))
    with pytest.raises(AnalysisError, match="mindestens eine"):
        Space((), ())
    with pytest.raises(AnalysisError, match="Zahl ihrer Werte"):
        Space(("A",), (2, 2))
