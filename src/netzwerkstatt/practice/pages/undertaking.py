"""One Undertaking as one viewer reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from netzwerkstatt.kernel.access import Decision, Viewer, denied
from netzwerkstatt.kernel.ui.templatetags.ui import day
from netzwerkstatt.practice.models import (
    ANSWERS,
    BarrierMet,
    BenchJudgement,
    Undertaking,
    Version,
    Voice,
    WayTried,
    whole,
)
from netzwerkstatt.practice.pages.coherence import CoherencePart, ResultLine, coherence_part, result_lines
from netzwerkstatt.practice.pages.course import CoursePart, ParticipationPart, course_part, participation_part
from netzwerkstatt.practice.pages.goal_way import GoalsPart, goals_part
from netzwerkstatt.practice.pages.questions import QUESTIONS
from netzwerkstatt.practice.pages.rows import BarrierPart, WayLine, place_line, stage_line, way_line, when
from netzwerkstatt.practice.queries import names_place, version_for
from netzwerkstatt.practice.states import AUDIENCE_WORDS, Audience

NOT_ASKED = denied(gettext_noop("nicht angeboten"))


@dataclass(frozen=True)
class VoicePart:
    organisation: str
    text: str


@dataclass(frozen=True)
class UndertakingPage:
    """One Undertaking as one viewer reads it."""

    key: str
    title: str
    line: str
    summary: str
    is_brief: bool
    answers: tuple[tuple[str, str], ...]
    goals: GoalsPart
    course: CoursePart
    participation: ParticipationPart | None
    coherence: CoherencePart | None
    barriers: tuple[BarrierPart, ...]
    results: tuple[ResultLine, ...]
    publicity: tuple[Any, ...]
    voices: tuple[VoicePart, ...]
    rail: tuple[tuple[str, str], ...]
    topics: tuple[Any, ...]
    tools: tuple[Any, ...]
    place_name: str
    place_address: str
    contact_role: str
    edit: Decision
    confirm: Decision
    take_over: Decision
    is_draft: bool
    is_working: bool
    is_hidden: bool
    trail: tuple[Any, ...]
    released: bool
    review_due: bool
    voice: Decision
    judge: Decision


def answers_of(version: Version) -> tuple[tuple[str, str], ...]:
    return tuple(
        (QUESTIONS[name][0], getattr(version, name)) for name in ANSWERS if getattr(version, name).strip()
    )


def barriers_of(version: Version) -> tuple[BarrierPart, ...]:
    """The barriers with level, phase and role in words, and with all that is told of each way."""
    met = list(version.barriers.all())
    names = {row.pk: row.barrier.name if row.barrier else row.what for row in met}
    return tuple(
        BarrierPart(
            name=row.barrier.name if row.barrier else _("Eigene Worte"),
            what=row.what,
            address=row.barrier.get_absolute_url() if row.barrier else "",
            ways=tuple(_way(way, names) for way in row.ways.all()),
            key=row.barrier.key if row.barrier else "",
            line=_where(row),
        )
        for row in met
    )


def _where(row: BarrierMet) -> str:
    """ "Ebene: Landkreis · Phase: Umsetzen · Ursache"."""
    parts = (
        (_("Ebene: %(words)s"), row.get_level_display() if row.level else ""),
        (_("Phase: %(words)s"), row.get_phase_display() if row.phase else ""),
        ("%(words)s", row.get_role_display() if row.role else ""),
    )
    return " · ".join(form % {"words": words} for form, words in parts if words)


def _way(way: WayTried, names: dict[int, str]) -> WayLine:
    return replace(
        way_line(way),
        cost=way.cost,
        time=way.time,
        conditions=way.conditions,
        also=tuple(names[other.pk] for other in way.also_against.all() if other.pk in names),
    )


def rail_of(undertaking: Undertaking, version: Version, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Facts beside the text: label and value."""
    facts = [(_("Stand"), undertaking.get_stage_display()), (_("Zeit"), when(undertaking, version))]
    if viewer.reads_network:
        facts.append((_("Erzählt von"), undertaking.holder.name))
        if version.contact_role:
            facts.append((_("Auskunft gibt"), version.contact_role))
    if undertaking.released_at:
        facts.append((_("Freigegeben"), day(undertaking.released_at)))
        last = undertaking.confirmations.first()
        if last:
            facts.append((_("Bestätigt"), day(last.on)))
        if undertaking.review_on and viewer.reads_network:
            facts.append((_("Nächste Durchsicht"), day(undertaking.review_on)))
    if viewer.signed_in:
        facts.append((_("Lesen darf"), AUDIENCE_WORDS[Audience(undertaking.audience)]))
    return tuple((label, value) for label, value in facts if value)


def undertaking_page(
    undertaking: Undertaking,
    viewer: Viewer,
    *,
    voices: list[Voice],
    decisions: dict[str, Decision],
    trail: tuple[Any, ...] = (),
    version: Version | None = None,
    review_due: bool = False,
    judgements: Sequence[BenchJudgement] = (),
) -> UndertakingPage:
    shown = version or version_for(viewer, undertaking)
    prefetch_related_objects([shown], *whole())
    named = names_place(viewer, undertaking)
    place = undertaking.holder.municipality if named else None
    return UndertakingPage(
        key=undertaking.key,
        title=shown.title,
        line=f"{place_line(undertaking, viewer)} · {stage_line(undertaking, shown)}",
        summary=shown.summary,
        is_brief=undertaking.form == Undertaking.Form.BRIEF,
        answers=answers_of(shown),
        goals=goals_part(shown),
        course=course_part(shown),
        participation=participation_part(undertaking, shown, judgements),
        coherence=None if undertaking.form == Undertaking.Form.BRIEF else coherence_part(shown),
        barriers=barriers_of(shown),
        results=result_lines(shown),
        publicity=tuple(shown.publicity.all()),
        voices=tuple(
            VoicePart(v.organisation.name if named else _("Die andere Bank"), v.released_text) for v in voices
        ),
        rail=rail_of(undertaking, shown, viewer),
        topics=tuple(shown.topics.all()),
        tools=tuple(shown.tools.all()),
        place_name=place.name if place else "",
        place_address=place.get_absolute_url() if place else "",
        contact_role=shown.contact_role if viewer.reads_network else "",
        edit=decisions["edit"],
        confirm=decisions["confirm"],
        take_over=decisions["take_over"],
        voice=decisions["voice"],
        judge=decisions.get("judge", NOT_ASKED),
        is_draft=undertaking.released_id is None,
        is_working=undertaking.released_id not in (None, shown.pk) and shown.pk == undertaking.working_id,
        is_hidden=undertaking.hidden_at is not None,
        trail=trail,
        released=undertaking.released_id is not None,
        review_due=review_due,
    )
