"""What templates declare: a search source, panels on the pages of the catalogue, who is asked to read."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import NETWORK, PUBLIC, Entry, Panel, SearchSource, Waiting
from netzwerkstatt.practice.models import Template, TemplateReading
from netzwerkstatt.practice.states import Audience, ReadingState
from netzwerkstatt.practice.vorlagen import queries
from netzwerkstatt.practice.vorlagen.pages import TemplatesPanel, file_words, panel_of

MOST_ON_A_TERM = 10
PERSONAL_DATA = {
    "Template": "wer eine Vorlage gebracht hat",
    "TemplateVersion": "wer eine Fassung angelegt hat; in Text und Datei, was ihre Autor:innen schreiben",
    "TemplateReading": "wer wen um das Lesen einer Vorlage gebeten hat",
    "TemplateReport": "wer etwas gemeldet hat, und was",
}


def declare() -> None:
    registry.register_search_source(
        SearchSource(
            kind="template",
            label=_("Vorlage"),
            model=Template,
            visible=Template.objects.released_to,
            entries=entries,
        )
    )
    registry.register_waiting(waiting)
    for place in ("topic", "tool", "barrier"):
        registry.register_panel(Panel(place, "practice/panel_vorlagen.html", for_term, order=200))
    for label, what in PERSONAL_DATA.items():
        registry.register_personal_data(f"practice.{label}", what)


def entries(ids: Iterable[int] | None) -> Iterable[Entry]:
    """One entry for each released template: what is said about it, and the text of its file where it can be read."""
    rows = Template.objects.filter(
        released__isnull=False,
        audience__in=[Audience.NETWORK, Audience.PUBLIC],
        hidden_at__isnull=True,
        deleted_at__isnull=True,
    )
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    full = rows.select_related("holder", "released__file").defer("released__file__content")
    for template in full.prefetch_related("topics", "tools", "barriers"):
        version = template.released
        if version is None:
            continue
        terms = [*template.topics.all(), *template.tools.all(), *template.barriers.all()]
        texts = [
            version.purpose,
            version.adapt,
            version.origin_from,
            version.text,
        ]
        yield Entry(
            thing_id=template.pk,
            title=version.title,
            text="\n".join(text for text in texts if text),
            line=f"{template.get_kind_display()} · {template.holder.name} · {file_words(version.file)}",
            address=template.get_absolute_url(),
            reach=NETWORK if template.audience == Audience.NETWORK else PUBLIC,
            moment=template.released_at,
            also=" ".join(term.name for term in terms),
        )


def for_term(term: Any, viewer: Viewer) -> TemplatesPanel | None:
    """Templates that name this word, as far as this viewer may list them."""
    rows = queries.with_versions(queries.for_term(term, viewer))[:MOST_ON_A_TERM]
    topic = f"?topic={term.key}" if term._meta.model_name == "topic" else ""
    return panel_of(rows, reverse("practice:templates") + topic)


def waiting(viewer: Viewer) -> Iterable[Waiting]:
    """Only what somebody is asked to do: reading as the second person, looking at a report."""
    if not viewer.signed_in:
        return
    asked = TemplateReading.objects.visible_to(viewer).filter(
        reader_id=viewer.number, state=ReadingState.ASKED
    )
    for reading in asked.select_related("version", "requested_by").defer("version__text"):
        yield Waiting(
            _("Vorlage lesen: „%(title)s“") % {"title": reading.version.title},
            _("%(name)s bittet Sie als zweite Person.") % {"name": reading.requested_by.name},
            _("Lesen"),
            reverse("practice:template_reading", args=[reading.pk]),
            reading.asked_at,
        )
    hidden = Template.objects.kept_by(viewer).filter(hidden_at__isnull=False, deleted_at__isnull=True)
    for template in hidden.select_related("working").defer("working__text"):
        yield Waiting(
            _("Gemeldet: „%(title)s“") % {"title": template.working.title},  # type: ignore[union-attr]
            _("Jemand ist erkennbar. Bis Sie geantwortet haben, ist die Vorlage verborgen."),
            _("Ansehen"),
            reverse("practice:template_report", args=[template.key]),
            template.hidden_at,
        )
