"""Writing who offers and who seeks what."""

from django.db import transaction

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network import rules
from netzwerkstatt.network.models import Organisation, TopicInterest


@transaction.atomic
def add_interest(
    organisation: Organisation, *, kind: str, text: str, topic: Topic | None, by: Viewer
) -> TopicInterest:
    require(rules.may_edit_interests(by, organisation))
    interest = TopicInterest(organisation=organisation, kind=kind, text=text, topic=topic)
    interest.full_clean()
    interest.save()
    record("add_interest", organisation, by=by, kind=kind)
    registry.changed(organisation)
    return interest


@transaction.atomic
def drop_interest(interest: TopicInterest, *, by: Viewer) -> None:
    require(rules.may_edit_interests(by, interest.organisation))
    organisation = interest.organisation
    interest.delete()
    record("drop_interest", organisation, by=by)
    registry.changed(organisation)
