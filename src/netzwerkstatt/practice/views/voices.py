"""The pages on which another bench or a partner writes its voice, has it read, releases it and takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.kernel.access import NotAllowed, Viewer, require, viewer_in
from netzwerkstatt.kernel.ui.templatetags.ui import clock
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import voices
from netzwerkstatt.practice.forms import VoiceForm, VoiceReleaseForm
from netzwerkstatt.practice.models import Undertaking, Voice
from netzwerkstatt.practice.pages.voice import voice_page, voice_release_page
from netzwerkstatt.practice.states import NEEDS_READING, Audience, EvaluationConsent


@login_required
def voice(request: HttpRequest, key: str) -> HttpResponse:
    viewer = viewer_in(request)
    undertaking, organisation, own = _spoken_of(viewer, key)
    form = VoiceForm(request.POST or None, initial={"text": own.text if own else ""})
    if request.method == "POST" and form.is_valid():
        try:
            voices.save_voice(undertaking, organisation, text=form.cleaned_data["text"], by=viewer)
        except NotAllowed as refusal:
            form.add_error("text", refusal.decision.reason)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("practice:voice" if "later" in request.POST else "practice:release_voice", key)
    page = voice_page(undertaking, organisation, own, viewer)
    return render(request, "practice/voice.html", {"page": page, "form": form})


@login_required
@require_POST
def autosave(request: HttpRequest, key: str) -> JsonResponse:
    """Called by the page while somebody writes. Answers what is stored now."""
    viewer = viewer_in(request)
    undertaking, organisation, own = _spoken_of(viewer, key)
    text = request.POST.get("text", "")
    if text.strip():
        own = voices.save_voice(undertaking, organisation, text=text, by=viewer)
    told = {"saved": clock(own.changed_at), "base": own.fingerprint()} if own else {"saved": "", "base": ""}
    return JsonResponse(told)


def _spoken_of(viewer: Viewer, key: str) -> tuple[Undertaking, Organisation, Voice | None]:
    """The Undertaking, for whom the viewer speaks, and her voice.

    404 for everybody who may not speak there; refused where a colleague of the same house already writes.
    """
    rows = Undertaking.objects.filter(deleted_at__isnull=True)
    undertaking = get_object_or_404(
        rows.select_related("holder__municipality", "working", "released"), key=key
    )
    for organisation in Organisation.objects.filter(pk__in=viewer.organisation_ids).order_by("pk"):
        if rules.may_add_voice(viewer, undertaking, organisation):
            found = Voice.objects.filter(undertaking=undertaking, organisation=organisation)
            own = found.select_related("organisation").first()
            if own:
                require(rules.may_edit_voice(viewer, own))
            return undertaking, organisation, own
    raise Http404


def _own_voice(request: HttpRequest, key: str) -> Voice:
    undertaking, _organisation, own = _spoken_of(viewer_in(request), key)
    if own is None:
        raise Http404
    own.undertaking = undertaking
    return own


@login_required
def release(request: HttpRequest, key: str) -> HttpResponse:
    own, viewer = _own_voice(request, key), viewer_in(request)
    form = VoiceReleaseForm(request.POST or None)
    audience, consent = form.terms(own)
    error = ""
    if request.method == "POST" and "vorschau" not in request.POST:
        try:
            return _carry_out(request, own, audience, consent)
        except NotAllowed as refusal:
            error = refusal.decision.reason
    asked = request.POST.get("vorschau") or request.GET.get("vorschau", "")
    here = Audience(asked) if asked in NEEDS_READING else Audience.NETWORK
    here = audience if not asked and audience in NEEDS_READING else here
    page = voice_release_page(own, viewer, audience, consent, preview_for=here, error=error)
    return render(request, "practice/release_voice.html", {"page": page}, status=422 if error else 200)


def _carry_out(
    request: HttpRequest, own: Voice, audience: Audience, consent: EvaluationConsent
) -> HttpResponse:
    viewer = viewer_in(request)
    if "consent_only" in request.POST:
        voices.change_voice_consent(own, consent=consent, by=viewer)
        messages.success(request, _("Ihre Einwilligung ist geändert. Sie gilt ab sofort."))
        return redirect("practice:release_voice", own.undertaking.key)
    if audience in NEEDS_READING:
        voices.release_voice(own, audience=audience, consent=consent, by=viewer)
        messages.success(request, _("Ihre Sicht steht jetzt beim Vorhaben."))
    elif own.released_text:
        return withdraw(request, own.undertaking.key)
    return redirect("practice:release_voice", own.undertaking.key)


@login_required
@require_POST
def ask(request: HttpRequest, key: str) -> HttpResponse:
    own, reader = _own_voice(request, key), request.POST.get("reader", "")
    if not reader.isdecimal():
        messages.error(request, _("Bitte wählen Sie, wer lesen soll."))
        return redirect("practice:release_voice", key)
    words = request.POST.get("request", "")
    try:
        releasing.ask_reader(own, reader_id=int(reader), request=words, by=viewer_in(request))
        messages.success(request, _("Die Bitte ist unterwegs. Sie finden die Antwort auf der Seite Heute."))
    except NotAllowed as refusal:
        messages.error(request, refusal.decision.reason)
    return redirect("practice:release_voice", key)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    voices.withdraw_voice(_own_voice(request, key), by=viewer_in(request))
    messages.success(request, _("Ihre Sicht ist zurückgenommen. Der Text bleibt bei Ihnen."))
    return redirect("practice:release_voice", key)
