"""Inviting somebody, and accepting an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import NotAllowed, require, viewer_in
from netzwerkstatt.kernel.links.actions import LinkNotValid, read_link
from netzwerkstatt.network import actions, rules
from netzwerkstatt.network.forms.members import AcceptForm, InviteForm
from netzwerkstatt.network.models import MandateInvitation, Organisation


@login_required
def invite(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    organisation = get_object_or_404(Organisation.objects.visible_to(viewer), pk=number)
    require(rules.may_invite(viewer, organisation))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.invite(organisation, **form.cleaned_data, by=viewer)
        messages.success(request, _("Die Einladung ist unterwegs."))
        return redirect(organisation.municipality or "network:members")
    return render(request, "network/invite.html", {"form": form, "organisation": organisation})


def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST accepts. The link is used up by POST alone."""
    try:
        link = read_link(token, purpose=actions.INVITATION)
    except LinkNotValid as error:
        return render(request, "network/link_not_valid.html", {"reason": str(error)}, status=410)
    invitation = get_object_or_404(
        MandateInvitation.objects.select_related("organisation"), pk=int(link.subject)
    )
    person = request.user if isinstance(request.user, Person) else None
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and (person or form.is_valid()):
        try:
            values = {} if person else form.cleaned_data
            mandate = actions.accept_invitation(link, person=person, **values)
        except (NotAllowed, LinkNotValid, ValidationError) as error:
            form.add_error(None, getattr(error, "messages", None) or str(error))
        else:
            if person is None:
                login(request, mandate.person, backend="allauth.account.auth_backends.AuthenticationBackend")
            messages.success(
                request,
                _("Willkommen. Sie handeln jetzt für %(name)s.") % {"name": mandate.organisation.name},
            )
            return redirect("/heute/")
    known = Person.objects.filter(email__iexact=invitation.email).exists()
    context = {"form": form, "invitation": invitation, "person": person, "known": known}
    return render(request, "network/accept_invitation.html", context)
