"""Counts of municipalities, what goes together, what came of it, and words for gaps."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netzwerkstatt.insight.engine import (
    Attempt,
    Period,
    co_occurrences,
    co_occurrences_from_counts,
    contrast_word,
    contrasts,
    contrasts_from_counts,
    fisher_exact,
    frequencies,
    frequencies_from_counts,
    gap_map,
    gap_word,
    holm,
    time_line,
    time_line_from_counts,
    ways_by_outcome,
    ways_from_counts,
    wilson_share,
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


# --- against slow twins: every unit asked again for every figure --------------------------------------------

UNITS = [f"m{i}" for i in range(6)]
ITEMS = ["Geld", "Personal", "Recht"]
reports = st.dictionaries(st.sampled_from(UNITS), st.lists(st.sampled_from(ITEMS), max_size=4), max_size=6)


@given(reports)
def test_frequencies_are_counted_unit_by_unit(reported):
    expected = {item: sum(item in said for said in reported.values()) for item in ITEMS}
    found = {f.item: f.share for f in frequencies(reported, z=1.96)}
    assert {item: share.count for item, share in found.items()} == {i: n for i, n in expected.items() if n}
    assert all(share == wilson_share(expected[item], len(reported), z=1.96) for item, share in found.items())


@given(reports)
def test_co_occurrences_are_counted_unit_by_unit(reported):
    found = {(c.first, c.second): c for c in co_occurrences(reported, z=1.96)}
    for first, second in combinations(ITEMS, 2):
        both = [unit for unit, said in reported.items() if first in said and second in said]
        if not both:
            assert (first, second) not in found
            continue
        pair = found[first, second]
        with_first = [unit for unit, said in reported.items() if first in said]
        with_second = [unit for unit, said in reported.items() if second in said]
        assert pair.both == len(both)
        assert pair.second_given_first == wilson_share(len(both), len(with_first), z=1.96)
        assert pair.first_given_second == wilson_share(len(both), len(with_second), z=1.96)


attempts_drawn = st.lists(
    st.builds(
        Attempt,
        st.sampled_from(UNITS),
        st.sampled_from(["Antrag", "Bündnis"]),
        st.sampled_from(["half", "half nicht"]),
        st.dictionaries(st.just("Art"), st.sampled_from(["Stadt", "Landkreis"])),
    ),
    max_size=12,
)


@given(attempts_drawn, st.sampled_from([None, "Art"]))
def test_ways_and_outcomes_are_counted_unit_by_unit(tried, condition):
    found = {(row.way, row.value): row for row in ways_by_outcome(tried, condition=condition)}
    values = [""] if condition is None else ["Stadt", "Landkreis", "unbekannt"]
    for way, value in product(["Antrag", "Bündnis"], values):
        here = [
            a
            for a in tried
            if a.way == way and (condition is None or a.conditions.get("Art", "unbekannt") == value)
        ]
        if not here:
            assert (way, value) not in found
            continue
        row = found[way, value]
        assert row.units == len({a.unit for a in here})
        for outcome in ("half", "half nicht"):
            assert row.by_outcome.get(outcome, 0) == len({a.unit for a in here if a.outcome == outcome})


periods_drawn = st.lists(
    st.builds(
        Period,
        st.sampled_from(UNITS),
        st.sampled_from(ITEMS),
        st.integers(2015, 2025),
        st.none() | st.integers(2015, 2025),
    ),
    max_size=10,
)


@given(periods_drawn)
def test_time_lines_are_counted_year_by_year(periods):
    found = time_line(periods, first_year=2018, last_year=2022)
    assert set(found) == {period.item for period in periods}
    for item, line in found.items():
        for year, number in zip(range(2018, 2023), line, strict=True):
            having = {
                p.unit
                for p in periods
                if p.item == item and p.start <= year and (p.end is None or p.end >= year)
            }
            assert number == len(having)


@given(reports, reports)
def test_contrasts_are_counted_unit_by_unit(first, second):
    found = contrasts(first, second, ITEMS, z=1.96, alpha=0.05)
    tests = []
    for item, contrast in zip(ITEMS, found, strict=True):
        a = sum(item in said for said in first.values())
        b = sum(item in said for said in second.values())
        assert (contrast.characteristic, contrast.first.count, contrast.second.count) == (item, a, b)
        tests.append(fisher_exact(a, len(first) - a, b, len(second) - b))
    assert [contrast.p for contrast in found] == tests
    assert [contrast.p_adjusted for contrast in found] == holm(tests)


def test_counts_from_a_database_give_the_same_figures():
    """What a database counts for each function, and the same from single reports."""
    assert frequencies_from_counts({"Personal": 3, "Geld": 2}, total=4, z=1.96) == frequencies(
        REPORTS, z=1.96
    )
    assert co_occurrences_from_counts(
        {"Personal": 3, "Geld": 2}, {("Geld", "Personal"): 2}, z=1.96
    ) == co_occurrences(REPORTS, z=1.96)
    assert ways_from_counts(
        {("Bündnis", ""): 3, ("Antrag", ""): 1},
        {("Bündnis", "", "half nicht"): 1, ("Bündnis", "", "half"): 2, ("Antrag", "", "offen"): 1},
    ) == ways_by_outcome(attempts(), condition=None)
    assert time_line_from_counts({("x", 2020): 2}, ["x", "y"], first_year=2019, last_year=2020) == {
        "x": [0, 2],
        "y": [0, 0],
    }
    helped, not_helped = {"a": ["x"], "b": ["x"]}, {"c": []}
    assert contrasts_from_counts({"x": (2, 0)}, (2, 1), z=1.96, alpha=0.05) == contrasts(
        helped, not_helped, ["x"], z=1.96, alpha=0.05
    )
