"""Templates of the demonstration: invented documents, written when the demonstration is built."""

import io
from datetime import date
from typing import Any

import docx

from netzwerkstatt.catalogue.actions import propose_term
from netzwerkstatt.catalogue.models import Barrier, Tool, Topic
from netzwerkstatt.demo.houses import House, viewer
from netzwerkstatt.kernel.files.attachments import Attachment, read_attachment
from netzwerkstatt.network.queries import people_named
from netzwerkstatt.practice.models import ReaderVolunteer
from netzwerkstatt.practice.states import Audience
from netzwerkstatt.practice.vorlagen import actions
from netzwerkstatt.practice.vorlagen.actions import Told


def bring_document(row: dict[str, Any], houses: dict[str, House]) -> None:
    """One template from its row, read by a volunteer and released like a real one."""
    house = houses[row["municipality"]]
    by_initiative = row["told_by"] == "initiative" and house.initiatives is not None
    holder = house.initiative if by_initiative else house.administration
    author = house.initiatives if by_initiative and house.initiatives else house.coordinator
    words = ("title", "kind", "licence", "purpose", "adapt", "origin_from", "origin_on")
    told = Told(
        **{name: row[name] for name in words},
        topics=Topic.objects.filter(key__in=row.get("topics", [])),
        tools=Tool.objects.filter(key__in=row.get("tools", [])),
        barriers=Barrier.objects.filter(key__in=row.get("barriers", [])),
    )
    template = actions.bring_template(holder, told=told, attachment=_document(row), by=author)
    terms: dict[str, Any] = {}
    if row["audience"] == Audience.PUBLIC:
        people = people_named(author, date.today())
        reader = (
            ReaderVolunteer.objects.filter(person_id__in=people).select_related("person").order_by("pk")[0]
        )
        reading = actions.ask_template_reader(template, reader_id=reader.person_id, by=author)
        actions.finish_template_reading(reading, by=viewer(reader.person))
        terms = {"agreed_with_role": "Leitung Fachbereich Soziales", "agreed_on": date(2026, 3, 2)}
    actions.release_template(
        template, audience=Audience(row["audience"]), free_of_persons=True, by=author, **terms
    )


def propose_word(row: dict[str, Any], houses: dict[str, House]) -> None:
    """A proposal that waits for an answer."""
    words = {name: row[name] for name in ("kind", "name", "description", "why")}
    propose_term(**words, by=houses[row["municipality"]].coordinator)


def _document(row: dict[str, Any]) -> Attachment:
    document = docx.Document()
    document.add_heading(row["title"], level=1)
    document.add_paragraph("Erfundenes Beispiel der Vorführung.")
    for paragraph in row["document"].strip().split("\n\n"):
        document.add_paragraph(" ".join(paragraph.split()))
    target = io.BytesIO()
    document.save(target)
    return read_attachment("vorlage.docx", target.getvalue())
