"""The page on which another bench or a partner adds its voice."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import NotAllowed, Viewer, require, viewer_in
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import voices
from netzwerkstatt.practice.forms import VoiceForm
from netzwerkstatt.practice.models import Undertaking, Voice
from netzwerkstatt.practice.pages.voice import voice_page
from netzwerkstatt.practice.states import Audience, EvaluationConsent


@login_required
def voice(request: HttpRequest, key: str) -> HttpResponse:
    viewer: Viewer = viewer_in(request)
    undertaking = get_object_or_404(
        Undertaking.objects.filter(deleted_at__isnull=True).select_related(
            "holder__municipality", "working", "released"
        ),
        key=key,
    )
    organisation = _organisation_for(viewer, undertaking)
    own = Voice.objects.filter(undertaking=undertaking, organisation=organisation).first()
    form = VoiceForm(
        request.POST if "save" in request.POST else None, initial={"text": own.text if own else ""}
    )
    if request.method == "POST":
        try:
            if _carry_out(request, viewer, undertaking, organisation, own, form):
                return redirect("practice:voice", key)
        except NotAllowed as refusal:
            messages.error(request, refusal.decision.reason)
            return redirect("practice:voice", key)
    page = voice_page(undertaking, organisation, own, viewer, timezone.localdate())
    return render(request, "practice/voice.html", {"page": page, "form": form})


def _organisation_for(viewer: Viewer, undertaking: Undertaking) -> Organisation:
    """The viewer's organisation that may speak here; 404 if there is none, as for any stranger."""
    for organisation in Organisation.objects.filter(pk__in=viewer.organisation_ids).order_by("pk"):
        if rules.may_add_voice(viewer, undertaking, organisation):
            return organisation
    raise Http404


def _carry_out(
    request: HttpRequest,
    viewer: Viewer,
    undertaking: Undertaking,
    organisation: Organisation,
    own: Voice | None,
    form: VoiceForm,
) -> bool:
    """One of the four deeds of the page; False when the form has to be shown again."""
    if "save" in request.POST:
        if form.is_valid():
            voices.save_voice(undertaking, organisation, text=form.cleaned_data["text"], by=viewer)
            messages.success(request, _("Gespeichert."))
        return form.is_valid()
    if own is None:
        raise Http404
    require(rules.may_edit_voice(viewer, own))
    if "ask" in request.POST and request.POST.get("reader", "").isdecimal():
        releasing.ask_reader(own, reader_id=int(request.POST["reader"]), by=viewer)
        messages.success(request, _("Die Bitte ist unterwegs."))
    elif "release" in request.POST:
        audience = Audience.PUBLIC if request.POST.get("audience") == "public" else Audience.NETWORK
        voices.release_voice(own, audience=audience, consent=EvaluationConsent.NONE, by=viewer)
        messages.success(request, _("Ihre Stimme steht jetzt beim Vorhaben."))
    elif "withdraw" in request.POST:
        voices.withdraw_voice(own, by=viewer)
        messages.success(request, _("Ihre Stimme ist zurückgenommen."))
    return True
