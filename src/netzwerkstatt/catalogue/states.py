"""What becomes of a proposal for the catalogue."""

from enum import StrEnum

from netzwerkstatt.kernel.lib.words import gettext_noop
from netzwerkstatt.kernel.lifecycle import StateTable


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


PROPOSAL_WORDS = {
    ProposalState.PROPOSED: gettext_noop("wartet auf Antwort"),
    ProposalState.ACCEPTED: gettext_noop("aufgenommen"),
    ProposalState.MERGED: gettext_noop("in einem vorhandenen Eintrag aufgegangen"),
    ProposalState.DECLINED: gettext_noop("nicht aufgenommen"),
    ProposalState.WITHDRAWN: gettext_noop("zurückgezogen"),
}
_P = ProposalState
PROPOSALS = StateTable(
    ProposalState,
    {
        _P.PROPOSED: frozenset({_P.ACCEPTED, _P.MERGED, _P.DECLINED, _P.WITHDRAWN}),
        _P.ACCEPTED: frozenset(),
        _P.MERGED: frozenset(),
        _P.DECLINED: frozenset(),
        _P.WITHDRAWN: frozenset(),
    },
)
ANSWERED = frozenset({_P.ACCEPTED, _P.MERGED, _P.DECLINED})


class TermDeed(StrEnum):
    """What happened to a term beside its wording."""

    MERGED = "merged"
    SPLIT_AGAIN = "split_again"
    RETIRED = "retired"
    BROUGHT_BACK = "brought_back"
    CONFIRMED = "confirmed"


DEED_WORDS = {
    TermDeed.MERGED: gettext_noop("zusammengeführt"),
    TermDeed.SPLIT_AGAIN: gettext_noop("wieder getrennt"),
    TermDeed.RETIRED: gettext_noop("aus dem Gebrauch genommen"),
    TermDeed.BROUGHT_BACK: gettext_noop("wieder in Gebrauch"),
    TermDeed.CONFIRMED: gettext_noop("Wortlaut bestätigt"),
}
