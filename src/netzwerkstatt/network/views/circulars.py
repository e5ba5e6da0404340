"""Circular letters: the archive, writing one, seeing whom it reaches, sending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import NotAllowed, Viewer, denied, require, viewer_in
from netzwerkstatt.network import rules
from netzwerkstatt.network.actions import circulars as actions
from netzwerkstatt.network.forms.circulars import CircularForm, RefusalForm
from netzwerkstatt.network.models import Circular
from netzwerkstatt.network.pages.circulars import (
    CircularList,
    CircularPage,
    PreviewPage,
    audience_words,
    initial_of,
)
from netzwerkstatt.network.queries.audience import Audience, reached_by
from netzwerkstatt.network.queries.circulars import (
    drafts,
    may_write_any,
    refusals,
    senders,
    sent_circulars,
)
from netzwerkstatt.network.states import REFUSABLE, LetterKind


@login_required
def circulars(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    page = CircularList(sent_circulars(viewer), drafts(viewer), may_write_any(viewer))
    return render(request, "network/circulars.html", {"page": page})


@login_required
def circular(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_object_or_404(Circular.objects.visible_to(viewer).select_related("sender"), pk=number)
    if found.sent_at is None:
        return redirect("network:preview_circular", found.pk)
    people: tuple[str, ...] = ()
    if viewer.holds_for(found.sender_id):
        rows = found.recipients.select_related("person", "organisation").order_by("organisation__name")
        people = tuple(f"{row.person.name}, {row.organisation.name}" for row in rows)
    page = CircularPage(
        circular=found,
        to=audience_words(Audience.of(found.audience)),
        number=len(people) if people else None,
        people=people,
    )
    return render(request, "network/circular.html", {"page": page})


@login_required
def write(request: HttpRequest, number: int | None = None) -> HttpResponse:
    viewer = viewer_in(request)
    found = _draft(viewer, number) if number else None
    writers = senders(viewer)
    if not writers:
        require(denied(_("Rundbriefe schreiben das Sekretariat und die Kompetenzzentren.")))
    form = CircularForm(request.POST or None, senders=writers, initial=initial_of(found) if found else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = actions.write_circular(
            found,
            sender=values["sender"],
            kind=LetterKind(values.get("kind", LetterKind.TOPIC)),
            subject=values["subject"],
            text=values["text"],
            audience=form.audience(),
            by=viewer,
        )
        return redirect("network:preview_circular", saved.pk)
    topic = writers[0].centre.topic if writers[0].kind == "centre" else None
    return render(request, "network/write_circular.html", {"form": form, "topic": topic})


def _draft(viewer: Viewer, number: int) -> Circular:
    rows = Circular.objects.visible_to(viewer).select_related("sender")
    return get_object_or_404(rows, pk=number, sent_at__isnull=True, sender_id__in=viewer.organisation_ids)


@login_required
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Exactly whom it reaches. POST sends to exactly these, or shows the page again."""
    viewer = viewer_in(request)
    found = _draft(viewer, number)
    notice = ""
    if request.method == "POST":
        try:
            sent = actions.send_circular(found, previewed=request.POST.get("previewed", ""), by=viewer)
        except NotAllowed as error:
            notice = str(error)
        else:
            messages.success(request, _("Unterwegs an %(n)s Menschen.") % {"n": sent})
            return redirect("network:circular", found.pk)
    audience = Audience.of(found.audience)
    reached = reached_by(audience, LetterKind(found.kind), timezone.localdate())
    page = PreviewPage(
        circular=found,
        to=audience_words(audience),
        people=tuple((m.person.name, m.organisation.name) for m in reached.mandates),
        number=reached.number,
        refused=reached.refused,
        fingerprint=reached.fingerprint,
        send=rules.may_send_circular(viewer, found, reached=reached.number),
        notice=notice,
    )
    return render(request, "network/preview_circular.html", {"page": page})


@login_required
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    actions.discard_circular(_draft(viewer, number), by=viewer)
    messages.success(request, _("Der Entwurf ist gelöscht. Es ging nichts hinaus."))
    return redirect("network:circulars")


@login_required
def wanted(request: HttpRequest) -> HttpResponse:
    """Which kinds of circular letters one wants."""
    viewer = viewer_in(request)
    refused = refusals(viewer)
    kinds = [kind.value for kind in LetterKind if kind in REFUSABLE and kind.value not in refused]
    form = RefusalForm(request.POST or None, initial={"wanted": kinds})
    if request.method == "POST" and form.is_valid():
        actions.set_refusals(form.refused(), by=viewer)
        messages.success(request, _("Gespeichert."))
        return redirect("network:circulars")
    return render(request, "network/wanted_letters.html", {"form": form})
