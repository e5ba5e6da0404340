"""Making an account. There is no open sign-up: an account begins with an invitation or the set-up page."""

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import ALLOWED, Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record


@transaction.atomic
def create_person(
    *, email: str, name: str, password: str | None, by: Viewer, is_operator: bool = False
) -> Person:
    """A new account with a confirmed address. Raises ValidationError for a weak password or a known address."""
    if password is not None:
        validate_password(password, Person(email=email, name=name))
    person = Person.objects.create_user(email, name, password, is_staff=is_operator, is_superuser=is_operator)
    _confirm_address(person)
    record("create_person", person, by=by)
    registry.changed(person)
    return person


def _confirm_address(person: Person) -> None:
    """The invitation went to this address, so it is confirmed."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


@transaction.atomic
def end_session(session: UserSession, *, by: Viewer) -> None:
    """Sign out there, at once. Raises NotAllowed for anybody else's session."""
    require(
        ALLOWED if session.user_id == by.person_id else denied(_("Beenden können Sie nur eigene Sitzungen."))
    )
    record("end_session", session.user, by=by)
    session.end()
