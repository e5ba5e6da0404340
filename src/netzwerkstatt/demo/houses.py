"""The fictional municipalities with their people, and where their content lies."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Municipality, Organisation
from netzwerkstatt.network.queries import held_mandates

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class House:
    """A fictional municipality with the people of both benches."""

    place: Municipality
    administration: Organisation
    initiative: Organisation
    coordinator: Viewer
    initiatives: Viewer | None


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def viewer(person: Person) -> Viewer:
    return Viewer(
        person_id=person.pk, name=person.name, mandates=held_mandates(person.pk, timezone.localdate())
    )
