"""What the pages of templates state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Decision, Viewer, denied
from netzwerkstatt.kernel.audit.actions import trail_of
from netzwerkstatt.kernel.audit.trail import trail_lines
from netzwerkstatt.kernel.files.attachments import ENDINGS
from netzwerkstatt.kernel.files.models import StoredFile
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.engine.hints import KIND_WORDS, hints
from netzwerkstatt.practice.models import Template, TemplateReading, TemplateVersion, Undertaking
from netzwerkstatt.practice.vorlagen import queries, rules
from netzwerkstatt.practice.vorlagen.queries import TemplateFilters, with_versions

PAGE = 10
LOOKED_THROUGH = 20_000
MOST_HINTS = 60


def file_words(file: StoredFile | None) -> str:
    """ "DOCX, 48 KB"."""
    if file is None:
        return _("Datei entfernt")
    return f"{ENDINGS[file.media_type].upper()}, {filesizeformat(file.size)}"


@dataclass(frozen=True)
class TemplateRow:
    title: str
    address: str
    line: str
    purpose: str


def row_of(template: Template, *, working: bool = False) -> TemplateRow:
    version = template.working if working else template.released
    if version is None:
        raise ValueError("a template without a version")
    parts = (template.get_kind_display(), template.holder.name, file_words(version.file))
    return TemplateRow(
        version.title, template.get_absolute_url(), " · ".join(str(part) for part in parts), version.purpose
    )


@dataclass(frozen=True)
class Choice:
    words: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class TemplatesPage:
    rows: list[TemplateRow]
    drafts: list[TemplateRow]
    total: int
    kinds: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    filtered: bool
    may_bring: bool
    before: str
    after: str
    number: int
    pages: int


def templates_page(viewer: Viewer, filters: TemplateFilters, number: int) -> TemplatesPage:
    found = queries.templates(viewer, filters)
    paginator = Paginator(found, PAGE)
    page = paginator.get_page(number)
    rows = with_versions(found)[(page.number - 1) * PAGE : page.number * PAGE]
    drafts = with_versions(queries.kept_drafts(viewer))[:20] if viewer.organisation_ids else ()
    return TemplatesPage(
        rows=[row_of(template) for template in rows],
        drafts=[row_of(template, working=True) for template in drafts],
        total=paginator.count,
        kinds=_choices("kind", filters, queries.kinds_counted(viewer, filters)),
        topics=_choices("topic", filters, queries.topics_counted(viewer, filters)),
        filtered=bool(filters.kind or filters.topic),
        may_bring=bool(viewer.organisation_ids),
        before=_address(filters, seite=page.number - 1) if page.has_previous() else "",
        after=_address(filters, seite=page.number + 1) if page.has_next() else "",
        number=page.number,
        pages=paginator.num_pages,
    )


def _choices(name: str, filters: TemplateFilters, counted: list[tuple[str, str, int]]) -> tuple[Choice, ...]:
    chosen = getattr(filters, name)
    return tuple(
        Choice(words, number, _address(filters, **{name: "" if key == chosen else key}), key == chosen)
        for key, words, number in counted
    )


def _address(filters: TemplateFilters, **change: object) -> str:
    pairs = {"kind": filters.kind, "topic": filters.topic, **change}
    return "?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True)
class VersionRow:
    """`address` is empty for those who may not have this version's file."""

    number: int
    at: datetime
    who: str
    what_changed: str
    address: str
    is_released: bool
    may_take_out: bool


@dataclass(frozen=True)
class TemplatePage:
    key: str
    title: str
    line: str
    purpose: str
    adapt: str
    facts: tuple[tuple[str, str], ...]
    terms: tuple[Any, ...]
    undertakings: tuple[tuple[str, str], ...]
    file: str
    file_address: str
    notes: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    is_draft: bool
    is_newer: bool
    is_hidden: bool
    is_released: bool
    is_deleted: bool
    revise: Decision
    trail: tuple[Any, ...]


def template_page(template: Template, viewer: Viewer, *, keeps: bool) -> TemplatePage:
    """Those who keep it see the working version, everybody else what was released."""
    version = template.working if keeps else template.released
    if version is None:
        raise ValueError("a template without a version")
    revise = rules.may_revise(viewer, template) if keeps else denied(_("Diese Vorlage ändert ihr Träger."))
    own = Undertaking.objects.released_to(viewer).filter(templates=template).select_related("released")
    return TemplatePage(
        key=template.key,
        title=version.title,
        line=f"{template.get_kind_display()} · {template.holder.name}",
        purpose=version.purpose,
        adapt=version.adapt,
        facts=_facts(template, version),
        terms=(*template.topics.all(), *template.tools.all(), *template.barriers.all()),
        undertakings=tuple((u.released.title, u.get_absolute_url()) for u in own if u.released),
        file=file_words(version.file),
        file_address=_file_address(template, version, keeps=keeps) if version.file_id else "",
        notes=tuple(version.notes) if keeps else (),
        versions=_versions(template, viewer, keeps=keeps),
        is_draft=keeps and template.released_id is None,
        is_newer=keeps and template.released_id is not None and template.released_id != version.pk,
        is_hidden=template.hidden_at is not None,
        is_released=template.released_id is not None,
        is_deleted=template.deleted_at is not None,
        revise=revise,
        trail=trail_lines(trail_of(template)[:12]) if keeps else (),
    )


def _file_address(template: Template, version: TemplateVersion, *, keeps: bool) -> str:
    if keeps:
        return reverse("practice:template_version_file", args=[template.key, version.number])
    return reverse("practice:template_file", args=[template.key])


def _facts(template: Template, version: TemplateVersion) -> tuple[tuple[str, str], ...]:
    rows = (
        (_("Was andere damit tun dürfen"), template.get_licence_display()),
        (_("Stammt von"), version.origin_from),
        (_("Stand"), partial_date.in_words(version.origin_on) if version.origin_on else ""),
        (_("Wer sie haben darf"), template.get_audience_display()),
        (_("Fassung"), str(version.number)),
    )
    return tuple((label, str(value)) for label, value in rows if value)


def _versions(template: Template, viewer: Viewer, *, keeps: bool) -> tuple[VersionRow, ...]:
    """All versions for those who keep it, for others those that were released; names are for the network."""
    rows = template.versions.select_related("changed_by").defer("text")
    if not keeps:
        rows = rows.filter(released_at__isnull=False, number__lte=template.released.number)  # type: ignore[union-attr]
    return tuple(
        VersionRow(
            number=row.number,
            at=row.changed_at,
            who=row.changed_by.name if row.changed_by and viewer.reads_network else "",
            what_changed=row.what_changed,
            address=_file_address(template, row, keeps=True) if keeps and row.file_id else "",
            is_released=row.pk == template.released_id,
            may_take_out=keeps
            and bool(row.file_id)
            and row.pk not in (template.released_id, template.working_id),
        )
        for row in rows
    )


@dataclass(frozen=True)
class HintLine:
    kind: str
    quotes: tuple[str, ...]


def hint_lines(version: TemplateVersion) -> tuple[HintLine, ...]:
    """What the software takes for traces of persons, each once. It looks through the first part of long texts."""
    text = "\n\n".join(version.texts())[:LOOKED_THROUGH]
    found: dict[str, list[str]] = {}
    for hint in hints(text)[:MOST_HINTS]:
        quotes = found.setdefault(KIND_WORDS[hint.kind], [])
        if text[hint.start : hint.end] not in quotes:
            quotes.append(text[hint.start : hint.end])
    return tuple(HintLine(kind, tuple(quotes)) for kind, quotes in found.items())


@dataclass(frozen=True)
class ReleaseTemplatePage:
    key: str
    title: str
    file: str
    file_address: str
    notes: tuple[str, ...]
    hints: tuple[HintLine, ...]
    reading: TemplateReading | None
    reading_words: str
    is_public: bool
    is_released: bool
    form: Any
    ask: Any


def release_template_page(template: Template, form: Any, ask: Any) -> ReleaseTemplatePage:
    version = template.working
    if version is None:
        raise ValueError("a template without a version")
    reading = version.readings.exclude(state="outdated").select_related("reader").first()
    words = ""
    if reading is not None:
        words = f"{reading.reader.name}: {reading.get_state_display()}"
    return ReleaseTemplatePage(
        key=template.key,
        title=version.title,
        file=file_words(version.file),
        file_address=_file_address(template, version, keeps=True) if version.file_id else "",
        notes=tuple(version.notes),
        hints=hint_lines(version),
        reading=reading,
        reading_words=words,
        is_public=template.audience == "public",
        is_released=template.released_id is not None,
        form=form,
        ask=ask,
    )


@dataclass(frozen=True)
class TemplateReadingPage:
    reading_id: int
    title: str
    line: str
    asked_by: str
    texts: tuple[tuple[str, str], ...]
    file: str
    file_address: str
    notes: tuple[str, ...]
    hints: tuple[HintLine, ...]
    judge: Decision
    state: str
    finding: str
    form: Any


def template_reading_page(reading: TemplateReading, viewer: Viewer, form: Any) -> TemplateReadingPage:
    version = reading.version
    template = version.template
    texts = (
        (_("Wofür"), version.purpose),
        (_("Was anzupassen ist"), version.adapt),
        (_("Stammt von"), version.origin_from),
    )
    return TemplateReadingPage(
        reading_id=reading.pk,
        title=version.title,
        line=f"{template.get_kind_display()} · {template.holder.name}",
        asked_by=reading.requested_by.name,
        texts=tuple((label, text) for label, text in texts if text),
        file=file_words(version.file),
        file_address=reverse("practice:template_reading_file", args=[reading.pk]) if version.file_id else "",
        notes=tuple(version.notes),
        hints=hint_lines(version),
        judge=rules.may_judge(viewer, reading),
        state=str(reading.get_state_display()),
        finding=reading.finding,
        form=form,
    )


@dataclass(frozen=True)
class TemplatesPanel:
    rows: list[TemplateRow]
    more: str


def panel_of(templates: Iterable[Template], more: str) -> TemplatesPanel | None:
    rows = [row_of(template) for template in templates]
    return TemplatesPanel(rows, more) if rows else None
