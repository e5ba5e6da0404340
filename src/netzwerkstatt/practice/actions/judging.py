"""How the other bench judges participation. It speaks for itself, and at once to all who read the Undertaking."""

from collections.abc import Iterable

from django.db import transaction

from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import BenchJudgement, Undertaking


@transaction.atomic
def judge_participation(
    undertaking: Undertaking, organisation: Organisation, *, levels: Iterable[BenchJudgement], by: Viewer
) -> None:
    """These judgements of the organisation instead of its earlier ones; none takes them all back."""
    require(rules.may_judge_participation(by, undertaking, organisation))
    undertaking.judgements.filter(organisation=organisation).delete()
    for judgement in levels:
        judgement.pk, judgement.undertaking, judgement.organisation = None, undertaking, organisation
        judgement.judged_by_id = by.person_id
        judgement.full_clean(exclude=["undertaking", "organisation"])
        judgement.save()
    record("judge_participation", undertaking, by=by)
