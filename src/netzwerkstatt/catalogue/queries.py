"""Reads of the catalogue."""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue.models import (
    WORKING_TITLES,
    Approach,
    Barrier,
    FrameworkEntry,
    Term,
    TermEvent,
    TermProposal,
    TermRevision,
    Tool,
    Topic,
)
from netzwerkstatt.catalogue.states import DEED_WORDS, ProposalState, TermDeed
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.lib.german import SMALL_WORDS, fold, parts, stem, words

MOST_SIMILAR = 5
ALIKE = 0.78
SHORT = 4


@dataclass(frozen=True)
class Framework:
    key: str
    name: str
    entries: list[FrameworkEntry]
    is_working_title: bool = False


def frameworks() -> list[Framework]:
    """All frameworks in their order, each with its entries."""
    entries: dict[str, list[FrameworkEntry]] = {}
    for entry in FrameworkEntry.objects.filter(in_use=True):
        entries.setdefault(entry.framework, []).append(entry)
    return [
        Framework(
            key,
            str(FrameworkEntry.Framework(key).label),
            entries[key],
            key in WORKING_TITLES and any(entry.is_working_title for entry in entries[key]),
        )
        for key in FrameworkEntry.Framework.values
        if key in entries
    ]


def guiding_questions() -> list[str]:
    return list(
        FrameworkEntry.objects.filter(
            framework=FrameworkEntry.Framework.GUIDING_QUESTION, in_use=True
        ).values_list("name", flat=True)
    )


def earlier_wordings(term: Term) -> models.QuerySet[TermRevision]:
    return TermRevision.objects.filter(term_kind=term._meta.model_name, term_key=term.key)


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to a term. `who` is empty for those who are told no names."""

    at: datetime
    words: str
    text: str
    who: str
    event_id: int | None = None


def history(term: Term, viewer: Viewer) -> list[HistoryLine]:
    """Earlier wordings, merges, taking out of use and back, newest first. Names are for the network."""
    kind = str(term._meta.model_name)
    lines = [
        HistoryLine(
            row.replaced_at,
            _("Wortlaut %(number)s galt bis dahin") % {"number": row.version},
            " ".join(
                part for part in (f"„{row.wording['name']}“", row.wording.get("description", "")) if part
            ),
            row.replaced_by,
        )
        for row in earlier_wordings(term)
    ]
    events = list(
        TermEvent.objects.filter(
            Q(term_key=term.key) | Q(other_key=term.key) & ~Q(other_key=""), term_kind=kind
        )
    )
    keys = {key for event in events for key in (event.term_key, event.other_key)}
    names = dict(type(term).objects.filter(key__in=keys).values_list("key", "name"))
    lines += [_event_line(event, term, names) for event in events]
    if not viewer.reads_network:
        lines = [HistoryLine(line.at, line.words, line.text, "", line.event_id) for line in lines]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _event_line(event: TermEvent, term: Term, names: dict[str, str]) -> HistoryLine:
    deed = TermDeed(event.deed)
    sentence = _(DEED_WORDS[deed])
    absorbed, remaining = (
        names.get(event.term_key, event.term_key),
        names.get(event.other_key, event.other_key),
    )
    if deed == TermDeed.MERGED:
        sentence = _("„%(absorbed)s“ ging in „%(remaining)s“ auf") % {
            "absorbed": absorbed,
            "remaining": remaining,
        }
    elif deed == TermDeed.SPLIT_AGAIN:
        sentence = _("„%(absorbed)s“ und „%(remaining)s“ sind wieder getrennt") % {
            "absorbed": absorbed,
            "remaining": remaining,
        }
    undoable = deed == TermDeed.MERGED and event.undone_at is None
    return HistoryLine(event.at, sentence, event.reason, event.by, event.pk if undoable else None)


def similar_terms(kind: type[Term], name: str, description: str = "") -> list[Term]:
    """Terms in use that may mean the same, most alike first: by stems and parts of the words, and by their look."""
    wanted, told = _tokens(name), _tokens(description)
    found: list[tuple[float, str, Term]] = []
    for term in kind.objects.filter(in_use=True):
        named, described = _tokens(term.name), _tokens(term.description)
        common = len(wanted & named) / max(1, min(len(wanted), len(named)))
        crossed = len(wanted & described) + len(told & named)
        look = SequenceMatcher(None, fold(name), fold(term.name)).ratio()
        nearness = common + 0.25 * crossed + (look if look >= ALIKE else 0)
        if nearness >= 0.5:
            found.append((-nearness, term.name, term))
    return [term for _nearness, _name, term in sorted(found, key=lambda row: row[:2])[:MOST_SIMILAR]]


def _tokens(text: str) -> set[str]:
    found = set()
    for word in words(text):
        if len(word) >= SHORT and word[0].isupper() and word.lower() not in SMALL_WORDS:
            found |= {stem(word), *parts(word)}
    return found


def proposals_waiting() -> models.QuerySet[TermProposal]:
    """Undecided ones, oldest first, for those who decide."""
    return TermProposal.objects.filter(state=ProposalState.PROPOSED).order_by("proposed_at")


def answers_unread(viewer: Viewer) -> models.QuerySet[TermProposal]:
    return TermProposal.objects.filter(
        proposer_id=viewer.number, decided_at__isnull=False, answer_seen_at__isnull=True
    )


def lead_on(given: QueryDict) -> QueryDict:
    """The query of an address with the keys of merged terms replaced by what they became."""
    names = {"barrier": Barrier, "approach": Approach, "topic": Topic, "tool": Tool}
    asked = {name: given.getlist(name) for name in names if name in given}
    if not asked:
        return given
    changed = given.copy()
    for name, keys in asked.items():
        rows = names[name].objects.filter(key__in=keys[:20], merged_into__isnull=False)
        leads = dict(rows.values_list("key", "merged_into__key"))
        changed.setlist(name, list(dict.fromkeys(leads.get(key, key) for key in keys)))
    return changed
