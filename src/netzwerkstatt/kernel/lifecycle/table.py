"""A state table: pure, complete, checked when it is made."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


class IllegalStep(ValueError):
    """A step the table does not know."""


class StateTable(Generic[State]):
    """Every state appears as a key; a final state follows nothing."""

    def __init__(self, states: type[State], steps: Mapping[State, frozenset[State]]) -> None:
        missing = set(states) - set(steps)
        if missing:
            raise ValueError(f"states without a row: {sorted(missing)}")
        self.states = states
        self._steps = dict(steps)

    def following(self, state: State) -> frozenset[State]:
        return self._steps[self.states(state)]

    def may_follow(self, before: State, after: State) -> bool:
        return self.states(after) in self.following(before)

    def check(self, before: State, after: State) -> None:
        """Raise IllegalStep unless `after` may follow `before`."""
        if not self.may_follow(before, after):
            raise IllegalStep(f"{before} -> {after}")

    def reachable(self, start: State) -> frozenset[State]:
        """All states that can be reached from `start`, itself included."""
        seen, open_ = {start}, [start]
        while open_:
            for state in self.following(open_.pop()) - seen:
                seen.add(state)
                open_.append(state)
        return frozenset(seen)
