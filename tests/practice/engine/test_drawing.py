import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netzwerkstatt.practice.engine.drawing import (
    COLUMN,
    GAP,
    STEP,
    TOP,
    WIDTH,
    NodeText,
    coherence_picture,
    shorten,
    way_picture,
    way_pieces,
    wrap,
)

TEXTS = st.text(alphabet="aä n,Z", max_size=80)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["", "zwei Stadtteile", "gemeinsam kochen"]), max_size=5))
def test_the_way_steps_down_once_for_everything_given_up(given_up):
    picture = way_picture(given_up)
    steps = sum(bool(text) for text in given_up)
    assert picture.end_y == TOP + steps * STEP
    assert sum(step.down for step in picture.steps) == steps
    assert len(picture.steps) == len(given_up)
    assert all(0 < step.x < WIDTH for step in picture.steps)
    pieces = way_pieces(given_up)
    assert len(pieces) == len(given_up) + 2
    assert [piece.down for piece in pieces[1:-1]] == [bool(text) for text in given_up]
    assert len(pieces[-1].dotted) == steps


def test_two_turns_stand_over_their_three_columns():
    assert [step.x for step in way_picture(["a", "b"]).steps] == [332, 658]


@settings(deadline=None)
@given(st.text(alphabet="abc d", max_size=120), st.integers(8, 40), st.integers(1, 4))
def test_lines_keep_to_their_room_and_lose_no_word_without_saying_so(text, room, most):
    lines = wrap(text, room, most)
    assert len(lines) <= most
    assert all(len(line) <= room + 2 for line in lines)
    whole = " ".join(lines).replace("- ", "")
    if not whole.endswith("…") and all(len(word) <= room for word in text.split()):
        assert whole == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [("kurz", 10, "kurz"), ("gemeinsam kochen und essen", 18, "gemeinsam kochen …"), ("a" * 9, 5, "aaaa …")],
)
def test_what_is_too_long_ends_between_words(text, room, short):
    assert shorten(text, room) == short


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_nodes_of_a_column_do_not_overlap(left, right):
    columns = [
        [NodeText(t, "ohne Vorgehen" if n % 2 else "") for n, t in enumerate(c)] for c in (left, right)
    ]
    picture = coherence_picture([*columns, []], [], [])
    for x in (0, COLUMN + GAP):
        nodes = [node for node in picture.nodes if node.x == x]
        for upper, lower in itertools.pairwise(nodes):
            bottom = upper.note_y if upper.note else upper.y
            assert all(y - 12 > bottom for y, _words in lower.lines)
    assert all(node.y < picture.height for node in picture.nodes)


def test_a_line_runs_from_rule_to_rule():
    picture = coherence_picture([[NodeText("Ziel")], [NodeText("Vorgehen")], []], [(0, 0)], [])
    goal, method = picture.nodes
    assert picture.edges[0].startswith(f"M{goal.right} {goal.y}C")
    assert picture.edges[0].endswith(f"{method.x} {method.y}")


@given(
    st.lists(
        st.text(alphabet="abc d", min_size=1, max_size=120).map(lambda t: t.strip()).filter(bool), max_size=3
    )
)
@settings(deadline=None)
def test_what_was_given_up_stays_inside_the_picture(given_up):
    for step in way_picture(given_up).steps:
        letters = len(step.given_up) + (len("aufgegeben: ") if step.has_prefix else 0)
        assert step.text_x + letters * 14 * 0.52 <= WIDTH + 14
