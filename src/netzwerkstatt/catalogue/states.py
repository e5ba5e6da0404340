"""What becomes of a proposal for the catalogue."""

from enum import StrEnum

from netzwerkstatt.kernel.lifecycle import StateTable


class ProposalState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


PROPOSAL_WORDS = {
    ProposalState.PROPOSED: "wartet auf Antwort",
    ProposalState.ACCEPTED: "aufgenommen",
    ProposalState.MERGED: "in einem vorhandenen Eintrag aufgegangen",
    ProposalState.DECLINED: "nicht aufgenommen",
    ProposalState.WITHDRAWN: "zurückgezogen",
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
    TermDeed.MERGED: "zusammengeführt",
    TermDeed.SPLIT_AGAIN: "wieder getrennt",
    TermDeed.RETIRED: "aus dem Gebrauch genommen",
    TermDeed.BROUGHT_BACK: "wieder in Gebrauch",
    TermDeed.CONFIRMED: "Wortlaut bestätigt",
}
