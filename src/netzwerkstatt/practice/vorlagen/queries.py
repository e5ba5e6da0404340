"""Reads of templates. Lists start from `released_to`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.practice.models import Template


@dataclass(frozen=True)
class TemplateFilters:
    """What the address says about the list. Empty filters nothing."""

    kind: str = ""
    topic: str = ""


def templates(viewer: Viewer, filters: TemplateFilters) -> QuerySet[Template]:
    """Released templates this viewer may see, by last release, cut by the filters."""
    rows = Template.objects.released_to(viewer)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.topic:
        through = Template.topics.through.objects.filter(topic__key=filters.topic)
        rows = rows.filter(pk__in=through.values("template"))
    return rows.order_by("-released_at", "-id")


def with_versions(rows: QuerySet[Template]) -> QuerySet[Template]:
    """Everything a row needs except the files' content and text, which may be large."""
    return rows.select_related(
        "holder__municipality", "released__file", "released__changed_by", "working__file"
    ).defer("released__file__content", "working__file__content", "released__text", "working__text")


def kinds_counted(viewer: Viewer, filters: TemplateFilters) -> list[tuple[str, str, int]]:
    """(kind, words, number) as the list would hold with the topic kept."""
    rows = templates(viewer, TemplateFilters(topic=filters.topic)).order_by()
    counts = dict(rows.values_list("kind").annotate(n=Count("pk")))
    return [
        (kind.value, str(kind.label), counts.get(kind.value, 0))
        for kind in Template.Kind
        if kind.value in counts or kind.value == filters.kind
    ]


def topics_counted(viewer: Viewer, filters: TemplateFilters) -> list[tuple[str, str, int]]:
    """(topic, name, number) as the list would hold with the kind kept, by alphabet."""
    rows = templates(viewer, TemplateFilters(kind=filters.kind)).order_by()
    through: QuerySet[Any] = Template.topics.through.objects.filter(template__in=rows.values("pk"))
    found = through.values_list("topic__key", "topic__name").annotate(n=Count("template"))
    counted = [(key, name, number) for key, name, number in found.order_by("topic__name")]
    if filters.topic and filters.topic not in {key for key, _name, _n in counted}:
        counted += [(t.key, t.name, 0) for t in Topic.objects.filter(key=filters.topic)]
    return counted


def kept_drafts(viewer: Viewer) -> QuerySet[Template]:
    """What this viewer keeps that is not released, or has a newer version than the released one."""
    return (
        Template.objects.kept_by(viewer)
        .filter(deleted_at__isnull=True)
        .exclude(released=F("working"))
        .order_by("-working__changed_at")
    )


def for_term(term: Any, viewer: Viewer) -> QuerySet[Template]:
    """Released templates that name this topic, tool or barrier."""
    names = {"topic": "topics", "tool": "tools", "barrier": "barriers"}
    return templates(viewer, TemplateFilters()).filter(**{names[term._meta.model_name]: term})
