"""Real project descriptions as drafts of a fictional holder, in a scratch data folder: to try search and pages with."""

import csv
from datetime import date
from pathlib import Path

from netzwerkstatt.demo.actions import demonstration_person, viewer
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Mandate, Membership, Municipality, Organisation
from netzwerkstatt.practice.actions import telling

NUMBER = 100
SHORTEST = 400


def load_real_texts(path: Path, number: int = NUMBER) -> int:
    """Read the CSV (columns titel, zusammenfassung, beginn, ende), begin and write a draft for each; returns how many.

    Nothing is released: the texts belong to others and serve as material on this machine only.
    """
    author, holder = _holder()
    made = 0
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if len(row["zusammenfassung"]) < SHORTEST:
                continue
            undertaking = telling.begin_undertaking(holder, title=row["titel"][:160], by=author)
            telling.save_text(undertaking, name="done", text=row["zusammenfassung"], base=None, by=author)
            telling.set_facts(undertaking, begin=row["beginn"], end=row["ende"], by=author)
            made += 1
            if made == number:
                break
    return made


def _holder() -> tuple[Viewer, Organisation]:
    """A fictional municipality for scratch work, made once."""
    place, _new = Municipality.objects.get_or_create(
        key="F0000099", defaults={"name": "Probehausen-Versuch", "kind": "city", "is_fictional": True}
    )
    Membership.objects.get_or_create(municipality=place, defaults={"state": "active"})
    holder, _new = Organisation.objects.get_or_create(
        name="Stadt Probehausen-Versuch", kind="administration", municipality=place
    )
    person = demonstration_person("Probe", "probe@probehausen.example")
    Mandate.objects.get_or_create(
        person=person, organisation=holder, role="coordinator", defaults={"starts_on": date(2024, 1, 1)}
    )
    return viewer(person), holder
