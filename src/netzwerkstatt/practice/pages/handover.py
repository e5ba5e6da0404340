"""What of the Undertakings is open when somebody leaves, and what is offered to who comes next."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OpenThing:
    title: str
    circumstance: str
    verb: str
    address: str


@dataclass(frozen=True)
class HandOverPanel:
    """`offered` names no draft: it belongs to its author until somebody takes it over."""

    drafts: tuple[OpenThing, ...]
    readings: tuple[OpenThing, ...]
    reviews: tuple[OpenThing, ...]
    offered: tuple[OpenThing, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.readings or self.reviews or self.offered)


def in_german(day: date) -> str:
    return f"{day:%d.%m.%Y}"
