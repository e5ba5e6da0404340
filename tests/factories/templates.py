"""Templates made through the actions."""

from datetime import date

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.attachments import read_attachment
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.models import Template
from netzwerkstatt.practice.states import Audience
from netzwerkstatt.practice.vorlagen import actions
from netzwerkstatt.practice.vorlagen.actions import Told

AGREED = {"agreed_with_role": "Leitung Fachbereich Soziales", "agreed_on": date(2026, 3, 2)}


def told(**given: object) -> Told:
    values = {
        "title": "Beschlussvorlage Gesundheitskonferenz",
        "kind": "council_paper",
        "licence": "cc_by",
        "purpose": "Der Rat sollte die Konferenz einrichten.",
        **given,
    }
    return Told(**values)  # type: ignore[arg-type]


def bring(
    by: Viewer, holder: Organisation, *, text: str = "Der Rat beschließt.", **given: object
) -> Template:
    attachment = read_attachment("a.txt", text.encode())
    return actions.bring_template(holder, told=told(**given), attachment=attachment, by=by)


def have_read(template: Template, *, by: Viewer, reader: Viewer, finding: str = "") -> None:
    template.refresh_from_db()
    reading = actions.ask_template_reader(template, reader_id=reader.number, by=by)
    actions.finish_template_reading(reading, finding=finding, by=reader)


def release(template: Template, audience: Audience, *, by: Viewer, reader: Viewer) -> Template:
    if audience == Audience.PUBLIC:
        have_read(template, by=by, reader=reader)
    terms = AGREED if audience == Audience.PUBLIC else {}
    return actions.release_template(template, audience=audience, free_of_persons=True, by=by, **terms)
