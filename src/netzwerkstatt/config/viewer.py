"""From a request to the Viewer."""

from django.http import HttpRequest

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import NOBODY, Viewer
from netzwerkstatt.network.queries import viewer_of


def viewer_for(request: HttpRequest) -> Viewer:
    user = request.user
    return viewer_of(user) if isinstance(user, Person) and user.is_authenticated else NOBODY
