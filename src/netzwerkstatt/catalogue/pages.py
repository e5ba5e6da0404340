"""What the pages of the catalogue state."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import queries, rules
from netzwerkstatt.catalogue.models import (
    PROPOSABLE,
    Approach,
    Barrier,
    FrameworkEntry,
    Term,
    TermEvent,
    TermProposal,
    Tool,
    Topic,
    WordRing,
)
from netzwerkstatt.catalogue.states import TermDeed
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Decision, Viewer
from netzwerkstatt.kernel.audit.trail import trail_of_all
from netzwerkstatt.kernel.lib.words import gettext_noop

KINDS: dict[str, type[Term]] = {
    "hemmnis": Barrier,
    "werkzeug": Tool,
    "umgangsweise": Approach,
    "thema": Topic,
    "rahmen": FrameworkEntry,
    "woerter": WordRing,
}
WORD_OF_KIND = {model: word for word, model in KINDS.items()}
PLACES: dict[type[Term], str] = {
    Barrier: "barrier",
    Tool: "tool",
    Approach: "approach",
    Topic: "topic",
    FrameworkEntry: "framework_entry",
}
LISTS: tuple[tuple[str, str], ...] = (
    ("catalogue:barriers", gettext_noop("Hemmnisse")),
    ("catalogue:approaches", gettext_noop("Umgangsweisen")),
    ("catalogue:tools", gettext_noop("Werkzeuge")),
    ("catalogue:topics", gettext_noop("Themen")),
    ("catalogue:frameworks", gettext_noop("Rahmen des Fachs")),
)


@dataclass(frozen=True)
class TermPage:
    """One term. `panels` are (template, page) that other rooms put here, `usage` says where it is used."""

    term: Term
    kind: str
    list_words: str
    list_address: str
    revise: Decision
    retire: Decision
    bring_back: Decision
    confirm: Decision
    panels: list[tuple[str, Any]]
    usage: list[tuple[str, Any]]
    history: list[queries.HistoryLine]
    out_of_use_because: str
    is_working_title: bool
    facts: tuple[tuple[str, str], ...]
    trail: tuple[Any, ...]
    lists: tuple[tuple[str, str], ...]


def term_page(term: Term, viewer: Viewer) -> TermPage:
    place = PLACES[type(term)]
    revise = rules.may_revise(viewer, term)
    entry = term if isinstance(term, FrameworkEntry) else None
    name, words = next(row for row in LISTS if row[0] == _list_of(type(term)))
    return TermPage(
        term=term,
        kind=WORD_OF_KIND[type(term)],
        list_words=_(words),
        list_address=reverse(name),
        revise=revise,
        retire=rules.may_retire(viewer, term),
        bring_back=rules.may_bring_back(viewer, term),
        confirm=rules.may_confirm_wording(viewer, entry) if entry else Decision(False, _("Kein Kriterium.")),
        panels=registry.panels_for(place, term, viewer),
        usage=registry.panels_for("term_usage", term, viewer),
        history=queries.history(term, viewer),
        out_of_use_because="" if term.in_use else _why_retired(term),
        is_working_title=bool(entry and entry.is_working_title),
        facts=_facts(entry) if entry else (),
        trail=trail_of_all([term]) if revise else (),
        lists=other_lists(),
    )


def _list_of(kind: type[Term]) -> str:
    if kind is FrameworkEntry:
        return "catalogue:frameworks"
    return {Tool: "catalogue:tools", Barrier: "catalogue:barriers", Approach: "catalogue:approaches"}.get(
        kind, "catalogue:topics"
    )


def _why_retired(term: Term) -> str:
    event = TermEvent.objects.filter(
        term_kind=term._meta.model_name, term_key=term.key, deed=TermDeed.RETIRED
    ).first()
    return event.reason if event else ""


def _facts(entry: FrameworkEntry) -> tuple[tuple[str, str], ...]:
    from netzwerkstatt.kernel.ui.templatetags.ui import day

    confirmed = ""
    if entry.confirmed_at:
        confirmed = _("am %(day)s von %(name)s") % {
            "day": day(entry.confirmed_at),
            "name": entry.confirmed_by,
        }
    rows = (
        (_("Rahmen"), entry.get_framework_display()),
        (_("Stützt sich auf"), entry.support),
        (_("Quelle"), entry.source),
        (_("Gilt ab"), day(entry.valid_from)),
        (_("Gilt bis"), day(entry.valid_to)),
        (_("Bestätigt"), confirmed),
    )
    return tuple((label, str(value)) for label, value in rows if value)


def other_lists() -> tuple[tuple[str, str], ...]:
    """(address, words) of all lists of the catalogue."""
    return tuple((reverse(name), _(words)) for name, words in LISTS)


@dataclass(frozen=True)
class TermListPage:
    """All terms of one kind. `retired` is filled for those who may bring a term back."""

    heading: str
    lead: str
    groups: tuple[tuple[str, list[Term]], ...]
    retired: list[Term]
    propose: Decision
    propose_address: str
    lists: tuple[tuple[str, str], ...]


def term_list_page(kind: type[Term], viewer: Viewer, *, heading: str, lead: str) -> TermListPage:
    rows = list(kind.objects.visible_to(viewer))
    groups: tuple[tuple[str, list[Term]], ...] = (("", rows),)
    if kind is Tool:
        groups = tuple((str(k.label), [row for row in rows if row.kind == k]) for k in Tool.Kind)
    retired = kind.objects.filter(in_use=False, merged_into__isnull=True) if rules.decides(viewer) else ()
    return TermListPage(
        heading=heading,
        lead=lead,
        groups=groups,
        retired=list(retired),
        propose=rules.may_propose(viewer),
        propose_address=reverse("catalogue:propose") + f"?art={WORD_OF_KIND[kind]}",
        lists=other_lists(),
    )


@dataclass(frozen=True)
class ProposePage:
    """The form, and terms that may mean the same. `asked` is the name for which they have been shown."""

    form: Any
    similar: list[Term]
    asked: str


@dataclass(frozen=True)
class ProposalRow:
    name: str
    kind: str
    circumstance: str
    address: str


@dataclass(frozen=True)
class ProposalsPage:
    waiting: list[ProposalRow]
    answered: list[ProposalRow]
    decides: bool
    propose: Decision


def proposals_page(viewer: Viewer) -> ProposalsPage:
    """Undecided and answered proposals, as far as this viewer may see them."""
    seen = TermProposal.objects.visible_to(viewer)
    rows = [(proposal, _row(proposal)) for proposal in seen[:200]]
    return ProposalsPage(
        waiting=[row for proposal, row in reversed(rows) if not proposal.decided_at],
        answered=[row for proposal, row in rows if proposal.decided_at],
        decides=rules.decides(viewer),
        propose=rules.may_propose(viewer),
    )


def _row(proposal: TermProposal) -> ProposalRow:
    parts = [proposal.get_kind_display(), proposal.proposed_for, proposal.get_state_display()]
    return ProposalRow(
        proposal.name,
        proposal.get_kind_display(),
        " · ".join(part for part in parts if part),
        proposal.get_absolute_url(),
    )


@dataclass(frozen=True)
class ProposalPage:
    """One proposal. The three forms are there for those who decide, while it is undecided."""

    proposal: TermProposal
    proposer: str
    similar: list[Term]
    term: Term | None
    decide: Decision
    withdraw: Decision
    acknowledge: bool
    panels: list[tuple[str, Any]]
    accept_form: Any
    merge_form: Any
    decline_form: Any


def proposal_page(proposal: TermProposal, viewer: Viewer, forms: dict[str, Any]) -> ProposalPage:
    kind = PROPOSABLE[proposal.kind]
    term = kind.objects.filter(key=proposal.term_key).first() if proposal.term_key else None
    name = proposal.proposer.name if proposal.proposer else _("jemand, der nicht mehr dabei ist")
    decide = rules.may_decide(viewer, proposal)
    return ProposalPage(
        proposal=proposal,
        proposer=", ".join(part for part in (name, proposal.proposed_for) if part),
        similar=queries.similar_terms(kind, proposal.name, proposal.description) if decide else [],
        term=term,
        decide=decide,
        withdraw=rules.may_withdraw(viewer, proposal),
        acknowledge=bool(rules.may_acknowledge(viewer, proposal)) and proposal.answer_seen_at is None,
        panels=registry.panels_for("proposal", proposal, viewer),
        accept_form=forms["accept"],
        merge_form=forms["merge"],
        decline_form=forms["decline"],
    )


@dataclass(frozen=True)
class RingsPage:
    """The form is there for those who may add words."""

    rings: tuple[WordRing, ...]
    revise: Decision
    form: Any
