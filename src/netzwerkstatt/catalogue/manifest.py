"""What the catalogue declares."""

from collections.abc import Iterable

from netzwerkstatt.catalogue.models import Approach, Barrier, Term, Tool, Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.registry import Entry, SearchSource


def declare() -> None:
    for model, label in (
        (Tool, "Werkzeug"),
        (Barrier, "Hemmnis"),
        (Approach, "Umgangsweise"),
        (Topic, "Thema"),
    ):
        registry.register_search_source(_source(model, label))
    registry.register_personal_data(
        "catalogue.TermRevision", "Name der Person, die einen Eintrag geändert hat"
    )


def _source(model: type[Term], label: str) -> SearchSource:
    def entries(ids: Iterable[int] | None) -> Iterable[Entry]:
        terms = model.objects.filter(in_use=True)
        for term in terms if ids is None else terms.filter(pk__in=list(ids)):
            yield Entry(term.pk, term.name, term.description, "", term.get_absolute_url(), registry.PUBLIC)

    return SearchSource(
        kind=model._meta.model_name or "",
        label=label,
        model=model,
        visible=lambda viewer: model.objects.visible_to(viewer),
        entries=entries,
    )
