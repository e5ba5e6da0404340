"""Release, withdrawal, redaction, reports: the pages of the authors, and the one that is open to all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import NotAllowed, Viewer, require, viewer_in
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling, voices
from netzwerkstatt.practice.forms import RedactForm, ReleaseForm, ReportForm, SettleForm
from netzwerkstatt.practice.models import Mark, Reading, Undertaking, Voice
from netzwerkstatt.practice.pages.release import Terms, release_page
from netzwerkstatt.practice.queries import voices_of
from netzwerkstatt.practice.states import NEEDS_READING, Audience, EvaluationConsent
from netzwerkstatt.practice.views.showing import authored, seen


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_in(request)


@login_required
def release(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(_viewer(request), key)
    require(rules.may_edit(_viewer(request), found))
    if request.method != "POST":
        return _show(request, found, _terms_now(found, request))
    form = ReleaseForm(request.POST)
    valid, terms = form.is_valid(), _terms_sent(form)
    looking = {"show", "vorschau"} & set(request.POST)
    error = "" if valid or looking else " ".join(str(e) for errors in form.errors.values() for e in errors)
    if valid and not looking:
        try:
            return _carry_out(request, found, terms)
        except NotAllowed as refusal:
            error = refusal.decision.reason
    return _show(request, found, terms, error)


def _show(request: HttpRequest, found: Undertaking, terms: Terms, error: str = "") -> HttpResponse:
    """The page with the preview for the reader asked for, at first for the rung chosen."""
    asked = request.POST.get("vorschau") or request.GET.get("vorschau", "")
    here = Audience(asked) if asked in list(Audience) else terms.audience
    page = release_page(found, _viewer(request), terms, preview_for=here, error=error)
    return render(request, "practice/release.html", {"page": page}, status=422 if error else 200)


def _carry_out(request: HttpRequest, found: Undertaking, terms: Terms) -> HttpResponse:
    if "consent_only" in request.POST:
        releasing.change_consent(found, consent=terms.consent, by=_viewer(request))
        messages.success(request, _("Ihre Einwilligung ist geändert. Sie gilt ab sofort."))
        return redirect("practice:release", found.key)
    if terms.audience not in NEEDS_READING:
        if found.released_id:
            releasing.withdraw(found, by=_viewer(request))
        telling.set_circle_of_readers(found, audience=terms.audience, by=_viewer(request))
        messages.success(request, _("Gespeichert."))
        return redirect(found)
    releasing.release(
        found,
        audience=terms.audience,
        consent=terms.consent,
        place_unnamed=terms.place_unnamed,
        agreed_with_role=terms.agreed_with_role,
        agreed_on=terms.agreed_on,
        by=_viewer(request),
    )
    messages.success(request, _("Freigegeben. Vielen Dank, dass Sie das erzählt haben."))
    return redirect(found)


def _terms_now(found: Undertaking, request: HttpRequest) -> Terms:
    """What the page opens with: what is, or for a draft the network as the next rung."""
    audience = Audience(found.audience) if found.released_id else Audience.NETWORK
    if request.GET.get("stufe") in [a.value for a in Audience]:
        audience = Audience(request.GET["stufe"])
    return Terms(
        audience,
        EvaluationConsent(found.evaluation_consent),
        found.place_unnamed,
        found.agreed_with_role,
        found.agreed_on,
    )


def _terms_sent(form: ReleaseForm) -> Terms:
    values = form.cleaned_data
    return Terms(
        Audience(values.get("audience") or Audience.NETWORK),
        EvaluationConsent(values.get("consent") or EvaluationConsent.NONE),
        values.get("place_unnamed", False),
        values.get("agreed_with_role", ""),
        values.get("agreed_on"),
        form.data.get("agreed_on", ""),
    )


@login_required
@require_POST
def ask(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(_viewer(request), key)
    reader = request.POST.get("reader", "")
    if not reader.isdecimal() or found.working is None:
        messages.error(request, _("Bitte wählen Sie, wer lesen soll."))
        return redirect("practice:release", key)
    releasing.ask_reader(
        found.working, reader_id=int(reader), request=request.POST.get("request", ""), by=_viewer(request)
    )
    messages.success(request, _("Die Bitte ist unterwegs. Sie finden die Antwort auf der Seite Heute."))
    return redirect("practice:release", key)


@login_required
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    marks = Mark.objects.filter(reading__in=Reading.objects.visible_to(_viewer(request)))
    found = get_object_or_404(
        marks.select_related("reading__version__undertaking", "reading__voice"), pk=number
    )
    key, is_voice = found.reading.undertaking.key, found.reading.voice_id is not None
    try:
        releasing.answer_mark(
            found,
            redact_it="redact" in request.POST,
            reason=request.POST.get("reason", ""),
            by=_viewer(request),
        )
    except NotAllowed as refusal:
        messages.error(request, refusal.decision.reason)
    return redirect("practice:release_voice" if is_voice else "practice:release", key)


@login_required
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(_viewer(request), key)
    if request.method == "POST":
        releasing.withdraw(found, by=_viewer(request))
        messages.success(request, _("Die Freigabe ist zurückgenommen. Ab sofort lesen es nur noch Sie."))
        return redirect(found)
    return render(request, "practice/withdraw.html", {"undertaking": found})


@login_required
def redact(request: HttpRequest, key: str) -> HttpResponse:
    found = authored(_viewer(request), key)
    form = RedactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            places = releasing.redact(found, passage=form.cleaned_data["passage"], by=_viewer(request))
        except NotAllowed as refusal:
            form.add_error("passage", refusal.decision.reason)
        else:
            messages.success(
                request, _("Geschwärzt, an %(places)s Stellen in allen Fassungen.") % {"places": places}
            )
            return redirect(found)
    return render(request, "practice/redact.html", {"form": form, "undertaking": found})


def report(request: HttpRequest, key: str) -> HttpResponse:
    """For authors of a reported text: the reports. For everybody who can read it: the form."""
    own = Undertaking.objects.authored_by(_viewer(request)).filter(key=key).first()
    if own and own.reports.filter(settled_at__isnull=True, voice__isnull=True).exists():
        return _settle(request, own)
    hidden = Voice.objects.visible_to(_viewer(request)).filter(
        undertaking__key=key, hidden_at__isnull=False, author_id=_viewer(request).number
    )
    if hidden:
        return _settle_voice(request, hidden[0])
    found = seen(_viewer(request), key)
    heard = list(voices_of(_viewer(request), found))
    form = ReportForm(request.POST or None, voices=heard)
    if request.method == "POST" and form.is_valid():
        what, where = form.cleaned_data["what"], form.cleaned_data.get("where")
        meant = next((voice for voice in heard if str(voice.pk) == where), None)
        if meant:
            voices.report_voice(meant, what=what, by=_viewer(request))
        else:
            releasing.report_recognisable(found, what=what, by=_viewer(request))
        return render(request, "practice/reported.html", {})
    return render(request, "practice/report.html", {"form": form, "undertaking": found})


def _settle_voice(request: HttpRequest, voice: Voice) -> HttpResponse:
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        voices.settle_voice(voice, settlement=form.cleaned_data["settlement"], by=_viewer(request))
        messages.success(request, _("Danke. Ihre Sicht ist wieder zu lesen."))
        return redirect("practice:release_voice", voice.undertaking.key)
    reports = voice.reports.filter(settled_at__isnull=True)
    return render(request, "practice/settle_voice.html", {"form": form, "voice": voice, "reports": reports})


def _settle(request: HttpRequest, found: Undertaking) -> HttpResponse:
    open_reports = found.reports.filter(settled_at__isnull=True, voice__isnull=True)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for item in open_reports:
            releasing.settle_report(item, settlement=form.cleaned_data["settlement"], by=_viewer(request))
        messages.success(request, _("Danke. Der Text ist wieder zu lesen."))
        return redirect(found)
    return render(
        request, "practice/settle.html", {"form": form, "undertaking": found, "reports": open_reports}
    )


@login_required
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    found = seen(_viewer(request), key)
    releasing.confirm_still_right(found, by=_viewer(request))
    messages.success(request, _("Bestätigt. In einem Jahr fragen wir wieder."))
    return redirect(found)


@login_required
def take_over(request: HttpRequest, key: str) -> HttpResponse:
    rows = Undertaking.objects.offered_to(_viewer(request)).select_related("working", "holder")
    found = get_object_or_404(rows, key=key)
    if request.method == "POST":
        telling.take_over(found, by=_viewer(request))
        messages.success(request, _("Sie schreiben jetzt an diesem Vorhaben."))
        return redirect(found)
    return render(request, "practice/take_over.html", {"undertaking": found})
