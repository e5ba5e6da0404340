"""Raw values to memberships."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.insight.engine import (
    AnalysisError,
    Anchors,
    calibrate_crisp,
    calibrate_linear,
    calibrate_logistic,
)

UP = Anchors(exclusion=10, crossover=20, inclusion=40)
DOWN = Anchors(exclusion=40, crossover=20, inclusion=10)


def test_the_anchors_get_their_memberships():
    assert calibrate_logistic([10, 20, 40], anchors=UP, idm=0.95) == pytest.approx([0.05, 0.5, 0.95])
    assert calibrate_linear([10, 20, 40], anchors=UP) == [0, 0.5, 1]


def test_a_decreasing_set_turns_the_scale_round():
    assert calibrate_logistic([10, 20, 40], anchors=DOWN, idm=0.95) == pytest.approx([0.95, 0.5, 0.05])
    assert calibrate_linear([5, 10, 15, 20, 30, 40, 50], anchors=DOWN) == [1, 1, 0.75, 0.5, 0.25, 0, 0]


def test_log_odds_grow_linearly_on_each_side():
    """Half-way to an anchor the log-odds are half of ln(0.95/0.05) = 2.944."""
    below, above = calibrate_logistic([15, 30], anchors=UP, idm=0.95)
    assert below == pytest.approx(1 / (1 + 2.718281828459045 ** (2.944438979 / 2)))
    assert above == pytest.approx(1 - below)


def test_linear_calibration_by_hand():
    assert calibrate_linear([12, 15, 25, 30], anchors=UP) == pytest.approx([0.1, 0.25, 0.625, 0.75])


@given(st.lists(st.floats(-1e6, 1e6)), st.sampled_from([UP, DOWN]))
def test_memberships_are_memberships_and_monotone(values, anchors):
    values = sorted(values, reverse=anchors is DOWN)
    for memberships in (
        calibrate_logistic(values, anchors=anchors, idm=0.95),
        calibrate_linear(values, anchors=anchors),
    ):
        assert all(0 <= membership <= 1 for membership in memberships)
        assert memberships == sorted(memberships)


def test_crisp_values_reach_the_threshold_or_not():
    assert calibrate_crisp([174.9, 175, 180], thresholds=[175]) == [0, 1, 1]


def test_several_thresholds_make_a_multi_value_condition():
    assert calibrate_crisp([1, 5, 9, 12], thresholds=[5, 10]) == [0, 1, 1, 2]


def test_missing_values_stay_missing():
    assert calibrate_crisp([None, 1], thresholds=[1]) == [None, 1]
    assert calibrate_logistic([None], anchors=UP, idm=0.9) == [None]
    assert calibrate_linear([None], anchors=UP) == [None]


@pytest.mark.parametrize("anchors", [(1, 1, 2), (1, 3, 2), (2, 1, 2)])
def test_anchors_must_rise_or_fall(anchors):
    with pytest.raises(AnalysisError, match="Anker müssen steigen oder fallen"):
        Anchors(*anchors)


def test_thresholds_must_rise_and_exist():
    with pytest.raises(AnalysisError, match="aufsteigen"):
        calibrate_crisp([1], thresholds=[2, 2])
    with pytest.raises(AnalysisError, match="mindestens ein Schwellenwert"):
        calibrate_crisp([1], thresholds=[])


@pytest.mark.parametrize("idm", [0.5, 1, 0])
def test_idm_lies_between_one_half_and_one(idm):
    with pytest.raises(AnalysisError, match="idm"):
        calibrate_logistic([1], anchors=UP, idm=idm)
