"""Counts of municipalities, what goes together, what came of it, and words for gaps."""

from __future__ import annotations

import pytest

from netzwerkstatt.insight.engine import (
    Attempt,
    Period,
    co_occurrences,
    contrast_word,
    contrasts,
    frequencies,
    gap_map,
    gap_word,
    time_line,
    ways_by_outcome,
)

REPORTS = {
    "Aue": ["Personal", "Geld", "Personal"],
    "Bach": ["Personal"],
    "Celle": ["Geld", "Personal"],
    "Dorf": [],
}


def test_a_municipality_counts_once_however_often_it_reports():
    counts = {f.item: (f.share.count, f.share.total) for f in frequencies(REPORTS, z=1.96)}
    assert counts == {"Geld": (2, 4), "Personal": (3, 4)}


def test_co_occurrence_in_both_directions():
    (pair,) = co_occurrences(REPORTS, z=1.96)
    assert (pair.first, pair.second, pair.both) == ("Geld", "Personal", 2)
    assert (pair.second_given_first.count, pair.second_given_first.total) == (2, 2)
    assert (pair.first_given_second.count, pair.first_given_second.total) == (2, 3)


def test_pairs_nobody_reports_are_left_out():
    assert co_occurrences({"Aue": ["x"], "Bach": ["y"]}, z=1.96) == []


def attempts():
    return [
        Attempt("Aue", "Bündnis", "half", {"Art": "Stadt"}),
        Attempt("Aue", "Bündnis", "half", {"Art": "Stadt"}),
        Attempt("Bach", "Bündnis", "half nicht", {"Art": "Landkreis"}),
        Attempt("Celle", "Bündnis", "half", {}),
        Attempt("Celle", "Antrag", "offen", {}),
    ]


def test_ways_and_outcomes_together():
    rows = {row.way: (row.units, dict(row.by_outcome)) for row in ways_by_outcome(attempts(), condition=None)}
    assert rows == {"Bündnis": (3, {"half": 2, "half nicht": 1}), "Antrag": (1, {"offen": 1})}


def test_ways_and_outcomes_by_condition_name_what_is_not_known():
    rows = {(r.way, r.value): dict(r.by_outcome) for r in ways_by_outcome(attempts(), condition="Art")}
    assert rows[("Bündnis", "Stadt")] == {"half": 1}
    assert rows[("Bündnis", "Landkreis")] == {"half nicht": 1}
    assert rows[("Bündnis", "unbekannt")] == {"half": 1}


def test_time_lines_count_each_year_and_keep_what_lasts():
    periods = [
        Period("Aue", "Stelle", 2019, 2020),
        Period("Aue", "Stelle", 2020, 2021),
        Period("Bach", "Stelle", 2021, None),
    ]
    assert time_line(periods, first_year=2018, last_year=2023) == {"Stelle": [0, 1, 1, 2, 1, 1]}


def test_contrasts_compare_shares_with_an_exact_test():
    helped = {f"h{i}": ["Bündnis"] if i < 6 else [] for i in range(6)}
    not_helped = {f"n{i}": ["Bündnis"] if i < 1 else [] for i in range(6)}
    bond, other = contrasts(helped, not_helped, ["Bündnis", "Anderes"], z=1.96, alpha=0.05)
    assert (bond.first.count, bond.second.count) == (6, 1)
    assert bond.p == pytest.approx(14 / 924)
    assert bond.p_adjusted == pytest.approx(28 / 924)
    assert "deutlicher Unterschied" in bond.word
    assert other.p == 1
    assert "nicht von Zufall trennen" in other.word


def test_small_groups_get_an_honest_word():
    assert "nichts zu vergleichen" in contrast_word(0, 5, 1.0, alpha=0.05)
    assert "selbst der größte denkbare Unterschied" in contrast_word(3, 3, 0.1, alpha=0.05)


@pytest.mark.parametrize(
    ("known", "word"), [(0, "nichts bekannt"), (1, "wenig"), (3, "wenig"), (4, "mehr"), (40, "mehr")]
)
def test_gaps_have_three_words(known, word):
    assert gap_word(known, few=3) == word


def test_the_gap_map_names_cells_nobody_reported_on():
    words = gap_map({("Personal", "Stadt"): 5}, ["Personal"], ["Stadt", "Landkreis"], few=3)
    assert words == {("Personal", "Stadt"): "mehr", ("Personal", "Landkreis"): "nichts bekannt"}
