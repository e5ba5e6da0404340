""" "So sieht es …": the page as the reader of each rung will have it, and what that reader does not see."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerkstatt.kernel.access import NOBODY, Decision, HeldMandate, MandateRole, Viewer, denied
from netzwerkstatt.practice.models import Undertaking, Version, Voice
from netzwerkstatt.practice.pages.undertaking import UndertakingPage, undertaking_page
from netzwerkstatt.practice.states import LADDER, Audience

READERS = {
    Audience.NAMED: gettext_lazy("wen Sie benennen"),
    Audience.BENCH: gettext_lazy("Ihre Bank"),
    Audience.MUNICIPALITY: gettext_lazy("Ihre Kommune"),
    Audience.NETWORK: gettext_lazy("das Netzwerk"),
    Audience.PUBLIC: gettext_lazy("die Öffentlichkeit"),
}
UNSEEN = {
    Audience.NAMED: gettext_lazy("Das sieht nicht, wen Sie benennen"),
    Audience.BENCH: gettext_lazy("Das sieht Ihre Bank nicht"),
    Audience.MUNICIPALITY: gettext_lazy("Das sieht Ihre Kommune nicht"),
    Audience.NETWORK: gettext_lazy("Das sieht das Netzwerk nicht"),
    Audience.PUBLIC: gettext_lazy("Das sieht die Öffentlichkeit nicht"),
}
WORKING_COPY = {
    Audience.NAMED: gettext_lazy("Benannte Personen lesen immer, woran Sie gerade schreiben."),
    Audience.BENCH: gettext_lazy("Ihre Bank liest, woran Sie gerade schreiben, bis etwas freigegeben ist."),
    Audience.MUNICIPALITY: gettext_lazy(
        "Beide Bänke lesen, woran Sie gerade schreiben, bis etwas freigegeben ist."
    ),
}
NOTHING_TO_DO: dict[str, Decision] = dict.fromkeys(
    ("edit", "confirm", "take_over", "voice"), denied("preview")
)


@dataclass(frozen=True)
class ReaderWord:
    """One word of the row "So sieht es": the reader on show is bold, the others are buttons."""

    value: str
    words: str
    here: bool


@dataclass(frozen=True)
class Preview:
    readers: tuple[ReaderWord, ...]
    page: UndertakingPage | None
    unseen_heading: str
    unseen: tuple[tuple[str, str], ...]
    remark: str = ""


def reader_on(rung: Audience, undertaking: Undertaking) -> Viewer:
    """Somebody who reads on that rung and on none above it, as plain values; nobody real."""
    if rung == Audience.PUBLIC:
        return NOBODY
    holder = undertaking.holder
    home = rung in (Audience.BENCH, Audience.MUNICIPALITY)
    mandate = HeldMandate(
        mandate_id=0,
        organisation_id=0,
        organisation_name="",
        organisation_kind=holder.kind,
        role=MandateRole.COORDINATOR,
        municipality_id=holder.municipality_id if home else None,
        in_network=True,
    )
    return Viewer(person_id=0, mandates=(mandate,))


def words_for(readers: tuple[Audience, ...], here: Audience) -> tuple[ReaderWord, ...]:
    return tuple(ReaderWord(rung.value, str(READERS[rung]), rung == here) for rung in readers)


def preview_of(undertaking: Undertaking, working: Version, here: Audience, *, place_unnamed: bool) -> Preview:
    reader = reader_on(here, undertaking)
    kept, undertaking.place_unnamed = undertaking.place_unnamed, place_unnamed and here == Audience.PUBLIC
    voices = Voice.objects.heard_by(reader).filter(undertaking=undertaking).select_related("organisation")
    page = undertaking_page(
        undertaking, reader, voices=list(voices), decisions=NOTHING_TO_DO, version=working
    )
    unseen = _unseen(undertaking, working, here)
    undertaking.place_unnamed = kept
    return Preview(
        readers=words_for(LADDER, here),
        page=page,
        unseen_heading=str(UNSEEN[here]),
        unseen=unseen,
        remark=str(WORKING_COPY.get(here, "")),
    )


def _unseen(undertaking: Undertaking, working: Version, here: Audience) -> tuple[tuple[str, str], ...]:
    """(what, why) for what the authors see and this reader does not."""
    hidden: list[tuple[str, str]] = []
    if here == Audience.PUBLIC:
        hidden += _only_in_the_network(undertaking, working)
    if working.readings.exists():
        hidden.append((_("Was beim Zweitlesen markiert wurde"), _("Das lesen nur Sie und wer gelesen hat.")))
    hidden.append((_("Frühere Fassungen"), _("Die bleiben bei den Autor:innen.")))
    hidden.append((_("Wer wann was getan hat"), _("Das Protokoll sehen nur die Autor:innen.")))
    return tuple(hidden)


def _only_in_the_network(undertaking: Undertaking, working: Version) -> list[tuple[str, str]]:
    hidden = []
    if undertaking.place_unnamed:
        hidden.append((_("Der Name der Kommune"), _("Sie veröffentlichen ohne ihn. Das Netzwerk sieht ihn.")))
    network_only = undertaking.voices.filter(audience=Audience.NETWORK, hidden_at__isnull=True)
    for voice in network_only.select_related("organisation"):
        why = _("Sie hat selbst „Netzwerk“ gewählt.")
        hidden.append((_("Die Stimme: %(name)s") % {"name": voice.organisation.name}, why))
    if working.contact_role:
        hidden.append((_("Wer Auskunft gibt"), _("Das nennen wir nur im Netzwerk.")))
    hidden.append((_("Welche Stelle erzählt"), _("Auch das steht nur im Netzwerk.")))
    return hidden
