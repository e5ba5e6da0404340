"""Who may do what with an Undertaking, and why not."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.kernel.access import ALLOWED, BENCH_ROLES, Bench, Decision, Viewer, denied
from netzwerkstatt.network.models import Mandate, Organisation
from netzwerkstatt.network.queries import bench_seats
from netzwerkstatt.practice.models import Goal, Mark, Reading, Undertaking, UndertakingPerson, Version, Voice
from netzwerkstatt.practice.states import NEEDS_READING, STAGES, Audience, ReadingState, Stage


def is_author(viewer: Viewer, undertaking: Undertaking) -> bool:
    """Wrote it and still holds a mandate of its holder."""
    return (
        viewer.signed_in
        and viewer.holds_for(undertaking.holder_id)
        and UndertakingPerson.objects.filter(
            undertaking=undertaking, person_id=viewer.number, role=UndertakingPerson.Role.AUTHOR
        ).exists()
    )


def may_begin(viewer: Viewer, organisation: Organisation) -> Decision:
    if viewer.holds_for(organisation.pk):
        return ALLOWED
    return denied(_("Für %(name)s erzählt nur, wer dort ein Mandat hat.") % {"name": organisation.name})


def may_edit(viewer: Viewer, undertaking: Undertaking) -> Decision:
    if not is_author(viewer, undertaking):
        return denied(_("Diesen Text ändern nur seine Autor:innen."))
    if undertaking.deleted_at:
        return denied(_("Dieses Vorhaben ist gelöscht. Holen Sie es zuerst zurück."))
    return ALLOWED


def fixed_goals(undertaking: Undertaking) -> frozenset[UUID]:
    """The goals whose first wording stands in a sealed version."""
    sealed = Goal.objects.filter(version__undertaking=undertaking, version__sealed_at__isnull=False)
    return frozenset(sealed.values_list("key", flat=True))


def may_reword(goal: Goal, fixed: frozenset[UUID]) -> Decision:
    """Change or drop the first wording: only until a version that holds it is sealed."""
    if goal.key in fixed:
        return denied(
            _(
                "Der erste Wortlaut eines Ziels bleibt stehen. Was sich geändert hat, schreiben Sie als Änderung dazu."
            )
        )
    return ALLOWED


def may_be_named(undertaking: Undertaking, person_id: int, role: str) -> Decision:
    """Anybody may read along; writing along takes a current mandate of the holder."""
    if role != UndertakingPerson.Role.AUTHOR:
        return ALLOWED
    mandates = Mandate.objects.current(timezone.localdate()).filter(
        person_id=person_id, organisation_id=undertaking.holder_id, role__in=BENCH_ROLES
    )
    if mandates.exists():
        return ALLOWED
    return denied(_("Mitschreiben kann nur, wer für %(name)s arbeitet.") % {"name": undertaking.holder.name})


def may_take_over(viewer: Viewer, undertaking: Undertaking) -> Decision:
    if Undertaking.objects.offered_to(viewer).filter(pk=undertaking.pk).exists():
        return ALLOWED
    return denied(
        _("Übernehmen kann nur, wer für denselben Träger arbeitet, wenn dort keine Autor:in mehr ist.")
    )


def may_change_stage(viewer: Viewer, undertaking: Undertaking, to: Stage) -> Decision:
    editing = may_edit(viewer, undertaking)
    if not editing:
        return editing
    if not STAGES.may_follow(Stage(undertaking.stage), to):
        return denied(_("Dieser Stand folgt nicht auf den jetzigen."))
    return ALLOWED


def may_ask_reader(viewer: Viewer, text: Version | Voice, reader_id: int) -> Decision:
    editing = may_edit_text(viewer, text)
    if not editing:
        return editing
    undertaking = text.undertaking
    if reader_id == viewer.person_id or (
        isinstance(text, Version)
        and undertaking.people.filter(person_id=reader_id, role=UndertakingPerson.Role.AUTHOR).exists()
    ):
        return denied(_("Wer mitgeschrieben hat, kann nicht die zweite Person sein."))
    if not text.places():
        return denied(_("Noch steht nichts da, was jemand lesen könnte."))
    return ALLOWED


def may_edit_text(viewer: Viewer, text: Version | Voice) -> Decision:
    if isinstance(text, Version):
        return may_edit(viewer, text.undertaking)
    return may_edit_voice(viewer, text)


def may_judge(viewer: Viewer, reading: Reading) -> Decision:
    """Marking, calling a hint harmless, finishing: the reader, while asked."""
    if reading.reader_id != viewer.person_id or not viewer.reads_network:
        return denied(_("Markieren kann nur die Person, die um das Lesen gebeten wurde."))
    if reading.state != ReadingState.ASKED:
        return denied(_("Dieses Lesen ist beendet."))
    return ALLOWED


def may_answer(viewer: Viewer, mark: Mark) -> Decision:
    if mark.reading.state != ReadingState.FINISHED:
        return denied(_("Antworten können Sie, sobald das Lesen abgeschlossen ist."))
    return may_edit_text(viewer, mark.reading.text)


def reading_of(text: Version | Voice) -> Reading | None:
    """The finished reading of exactly this text, if there is one."""
    finished = text.readings.filter(state=ReadingState.FINISHED, fingerprint=text.fingerprint())
    return finished.select_related("reader").first()


def missing_for_release(
    undertaking: Undertaking,
    audience: Audience,
    *,
    place_unnamed: bool = False,
    agreed_with_role: str = "",
    agreed_on: object = None,
) -> list[tuple[str, str]]:
    """(what, why) for everything that still stands between this text and that audience."""
    missing: list[tuple[str, str]] = []
    working = undertaking.working
    if working is None or not working.places():
        return [("text", _("Noch steht nichts da."))]
    if audience in NEEDS_READING:
        missing += _missing_reading(working)
        if not _other_bench_knows(undertaking):
            missing.append(
                (
                    "bench",
                    _(
                        "Die andere Bank weiß noch nichts davon. Sie erfährt es, sobald Sie jemanden um das Zweitlesen bitten."
                    ),
                )
            )
    if audience == Audience.PUBLIC:
        missing += _missing_for_public(undertaking, working, place_unnamed, agreed_with_role, agreed_on)
    if undertaking.hidden_at:
        missing.append(
            ("hidden", _("Jemand hat gemeldet, dass hier jemand erkennbar ist. Das ist noch offen."))
        )
    return missing


def _missing_reading(text: Version | Voice) -> list[tuple[str, str]]:
    reading = reading_of(text)
    if reading is None:
        whole = _("Genau diese Fassung hat noch keine zweite Person gelesen.")
        voice = _("Genau diesen Text hat noch keine zweite Person gelesen.")
        return [("reading", whole if isinstance(text, Version) else voice)]
    open_marks = reading.marks.filter(verdict=Mark.Verdict.MARKED, answer="").count()
    if open_marks:
        words = ngettext(
            "Eine Markierung ist noch nicht beantwortet.",
            "%(count)s Markierungen sind noch nicht beantwortet.",
            open_marks,
        )
        return [("marks", words % {"count": open_marks})]
    return []


def _missing_for_public(
    undertaking: Undertaking, working: Version, place_unnamed: bool, role: str, on: object
) -> list[tuple[str, str]]:
    place = undertaking.holder.municipality
    if place_unnamed:
        texts = [text for _place, text in working.places()]
        texts += undertaking.voices.filter(audience=Audience.PUBLIC).values_list("released_text", flat=True)
        if place and place.name.lower() in " ".join(texts).lower():
            return [("name", _("Im Text steht „%(name)s“ noch.") % {"name": place.name})]
        return []
    missing = []
    if not role.strip():
        missing.append(("role", _("Es fehlt, mit welcher Stelle der Text abgestimmt ist.")))
    if not on:
        missing.append(("on", _("Es fehlt das Datum der Abstimmung.")))
    return missing


def _other_bench_knows(undertaking: Undertaking) -> bool:
    """Told, or nobody there to be told."""
    bench, place = undertaking.holder.bench, undertaking.holder.municipality
    if undertaking.other_bench_told_at or bench is None or place is None:
        return True
    return all(seat.vacant for seat in bench_seats(place, timezone.localdate()) if seat.bench != Bench(bench))


def may_release(viewer: Viewer, undertaking: Undertaking, audience: Audience, **terms: object) -> Decision:
    editing = may_edit(viewer, undertaking)
    if not editing:
        return denied(_("Freigeben können nur die Autor:innen."))
    missing = missing_for_release(undertaking, audience, **terms)  # type: ignore[arg-type]
    return denied(missing[0][1]) if missing else ALLOWED


def may_withdraw(viewer: Viewer, undertaking: Undertaking) -> Decision:
    if undertaking.released_id is None:
        return denied(_("Dieses Vorhaben ist nicht freigegeben."))
    return may_edit(viewer, undertaking)


def may_redact(viewer: Viewer, undertaking: Undertaking) -> Decision:
    if is_author(viewer, undertaking):
        return ALLOWED
    return denied(_("Schwärzen können nur die Autor:innen."))


def may_report(viewer: Viewer, undertaking: Undertaking) -> Decision:
    """Anyone who can read a released text can say that somebody is recognisable in it."""
    if undertaking.released_id is None:
        return denied(_("Melden lässt sich, was freigegeben ist."))
    return ALLOWED


def may_settle_report(viewer: Viewer, undertaking: Undertaking) -> Decision:
    return may_redact(viewer, undertaking)


def may_confirm(viewer: Viewer, undertaking: Undertaking) -> Decision:
    if undertaking.released_id is None:
        return denied(_("Bestätigen lässt sich, was freigegeben ist."))
    if viewer.holds_for(undertaking.holder_id):
        return ALLOWED
    return denied(_("Ob das noch richtig ist, weiß nur %(name)s.") % {"name": undertaking.holder.name})


def may_restore(viewer: Viewer, undertaking: Undertaking) -> Decision:
    if is_author(viewer, undertaking):
        return ALLOWED
    return denied(_("Zurückholen können nur die Autor:innen."))


def may_add_voice(viewer: Viewer, undertaking: Undertaking, organisation: Organisation) -> Decision:
    """The other bench of the same municipality, or a partner who may read it."""
    if not viewer.holds_for(organisation.pk):
        return denied(_("Für %(name)s spricht nur, wer dort ein Mandat hat.") % {"name": organisation.name})
    if organisation.pk == undertaking.holder_id:
        return denied(_("Der Träger erzählt das Vorhaben selbst; eine Stimme legt jemand anderes dazu."))
    same_place = organisation.municipality_id == undertaking.holder.municipality_id
    told = undertaking.other_bench_told_at is not None and same_place
    if told or Undertaking.objects.visible_to(viewer).filter(pk=undertaking.pk).exists():
        return ALLOWED
    return denied(_("Dieses Vorhaben können Sie noch nicht lesen."))


def may_judge_participation(viewer: Viewer, undertaking: Undertaking, organisation: Organisation) -> Decision:
    """The other bench of the same municipality, for itself."""
    own, place = undertaking.holder.bench, undertaking.holder.municipality_id
    other = organisation.bench is not None and organisation.bench != own
    if own is None or not other or organisation.municipality_id != place:
        return denied(_("Hier schätzt nur die andere Bank derselben Kommune ein."))
    return may_add_voice(viewer, undertaking, organisation)


def may_edit_voice(viewer: Viewer, voice: Voice) -> Decision:
    """Its author; a successor in the same organisation when the author has left."""
    if viewer.holds_for(voice.organisation_id) and (
        voice.author_id == viewer.person_id or not _still_speaks(voice)
    ):
        return ALLOWED
    return denied(_("Diese Stimme ändert nur, wer sie geschrieben hat."))


def _still_speaks(voice: Voice) -> bool:
    mandates = Mandate.objects.current(timezone.localdate()).filter(
        person=voice.author,
        person__is_active=True,
        organisation_id=voice.organisation_id,
        role__in=BENCH_ROLES,
    )
    return mandates.exists()


def missing_for_voice(voice: Voice, audience: Audience) -> list[tuple[str, str]]:
    """(what, why) for everything that still stands between this voice and that audience."""
    if not voice.places():
        return [("text", _("Noch steht nichts da."))]
    missing = _missing_reading(voice)
    place = voice.undertaking.holder.municipality
    unnamed = voice.undertaking.place_unnamed and audience == Audience.PUBLIC
    if place and unnamed and place.name.lower() in voice.text.lower():
        missing.append(("name", _("Im Text steht „%(name)s“ noch.") % {"name": place.name}))
    if voice.hidden_at:
        missing.append(
            ("hidden", _("Jemand hat gemeldet, dass hier jemand erkennbar ist. Das ist noch offen."))
        )
    return missing


def may_release_voice(viewer: Viewer, voice: Voice, audience: Audience) -> Decision:
    editing = may_edit_voice(viewer, voice)
    if not editing:
        return editing
    missing = missing_for_voice(voice, audience)
    return denied(missing[0][1]) if missing else ALLOWED
