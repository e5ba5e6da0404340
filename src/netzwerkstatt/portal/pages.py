"""What the pages of the portal state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from netzwerkstatt.kernel.access import Decision
from netzwerkstatt.kernel.registry import Waiting
from netzwerkstatt.network.map import MemberMap
from netzwerkstatt.network.models import CompetenceCentre


@dataclass(frozen=True)
class StartPage:
    members: int
    map: MemberMap
    centres: list[CompetenceCentre]
    panels: list[tuple[str, Any]]


@dataclass(frozen=True)
class TodayPage:
    """At most seven lines wait; the rest is counted."""

    on: datetime
    waiting: list[Waiting]
    more_waiting: int
    panels: list[tuple[str, Any]]
    has_mandate: bool
    may_tell: bool


@dataclass(frozen=True)
class LegalPageShown:
    heading: str
    kind: str
    text: str
    changed_at: datetime | None
    edit: Decision
    form: Any
