"""New wordings, merging and splitting, out of use and back, confirming: for centres and the secretariat."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from netzwerkstatt.catalogue import actions, rules
from netzwerkstatt.catalogue.forms import ConfirmForm, MergeForm, ReasonForm, form_for
from netzwerkstatt.catalogue.models import FrameworkEntry, Term, TermEvent
from netzwerkstatt.catalogue.pages import KINDS
from netzwerkstatt.kernel.access import NotAllowed, require, viewer_in


def _governed(request: HttpRequest, kind: str, key: str) -> Term:
    if kind not in KINDS:
        raise Http404
    found: Term = get_object_or_404(KINDS[kind], key=key)
    require(rules.may_revise(viewer_in(request), found))
    return found


def _form_page(
    request: HttpRequest, form: Any, heading: str, lead: str, submit: str, back: str
) -> HttpResponse:
    shown = {"form": form, "heading": heading, "lead": lead, "submit": submit, "back": back}
    return render(request, "catalogue/form.html", shown)


@login_required
def revise(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    term = _governed(request, kind, key)
    initial = {name: getattr(term, name) for name in (*term.worded, "version")}
    form = form_for(type(term))(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_term(term, **form.cleaned_data, by=viewer_in(request))
        except NotAllowed as refusal:
            form.add_error(None, refusal.decision.reason)
        else:
            messages.success(request, _("Geändert. Der frühere Wortlaut bleibt erhalten."))
            return redirect(term.get_absolute_url())
    lead = _("Der jetzige Wortlaut bleibt in der Geschichte des Eintrags stehen.")
    return _form_page(request, form, term.name, lead, _("Neuen Wortlaut speichern"), term.get_absolute_url())


@login_required
def merge(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    term = _governed(request, kind, key)
    form = MergeForm(request.POST or None, term=term)
    if request.method == "POST" and form.is_valid():
        into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
        try:
            actions.merge_terms(term, into=into, reason=reason, by=viewer_in(request))
        except NotAllowed as refusal:
            form.add_error(None, refusal.decision.reason)
        else:
            messages.success(request, _("Zusammengeführt. Was den einen nannte, nennt jetzt den anderen."))
            return redirect(into.get_absolute_url())
    heading = _("„%(name)s“ zusammenführen") % {"name": term.name}
    lead = _(
        "Alles, was diesen Eintrag nennt, nennt danach den anderen, auch in früheren Fassungen. Die alte Adresse führt weiter. Sie können es später wieder trennen."
    )
    return _form_page(request, form, heading, lead, _("Zusammenführen"), term.get_absolute_url())


@login_required
def split(request: HttpRequest, number: int) -> HttpResponse:
    event = get_object_or_404(TermEvent, pk=number, deed="merged", undone_at__isnull=True)
    kind = next(model for model in KINDS.values() if model._meta.model_name == event.term_kind)
    term: Term = get_object_or_404(kind, key=event.term_key)
    require(rules.may_split_again(viewer_in(request), event, term))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.split_again(event, reason=form.cleaned_data["reason"], by=viewer_in(request))
        messages.success(request, _("Getrennt. Was vor dem Zusammenführen hierher gehörte, ist wieder hier."))
        return redirect(term.get_absolute_url())
    heading = _("„%(name)s“ wieder trennen") % {"name": term.name}
    lead = _(
        "Was beim Zusammenführen umgezogen ist, zieht zurück. Was seither dazukam, bleibt beim anderen Eintrag."
    )
    back = term.merged_into.get_absolute_url() if term.merged_into else term.get_absolute_url()
    return _form_page(request, form, heading, lead, _("Trennen"), back)


@login_required
def use(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Out of use, or back again."""
    term = _governed(request, kind, key)
    require((rules.may_retire if term.in_use else rules.may_bring_back)(viewer_in(request), term))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = actions.retire_term if term.in_use else actions.bring_back
        changed = change(term, reason=form.cleaned_data["reason"], by=viewer_in(request))
        messages.success(
            request, _("Wieder in Gebrauch.") if changed.in_use else _("Nicht mehr in Gebrauch.")
        )
        return redirect(term.get_absolute_url())
    if term.in_use:
        heading = _("„%(name)s“ aus dem Gebrauch nehmen") % {"name": term.name}
        lead = _("Der Eintrag wird nicht mehr angeboten. Wo er schon steht, bleibt er lesbar.")
        submit = _("Aus dem Gebrauch nehmen")
    else:
        heading = _("„%(name)s“ wieder in Gebrauch nehmen") % {"name": term.name}
        lead, submit = _("Der Eintrag wird wieder angeboten."), _("Wieder in Gebrauch nehmen")
    return _form_page(request, form, heading, lead, submit, term.get_absolute_url())


@login_required
def confirm(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    entry = get_object_or_404(FrameworkEntry, key=key)
    require(rules.may_confirm_wording(viewer_in(request), entry))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.confirm_wording(entry, source=form.cleaned_data["source"], by=viewer_in(request))
        messages.success(request, _("Bestätigt. Der Hinweis auf den Arbeitstitel ist fort."))
        return redirect(entry.get_absolute_url())
    heading = _("Wortlaut bestätigen: %(name)s") % {"name": entry.name}
    lead = _("Bestätigen Sie nur, was Sie mit dem beschlossenen Text verglichen haben.")
    return _form_page(request, form, heading, lead, _("Bestätigen"), entry.get_absolute_url())
