"""Disclosure control: all sums and differences of the fixed tables are tried."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.kernel.lib import disclosure
from netzwerkstatt.kernel.lib.disclosure import Audience, Figure, release_table

SMALLEST = 5
NOBODY: dict = {}


def one(listed=NOBODY, count_only=NOBODY, rows=("r",), columns=("a", "b", "c")):
    """The public table alone."""
    audiences = [Audience(listed, count_only)]
    return release_table(rows, columns, audiences=audiences, smallest=SMALLEST)[0]


def people(prefix, number):
    return {f"{prefix}{i}" for i in range(number)}


# --- what the rules say, one by one -------------------------------------------------------------------------


def test_listable_cases_are_counted_plainly_however_few():
    table = one(listed={("r", "a"): {"Aue"}, ("r", "b"): {"Aue", "Bach"}})
    assert table.cells["r", "a"] == Figure(1, None)
    assert table.row_totals["r"].shown == 2


def test_a_count_only_part_is_five_or_left_out():
    table = one(count_only={("r", "a"): people("a", 5), ("r", "b"): people("b", 5)})
    assert table.cells["r", "a"].counted_only == 5
    small = one(count_only={("r", "a"): people("a", 4)})
    assert small.cells["r", "a"] == Figure(0, None)
    assert small.row_totals["r"] == Figure(0, None)


def test_left_out_looks_the_same_for_nobody_and_for_four():
    four = one(count_only={("r", "a"): people("a", 4)})
    nobody = one()
    assert four == nobody


def test_a_member_that_is_listed_in_the_row_does_not_count_again():
    table = one(listed={("r", "a"): {"x0"}}, count_only={("r", "b"): people("x", 5)})
    assert table.cells["r", "b"].counted_only is None


def test_secondary_suppression_hides_a_second_cell():
    """12 in all and 9 in cell a would give away the 3 in cell b."""
    table = one(count_only={("r", "a"): people("a", 9), ("r", "b"): people("b", 3)})
    assert table.row_totals["r"].counted_only == 12
    assert table.cells["r", "a"].counted_only is None
    assert table.cells["r", "b"].counted_only is None


def test_secondary_suppression_takes_the_smallest_cell_that_helps():
    table = one(
        count_only={("r", "a"): people("a", 9), ("r", "b"): people("b", 3), ("r", "c"): people("c", 6)}
    )
    assert [table.cells["r", column].counted_only for column in "abc"] == [9, None, None]


def test_overlapping_columns_do_not_isolate_the_complement_of_a_cell():
    """Six in cell a and eight in the row: the two that are not in a would be found by subtraction."""
    six, two = people("a", 6), people("b", 2)
    table = one(count_only={("r", "a"): six, ("r", "b"): six | two})
    assert table.row_totals["r"].counted_only == 8
    assert table.cells["r", "a"].counted_only is None
    assert table.cells["r", "b"].counted_only == 8


def test_overlapping_columns_do_not_give_away_who_is_in_both():
    """5 + 1 and 5 + 1 in two cells of a row of 11: one member is in both."""
    both = {"b0"}
    table = one(count_only={("r", "a"): people("x", 5) | both, ("r", "b"): people("y", 5) | both})
    assert table.row_totals["r"].counted_only == 11
    assert [table.cells["r", column].counted_only for column in "ab"] == [None, 6]


def test_the_network_adds_whole_parts_to_the_public_figure():
    public = Audience(NOBODY, {("r", "a"): people("p", 6)})
    network = Audience(NOBODY, {("r", "a"): people("p", 6) | people("n", 3)})
    first, second = release_table(["r"], ["a", "b"], audiences=[public, network], smallest=SMALLEST)
    assert first.cells["r", "a"].counted_only == 6
    assert second.cells["r", "a"].counted_only == 6, "9 would give away the 3 that only the network counts"


def test_a_member_listed_for_the_network_is_missing_from_the_public_count_as_well():
    """Otherwise the two audiences' figures would differ by exactly this member."""
    count = {("r", "a"): people("p", 6)}
    public, network = Audience(NOBODY, count), Audience({("r", "a"): {"p0"}}, count)
    first, second = release_table(["r"], ["a"], audiences=[public, network], smallest=SMALLEST)
    assert first.cells["r", "a"] == Figure(0, 5)
    assert second.cells["r", "a"] == Figure(1, 5)


def test_a_group_of_one_is_never_protected():
    with pytest.raises(ValueError, match="at least 2"):
        release_table(["r"], ["a"], audiences=[Audience(NOBODY, NOBODY)], smallest=1)


def test_a_cell_outside_the_table_is_refused():
    with pytest.raises(ValueError, match="outside"):
        one(listed={("r", "z"): {"Aue"}})


# --- all sums and differences -------------------------------------------------------------------------------
#
# A row S has two divisions, as barrier x kind of municipality (columns exclude each other) and barrier x
# topic (columns may overlap) have, and two audiences. An *atom* is a kind of member the reader can imagine:
# its kind, its topics, its tier. Every figure is a sum over atoms, known to everybody; its value is
# published. The test adds and subtracts the published figures in every way. Whenever the result is a set of
# members (each atom 0 or 1 times), its number must be 0 or at least SMALLEST.

KINDS = ("k1", "k2")
TIERS = ("public", "network")


def atoms(topics, overlapping):
    groups = (
        [
            set(c for c, inside in zip(topics, bits, strict=True) if inside)
            for bits in product((0, 1), repeat=len(topics))
        ]
        if overlapping
        else [{topic} for topic in topics]
    )
    return [(tier, kind, group) for tier in TIERS for kind in KINDS for group in groups if group]


def audiences_of(numbers, everything, columns_of):
    """Members by atom → what each audience counts in each cell of one table."""
    audiences = []
    for tiers in (TIERS[:1], TIERS):
        cells: dict = {}
        for index, (atom, number) in enumerate(zip(everything, numbers, strict=True)):
            if atom[0] in tiers:
                for column in columns_of(atom):
                    cells.setdefault(("S", column), set()).update(people(f"m{index}-", number))
        audiences.append(Audience(NOBODY, cells))
    return audiences


def published(numbers, everything, topics):
    """Every visible count-only figure: (which atoms it counts, its value)."""
    figures = []
    for columns, columns_of in ((KINDS, lambda atom: [atom[1]]), (topics, lambda atom: sorted(atom[2]))):
        tables = release_table(
            ["S"], columns, audiences=audiences_of(numbers, everything, columns_of), smallest=SMALLEST
        )
        for audience, table in enumerate(tables):
            for column, figure in [
                (None, table.row_totals["S"]),
                *((c, table.cells["S", c]) for c in columns),
            ]:
                if figure.counted_only is not None:
                    figures.append((audience, column, columns_of, figure.counted_only))
    return figures


def tier_parts(figures, everything):
    """Figures as the most curious reader has them: the tiers' parts, which both audiences' tables give away.

    The public figure is the first tier's part; the network's figure is that part (if visible) plus the second
    tier's part (if visible). Knowing more than is published makes the test only stricter.
    """
    by_cell: dict = {}
    for audience, column, columns_of, value in figures:
        by_cell.setdefault((columns_of, column), {})[audience] = value
    parts = []
    for (columns_of, column), values in by_cell.items():
        shares = {"public": values.get(0, 0), "network": values.get(1, 0) - values.get(0, 0)}
        for tier, value in shares.items():
            if value:
                counted = [
                    int(atom[0] == tier and (column is None or column in columns_of(atom)))
                    for atom in everything
                ]
                parts.append((tuple(counted), value))
    return sorted(set(parts))


def isolated_groups(parts):
    """The number of every set of members that some sum of +1, 0 and -1 times the parts counts.

    How often each atom is counted is kept in one byte of a whole number, which makes 3^parts sums quick.
    """
    reached = {(0, 0)}
    for counted, value in parts:
        times = sum(1 << (8 * i) for i, one in enumerate(counted) if one)
        reached = {
            (sums + sign * times, number + sign * value) for sums, number in reached for sign in (-1, 0, 1)
        }
    atoms_counted = len(parts[0][0]) if parts else 0
    middle = sum(64 << (8 * i) for i in range(atoms_counted))
    ones = sum(1 << (8 * i) for i in range(atoms_counted))
    return {number for sums, number in reached if not ((sums + middle) ^ middle) & ~ones}


@st.composite
def populations(draw: st.DrawFn, topics=("t1", "t2")):
    everything = atoms(topics, overlapping=draw(st.booleans()))
    number = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9])
    return topics, everything, [draw(number) for _ in everything]


def assert_nothing_small(population):
    topics, everything, numbers = population
    parts = tier_parts(published(numbers, everything, topics), everything)
    for number in isolated_groups(parts):
        assert number == 0 or number >= SMALLEST


@settings(max_examples=300, deadline=None)
@given(populations())
def test_no_sum_or_difference_isolates_a_small_group(population):
    assert_nothing_small(population)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(populations(topics=("t1", "t2", "t3")))
def test_no_sum_or_difference_isolates_a_small_group_with_three_topics(population):
    assert_nothing_small(population)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 7]), min_size=9, max_size=9))
def test_rows_that_share_members_do_not_give_each_other_away(numbers):
    """A member may have met two barriers; kinds of municipality exclude each other."""
    everything = [(rows, kind) for rows in ("S", "T", "ST") for kind in ("k1", "k2", "k3")]
    cells: dict = {}
    for index, ((rows, kind), number) in enumerate(zip(everything, numbers, strict=True)):
        for row in rows:
            cells.setdefault((row, kind), set()).update(people(f"m{index}-", number))
    table = one(count_only=cells, rows=("S", "T"), columns=("k1", "k2", "k3"))
    parts = []
    for row in "ST":
        for kind, figure in [
            (None, table.row_totals[row]),
            *((k, table.cells[row, k]) for k in ("k1", "k2", "k3")),
        ]:
            if figure.counted_only is not None:
                counted = tuple(int(row in rows and kind in (None, k)) for rows, k in everything)
                parts.append((counted, figure.counted_only))
    for number in isolated_groups(parts):
        assert number == 0 or number >= SMALLEST


def test_the_search_finds_what_primary_suppression_alone_gives_away(monkeypatch):
    """The property has teeth: without secondary suppression it fails."""
    monkeypatch.setattr(disclosure, "_exposing", lambda *_: None)
    everything = atoms(("t1", "t2"), overlapping=False)
    numbers = [0] * len(everything)
    numbers[0], numbers[2] = 9, 3  # public: nine of kind k1, three of kind k2, all with the first topic
    parts = tier_parts(published(numbers, everything, ("t1", "t2")), everything)
    assert any(0 < number < SMALLEST for number in isolated_groups(parts))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=4, max_size=4), st.lists(st.integers(0, 12), min_size=4, max_size=4)
)
def test_four_columns_in_two_audiences(public_numbers, network_numbers):
    """A wider table, exhausted in the same way."""
    columns = ("a", "b", "c", "d")
    everything = [(tier, column, {column}) for tier in TIERS for column in columns]
    numbers = [*public_numbers, *network_numbers]
    tables = release_table(
        ["S"],
        columns,
        audiences=audiences_of(numbers, everything, lambda atom: [atom[1]]),
        smallest=SMALLEST,
    )
    figures = []
    columns_of = lambda atom: [atom[1]]  # noqa: E731 - one division, told apart by identity
    for audience, table in enumerate(tables):
        for column in (None, *columns):
            figure = table.row_totals["S"] if column is None else table.cells["S", column]
            if figure.counted_only is not None:
                figures.append((audience, column, columns_of, figure.counted_only))
    for number in isolated_groups(tier_parts(figures, everything)):
        assert number == 0 or number >= SMALLEST


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 11)), min_size=3, max_size=3), st.sets(st.integers(0, 11)))
def test_visible_numbers_are_true(groups, listed):
    """Whatever is shown is the number of members it speaks of."""
    columns = ("a", "b", "c")
    table = one(
        listed={("r", "a"): listed},
        count_only={("r", column): group for column, group in zip(columns, groups, strict=True)},
    )
    for column, group in zip(columns, groups, strict=True):
        figure = table.cells["r", column]
        assert figure.counted_only in (None, len(group - listed))
        assert figure.listed == (len(listed) if column == "a" else 0)
    everybody = set().union(*groups) - listed
    assert table.row_totals["r"].counted_only in (None, len(everybody))
