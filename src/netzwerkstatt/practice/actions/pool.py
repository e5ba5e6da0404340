"""The Lesekreis: who reads for other members."""

from django.db import transaction
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer, denied, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.practice.models import ReaderVolunteer


@transaction.atomic
def join_pool(*, by: Viewer) -> ReaderVolunteer:
    if not by.writing_mandates:
        require(denied(_("Im Lesekreis liest mit, wer ein Mandat im Netzwerk hat.")))
    volunteer, _created = ReaderVolunteer.objects.get_or_create(person_id=by.number)
    record("join_pool", volunteer, by=by)
    return volunteer


@transaction.atomic
def leave_pool(*, by: Viewer) -> None:
    ReaderVolunteer.objects.filter(person_id=by.number).delete()
