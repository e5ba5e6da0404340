"""Undertakings in every audience and state, made through the actions."""

from datetime import date
from typing import Any

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


def tell_whole(by: Viewer, holder: Organisation, *, mark: str = "Kernsatz") -> Undertaking:
    """One with a row of every kind, and the mark in every text; every row and link has its counterpart."""
    from netzwerkstatt.practice.models import (
        Goal,
        GoalRevision,
        ParticipationLevel,
        Partner,
        Publicity,
        Research,
        Resource,
        Result,
        Step,
    )

    def words(name: str) -> str:
        return f"{name} {mark}"

    terms = catalogue_for_whole()
    told = tell(by, holder, title=words("Titel"), text=words("Hindernis"))
    for name in ("summary", "wanted", "done", "handled", "outcome", "still_evaluable", "contact_role"):
        telling.save_text(told, name=name, text=words(name), base=None, by=by)
    telling.set_facts(told, begin="2019", tools=[terms["tool"]], topics=[terms["topic"]], by=by)
    telling.set_entries(told, [terms["group"], terms["area"]], by=by)
    goals = [Goal(wording=words("Ziel"), source="decision", on="2019-spring"), Goal(wording="Zweites Ziel")]
    telling.set_goals(told, goals, by=by)
    texts = {name: words(name) for name in ("with_whom", "why", "wording", "given_up", "gained")}
    turn = GoalRevision(on="2020", reason="compromise", intention="weakened", **texts)
    telling.set_revisions(told, goal=goals[0].key, revisions=[turn], by=by)
    arrow = telling.Arrow(goals[0].key, words("Annahme"))
    telling.set_methods(told, [telling.MethodTold(words("Vorgehen"), terms["tool"], (arrow,))], by=by)
    telling.set_steps(told, [Step(on="2019-04", what=words("Schritt"))], by=by)
    telling.set_partners(told, [Partner(sector=terms["sector"], what=words("Beteiligt"))], by=by)
    telling.set_resources(told, [Resource(planned=words("geplant"), actual=words("da"))], by=by)
    level = ParticipationLevel(group=terms["group"], phase="needs", level=5)
    telling.set_participation(told, [level], by=by)
    texts = {name: words(name) for name in ("today", "cost", "time", "conditions")}
    way = telling.Way(words("Weg"), "helped", terms["approach"], also_against=("b2",), **texts)
    told_barriers = [
        telling.BarrierTold(terms["barrier"], words("Hemmnis"), (way,), "office", "policy", "cause", "b1"),
        telling.BarrierTold(None, "Ein anderes Hemmnis", handle="b2"),
    ]
    telling.set_barriers(told, told_barriers, by=by)
    result = Result(text=words("Ergebnis"), source=words("Quelle"))
    telling.set_results(told, [result], speaks_to=[[goals[0].key]], by=by)
    texts = {name: words(name) for name in ("who", "question", "method", "term", "report")}
    telling.set_research(told, [Research(**texts)], by=by)
    telling.set_publicity(told, [Publicity(text=words("Presse"))], by=by)
    told.refresh_from_db()
    return told


def catalogue_for_whole() -> dict[str, Any]:
    from netzwerkstatt.catalogue.models import Approach, Barrier, FrameworkEntry, Tool, Topic

    def entry(key: str, framework: str, position: int) -> FrameworkEntry:
        known = {"name": key, "framework": framework, "position": position}
        return FrameworkEntry.objects.get_or_create(key=key, defaults=known)[0]

    entry("information", "participation_level", 3)
    entry("inclusion", "participation_level", 5)
    return {
        "barrier": Barrier.objects.get_or_create(
            key="responsibility_gap", defaults={"name": "Zuständigkeitslücke"}
        )[0],
        "approach": Approach.objects.get_or_create(
            key="named_office", defaults={"name": "Eine Stelle benennen"}
        )[0],
        "tool": Tool.objects.get_or_create(key="shared_meal", defaults={"name": "Mittagstisch"})[0],
        "topic": Topic.objects.get_or_create(key="ageing", defaults={"name": "Gesund älter werden"})[0],
        "group": entry("group_older_people", "target_group", 6),
        "area": entry("community_action", "ottawa_area", 3),
        "sector": entry("sector_welfare", "sector", 15),
    }
