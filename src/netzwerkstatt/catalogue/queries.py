"""Reads of the catalogue."""

from dataclasses import dataclass

from django.db import models

from netzwerkstatt.catalogue.models import FrameworkEntry, Term, TermRevision


@dataclass(frozen=True)
class Framework:
    key: str
    name: str
    entries: list[FrameworkEntry]


def frameworks() -> list[Framework]:
    """All frameworks in their order, each with its entries."""
    entries: dict[str, list[FrameworkEntry]] = {}
    for entry in FrameworkEntry.objects.filter(in_use=True):
        entries.setdefault(entry.framework, []).append(entry)
    return [
        Framework(key, str(FrameworkEntry.Framework(key).label), entries[key])
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
