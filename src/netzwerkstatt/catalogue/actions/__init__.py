"""Changing the shared words, merging them, proposing new ones."""

from netzwerkstatt.catalogue.actions.merging import merge_terms, split_again
from netzwerkstatt.catalogue.actions.proposals import (
    accept_proposal,
    acknowledge_answer,
    decline_proposal,
    merge_proposal,
    propose_term,
    withdraw_proposal,
)
from netzwerkstatt.catalogue.actions.rings import add_ring
from netzwerkstatt.catalogue.actions.terms import bring_back, confirm_wording, retire_term, revise_term

__all__ = [
    "accept_proposal",
    "acknowledge_answer",
    "add_ring",
    "bring_back",
    "confirm_wording",
    "decline_proposal",
    "merge_proposal",
    "merge_terms",
    "propose_term",
    "retire_term",
    "revise_term",
    "split_again",
    "withdraw_proposal",
]
