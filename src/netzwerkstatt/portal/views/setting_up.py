"""Setting the network up, and changing it later: name and sign, colour, letters, opening."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import require, viewer_in
from netzwerkstatt.kernel.lib.contrast import Colour, NoColour, least_contrast, read_colour
from netzwerkstatt.kernel.lib.pictures import NoPicture
from netzwerkstatt.portal import actions, rules
from netzwerkstatt.portal.colours import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    Accent,
    NotEnoughContrast,
    stylesheet,
)
from netzwerkstatt.portal.forms import ColourForm, NameForm, SetUpForm, TestLetterForm
from netzwerkstatt.portal.models import Installation, LegalPage, Logo
from netzwerkstatt.portal.pages import ColourPage, ColourSample, MailPage, SetUpPage
from netzwerkstatt.portal.progress import mail_state, steps
from netzwerkstatt.portal.queries import installation, missing_for_opening, unfinished_legal_pages

KERN_ACCENT = Accent("#2044aa", "#97afe1")


def set_up(request: HttpRequest) -> HttpResponse:
    """The first account while there is none; afterwards the list of steps for those who run the network."""
    if Person.objects.exists():
        return _steps(request)
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.set_up(**form.cleaned_data)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
            messages.success(request, _("Das Netzwerk steht. Hier sind die nächsten Schritte."))
            return redirect("portal:set_up")
    return render(request, "portal/set_up.html", {"form": form})


def _steps(request: HttpRequest) -> HttpResponse:
    """Whoever is not signed in does not learn that there is such a page."""
    viewer = viewer_in(request)
    if not viewer.signed_in or request.method != "GET":
        raise Http404
    require(rules.may_edit_installation(viewer))
    about, found = installation(), steps(viewer)
    page = SetUpPage(
        steps=found,
        here=next((step.number for step in found if not step.is_done), 0),
        open_=rules.may_open(viewer, missing_for_opening()),
        is_closed=about.is_closed,
        opened_at=about.opened_at,
        is_demonstration=about.is_demonstration,
    )
    return render(request, "portal/steps.html", {"page": page})


@login_required
def name(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_edit_installation(viewer))
    about = installation()
    initial = {"network_name": about.network_name, "intro": about.intro}
    form = NameForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if values["logo"]:
                actions.set_logo(values["logo"].read(), by=viewer)
            elif values["drop_logo"]:
                actions.drop_logo(by=viewer)
        except NoPicture as error:
            form.add_error("logo", str(error))
        else:
            actions.set_installation(network_name=values["network_name"], intro=values["intro"], by=viewer)
            messages.success(request, _("Gespeichert."))
            return redirect("portal:set_up")
    return render(request, "portal/name.html", {"form": form, "logo": Logo.objects.first()})


@login_required
def colours(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_edit_installation(viewer))
    about = installation()
    form = ColourForm(
        request.POST or None,
        initial={"accent": about.accent or KERN_ACCENT.light, "accent_dark": about.accent_dark},
    )
    proposal = field = ""
    if request.method == "POST" and "drop" in request.POST:
        actions.drop_accent(by=viewer)
        return redirect("portal:colours")
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_accent(form.cleaned_data["accent"], form.cleaned_data["accent_dark"], by=viewer)
        except NotEnoughContrast as error:
            form.add_error(error.field, str(error))
            proposal, field = error.proposal, error.field
        except NoColour as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Gespeichert. Alle Seiten haben jetzt diese Farbe."))
            return redirect("portal:colours")
    page = ColourPage(form, _samples(about), proposal, field, bool(about.accent))
    return render(request, "portal/colours.html", {"page": page})


def _samples(about: Installation) -> tuple[ColourSample, ...]:
    accent = Accent(about.accent, about.accent_dark) if about.accent else KERN_ACCENT
    return (
        _sample(_("auf hellem Grund"), accent.light, LIGHT_GROUNDS),
        _sample(_("auf dunklem Grund"), accent.dark, DARK_GROUNDS),
    )


def _sample(words: str, colour: str, grounds: tuple[Colour, ...]) -> ColourSample:
    number = least_contrast(read_colour(colour), grounds)
    return ColourSample(words, colour, grounds[0].hex, f"{int(number * 10) / 10:.1f}".replace(".", ","))


def colours_file(request: HttpRequest, light: str, dark: str) -> HttpResponse:
    """The accent as a stylesheet. Its address names the colours, so that it may be kept for good."""
    about = installation()
    if (f"#{light}", f"#{dark}") != (about.accent, about.accent_dark):
        raise Http404
    response = HttpResponse(
        stylesheet(Accent(f"#{light}", f"#{dark}")), content_type="text/css; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def logo_file(request: HttpRequest, digest: str) -> HttpResponse:
    """The sign, as what it was checked to be and nothing else."""
    logo = get_object_or_404(Logo, digest=digest)
    response = HttpResponse(bytes(logo.content), content_type=logo.media_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response


@login_required
def legal_pages(request: HttpRequest) -> HttpResponse:
    require(rules.may_edit_installation(viewer_in(request)))
    open_ = {page.kind: bool(page.pk) for page in unfinished_legal_pages()}
    rows = [
        (kind, label, "fertig" if kind not in open_ else "angefangen" if open_[kind] else "noch leer")
        for kind, label in LegalPage.Kind.choices
    ]
    return render(request, "portal/legal_pages.html", {"rows": rows})


@login_required
def mail(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    require(rules.may_edit_installation(viewer))
    own = request.user.email if isinstance(request.user, Person) else ""
    form = TestLetterForm(request.POST or None, initial={"to": own})
    trouble = ""
    if request.method == "POST" and form.is_valid():
        trouble = actions.send_test_letter(to=form.cleaned_data["to"], by=viewer)
        if not trouble:
            messages.success(request, _("Der Brief ist unterwegs. Sehen Sie nach, ob er ankommt."))
            return redirect("portal:mail")
    page = MailPage(mail_state(), installation().mail_tested_at, trouble, form)
    return render(request, "portal/mail.html", {"page": page})


@login_required
@require_POST
def open_to_public(request: HttpRequest) -> HttpResponse:
    actions.open_to_public(by=viewer_in(request))
    messages.success(request, _("Das Netzwerk ist offen. Öffentliches lesen jetzt alle."))
    return redirect("portal:start")
