"""A verdict with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """The answer to "may she?". `reason` is one German sentence, empty when allowed."""

    allowed: bool
    reason: str = ""

    def __post_init__(self) -> None:
        if self.allowed == bool(self.reason):
            raise ValueError("a refusal needs a reason, a permission has none")

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(allowed=True)


def denied(reason: str) -> Decision:
    return Decision(allowed=False, reason=str(reason))


class NotAllowed(Exception):
    """Raised by an action whose rule said no. Carries the decision, so that the page can show the reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


def require(decision: Decision) -> None:
    """Raise NotAllowed unless the decision allows."""
    if not decision.allowed:
        raise NotAllowed(decision)
