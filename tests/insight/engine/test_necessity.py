"""Necessity of single conditions and of disjunctions."""

from __future__ import annotations

from tests.insight.engine.builders import crisp_cases

from netzwerkstatt.insight.engine import condition_fits, necessary_disjunctions

CASES = crisp_cases(["100 1", "010 1", "110 1", "101 1", "001 0", "000 0", "001 0", "000 0"])


def texts(disjunctions):
    return [" + ".join(CASES.space.text(literal) for literal in found.literals) for found in disjunctions]


def test_every_condition_and_its_negation_in_order():
    fits = condition_fits(CASES)
    assert [CASES.space.text(fit.literal) for fit in fits] == ["A", "~A", "B", "~B", "C", "~C"]
    assert fits[0].necessity.incl_n == 0.75
    assert fits[0].sufficiency.incl_s == 1.0


def test_a_disjunction_may_be_necessary_where_no_condition_is():
    found = necessary_disjunctions(CASES, incl_cut=1.0, ron_cut=0.6, cov_cut=0.6, size=2)
    assert texts(found) == ["A + B"]
    assert found[0].fit.incl_n == 1.0


def test_a_disjunction_that_needs_less_is_not_named_again():
    found = necessary_disjunctions(CASES, incl_cut=0.75, ron_cut=0.0, cov_cut=0.0, size=2)
    assert "A" in texts(found)
    assert not any(text.startswith("A + ") for text in texts(found))


def test_a_trivial_disjunction_fails_on_relevance():
    loose = necessary_disjunctions(CASES, incl_cut=1.0, ron_cut=0.0, cov_cut=0.0, size=3)
    strict = necessary_disjunctions(CASES, incl_cut=1.0, ron_cut=0.6, cov_cut=0.6, size=3)
    assert set(texts(strict)) < set(texts(loose))


def test_presence_and_absence_are_never_joined():
    for found in necessary_disjunctions(CASES, incl_cut=0.0, ron_cut=0.0, cov_cut=0.0, size=3):
        assert len({care for care, _ in found.literals}) == len(found.literals)
