"""Members out of a list somebody already has: brought, mapped, looked at, confirmed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import require, viewer_in
from netzwerkstatt.kernel.files.actions import discard, settle, stage_file
from netzwerkstatt.kernel.files.checking import propose_mapping
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.files.tables import UnreadableFile, read_table
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.actions.membership import MemberRow
from netzwerkstatt.network.forms.membership import MappingForm, UploadForm
from netzwerkstatt.network.pages.membership import ListPage
from netzwerkstatt.network.queries.member_list import PURPOSE, WANTED, ListChecked, check_list

SHOWN = 200


@login_required
def bring(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_admit(viewer))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = stage_file(purpose=PURPOSE, name=file.name, content=file.read(), by=viewer)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            table = read_table(staged.name, bytes(staged.content))
            settle(staged, mapping=propose_mapping(table.columns, WANTED), choices={}, by=viewer)
            return redirect("network:member_list", staged.pk)
    waiting = StagedFile.objects.visible_to(viewer).filter(purpose=PURPOSE)
    return render(request, "network/bring_list.html", {"form": form, "waiting": waiting, "wanted": WANTED})


@login_required
def look(request: HttpRequest, number: int) -> HttpResponse:
    """The preview. POST changes which column is which; nothing is entered here."""
    viewer = viewer_in(request)
    require(rules.may_admit(viewer))
    staged = get_object_or_404(StagedFile.objects.visible_to(viewer), pk=number, purpose=PURPOSE)
    table = read_table(staged.name, bytes(staged.content))
    form = MappingForm(request.POST or None, wanted=WANTED, columns=table.columns, initial=staged.mapping)
    if request.method == "POST" and form.is_valid():
        mapping = {name: column for name, column in form.cleaned_data.items() if column}
        settle(staged, mapping=mapping, choices={}, by=viewer)
        return redirect("network:member_list", staged.pk)
    checked = check_list(table, staged.mapping)
    page = _page(staged, form, checked, len(table.rows))
    return render(request, "network/member_list.html", {"page": page})


def _page(staged: StagedFile, form: MappingForm, checked: ListChecked, rows: int) -> ListPage:
    return ListPage(
        file=staged,
        form=form,
        rows=rows,
        new=checked.new,
        known=checked.known,
        bad=checked.bad_lines,
        letters=checked.letters,
        problems=checked.problems,
        candidates=checked.candidates[:SHOWN],
        more=max(0, len(checked.candidates) - SHOWN),
        mapped=not any(problem.line == 0 for problem in checked.problems),
    )


@login_required
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Enter the good rows. Bad ones stay out; the file is no longer kept."""
    viewer = viewer_in(request)
    require(rules.may_admit(viewer))
    staged = get_object_or_404(StagedFile.objects.visible_to(viewer), pk=number, purpose=PURPOSE)
    if request.method != "POST":
        return redirect("network:member_list", staged.pk)
    if "discard" in request.POST:
        discard(staged, by=viewer)
        messages.success(request, _("Verworfen. Es wurde nichts eingetragen."))
        return redirect("network:bring_list")
    checked = check_list(read_table(staged.name, bytes(staged.content)), staged.mapping)
    rows = [MemberRow(candidate.values, candidate.people) for candidate in checked.candidates]
    taken = actions.admit_members(rows, send_invitations="invite" in request.POST, by=viewer)
    discard(staged, by=viewer)
    messages.success(
        request,
        _("%(new)s aufgenommen, %(known)s waren schon da, %(letters)s Einladungen verschickt.")
        % {"new": taken.admitted, "known": taken.known, "letters": taken.invited},
    )
    return redirect("network:members")
