"""What the catalogue declares."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.catalogue import rules
from netzwerkstatt.catalogue.models import Approach, Barrier, Term, Tool, Topic
from netzwerkstatt.catalogue.queries import answers_unread, proposals_waiting
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.registry import Entry, SearchSource, Waiting

PERSONAL_DATA = {
    "TermRevision": "Name der Person, die einen Eintrag geändert hat",
    "TermEvent": "Name der Person, die einen Eintrag zusammengeführt, bestätigt oder aus dem Gebrauch genommen hat",
    "TermProposal": "wer ein Wort vorgeschlagen und wer darüber entschieden hat",
}


def declare() -> None:
    for model, label in (
        (Tool, "Werkzeug"),
        (Barrier, "Hemmnis"),
        (Approach, "Umgangsweise"),
        (Topic, "Thema"),
    ):
        registry.register_search_source(_source(model, label))
    registry.register_waiting(waiting)
    for label, what in PERSONAL_DATA.items():
        registry.register_personal_data(f"catalogue.{label}", what)


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


def waiting(viewer: Viewer) -> Iterable[Waiting]:
    """Proposals for those who decide, one line for all of them; answers for those who proposed."""
    if not viewer.signed_in:
        return
    if rules.decides(viewer):
        yield from _to_decide()
    for proposal in answers_unread(viewer):
        yield Waiting(
            _("Ihr Vorschlag „%(name)s“ ist beantwortet") % {"name": proposal.name},
            str(proposal.get_state_display()).capitalize() + ".",
            _("Antwort lesen"),
            proposal.get_absolute_url(),
            proposal.decided_at,
        )


def _to_decide() -> Iterable[Waiting]:
    open_ = list(proposals_waiting())
    if not open_:
        return
    names = ", ".join(f"„{proposal.name}“" for proposal in open_[:3])
    more = "" if len(open_) <= 3 else _(" und weitere")
    yield Waiting(
        ngettext("Ein Vorschlag für den Katalog", "%(n)s Vorschläge für den Katalog", len(open_))
        % {"n": len(open_)},
        names + more,
        _("Ansehen"),
        open_[0].get_absolute_url() if len(open_) == 1 else reverse("catalogue:proposals"),
        open_[0].proposed_at,
    )
