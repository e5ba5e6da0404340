"""What the pages of circular letters state."""

from dataclasses import dataclass
from typing import Any

from netzwerkstatt.catalogue.models import Topic
from netzwerkstatt.kernel.access import Decision
from netzwerkstatt.network.models import Circular, MunicipalityKind, RegionalNetwork, State
from netzwerkstatt.network.queries.audience import GROUPS, Audience


@dataclass(frozen=True)
class CircularList:
    sent: list[Circular]
    drafts: list[Circular]
    may_write: bool


@dataclass(frozen=True)
class CircularPage:
    """`to` names groups, never people; who was written to is told to the sending organisation alone."""

    circular: Circular
    to: tuple[str, ...]
    number: int | None
    people: tuple[str, ...]


@dataclass(frozen=True)
class PreviewPage:
    circular: Circular
    to: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    number: int
    refused: int
    fingerprint: str
    send: Decision
    notice: str


def audience_words(audience: Audience) -> tuple[str, ...]:
    words = [GROUPS[group] for group in audience.groups if group in GROUPS]
    if audience.states:
        names = State.objects.filter(key__in=audience.states).values_list("name", flat=True)
        words.append(f"in {', '.join(names)}")
    if audience.kinds:
        words.append("nur " + ", ".join(str(MunicipalityKind(kind).label) for kind in audience.kinds))
    if audience.regional:
        found = RegionalNetwork.objects.filter(pk__in=audience.regional).select_related("organisation")
        words.append(", ".join(str(network) for network in found))
    if audience.topic:
        topic = Topic.objects.filter(pk=audience.topic).first()
        words.append(f"die zu „{topic}“ etwas bieten oder suchen" if topic else "")
    return tuple(word for word in words if word)


def initial_of(circular: Circular) -> dict[str, Any]:
    audience = Audience.of(circular.audience)
    return {
        "sender": circular.sender_id,
        "kind": circular.kind,
        "subject": circular.subject,
        "text": circular.text,
        "groups": audience.groups,
        "states": audience.states,
        "kinds": audience.kinds,
        "regional": [str(number) for number in audience.regional],
    }
