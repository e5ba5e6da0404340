"""One file of content becomes one Undertaking, through the same actions as a real one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from netzwerkstatt.catalogue.models import Approach, Barrier, FrameworkEntry, Tool, Topic
from netzwerkstatt.demo.houses import House, viewer
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.practice.actions import release as releasing
from netzwerkstatt.practice.actions import telling, voices
from netzwerkstatt.practice.actions.judging import judge_participation
from netzwerkstatt.practice.models import (
    ANSWERS,
    BenchJudgement,
    Goal,
    GoalRevision,
    ParticipationLevel,
    Partner,
    Publicity,
    ReaderVolunteer,
    Research,
    Resource,
    Result,
    Step,
    Undertaking,
)
from netzwerkstatt.practice.states import Audience, EvaluationConsent


def tell_story(row: dict[str, Any], houses: dict[str, House]) -> Undertaking:
    house = houses[row["municipality"]]
    by_initiative = row["told_by"] == "initiative" and house.initiatives is not None
    holder = house.initiative if by_initiative else house.administration
    author = house.initiatives if by_initiative and house.initiatives else house.coordinator
    undertaking = telling.begin_undertaking(holder, title=row["title"], by=author)
    for name in ("summary", *ANSWERS):
        telling.save_text(undertaking, name=name, text=row[name].strip(), base=None, by=author)
    telling.set_facts(
        undertaking,
        begin=row["begin"],
        end=row["end"],
        permanent=row["permanent"],
        tools=Tool.objects.filter(key__in=row["tools"]),
        topics=Topic.objects.filter(key__in=row["topics"]),
        by=author,
    )
    _depth(undertaking, row, author)
    _release(undertaking, row, house, author)
    _other_bench_judges(undertaking, row, house)
    for voice in row.get("voices", []):
        _voice(undertaking, voice, house, author)
    Undertaking.objects.filter(pk=undertaking.pk).update(stage=row["stage"])
    undertaking.refresh_from_db()
    return undertaking


def _depth(undertaking: Undertaking, row: dict[str, Any], author: Viewer) -> None:
    """Goals and all that hangs on them. Handles of the file become the keys of the rows."""
    goals = {goal.get("key", str(n)): _goal(goal) for n, goal in enumerate(row.get("goals", []))}
    telling.set_goals(undertaking, goals.values(), by=author)
    for handle, goal in zip(goals, row.get("goals", []), strict=True):
        revisions = [GoalRevision(**revision) for revision in goal.get("revisions", [])]
        if revisions:
            telling.set_revisions(undertaking, goal=goals[handle].key, revisions=revisions, by=author)
    telling.set_methods(undertaking, _methods(row.get("methods", []), goals), by=author)
    telling.set_barriers(undertaking, _barriers(row.get("barriers", [])), by=author)
    results = row.get("results", [])
    telling.set_results(
        undertaking,
        [Result(**{name: result[name] for name in result if name != "goals"}) for result in results],
        speaks_to=[[goals[handle].key for handle in result.get("goals", [])] for result in results],
        by=author,
    )
    telling.set_publicity(undertaking, [Publicity(**item) for item in row.get("publicity", [])], by=author)
    telling.set_research(undertaking, [Research(**item) for item in row.get("research", [])], by=author)
    _course(undertaking, row, author)
    text = row.get("still_evaluable", "").strip()
    telling.save_text(undertaking, name="still_evaluable", text=text, base=None, by=author)


def _goal(row: dict[str, Any]) -> Goal:
    return Goal(wording=row["wording"], source=row["source"], on=row.get("on", ""))


def _methods(rows: Iterable[dict[str, Any]], goals: dict[str, Goal]) -> list[telling.MethodTold]:
    tools = {tool.key: tool for tool in Tool.objects.all()}
    return [
        telling.MethodTold(
            row["what"],
            tools[row["tool"]] if row.get("tool") else None,
            tuple(
                telling.Arrow(goals[arrow["goal"]].key, arrow.get("assumption", ""))
                for arrow in row.get("serves", [])
            ),
        )
        for row in rows
    ]


def _course(undertaking: Undertaking, row: dict[str, Any], author: Viewer) -> None:
    """How it went and where: steps, partners, resources, own judgement of participation, lists of the network."""
    entries = {entry.key: entry for entry in FrameworkEntry.objects.all()}
    described = [entries[key] for name, prefix in DESCRIBED for key in _keys(row, name, prefix)]
    telling.set_entries(undertaking, described, by=author)
    telling.set_steps(undertaking, [Step(**step) for step in row.get("steps", [])], by=author)
    partners = [
        Partner(what=item["what"], sector=entries.get(f"sector_{item.get('sector', '')}"))
        for item in row.get("partners", [])
    ]
    telling.set_partners(undertaking, partners, by=author)
    telling.set_resources(undertaking, [Resource(**item) for item in row.get("resources", [])], by=author)
    own = [
        ParticipationLevel(group=entries[f"group_{item['group']}"], phase=item["phase"], level=item["level"])
        for item in row.get("participation", [])
        if item["judged_by"] == _bench_of(undertaking)
    ]
    telling.set_participation(undertaking, own, by=author)


DESCRIBED = (
    ("settings", "setting_"),
    ("target_groups", "group_"),
    ("ottawa_areas", ""),
    ("ottawa_strategies", ""),
)


def _keys(row: dict[str, Any], name: str, prefix: str) -> list[str]:
    return [prefix + key for key in row.get(name, [])]


def _bench_of(undertaking: Undertaking) -> str:
    return "initiatives" if undertaking.holder.kind == "initiative" else "administration"


def _other_bench_judges(undertaking: Undertaking, row: dict[str, Any], house: House) -> None:
    other = [item for item in row.get("participation", []) if item["judged_by"] != _bench_of(undertaking)]
    told_by_administration = _bench_of(undertaking) == "administration"
    judge = house.initiatives if told_by_administration else house.coordinator
    if not other or judge is None:
        return
    groups = {entry.key: entry for entry in FrameworkEntry.objects.filter(framework="target_group")}
    levels = [
        BenchJudgement(group=groups[f"group_{item['group']}"], phase=item["phase"], level=item["level"])
        for item in other
    ]
    organisation = house.initiative if told_by_administration else house.administration
    judge_participation(
        undertaking, organisation, levels=levels, audience=Audience(row["audience"]), by=judge
    )


def _barriers(rows: Iterable[dict[str, Any]]) -> list[telling.BarrierTold]:
    barriers = {barrier.key: barrier for barrier in Barrier.objects.all()}
    approaches = {approach.key: approach for approach in Approach.objects.all()}
    return [
        telling.BarrierTold(
            barriers[row["barrier"]],
            row["what"],
            tuple(_way(way, approaches) for way in row.get("ways", [])),
            level=row.get("level", ""),
            phase=row.get("phase", ""),
            role=row.get("role", ""),
            handle=row.get("key", ""),
        )
        for row in rows
    ]


def _way(row: dict[str, Any], approaches: dict[str, Approach]) -> telling.Way:
    words = {name: row.get(name, "") for name in ("today", "cost", "time", "conditions")}
    return telling.Way(
        row["what"],
        row["outcome"],
        approaches[row["approach"]],
        also_against=tuple(row.get("also_against", ())),
        **words,
    )


def _reader(house: House, author: Viewer) -> Viewer:
    """Somebody of the Lesekreis who did not write the text."""
    volunteers = (
        ReaderVolunteer.objects.exclude(person_id=author.number).select_related("person").order_by("pk")
    )
    volunteer = volunteers[house.place.pk % len(volunteers)]
    return viewer(volunteer.person)


def _release(undertaking: Undertaking, row: dict[str, Any], house: House, author: Viewer) -> None:
    undertaking.refresh_from_db()
    if undertaking.working is None:
        raise ValueError("told, but without text")
    reader = _reader(house, author)
    reading = releasing.ask_reader(undertaking.working, reader_id=reader.person_id or 0, by=author)
    releasing.finish_reading(reading, by=reader)
    releasing.release(
        undertaking,
        audience=Audience(row["audience"]),
        consent=EvaluationConsent(row["evaluation_consent"]),
        agreed_with_role="Leitung Fachbereich Soziales" if row["audience"] == "public" else "",
        agreed_on=date(2026, 3, 2) if row["audience"] == "public" else None,
        by=author,
    )


def _voice(undertaking: Undertaking, row: dict[str, Any], house: House, author: Viewer) -> None:
    speaker = house.initiatives if row["by"] == "initiative" else house.coordinator
    if speaker is None:
        return
    organisation = house.initiative if row["by"] == "initiative" else house.administration
    voice = voices.save_voice(undertaking, organisation, text=row["text"].strip(), by=speaker)
    reader = _reader(house, speaker)
    releasing.finish_reading(
        releasing.ask_reader(voice, reader_id=reader.person_id or 0, by=speaker), by=reader
    )
    undertaking.refresh_from_db()
    consent = EvaluationConsent(undertaking.evaluation_consent)
    voices.release_voice(voice, audience=Audience(undertaking.audience), consent=consent, by=speaker)


def tell_briefly(row: dict[str, Any], houses: dict[str, House]) -> None:
    house = houses[row["municipality"]]
    holder = house.initiative if row["told_by"] == "initiative" else house.administration
    author = house.initiatives if row["told_by"] == "initiative" and house.initiatives else house.coordinator
    note = telling.begin_undertaking(holder, title=row["title"], form=Undertaking.Form.BRIEF, by=author)
    telling.save_text(note, name="summary", text=row["sentence"], base=None, by=author)
    telling.save_text(note, name="contact_role", text=row["contact_role"], base=None, by=author)
    telling.set_facts(
        note, begin=row["since"], end=row["until"], tools=Tool.objects.filter(key=row["tool"]), by=author
    )
    _release(note, {"audience": "public", "evaluation_consent": "none"}, house, author)
    Undertaking.objects.filter(pk=note.pk).update(stage="completed" if row["until"] else "running")
