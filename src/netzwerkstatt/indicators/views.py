"""The operator's pages for official data: bring a file, look at the preview, confirm."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.indicators import pages
from netzwerkstatt.indicators.files import AREAS, STRUCTURE, Prepared, prepare, write
from netzwerkstatt.indicators.forms import BringForm
from netzwerkstatt.indicators.queries import sources_kept
from netzwerkstatt.kernel.access import Viewer, require, viewer_in
from netzwerkstatt.kernel.files.actions import discard as discard_file
from netzwerkstatt.kernel.files.actions import settle, stage_file
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.files.tables import UnreadableFile
from netzwerkstatt.network.engine.official_keys import LEVEL_WORDS, Level
from netzwerkstatt.network.models import Area, AreaSource
from netzwerkstatt.network.rules import may_import_areas


def _operator(request: HttpRequest) -> Viewer:
    viewer = viewer_in(request)
    require(may_import_areas(viewer))
    return viewer


def _staged(viewer: Viewer, number: int) -> StagedFile:
    return get_object_or_404(
        StagedFile.objects.visible_to(viewer).filter(purpose__in=[AREAS, STRUCTURE]), pk=number
    )


def _prepared(staged: StagedFile) -> Prepared:
    content = bytes(staged.content)
    return prepare(staged.purpose, staged.name, content, mapping=staged.mapping, choices=staged.choices)


@login_required
def data(request: HttpRequest) -> HttpResponse:
    viewer = _operator(request)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = stage_file(
                purpose=form.cleaned_data["kind"], name=file.name, content=file.read(), by=viewer
            )
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            return redirect("indicators:brought", staged.pk)
    today = Area.objects.filter(valid_until=None).order_by()
    counts = dict(today.values_list("level").annotate(Count("pk")))
    page = pages.DataPage(
        levels=tuple((str(LEVEL_WORDS[level]), counts[level]) for level in Level if level in counts),
        area_sources=tuple(AreaSource.objects.annotate(count=Count("areas"))),
        sources=tuple(sources_kept()),
        begun=tuple(StagedFile.objects.visible_to(viewer).filter(purpose__in=[AREAS, STRUCTURE])),
        form=form,
    )
    return render(request, "indicators/data.html", {"page": page})


@login_required
def brought(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the preview; POST keeps another way of reading the file and shows it anew."""
    viewer = _operator(request)
    staged = _staged(viewer, number)
    prepared = _prepared(staged)
    form = pages.form_for(prepared, request.POST or None)
    if request.method == "POST" and form is not None and form.is_valid():
        mapping = form.mapping() if prepared.kind == "areas" else {}
        settle(staged, mapping=mapping, choices=pages.choices_of(form), by=viewer)
        return redirect("indicators:brought", staged.pk)
    return render(request, "indicators/brought.html", {"page": pages.import_page(staged, prepared, form)})


@login_required
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    viewer = _operator(request)
    staged = _staged(viewer, number)
    prepared = _prepared(staged)
    page = pages.import_page(staged, prepared, pages.form_for(prepared))
    if not page.may_confirm:
        messages.error(request, page.why_not)
        return redirect("indicators:brought", staged.pk)
    write(prepared, by=viewer)
    discard_file(staged, by=viewer)
    messages.success(
        request, _("Eingelesen: %(name)s. %(said)s") % {"name": staged.name, "said": " ".join(page.said)}
    )
    return redirect("indicators:data")


@login_required
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    viewer = _operator(request)
    discard_file(_staged(viewer, number), by=viewer)
    messages.success(request, _("Verworfen. Es wurde nichts geändert."))
    return redirect("indicators:data")


@login_required
def problems(request: HttpRequest, number: int) -> HttpResponse:
    """Every bad row, as a table for whoever mends the file."""
    staged = _staged(_operator(request), number)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fehlerhafte-zeilen.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Zeile"), _("Spalte"), _("Grund")])
    for problem in _prepared(staged).checked.problems:
        writer.writerow([problem.line or "", _harmless(problem.column), _harmless(problem.sentence)])
    return response


def _harmless(text: str) -> str:
    """A spreadsheet would take a text that begins like this for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text
