"""The fixed tables, as the document names them, and all sums and differences of all of them together."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.lib.test_disclosure import isolated_groups

from netzwerkstatt.insight.engine import fixed_tables
from netzwerkstatt.insight.engine.fixed_tables import (
    BY_KIND,
    BY_OUTCOME,
    BY_TOPIC,
    BY_WAY,
    FIXED_TABLES,
    NOT_STATED,
    SMALLEST,
    Report,
    release_fixed_tables,
)
from netzwerkstatt.kernel.lib.disclosure import Audience, Figure, release_table

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "method" / "feste-tabellen.md").read_text("utf-8")

COLUMNS = {
    BY_KIND: ("Stadt", "Landkreis"),
    BY_TOPIC: ("Bewegung", "Hitze"),
    BY_WAY: ("Bündnis", "Antrag"),
    BY_OUTCOME: ("half", "half nicht"),
}


def table_of(name):
    text = re.search(rf"<!-- table: {name} -->\n((?:\|.*\n)+)", DOCUMENT)[1]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return header, rows


def release(reports, barriers=("Geld",)):
    return release_fixed_tables(reports, barriers=barriers, columns=COLUMNS)


def report(member, *, population="public", listable=False, barrier="Geld", **values):
    tables = {"kind": BY_KIND, "topic": BY_TOPIC, "way": BY_WAY, "outcome": BY_OUTCOME}
    return Report(
        member,
        barrier,
        population,
        listable,
        {tables[k]: [v] if isinstance(v, str) else v for k, v in values.items()},
    )


def test_the_tables_are_those_of_the_document():
    _, rows = table_of("fixed tables")
    named = [(row[1], row[2], {"ja": True, "nein": False}[row[3]]) for row in rows]
    assert named == [(table.rows, table.columns, table.several) for table in FIXED_TABLES]
    assert f"**mindestens {SMALLEST} oder er fehlt**" in DOCUMENT
    assert f"*{NOT_STATED}*" in DOCUMENT


def test_the_example_of_the_document_is_what_the_rules_give():
    (_, *columns, _), (real, shown) = table_of("suppression")
    cells = {
        ("r", column): {f"{column}{i}" for i in range(int(number))}
        for column, number in zip(columns, real[1:-1], strict=True)
    }
    (table,) = release_table(["r"], columns, audiences=[Audience({}, cells)], smallest=SMALLEST)
    found = [table.cells["r", column].counted_only for column in columns] + [
        table.row_totals["r"].counted_only
    ]
    assert ["fehlt" if number is None else str(number) for number in found] == shown[1:]


def test_listable_cases_and_count_only_members_give_what_may_be_shown():
    reports = [
        report("Aue", listable=True, kind="Stadt"),
        *(report(f"p{i}", kind="Stadt") for i in range(5)),
        *(report(f"n{i}", population="network", kind="Landkreis") for i in range(4)),
    ]
    released = release(reports)
    public, network = released["public"][BY_KIND], released["network"][BY_KIND]
    assert public.cells["Geld", "Stadt"] == Figure(1, 5)
    assert network.cells["Geld", "Landkreis"] == Figure(0, None)
    assert network.row_totals["Geld"].shown == 6


def test_who_gives_no_value_stands_in_the_row_all_the_same():
    reports = [report(f"p{i}", kind="Stadt", topic=["Hitze", "Bewegung"]) for i in range(6)]
    reports.append(report("ohne", kind="Stadt"))
    released = release(reports)["public"]
    assert {released[table].row_totals["Geld"].shown for table in FIXED_TABLES} == {7}
    assert released[BY_TOPIC].cells["Geld", NOT_STATED] == Figure(0, None)


def test_a_member_counts_once_however_often_it_reports():
    reports = [report(f"p{i % 5}", kind="Stadt") for i in range(15)]
    assert release(reports)["public"][BY_KIND].cells["Geld", "Stadt"] == Figure(0, 5)


@pytest.mark.parametrize(
    ("reports", "columns", "problem"),
    [
        ([report("a", kind=["Stadt", "Landkreis"])], COLUMNS, "has one value"),
        ([report("a", kind="Dorf")], COLUMNS, "outside the fixed table"),
        ([report("a", barrier="Zeit")], COLUMNS, "outside the fixed table"),
        ([], {BY_KIND: ("Stadt",)}, "every fixed table"),
    ],
)
def test_what_is_outside_the_catalogue_is_refused(reports, columns, problem):
    with pytest.raises(ValueError, match=problem):
        release_fixed_tables(reports, barriers=["Geld"], columns=columns)


# --- all sums and differences, over all tables -------------------------------------------------------------
#
# An *atom* is a kind of member that a reader can imagine: its columns in every table. Each population's part is
# released by itself and no member is in two, so one population at a time is enough; that the two tables of one row
# can only be subtracted to such a part is tested beside the rule (tests/kernel/lib/test_disclosure.py).

GROUPS = {table: [{a for a in (0, 1) if bits >> a & 1} for bits in range(4)] for table in FIXED_TABLES}
GROUPS[BY_KIND] = [set(), {0}, {1}]


def atoms(tables):
    return [
        dict(zip(tables, groups, strict=True)) for groups in product(*(GROUPS[table] for table in tables))
    ]


def reports_of(atom, name, number, population):
    values = {table: [COLUMNS[table][i] for i in sorted(chosen)] for table, chosen in atom.items()}
    return [Report(f"{name}-{i}", "Geld", population, False, values) for i in range(number)]


def published(released, kinds):
    """Every visible figure of the row: (how often it counts each atom, its value)."""
    parts = []
    for table in FIXED_TABLES:
        one = released[table]
        figures = [(None, one.row_totals["Geld"])]
        figures += [(column, one.cells["Geld", column]) for column in (*COLUMNS[table], NOT_STATED)]
        for column, figure in figures:
            if figure.counted_only is not None:
                parts.append((tuple(int(counts(atom, table, column)) for atom in kinds), figure.counted_only))
    return sorted(set(parts))


def counts(atom, table, column):
    chosen = [COLUMNS[table][i] for i in atom.get(table, ())] or [NOT_STATED]
    return column is None or column in chosen


@st.composite
def populations(draw, most):
    """A few kinds of members, among them small groups; the reader can imagine all the others as well."""
    tables = draw(st.permutations(FIXED_TABLES))[:most]
    kinds = atoms(tables)
    chosen = draw(st.lists(st.integers(0, len(kinds) - 1), min_size=1, max_size=7, unique=True))
    numbers = draw(
        st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, 9]), min_size=len(chosen), max_size=len(chosen))
    )
    return kinds, dict(zip(chosen, numbers, strict=True))


def assert_nothing_small(population):
    kinds, numbers = population
    reports = [r for k, number in numbers.items() for r in reports_of(kinds[k], f"m{k}", number, "public")]
    for number in isolated_groups(published(release(reports)["public"], kinds)):
        assert number == 0 or number >= SMALLEST


@settings(max_examples=60, deadline=None)
@given(populations(2))
def test_no_sum_or_difference_over_two_tables_isolates_a_small_group(population):
    assert_nothing_small(population)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(populations(4))
def test_no_sum_or_difference_over_all_tables_isolates_a_small_group(population):
    assert_nothing_small(population)


@settings(max_examples=60, deadline=None)
@given(populations(2), populations(2))
def test_the_network_adds_whole_parts_to_what_the_public_sees(first, second):
    reports = [
        r
        for name, population, (kinds, numbers) in (("p", "public", first), ("n", "network", second))
        for k, number in numbers.items()
        for r in reports_of(kinds[k], f"{name}{k}", number, population)
    ]
    released = release(reports)
    for table in FIXED_TABLES:
        wide, narrow = released["public"][table], released["network"][table]
        for cell in wide.cells:
            more = (narrow.cells[cell].counted_only or 0) - (wide.cells[cell].counted_only or 0)
            assert more == 0 or more >= SMALLEST


def test_without_the_column_for_no_statement_two_tables_could_be_subtracted(monkeypatch):
    """The search has teeth: six with a topic and one without, all of one kind."""
    monkeypatch.setattr(fixed_tables, "_columns_of", lambda report, table: report.values.get(table, ()))
    kinds = [{BY_KIND: {0}, BY_TOPIC: {0}}, {BY_KIND: {0}, BY_TOPIC: set()}]
    reports = [*reports_of(kinds[0], "a", 6, "public"), *reports_of(kinds[1], "b", 1, "public")]
    released = release(reports)["public"]
    totals = {released[table].row_totals["Geld"].counted_only for table in (BY_KIND, BY_TOPIC)}
    assert totals == {6, 7}, "7 - 6 is one member"


def test_a_visible_column_for_no_statement_would_give_a_small_group_away():
    """Why its count-only part is never shown: 15 in all, 6 without a topic and 5 with Bewegung leave 4."""
    groups = {"Bewegung": {*"abcde"}, "Hitze": {*"abcdefghi"}, NOT_STATED: {*"uvwxyz"}}
    cells = {("Geld", column): members for column, members in groups.items()}
    (shown,) = release_table(["Geld"], list(groups), audiences=[Audience({}, cells)], smallest=SMALLEST)
    visible = [shown.cells["Geld", column].counted_only for column in ("Bewegung", NOT_STATED)]
    assert shown.row_totals["Geld"].counted_only - sum(visible) == 4
    (hidden,) = release_table(
        ["Geld"],
        list(groups),
        audiences=[Audience({}, cells)],
        smallest=SMALLEST,
        total_only=(NOT_STATED,),
    )
    assert hidden.cells["Geld", NOT_STATED].counted_only is None
    assert hidden.row_totals["Geld"].counted_only == 15


def test_a_table_whose_rows_are_columns_of_another_would_give_a_small_group_away():
    """Why ways by outcome is no fixed table: six tried the way against one barrier, two against another."""
    by_way = {("Geld", "Bündnis"): {f"g{i}" for i in range(6)}, ("Zeit", "Bündnis"): {"z0", "z1"}}
    way_by_outcome = {("Bündnis", "half"): by_way["Geld", "Bündnis"] | by_way["Zeit", "Bündnis"]}
    (first,) = release_table(
        ["Geld", "Zeit"], ["Bündnis"], audiences=[Audience({}, by_way)], smallest=SMALLEST
    )
    (second,) = release_table(
        ["Bündnis"], ["half"], audiences=[Audience({}, way_by_outcome)], smallest=SMALLEST
    )
    difference = second.row_totals["Bündnis"].counted_only - first.cells["Geld", "Bündnis"].counted_only
    assert 0 < difference < SMALLEST
