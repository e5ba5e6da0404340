"""Work that may still be spent."""

from __future__ import annotations

from dataclasses import dataclass


class OutOfSteps(Exception):
    """The work limit is reached."""


@dataclass
class Budget:
    """Steps that may still be spent; raises OutOfSteps below zero."""

    steps: int

    def spend(self, amount: int = 1) -> None:
        self.steps -= amount
        if self.steps < 0:
            raise OutOfSteps
