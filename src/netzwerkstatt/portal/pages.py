"""What the pages of the portal state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from netzwerkstatt.kernel.access import Decision
from netzwerkstatt.kernel.registry import Waiting
from netzwerkstatt.network.map import MemberMap
from netzwerkstatt.network.models import CompetenceCentre
from netzwerkstatt.portal.progress import MailState, Step


@dataclass(frozen=True)
class StartPage:
    members: int
    intro: str
    map: MemberMap
    centres: list[CompetenceCentre]
    panels: list[tuple[str, Any]]


@dataclass(frozen=True)
class FirstStep:
    title: str
    circumstance: str
    verb: str
    address: str


@dataclass(frozen=True)
class SetUpPage:
    """`here` is the first step that is not done. `open_` carries the reason while something is missing."""

    steps: tuple[Step, ...]
    here: int
    open_: Decision
    is_closed: bool
    opened_at: datetime | None
    is_demonstration: bool


@dataclass(frozen=True)
class MailPage:
    state: MailState
    tested_at: datetime | None
    trouble: str
    form: Any


@dataclass(frozen=True)
class ColourSample:
    """One accent on one ground, drawn and measured."""

    words: str
    colour: str
    ground: str
    contrast: str


@dataclass(frozen=True)
class ColourPage:
    form: Any
    samples: tuple[ColourSample, ...]
    proposal: str
    proposal_field: str
    is_own: bool


@dataclass(frozen=True)
class TodayPage:
    """At most seven lines wait; the rest is counted."""

    on: datetime
    waiting: list[Waiting]
    more_waiting: int
    panels: list[tuple[str, Any]]
    has_mandate: bool
    may_tell: bool
    first_steps: tuple[FirstStep, ...]
    may_set_up: bool


@dataclass(frozen=True)
class LegalPageShown:
    heading: str
    kind: str
    text: str
    changed_at: datetime | None
    edit: Decision
    form: Any
