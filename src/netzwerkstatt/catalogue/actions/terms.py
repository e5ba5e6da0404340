"""Changing the shared words. The earlier wording stays."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import rules
from netzwerkstatt.catalogue.models import FrameworkEntry, Term, TermEvent, TermRevision
from netzwerkstatt.catalogue.references import tell_all_that_refer
from netzwerkstatt.catalogue.states import TermDeed
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record


@transaction.atomic
def revise_term(term: Term, *, name: str, description: str, version: int, by: Viewer, **further: Any) -> Term:
    """A new wording. `version` is the one the editor saw: if it has moved on, nothing is written.

    `further` may hold the other fields of `Term.worded`. A confirmed criterion becomes a working title again.
    Whatever shows the term's name is indexed anew.
    """
    require(rules.may_revise(by, term))
    locked = locked_term(term)
    if locked.version != version:
        require(denied(_("Inzwischen hat jemand anderes diesen Eintrag geändert. Bitte laden Sie ihn neu.")))
    TermRevision.objects.create(
        term_kind=str(locked._meta.model_name),
        term_key=locked.key,
        version=locked.version,
        wording={field: _plain(getattr(locked, field)) for field in locked.worded},
        replaced_by=by.name,
    )
    for field, value in {"name": name, "description": description, **further}.items():
        if field not in locked.worded:
            raise ValueError(f"{field} is no part of a wording")
        setattr(locked, field, value)
    if isinstance(locked, FrameworkEntry):
        locked.confirmed_at, locked.confirmed_by = None, ""
    locked.version += 1
    locked.full_clean()
    locked.save()
    record("revise_term", locked, by=by, version=locked.version)
    registry.changed(locked)
    tell_all_that_refer(locked)
    return locked


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def locked_term(term: Term) -> Term:
    found: Term = type(term).objects.select_for_update().get(pk=term.pk)
    return found


def note_event(term: Term, deed: TermDeed, *, by: Viewer, **circumstance: Any) -> TermEvent:
    return TermEvent.objects.create(
        term_kind=str(term._meta.model_name), term_key=term.key, deed=deed, by=by.name, **circumstance
    )


@transaction.atomic
def retire_term(term: Term, *, reason: str, by: Viewer) -> Term:
    """Out of use: no longer offered, still readable where it is used."""
    locked = locked_term(term)
    require(rules.may_retire(by, locked))
    locked.in_use = False
    locked.save(update_fields=["in_use"])
    note_event(locked, TermDeed.RETIRED, reason=reason, by=by)
    record("retire_term", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def bring_back(term: Term, *, reason: str = "", by: Viewer) -> Term:
    locked = locked_term(term)
    require(rules.may_bring_back(by, locked))
    locked.in_use = True
    locked.save(update_fields=["in_use"])
    note_event(locked, TermDeed.BROUGHT_BACK, reason=reason, by=by)
    record("bring_back_term", locked, by=by)
    registry.changed(locked)
    return locked


@transaction.atomic
def confirm_wording(entry: FrameworkEntry, *, source: str, by: Viewer) -> FrameworkEntry:
    """The secretariat says that a criterion reads as the network decided it, and where that is written."""
    locked = FrameworkEntry.objects.select_for_update().get(pk=entry.pk)
    require(rules.may_confirm_wording(by, locked))
    locked.confirmed_at, locked.confirmed_by, locked.source = timezone.now(), by.name, source
    locked.save(update_fields=["confirmed_at", "confirmed_by", "source"])
    note_event(locked, TermDeed.CONFIRMED, reason=source, by=by)
    record("confirm_wording", locked, by=by, version=locked.version)
    registry.changed(locked)
    return locked
