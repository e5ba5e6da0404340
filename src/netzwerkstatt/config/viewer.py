"""From a request to the Viewer: the only place where an account becomes rights."""

from django.http import HttpRequest
from django.utils import timezone

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import NOBODY, Viewer
from netzwerkstatt.network.queries import held_mandates


def viewer_of(person: Person) -> Viewer:
    """What this person may do today."""
    return Viewer(
        person_id=person.pk,
        name=person.name,
        is_operator=person.is_staff,
        mandates=held_mandates(person.pk, timezone.localdate()),
    )


def viewer_for(request: HttpRequest) -> Viewer:
    user = request.user
    return viewer_of(user) if isinstance(user, Person) and user.is_authenticated else NOBODY
