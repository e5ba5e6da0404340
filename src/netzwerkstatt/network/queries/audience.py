"""Whom a circular letter reaches: one question, asked for the preview and again when it is sent."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from netzwerkstatt.kernel.access import MandateRole
from netzwerkstatt.network.models import (
    CompetenceCentre,
    LetterRefusal,
    Mandate,
    Municipality,
    Organisation,
    TopicInterest,
)
from netzwerkstatt.network.models.organisations import current
from netzwerkstatt.network.states import REFUSABLE, LetterKind

GROUPS = {
    "administration": "Koordinationen der Kommunen",
    "initiative": "Koordinationen der Initiativen",
    "centre": "Kompetenzzentren",
    "secretariat": "Sekretariat",
}
LEADING = (MandateRole.COORDINATOR, MandateRole.DEPUTY)


@dataclass(frozen=True)
class Audience:
    """Groups, cut by Land, kind of member, regional network, and interest in a centre's topic. Empty cuts nothing."""

    groups: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regional: tuple[int, ...] = ()
    topic: int | None = None

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Audience":
        return cls(
            tuple(values.get("groups", ())),
            tuple(values.get("states", ())),
            tuple(values.get("kinds", ())),
            tuple(int(number) for number in values.get("regional", ())),
            values.get("topic"),
        )

    def as_values(self) -> dict[str, Any]:
        return {
            "groups": list(self.groups),
            "states": list(self.states),
            "kinds": list(self.kinds),
            "regional": list(self.regional),
            "topic": self.topic,
        }


@dataclass(frozen=True)
class Reached:
    """One mandate for each person, and how many would belong but have refused letters of this kind."""

    mandates: tuple[Mandate, ...]
    refused: int
    fingerprint: str = field(default="")

    @property
    def number(self) -> int:
        return len(self.mandates)


def reached_by(audience: Audience, kind: LetterKind, on: date) -> Reached:
    """Everybody a letter to this audience goes to on that day, each person once, by organisation and name."""
    rows = (
        Mandate.objects.filter(
            current(on), role__in=LEADING, person__is_active=True, organisation__in=_organisations(audience)
        )
        .select_related("person", "organisation__municipality")
        .order_by("organisation__name", "person__name", "id")
    )
    once: dict[int, Mandate] = {}
    for mandate in rows:
        once.setdefault(mandate.person_id, mandate)
    refused = set()
    if kind in REFUSABLE:
        refused = set(
            LetterRefusal.objects.filter(kind=kind, person_id__in=once).values_list("person_id", flat=True)
        )
    kept = tuple(mandate for number, mandate in once.items() if number not in refused)
    numbers = ",".join(str(number) for number in sorted(m.person_id for m in kept))
    return Reached(kept, len(refused), hashlib.sha256(numbers.encode()).hexdigest()[:16])


def _organisations(audience: Audience) -> Any:
    """Organisations in the groups that belong to the network now, cut by where they are."""
    rows = Organisation.objects.filter(kind__in=[g for g in audience.groups if g in GROUPS])
    members = Municipality.objects.members()
    rows = rows.filter(Q(municipality__isnull=True) | Q(municipality__in=members))
    place = Municipality.objects.all()
    if audience.states:
        in_states = Q(map_district__state_id__in=audience.states)
        for key in audience.states:
            in_states |= Q(map_district__isnull=True, key__startswith=key)
        place = place.filter(in_states)
    if audience.kinds:
        place = place.filter(kind__in=audience.kinds)
    if audience.regional:
        place = place.filter(regional_networks__in=audience.regional)
    if audience.states or audience.kinds or audience.regional:
        at_centres = CompetenceCentre.objects.filter(municipality__in=place).values("organisation")
        rows = rows.filter(Q(municipality__in=place) | Q(pk__in=at_centres))
    if audience.topic:
        interested = TopicInterest.objects.filter(topic=audience.topic).values("organisation")
        rows = rows.filter(pk__in=interested)
    return rows
