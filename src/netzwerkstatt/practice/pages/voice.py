"""The page of a voice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.models import Mark, Reading, Undertaking, Voice
from netzwerkstatt.practice.queries import possible_readers
from netzwerkstatt.practice.rules import may_release_voice
from netzwerkstatt.practice.states import ReadingState


@dataclass(frozen=True)
class VoicePage:
    key: str
    title: str
    organisation: str
    holder: str
    begun: bool
    released: bool
    reading: Reading | None
    marks: tuple[Any, ...]
    reader_groups: tuple[Any, ...]
    may_release: Any


def voice_page(
    undertaking: Undertaking, organisation: Organisation, own: Voice | None, viewer: Viewer, on: date
) -> VoicePage:
    shown = undertaking.released or undertaking.working
    reading = (
        own.readings.exclude(state=ReadingState.OUTDATED).select_related("reader").first() if own else None
    )
    finished = reading is not None and reading.state == ReadingState.FINISHED
    marks = reading.marks.filter(verdict=Mark.Verdict.MARKED) if reading and finished else ()
    return VoicePage(
        key=undertaking.key,
        title=shown.title if shown else "",
        organisation=organisation.name,
        holder=undertaking.holder.name,
        begun=own is not None,
        released=bool(own and own.released_text),
        reading=reading,
        marks=tuple(marks),
        reader_groups=tuple(possible_readers(viewer, undertaking, on)),
        may_release=may_release_voice(viewer, own) if own else None,
    )
