"""What the pages about memberships, fees and lists of members state."""

from dataclasses import dataclass
from typing import Any

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import FeeClass, Membership, MembershipStep
from netzwerkstatt.network.states import LEADS_TO, POSSIBLE_IN, STEP_WORDS, MembershipState, StepKind


@dataclass(frozen=True)
class MembershipRow:
    number: int
    name: str
    state: str
    last: str
    fee: str


@dataclass(frozen=True)
class MembershipList:
    """Those on their way in or out first, because something is to be done there."""

    moving: tuple[MembershipRow, ...]
    settled: tuple[MembershipRow, ...]
    left: tuple[MembershipRow, ...]


@dataclass(frozen=True)
class NextStep:
    kind: str
    words: str
    reason: str


@dataclass(frozen=True)
class MembershipPage:
    membership: Membership
    state: str
    steps: tuple[MembershipStep, ...]
    next: tuple[NextStep, ...]
    fee: FeeClass | None
    manages: bool


def state_line(membership: Membership) -> str:
    """The state; of those who simply are members, since when."""
    if membership.state != MembershipState.ACTIVE or membership.since_year is None:
        return str(membership.get_state_display())
    return f"seit {membership.since_year}"


def fee_words(fee: FeeClass | None) -> str:
    if fee is None:
        return "keine Klasse"
    return fee.name if fee.is_confirmed else f"{fee.name} (unbestätigt)"


def next_steps(viewer: Viewer, membership: Membership) -> tuple[NextStep, ...]:
    """Every step that fits the state, with its verb or what is missing before it."""
    if not rules.may_manage_members(viewer):
        return ()
    state = MembershipState(membership.state)
    noted = rules.noted_lately(membership)
    found = []
    for kind in StepKind:
        if state not in POSSIBLE_IN[kind] or (kind not in LEADS_TO and kind in noted):
            continue
        missing = rules.missing_before(membership, kind)
        words = " · ".join(STEP_WORDS[before] for before in missing)
        found.append(
            NextStep(kind.value, STEP_WORDS[kind], f"Vorher fehlt noch: {words}." if missing else "")
        )
    return tuple(found)


@dataclass(frozen=True)
class ListPage:
    """The preview of a list: what would be entered, who would be written to, every row that cannot be read."""

    file: Any
    form: Any
    rows: int
    new: int
    known: int
    bad: int
    letters: int
    problems: tuple[Any, ...]
    candidates: tuple[Any, ...]
    more: int
    mapped: bool
