"""States of a membership, and what may follow what."""

from enum import StrEnum

from netzwerkstatt.kernel.lifecycle import StateTable


class MembershipState(StrEnum):
    PROSPECT = "prospect"
    APPLIED = "applied"
    UNDER_CONSULTATION = "under_consultation"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXIT_ANNOUNCED = "exit_announced"
    LEFT = "left"


STATE_WORDS = {
    MembershipState.PROSPECT: "interessiert",
    MembershipState.APPLIED: "Antrag gestellt",
    MembershipState.UNDER_CONSULTATION: "in Beratung",
    MembershipState.ACTIVE: "Mitglied",
    MembershipState.SUSPENDED: "ruht",
    MembershipState.EXIT_ANNOUNCED: "Austritt angekündigt",
    MembershipState.LEFT: "ausgetreten",
}

S = MembershipState
MEMBERSHIP = StateTable(
    MembershipState,
    {
        S.PROSPECT: frozenset({S.APPLIED, S.LEFT}),
        S.APPLIED: frozenset({S.UNDER_CONSULTATION, S.LEFT}),
        S.UNDER_CONSULTATION: frozenset({S.ACTIVE, S.LEFT}),
        S.ACTIVE: frozenset({S.SUSPENDED, S.EXIT_ANNOUNCED}),
        S.SUSPENDED: frozenset({S.ACTIVE, S.EXIT_ANNOUNCED}),
        S.EXIT_ANNOUNCED: frozenset({S.ACTIVE, S.LEFT}),
        S.LEFT: frozenset({S.APPLIED}),
    },
)
CURRENT = (S.ACTIVE, S.SUSPENDED, S.EXIT_ANNOUNCED)
