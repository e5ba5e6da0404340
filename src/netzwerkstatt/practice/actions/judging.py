"""How the other bench judges participation. It speaks for itself, and says itself who may read it."""

from collections.abc import Iterable

from django.db import transaction

from netzwerkstatt.kernel.access import Viewer, require
from netzwerkstatt.kernel.audit.actions import record
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice import rules
from netzwerkstatt.practice.models import BenchJudgement, Undertaking
from netzwerkstatt.practice.states import Audience


@transaction.atomic
def judge_participation(
    undertaking: Undertaking,
    organisation: Organisation,
    *,
    levels: Iterable[BenchJudgement],
    audience: Audience = Audience.NAMED,
    by: Viewer,
) -> None:
    """These judgements of the organisation instead of its earlier ones; none takes them all back.

    `audience` is the release: `named` keeps them in the organisation, `network` and `public` let them be read
    as far as the Undertaking itself is. There is no free text in them, so no second reader is needed.
    """
    require(rules.may_judge_participation(by, undertaking, organisation))
    undertaking.judgements.filter(organisation=organisation).delete()
    for judgement in levels:
        judgement.pk, judgement.undertaking, judgement.organisation = None, undertaking, organisation
        judgement.judged_by_id, judgement.audience = by.person_id, audience
        judgement.full_clean(exclude=["undertaking", "organisation"])
        judgement.save()
    record("judge_participation", undertaking, by=by, audience=audience.value)
