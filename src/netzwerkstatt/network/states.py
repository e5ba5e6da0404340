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
        S.LEFT: frozenset(),  # whoever comes back begins a new membership; the old one keeps its history
    },
)
CURRENT = (S.ACTIVE, S.SUSPENDED, S.EXIT_ANNOUNCED)


class StepKind(StrEnum):
    """What happens in the life of a membership. Some steps move its state, others are only noted."""

    INTEREST = "interest"
    COUNCIL_DECISION = "council_decision"
    APPLICATION = "application"
    CONSULTATION = "consultation"
    ADMISSION = "admission"
    CERTIFICATE = "certificate"
    NOT_PURSUED = "not_pursued"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    EXIT_ANNOUNCEMENT = "exit_announcement"
    HEARD_ADMINISTRATION = "heard_administration"
    HEARD_INITIATIVES = "heard_initiatives"
    EXIT_DECISION = "exit_decision"
    EXIT = "exit"


K = StepKind
STEP_WORDS = {
    K.INTEREST: "Interesse",
    K.COUNCIL_DECISION: "Beschluss zum Beitritt",
    K.APPLICATION: "Antrag eingegangen",
    K.CONSULTATION: "Beratung im Sprecher:innenrat",
    K.ADMISSION: "Aufnahme",
    K.CERTIFICATE: "Urkunde übergeben",
    K.NOT_PURSUED: "Nicht weiter verfolgt",
    K.SUSPENSION: "Mitgliedschaft ruht",
    K.RESUMPTION: "Mitgliedschaft geht weiter",
    K.EXIT_ANNOUNCEMENT: "Austritt angekündigt",
    K.HEARD_ADMINISTRATION: "Koordination der Kommune beteiligt",
    K.HEARD_INITIATIVES: "Koordination der Initiativen beteiligt",
    K.EXIT_DECISION: "Beschluss zum Austritt",
    K.EXIT: "Austritt",
}
LEADS_TO = {
    K.INTEREST: S.PROSPECT,
    K.APPLICATION: S.APPLIED,
    K.CONSULTATION: S.UNDER_CONSULTATION,
    K.ADMISSION: S.ACTIVE,
    K.NOT_PURSUED: S.LEFT,
    K.SUSPENSION: S.SUSPENDED,
    K.RESUMPTION: S.ACTIVE,
    K.EXIT_ANNOUNCEMENT: S.EXIT_ANNOUNCED,
    K.EXIT: S.LEFT,
}
BEFORE_ADMISSION = frozenset({S.PROSPECT, S.APPLIED, S.UNDER_CONSULTATION})
POSSIBLE_IN: dict[StepKind, frozenset[MembershipState]] = {
    K.INTEREST: frozenset(),
    K.COUNCIL_DECISION: BEFORE_ADMISSION,
    K.APPLICATION: frozenset({S.PROSPECT}),
    K.CONSULTATION: frozenset({S.APPLIED}),
    K.ADMISSION: frozenset({S.UNDER_CONSULTATION}),
    K.CERTIFICATE: frozenset(CURRENT),
    K.NOT_PURSUED: BEFORE_ADMISSION,
    K.SUSPENSION: frozenset({S.ACTIVE}),
    K.RESUMPTION: frozenset({S.SUSPENDED, S.EXIT_ANNOUNCED}),
    K.EXIT_ANNOUNCEMENT: frozenset({S.ACTIVE, S.SUSPENDED}),
    K.HEARD_ADMINISTRATION: frozenset({S.EXIT_ANNOUNCED}),
    K.HEARD_INITIATIVES: frozenset({S.EXIT_ANNOUNCED}),
    K.EXIT_DECISION: frozenset({S.EXIT_ANNOUNCED}),
    K.EXIT: frozenset({S.EXIT_ANNOUNCED}),
}
NEEDS_BEFORE = {
    K.ADMISSION: (K.COUNCIL_DECISION,),
    K.EXIT: (K.HEARD_ADMINISTRATION, K.HEARD_INITIATIVES, K.EXIT_DECISION),
}
NEEDS_PAPER = frozenset({K.COUNCIL_DECISION, K.EXIT_DECISION})
NEEDS_NOTE = frozenset({K.HEARD_ADMINISTRATION, K.HEARD_INITIATIVES})


class LetterKind(StrEnum):
    """Kinds of circular letters. What a member must know to use its rights cannot be refused; the rest can."""

    MATTERS = "matters"
    NEWS = "news"
    TOPIC = "topic"
    MEETINGS = "meetings"


LETTER_WORDS = {
    LetterKind.MATTERS: "Mitteilung an Mitglieder (Fristen, Wahlen, Beschlüsse)",
    LetterKind.NEWS: "Neues aus dem Netzwerk",
    LetterKind.TOPIC: "Fachliches zu einem Thema",
    LetterKind.MEETINGS: "Einladung zu einer Veranstaltung",
}
REFUSABLE = frozenset(LetterKind) - {LetterKind.MATTERS}
