"""Measures of a ranking, by hand."""

import pytest

from netzwerkstatt.search.engine.quality import ndcg, quality, recall, reciprocal_rank

RANKING = ["a", "b", "c", "d"]


def test_a_perfect_ranking_is_one():
    assert ndcg(RANKING, {"a": 1}, 10) == 1
    assert ndcg(RANKING, {"a": 2, "b": 1}, 10) == 1


def test_a_later_place_counts_less():
    assert ndcg(RANKING, {"b": 1}, 10) == pytest.approx(0.63093, abs=1e-5)
    assert reciprocal_rank(RANKING, {"c": 1}, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(RANKING, {"c": 1}, 2) == 0


def test_a_missing_document_costs():
    assert recall(RANKING, {"a": 1, "x": 1}, 10) == 0.5
    assert ndcg(RANKING, {"x": 1}, 10) == 0


def test_means_leave_out_questions_nobody_judged():
    found = quality([(RANKING, {"a": 1}), (RANKING, {"c": 1}), (RANKING, {}), (RANKING, {"a": 0})])
    assert found.queries == 2
    assert found.mrr_10 == pytest.approx((1 + 1 / 3) / 2)
    assert quality([]).queries == 0
