"""Writing the trail. Called inside the action it tells of, so both happen or neither."""

from typing import Any

from django.db import models

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.audit.models import AuditEntry


def record(verb: str, thing: models.Model, *, by: Viewer, **circumstance: Any) -> AuditEntry:
    """Note that `by` did `verb` to `thing`. `circumstance` holds states and numbers, never texts."""
    return AuditEntry.objects.create(
        person_id=by.person_id,
        person_name=by.name,
        verb=verb,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        circumstance=circumstance,
    )


def trail_of(thing: models.Model) -> models.QuerySet[AuditEntry]:
    """All entries about one thing, newest first."""
    return AuditEntry.objects.filter(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
