"""Requests to pages and actions. Each view finds its thing through `visible_to` or `kept_by`."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from netzwerkstatt.catalogue.queries import lead_on
from netzwerkstatt.kernel.access import NOBODY, NotAllowed, Viewer, require, viewer_in
from netzwerkstatt.kernel.files.serving import download
from netzwerkstatt.network.queries import people_named
from netzwerkstatt.practice.forms import ReportForm, SettleForm
from netzwerkstatt.practice.models import Template, TemplateReading, TemplateVersion
from netzwerkstatt.practice.states import Audience
from netzwerkstatt.practice.vorlagen import actions, pages, queries, rules
from netzwerkstatt.practice.vorlagen.forms import (
    AskForm,
    BringForm,
    FindingForm,
    ReleaseTemplateForm,
    ReviseForm,
)
from netzwerkstatt.practice.vorlagen.queries import TemplateFilters, with_versions


def templates(request: HttpRequest) -> HttpResponse:
    given = lead_on(request.GET)
    filters = TemplateFilters(given.get("kind", ""), given.get("topic", ""))
    number = given.get("seite", "1")
    page = pages.templates_page(viewer_in(request), filters, int(number) if number.isdecimal() else 1)
    return render(request, "practice/vorlagen.html", {"page": page})


def _kept(viewer: Viewer, key: str) -> Template:
    return get_object_or_404(with_versions(Template.objects.kept_by(viewer)), key=key)


def template(request: HttpRequest, key: str) -> HttpResponse:
    viewer = viewer_in(request)
    kept = with_versions(Template.objects.kept_by(viewer)).filter(key=key).first()
    found = kept or get_object_or_404(with_versions(Template.objects.visible_to(viewer)), key=key)
    page = pages.template_page(found, viewer, keeps=kept is not None)
    return render(request, "practice/vorlage.html", {"page": page})


def template_file(request: HttpRequest, key: str) -> HttpResponse:
    """The released file, for whom it was released."""
    rows = Template.objects.released_to(viewer_in(request)).select_related("released__file")
    found = get_object_or_404(rows, key=key)
    return _download(found.released)


def _download(version: TemplateVersion | None) -> HttpResponse:
    if version is None or version.file is None:
        raise Http404
    return download(version.file, version.title)


@login_required
def version_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Any version's file, for those who keep the template."""
    found = _kept(viewer_in(request), key)
    return _download(get_object_or_404(found.versions.select_related("file"), number=number))


@login_required
def bring(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = (
        BringForm(request.POST or None, request.FILES or None, viewer=viewer)
        if viewer.organisation_ids
        else None
    )
    if form is not None and request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = actions.bring_template(
            values["holder"], told=form.told(), attachment=values["file"], by=viewer
        )
        messages.success(request, _("Gespeichert. Noch sehen nur Sie die Vorlage."))
        return redirect("practice:template_release", made.key)
    shown = {"form": form, "heading": _("Eine Vorlage bringen"), "back": reverse("practice:templates")}
    return render(request, "practice/vorlage_form.html", shown)


@login_required
def revise(request: HttpRequest, key: str) -> HttpResponse:
    viewer = viewer_in(request)
    found = _kept(viewer, key)
    require(rules.may_revise(viewer, found))
    form = ReviseForm(request.POST or None, request.FILES or None, viewer=viewer, initial=_told_now(found))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.revise_template(
                found,
                told=form.told(),
                attachment=values["file"],
                what_changed=values["what_changed"],
                base=values["base"],
                by=viewer,
            )
        except NotAllowed as refusal:
            form.add_error(None, refusal.decision.reason)
        else:
            messages.success(
                request, _("Gespeichert. Andere haben die neue Fassung, sobald Sie sie freigeben.")
            )
            return redirect("practice:template_release", key)
    shown = {"form": form, "heading": _("Eine neue Fassung"), "back": found.get_absolute_url()}
    return render(request, "practice/vorlage_form.html", shown)


def _told_now(found: Template) -> dict[str, Any]:
    version = found.working
    if version is None:
        raise Http404
    texts = ("title", "purpose", "adapt", "origin_from", "origin_on")
    terms = ("topics", "tools", "barriers", "undertakings")
    return {
        **{name: getattr(version, name) for name in texts},
        **{name: getattr(found, name).all() for name in terms},
        "kind": found.kind,
        "licence": found.licence,
        "base": version.number,
    }


@login_required
def release(request: HttpRequest, key: str) -> HttpResponse:
    """Two forms: release, and asking a second person. `bitten` says which was sent."""
    viewer = viewer_in(request)
    found = _kept(viewer, key)
    require(rules.may_revise(viewer, found))
    asking = "bitten" in request.POST
    sent = request.POST if request.method == "POST" else None
    initial = {"agreed_with_role": found.agreed_with_role, "agreed_on": found.agreed_on}
    form = ReleaseTemplateForm(None if asking else sent, initial=initial)
    ask = AskForm(sent if asking else None, people=people_named(viewer, timezone.localdate()))
    chosen: Any = ask if asking else form
    if sent is not None and chosen.is_valid():
        try:
            return _carry_out(request, found, asking, chosen.cleaned_data)
        except NotAllowed as refusal:
            chosen.add_error(None, refusal.decision.reason)
    page = pages.release_template_page(found, form, ask)
    return render(request, "practice/vorlage_freigabe.html", {"page": page}, status=422 if sent else 200)


def _carry_out(request: HttpRequest, found: Template, asking: bool, values: dict[str, Any]) -> HttpResponse:
    viewer = viewer_in(request)
    if asking:
        actions.ask_template_reader(found, reader_id=values["reader"], by=viewer)
        messages.success(request, _("Gebeten. Sie erfahren, wenn die Vorlage gelesen ist."))
        return redirect("practice:template_release", found.key)
    audience = Audience(values.pop("audience"))
    actions.release_template(found, audience=audience, **values, by=viewer)
    messages.success(request, _("Freigegeben."))
    return redirect(found)


def _seen_reading(viewer: Viewer, number: int) -> TemplateReading:
    rows = TemplateReading.objects.visible_to(viewer).select_related(
        "version__template__holder", "version__file", "requested_by"
    )
    return get_object_or_404(rows, pk=number)


@login_required
def reading(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    found = _seen_reading(viewer, number)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and "absagen" in request.POST:
        actions.decline_template_reading(found, by=viewer)
        return redirect("/heute/")
    if request.method == "POST" and form.is_valid():
        actions.finish_template_reading(found, finding=form.cleaned_data["finding"], by=viewer)
        messages.success(request, _("Danke. Das Lesen ist abgeschlossen."))
        return redirect("/heute/")
    page = pages.template_reading_page(found, viewer, form)
    return render(request, "practice/vorlage_lesen.html", {"page": page})


@login_required
def reading_file(request: HttpRequest, number: int) -> HttpResponse:
    return _download(_seen_reading(viewer_in(request), number).version)


QUESTIONS = {
    "withdraw": (
        gettext_lazy("Freigabe zurücknehmen?"),
        gettext_lazy("Ab sofort sieht die Vorlage nur noch, wer für Ihre Organisation arbeitet. Wer sie schon heruntergeladen hat, behält sie."),
        gettext_lazy("Zurücknehmen"),
        actions.withdraw_template,
    ),
    "delete": (
        gettext_lazy("Vorlage löschen?"),
        gettext_lazy("Sie verschwindet sofort für alle, mit allen Fassungen. 30 Tage lang können Sie sie zurückholen."),
        gettext_lazy("Löschen"),
        actions.delete_template,
    ),
    "restore": (
        gettext_lazy("Vorlage zurückholen?"),
        gettext_lazy("Sie ist danach wieder so zu sehen wie vor dem Löschen."),
        gettext_lazy("Zurückholen"),
        actions.restore_template,
    ),
}  # fmt: skip


@login_required
def ask_and_do(request: HttpRequest, key: str, deed: str) -> HttpResponse:
    """Withdraw, delete, restore: a question, then the deed."""
    found = _kept(viewer_in(request), key)
    heading, lead, submit, action = QUESTIONS[deed]
    if request.method == "POST":
        action(found, by=viewer_in(request))
        messages.success(request, _("Erledigt."))
        return redirect(found)
    shown = {"heading": heading, "lead": lead, "submit": submit, "back": found.get_absolute_url()}
    return render(request, "practice/vorlage_frage.html", shown)


@login_required
@require_POST
def take_out(request: HttpRequest, key: str, number: int) -> HttpResponse:
    found = _kept(viewer_in(request), key)
    version = get_object_or_404(found.versions, number=number)
    actions.take_out_file(version, by=viewer_in(request))
    messages.success(request, _("Die Datei dieser Fassung ist entfernt."))
    return redirect(found)


def report(request: HttpRequest, key: str) -> HttpResponse:
    """For those who keep a reported template: the reports. For everybody who can read it: the form."""
    viewer = viewer_in(request)
    own = Template.objects.kept_by(viewer).filter(key=key, hidden_at__isnull=False).first()
    if own:
        return _settle(request, own)
    found = get_object_or_404(Template.objects.released_to(viewer), key=key)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.report_template(found, what=form.cleaned_data["what"], by=viewer)
        return render(request, "practice/vorlage_gemeldet.html", {})
    return render(request, "practice/report.html", {"form": form, "undertaking": found})


def _settle(request: HttpRequest, found: Template) -> HttpResponse:
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        settlement = form.cleaned_data["settlement"]
        actions.settle_template_reports(found, settlement=settlement, by=viewer_in(request))
        messages.success(request, _("Danke. Die Vorlage ist wieder zu sehen."))
        return redirect(found)
    reports = found.reports.filter(settled_at__isnull=True)
    shown = {"form": form, "reports": reports, "back": found.get_absolute_url()}
    return render(request, "practice/vorlage_meldung.html", shown)


class TemplatesFeed(Feed):
    """What was released to everybody, newest first."""

    feed_type = Atom1Feed
    title = gettext_lazy("Freigegebene Vorlagen")
    subtitle = gettext_lazy("Beschlussvorlagen, Verträge, Checklisten und Briefe aus den Kommunen")

    def link(self) -> str:
        return reverse("practice:templates")

    def items(self) -> list[Template]:
        return list(with_versions(queries.templates(NOBODY, TemplateFilters()))[:30])

    def item_title(self, item: Any) -> str:
        return pages.row_of(item).title

    def item_description(self, item: Any) -> str:
        return pages.row_of(item).purpose

    def item_updateddate(self, item: Any) -> object:
        return item.released_at


feed = TemplatesFeed()
