"""Many generated experiences with varied texts, for measurements. Written in bulk: the actions are measured elsewhere."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from netzwerkstatt.catalogue.models import Approach, Barrier
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.models import ANSWERS, BarrierMet, Goal, Undertaking, Version, WayTried
from netzwerkstatt.practice.states import Outcome, Stage

BATCH = 500


def build_scale(number: int, say: Callable[[str], None]) -> int:
    """Make `number` released Undertakings out of shuffled sentences of the demonstration. Same seed, same texts."""
    dice = random.Random(number)  # noqa: S311 nothing secret
    sentences = _sentences()
    holders = list(Organisation.objects.filter(kind__in=["administration", "initiative"], is_fictional=True))
    barriers, approaches = list(Barrier.objects.all()), list(Approach.objects.all())
    made = 0
    plans = ((dice.choice(holders), _texts(dice, sentences)) for _n in range(number))
    while batch := list(islice(plans, BATCH)):
        with transaction.atomic():
            _write(batch, dice, barriers, approaches, made)
        made += len(batch)
        say(f"{made} von {number} …")
    from netzwerkstatt.search.actions import rebuild

    say("Index …")
    rebuild()
    return made


def _sentences() -> list[str]:
    texts = Version.objects.filter(released_of__isnull=False).values_list(*ANSWERS)[:40]
    return [s.strip() + "." for row in texts for text in row for s in text.split(". ") if len(s) > 30]


def _texts(dice: random.Random, sentences: list[str]) -> dict[str, str]:
    texts = {name: " ".join(dice.sample(sentences, 5)) for name in ANSWERS}
    words = dice.choice(sentences).split()[:5]
    return {**texts, "title": " ".join(words).strip(",.")[:120], "summary": dice.choice(sentences)}


def _write(
    batch: list[tuple[Organisation, dict[str, str]]],
    dice: random.Random,
    barriers: list[Barrier],
    approaches: list[Approach],
    offset: int,
) -> None:
    now = timezone.now()
    undertakings = Undertaking.objects.bulk_create(
        [
            Undertaking(
                holder=holder, stage=dice.choice(list(Stage)), changed_at=now - timedelta(minutes=offset + n)
            )
            for n, (holder, _texts) in enumerate(batch)
        ]
    )
    versions = Version.objects.bulk_create(
        [
            Version(undertaking=u, number=1, sealed_at=now, **texts)
            for u, (_h, texts) in zip(undertakings, batch, strict=True)
        ]
    )
    for undertaking, version in zip(undertakings, versions, strict=True):
        undertaking.working = undertaking.released = version
        undertaking.released_at, undertaking.audience = (
            undertaking.changed_at,
            dice.choice(["network", "public"]),
        )
        undertaking.agreed_with_role, undertaking.agreed_on = "erzeugt", now.date()
    fields = ["working", "released", "released_at", "audience", "agreed_with_role", "agreed_on"]
    Undertaking.objects.bulk_update(undertakings, fields)
    Goal.objects.bulk_create([Goal(version=v, wording=v.summary[:200]) for v in versions])
    met = BarrierMet.objects.bulk_create(list(_met(versions, dice, barriers)))
    WayTried.objects.bulk_create(
        [
            WayTried(
                barrier_met=m,
                approach=dice.choice(approaches),
                what="Ein Weg",
                outcome=dice.choice(list(Outcome)),
            )
            for m in met
            for _n in range(2)
        ]
    )


def _met(versions: list[Version], dice: random.Random, barriers: list[Barrier]) -> Iterator[BarrierMet]:
    for version in versions:
        for position, barrier in enumerate(dice.sample(barriers, 2)):
            yield BarrierMet(version=version, barrier=barrier, what="Wie es hier war.", position=position)
