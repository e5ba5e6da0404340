"""Real project descriptions as drafts of a fictional holder, in a scratch data folder: to try search and pages with."""

from datetime import date
from pathlib import Path

from netzwerkstatt.demo.actions import demonstration_person, viewer
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Mandate, Membership, Municipality, Organisation
from netzwerkstatt.practice.actions import bringing
from netzwerkstatt.practice.brought.plan import CREATE, LEAVE, plan_of


def load_real_texts(path: Path) -> int:
    """Read a table of project descriptions, whatever its columns are called, into drafts; returns how many are new.

    What is there word for word is left out, so it can be repeated; rows that resemble each other all come in.
    Nothing is released: the texts belong to others and serve as material on this machine only.
    """
    author, holder = _holder()
    before = holder.undertakings.count()
    staged = bringing.bring_file(holder, name=path.name, content=path.read_bytes(), by=author)
    known = [
        double.row.line
        for double in plan_of(staged, author).doubles
        if any(match.mine and match.the_same for match in double.matches)
    ]
    decisions = dict.fromkeys(known, LEAVE)
    staged = bringing.decide(staged, decisions=decisions, others=CREATE, by=author)
    bringing.import_undertakings(staged, by=author)
    return holder.undertakings.count() - before


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
