"""Proposing a word, and answering the proposal once."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import rules
from netzwerkstatt.catalogue.models import Term, TermProposal
from netzwerkstatt.catalogue.states import PROPOSALS, ProposalState
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.kernel.mail.actions import put_letter

TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@transaction.atomic
def propose_term(
    *, kind: str, name: str, description: str, why: str, origin: str = "", by: Viewer
) -> TermProposal:
    """A word somebody misses. Waits for a centre or the secretariat."""
    require(rules.may_propose(by))
    proposal = TermProposal(
        kind=kind, name=name.strip(), description=description.strip(), why=why.strip(), origin=origin
    )
    proposal.proposer_id = by.person_id
    proposal.proposed_for = next((m.organisation_name for m in by.mandates if m.reads_network), "")
    proposal.full_clean()
    proposal.save()
    record("propose_term", proposal, by=by)
    return proposal


@transaction.atomic
def accept_proposal(
    proposal: TermProposal, *, name: str, description: str, by: Viewer, answer: str = "", **further: Any
) -> Term:
    """Take the word in, with the wording of whoever decides. `further`: kind of a tool, short form of a barrier."""
    locked = _open(proposal, by)
    kind = locked.term_model
    if kind.objects.filter(name__iexact=name.strip(), in_use=True).exists():
        require(
            denied(
                _("Einen Eintrag mit diesem Namen gibt es schon. Führen Sie den Vorschlag mit ihm zusammen.")
            )
        )
    term = kind(key=_free_key(kind, name), name=name.strip(), description=description.strip(), **further)
    term.full_clean()
    term.save()
    record("accept_term", term, by=by)
    registry.changed(term)
    _answer(locked, ProposalState.ACCEPTED, answer, term.key, by)
    return term


@transaction.atomic
def merge_proposal(proposal: TermProposal, *, into: Term, answer: str = "", by: Viewer) -> TermProposal:
    """The word is there already under another name; nothing new comes into the catalogue."""
    locked = _open(proposal, by)
    if not isinstance(into, locked.term_model) or not into.in_use:
        require(denied(_("Wählen Sie einen Eintrag derselben Art, der in Gebrauch ist.")))
    return _answer(locked, ProposalState.MERGED, answer, into.key, by)


@transaction.atomic
def decline_proposal(proposal: TermProposal, *, answer: str, by: Viewer) -> TermProposal:
    """Not taken in. The reason is read by whoever proposed it."""
    locked = _open(proposal, by)
    if not answer.strip():
        require(denied(_("Bitte schreiben Sie, warum der Vorschlag nicht aufgenommen wird.")))
    return _answer(locked, ProposalState.DECLINED, answer, "", by)


@transaction.atomic
def withdraw_proposal(proposal: TermProposal, *, by: Viewer) -> TermProposal:
    locked = TermProposal.objects.select_for_update().get(pk=proposal.pk)
    require(rules.may_withdraw(by, locked))
    locked.state, locked.decided_at, locked.answer_seen_at = (
        ProposalState.WITHDRAWN,
        timezone.now(),
        timezone.now(),
    )
    locked.save()
    record("withdraw_proposal", locked, by=by)
    return locked


@transaction.atomic
def acknowledge_answer(proposal: TermProposal, *, by: Viewer) -> TermProposal:
    """The proposer has read the answer: it no longer waits on the page Heute."""
    require(rules.may_acknowledge(by, proposal))
    proposal.answer_seen_at = timezone.now()
    proposal.save(update_fields=["answer_seen_at"])
    return proposal


def _open(proposal: TermProposal, by: Viewer) -> TermProposal:
    """The row, locked and still undecided: of two who decide at once the second is told."""
    locked = TermProposal.objects.select_for_update().get(pk=proposal.pk)
    require(rules.may_decide(by, locked))
    return locked


def _answer(
    proposal: TermProposal, state: ProposalState, answer: str, term_key: str, by: Viewer
) -> TermProposal:
    PROPOSALS.check(ProposalState(proposal.state), state)
    proposal.state, proposal.answer, proposal.term_key = state, answer.strip(), term_key
    proposal.decided_at, proposal.decided_by = timezone.now(), by.name
    if proposal.proposer_id == by.person_id:
        proposal.answer_seen_at = proposal.decided_at
    proposal.save()
    record("answer_proposal", proposal, by=by, state=state.value)
    proposer = proposal.proposer
    if proposer is not None and proposal.answer_seen_at is None:
        put_letter(
            address=proposer.email,
            event=f"proposal-{proposal.pk}-answered",
            subject=_("Ihr Vorschlag für den Katalog ist beantwortet"),
            body=_("Die Antwort lesen Sie nach der Anmeldung."),
            link=proposal.get_absolute_url(),
            person_id=proposer.pk,
        )
    return proposal


def _free_key(kind: type[Term], name: str) -> str:
    """An address for the new term, from its name, never one that was used before."""
    base = slugify(name.lower().translate(TRANSCRIBED)).replace("-", "_")[:50].strip("_") or "wort"
    key, number = base, 2
    while kind.objects.filter(key=key).exists():
        key, number = f"{base}_{number}", number + 1
    return key
