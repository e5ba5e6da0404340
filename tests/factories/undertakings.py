"""Undertakings in every audience and state, made through the actions."""

from datetime import date

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.practice.states import Audience, EvaluationConsent

AGREED = {"agreed_with_role": "Leitung Fachbereich Soziales", "agreed_on": date(2026, 3, 2)}


def tell(
    by: Viewer,
    holder: Organisation,
    *,
    title: str = "Mittagstisch Weststadt",
    text: str = "Drei Stellen, keine zuständig.",
) -> Undertaking:
    undertaking = telling.begin_undertaking(holder, title=title, by=by)
    telling.save_text(undertaking, name="hindered", text=text, base=None, by=by)
    undertaking.refresh_from_db()
    return undertaking


def have_read(undertaking: Undertaking, *, by: Viewer, reader: Viewer) -> None:
    undertaking.refresh_from_db()
    assert undertaking.working is not None
    reading = releasing.ask_reader(undertaking.working, reader_id=reader.person_id or 0, by=by)
    releasing.finish_reading(reading, by=reader)
    undertaking.refresh_from_db()


def released(
    by: Viewer,
    holder: Organisation,
    *,
    reader: Viewer,
    audience: Audience = Audience.NETWORK,
    consent: EvaluationConsent = EvaluationConsent.AS_CASE,
    **telling_: str,
) -> Undertaking:
    undertaking = tell(by, holder, **telling_)
    have_read(undertaking, by=by, reader=reader)
    terms = AGREED if audience == Audience.PUBLIC else {}
    releasing.release(undertaking, audience=audience, consent=consent, by=by, **terms)
    undertaking.refresh_from_db()
    return undertaking
