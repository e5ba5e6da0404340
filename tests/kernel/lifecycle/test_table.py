from enum import StrEnum

import pytest

from netzwerkstatt.kernel.lifecycle import IllegalStep, StateTable
from netzwerkstatt.network.states import MEMBERSHIP, MembershipState
from netzwerkstatt.practice.states import READINGS, STAGES, Stage


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


def test_a_table_with_a_forgotten_state_cannot_be_made():
    with pytest.raises(ValueError, match="green"):
        StateTable(Light, {Light.RED: frozenset()})


def test_an_unknown_step_is_refused():
    table = StateTable(Light, {Light.RED: frozenset({Light.GREEN}), Light.GREEN: frozenset()})
    table.check(Light.RED, Light.GREEN)
    with pytest.raises(IllegalStep):
        table.check(Light.GREEN, Light.RED)


@pytest.mark.parametrize("table", [STAGES, READINGS, MEMBERSHIP])
def test_every_state_can_be_reached_from_the_first(table):
    first = next(iter(table.states))
    assert table.reachable(first) == frozenset(table.states)


@pytest.mark.parametrize("stage", list(Stage))
def test_no_stage_is_a_dead_end(stage):
    assert STAGES.following(stage), f"aus „{stage}“ lässt sich nicht wieder anfangen"


def test_a_membership_that_ended_stays_ended_and_who_comes_back_begins_a_new_one():
    assert MEMBERSHIP.following(MembershipState.LEFT) == frozenset()
