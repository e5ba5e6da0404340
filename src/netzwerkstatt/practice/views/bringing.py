"""Bringing what is written already: file, columns, preview, what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import NotAllowed, viewer_in
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.actions import discard as discard_file
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.files.tables import UnreadableFile
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.actions import bringing
from netzwerkstatt.practice.brought.plan import PURPOSE, holder_of, left_out_of, plan_of, table_of
from netzwerkstatt.practice.forms_bringing import BringForm, read_columns, read_decisions
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.pages.bringing import (
    LINKS_AT_ONCE,
    brought_page,
    columns_page,
    keys_on,
    preview_page,
    progress_page,
)

AT_ONCE = 200
"""Rows written in one request: a few seconds, then the page says how far it is."""


def mine(request: HttpRequest, number: int) -> StagedFile:
    """The file, or 404 for everybody who did not bring it."""
    return get_object_or_404(StagedFile.objects.visible_to(viewer_in(request)), pk=number, purpose=PURPOSE)


@login_required
def bring(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    holders = Organisation.objects.filter(pk__in=viewer.organisation_ids)
    form = BringForm(request.POST or None, request.FILES or None, holders=holders)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = bringing.bring_file(
                form.cleaned_data["holder"], name=file.name, content=file.read(), by=viewer
            )
            return redirect("practice:bring_columns", staged.pk)
        except UnreadableFile as error:
            form.add_error("file", str(error))
    begun = StagedFile.objects.visible_to(viewer).filter(purpose=PURPOSE).defer("content")
    return render(
        request, "practice/bring.html", {"form": form, "may_tell": holders.exists(), "begun": begun}
    )


@login_required
def columns(request: HttpRequest, number: int) -> HttpResponse:
    staged = mine(request, number)
    table = table_of(staged)
    given = read_columns(request.POST, table.columns) if request.method == "POST" else None
    if given is not None and not given.errors:
        bringing.set_columns(staged, mapping=given.mapping, by=viewer_in(request))
        return redirect("practice:bring_preview", number)
    mapping, errors = (given.mapping, given.errors) if given else (staged.mapping, [])
    page = columns_page(staged, holder_of(staged).name, table, mapping, errors)
    return render(request, "practice/bring_columns.html", {"page": page})


@login_required
def preview(request: HttpRequest, number: int) -> HttpResponse:
    staged = mine(request, number)
    if "confirmed" in staged.choices:
        return redirect("practice:bring_progress", number)
    if request.method == "POST":
        return _decided(request, staged)
    page = preview_page(staged, plan_of(staged, viewer_in(request)), page=_page(request.GET.get("seite")))
    return render(request, "practice/bring_preview.html", {"page": page})


def _decided(request: HttpRequest, staged: StagedFile) -> HttpResponse:
    """Keep what was decided, then do what the button says."""
    viewer, at = viewer_in(request), _page(request.POST.get("page"))
    decisions, others = read_decisions(request.POST)
    staged = bringing.decide(staged, decisions=decisions, others=others, by=viewer)
    if "append" in request.POST:
        bringing.append_the_rest(staged, columns=left_out_of(staged), by=viewer)
        messages.success(request, _("Die Spalten stehen jetzt als „Weitere Angaben“ im Text."))
    elif "confirm" in request.POST:
        try:
            return _written(request, staged)
        except NotAllowed as refusal:
            page = preview_page(staged, plan_of(staged, viewer), page=at, error=refusal.decision.reason)
            return render(request, "practice/bring_preview.html", {"page": page}, status=409)
    return redirect(f"{request.path}?seite={_page(request.POST.get('to'), at)}#doppel")


def _written(request: HttpRequest, staged: StagedFile) -> HttpResponse:
    done = bringing.import_undertakings(staged, most=AT_ONCE, by=viewer_in(request))
    return redirect("practice:bring_result" if done else "practice:bring_progress", staged.pk)


def _page(text: str | None, otherwise: int = 1) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


@login_required
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """A large file is written in parts; each is one press of the button, which a script presses."""
    staged = mine(request, number)
    if "confirmed" not in staged.choices:
        return redirect("practice:bring_preview", number)
    if request.method == "POST":
        return _written(request, staged)
    return render(request, "practice/bring_progress.html", {"page": progress_page(staged)})


@login_required
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    staged = mine(request, number)
    discard_file(staged, by=viewer_in(request))
    messages.success(request, _("Verworfen. Die Datei liegt nicht mehr hier."))
    return redirect("practice:bring")


@login_required
def result(request: HttpRequest, number: int) -> HttpResponse:
    """What came of it, for the person who brought it."""
    viewer = viewer_in(request)
    entries = AuditEntry.objects.filter(verb="import_undertakings", person_id=viewer.number)
    entry = get_object_or_404(entries, thing_kind=StagedFile._meta.label_lower, thing_id=str(number))
    keys = entry.circumstance["created"]
    pages = max(1, -(-len(keys) // LINKS_AT_ONCE))
    page = min(max(_page(request.GET.get("seite")), 1), pages)
    shown = [*keys_on(keys, page), *entry.circumstance["joined"][:LINKS_AT_ONCE]]
    found = Undertaking.objects.authored_by(viewer).filter(key__in=shown, deleted_at__isnull=True)
    by_key = {undertaking.key: undertaking for undertaking in found.select_related("working")}
    return render(request, "practice/brought.html", {"page": brought_page(entry, by_key, page, pages)})
