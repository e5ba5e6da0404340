"""Taking the demonstration out again: everything fictional, and everything that hangs on it, in every room.

What hangs on it is found in the models themselves: every foreign key that cannot do without what goes, goes
too. So a room that comes later is covered without being named here. What points by a plain number (trail,
letters, links, staged files, sessions) is named below.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import TermProposal
from netzwerkstatt.indicators.models import Indicator, Source, Value
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.models import StagedFile, StoredFile
from netzwerkstatt.kernel.links.models import IssuedLink
from netzwerkstatt.kernel.mail.models import Letter
from netzwerkstatt.network.actions import INVITATION
from netzwerkstatt.network.herne import SOURCE
from netzwerkstatt.network.models import Circular, MandateInvitation, Municipality, Organisation
from netzwerkstatt.portal.models import Installation
from netzwerkstatt.search.actions import rebuild
from netzwerkstatt.search.models import IndexChange

Found = dict[type[models.Model], set[Any]]
BATCH = 500


@dataclass(frozen=True)
class Removed:
    places: int
    people: int
    rows: int


@transaction.atomic
def remove_demonstration() -> Removed:
    """Delete everything the demonstration made. Real members, people and texts beside it stay as they are."""
    found = _closure(_roots())
    people = found.get(Person, set())
    addresses = set(Person.objects.filter(pk__in=people).values_list("email", flat=True))
    addresses |= set(
        MandateInvitation.objects.filter(pk__in=found.get(MandateInvitation, ())).values_list(
            "email", flat=True
        )
    )
    measured = set(
        Value.objects.filter(source__in=found.get(Source, ())).values_list("indicator_id", flat=True)
    )
    files = _files_of(found)
    rows = _forget_numbers(found, people, addresses)
    _let_go(found)
    for model, numbers in found.items():
        for part in _parts(numbers):
            rows += model._base_manager.filter(pk__in=part)._raw_delete(model._base_manager.db)
    rows += _drop_files(files)
    Indicator.objects.filter(pk__in=measured, values__isnull=True).delete()
    _close_installation()
    IndexChange.objects.all().delete()  # it lists numbers of what is gone; the index is made anew
    rebuild()
    cache.clear()
    return Removed(len(found.get(Municipality, ())), len(people), rows)


def _roots() -> Found:
    """Fictional places, organisations and figures, the demonstration's people, and real places where nobody real works."""
    places = set(Municipality.objects.filter(is_fictional=True).values_list("pk", flat=True))
    herne = Municipality.objects.filter(key="05916000", source=SOURCE)
    real = Person.objects.filter(is_demonstration=False).values("pk")
    used = Organisation.objects.filter(
        Q(municipality__in=herne) | Q(centre__municipality__in=herne), mandates__person__in=real
    )
    if not used.exists():
        places |= set(herne.values_list("pk", flat=True))
    proven = Municipality.objects.exclude(memberships__proven_on="").filter(
        memberships__isnull=False, organisations__isnull=True
    )  # members that sources prove are loaded for the demonstration only
    places |= set(proven.values_list("pk", flat=True))
    organisations = Organisation.objects.filter(
        Q(is_fictional=True) | Q(municipality__in=places) | Q(centre__municipality__in=places)
    )
    people = Person.objects.filter(is_demonstration=True)
    return {
        Municipality: places,
        Organisation: set(organisations.values_list("pk", flat=True)),
        Source: set(Source.objects.filter(is_fictional=True).values_list("pk", flat=True)),
        Person: set(people.values_list("pk", flat=True)),
        TermProposal: set(TermProposal.objects.filter(proposer__in=people).values_list("pk", flat=True)),
    }


def _files_of(found: Found) -> set[int]:
    """Stored files that something which goes refers to."""
    files: set[int] = set()
    for field in _pointing_at(StoredFile):
        for part in _parts(found.get(field.model, ())):
            rows = field.model._base_manager.filter(pk__in=part, **{f"{field.name}__isnull": False})
            files |= set(rows.values_list(field.attname, flat=True))
    return files


def _drop_files(files: set[int]) -> int:
    """Those of them to which nothing refers any more."""
    for field in _pointing_at(StoredFile):
        for part in _parts(files):
            rows = field.model._base_manager.filter(**{f"{field.name}__in": part})
            files = files - set(rows.values_list(field.attname, flat=True))
    return sum(StoredFile.objects.filter(pk__in=part).delete()[0] for part in _parts(files))


def _closure(roots: Found) -> Found:
    """The roots and everything whose foreign key to them is not empty and may not become empty."""
    found: Found = defaultdict(set)
    open_ = [(model, numbers) for model, numbers in roots.items() if numbers]
    while open_:
        model, numbers = open_.pop()
        fresh = numbers - found[model]
        if not fresh:
            continue
        found[model] |= fresh
        for field in _pointing_at(model):
            if not _cannot_do_without(field):
                continue
            hanging: set[Any] = set()
            for part in _parts(fresh):
                rows = field.model._base_manager.filter(**{f"{field.name}__in": part})
                hanging |= set(rows.values_list("pk", flat=True))
            if hanging:
                open_.append((field.model, hanging))
    return found


def _cannot_do_without(field: Any) -> bool:
    """Whether a row goes with what it points at: its key may not be empty, or it was made to go along."""
    return not field.null or field.remote_field.on_delete is models.CASCADE


def _pointing_at(model: type[models.Model]) -> list[Any]:
    return [
        field
        for other in apps.get_models(include_auto_created=True)
        for field in other._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is model
    ]


def _let_go(found: Found) -> None:
    """What stays and may forget: its reference becomes empty."""
    for model, numbers in list(found.items()):
        for field in _pointing_at(model):
            if _cannot_do_without(field):
                continue
            for part in _parts(numbers):
                rows = field.model._base_manager.filter(**{f"{field.name}__in": part})
                staying = set(rows.values_list("pk", flat=True)) - found.get(field.model, set())
                field.model._base_manager.filter(pk__in=staying).update(**{field.name: None})


def _forget_numbers(found: Found, people: set[Any], addresses: set[str]) -> int:
    """Rows that point by a plain number: the trail, letters, links, staged files, sessions."""
    rows = 0
    for model, numbers in found.items():
        for part in _parts({str(number) for number in numbers}):
            rows += AuditEntry.objects.filter(thing_kind=model._meta.label_lower, thing_id__in=part).delete()[
                0
            ]
    invitations = {str(number) for number in found.get(MandateInvitation, ())}
    for part in _parts(invitations):
        rows += IssuedLink.objects.filter(purpose=INVITATION, subject__in=part).delete()[0]
    for part in _parts(people):
        rows += AuditEntry.objects.filter(person_id__in=part).delete()[0]
        rows += Letter.objects.filter(person_id__in=part).delete()[0]
        rows += StagedFile.objects.filter(person_id__in=part).delete()[0]
    for number in found.get(Circular, ()):
        rows += Letter.objects.filter(event=f"circular:{number}").delete()[0]
    for part in _parts(addresses):
        rows += Letter.objects.filter(address__in=part).delete()[0]
    for session in Session.objects.all().iterator():
        if str(session.get_decoded().get("_auth_user_id")) in {str(number) for number in people}:
            session.delete()
            rows += 1
    return rows


def _close_installation() -> None:
    """Without real people the house is empty again; otherwise the network is a real one from now on."""
    about = Installation.objects.filter(is_demonstration=True)
    if Person.objects.filter(is_demonstration=False).exists():
        about.update(is_demonstration=False)
    else:
        about.delete()
        for leftover in (AuditEntry, Letter, IssuedLink, StagedFile, DBTaskResult):
            leftover._default_manager.all().delete()


def _parts(numbers: Any) -> list[list[Any]]:
    ordered = list(numbers)
    return [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
