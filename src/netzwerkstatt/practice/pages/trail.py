"""The trail of one Undertaking in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from netzwerkstatt.kernel.audit.models import AuditEntry

WORDS = {
    "begin_undertaking": "angefangen",
    "release": "freigegeben",
    "withdraw": "Freigabe zurückgenommen",
    "redact": "eine Stelle geschwärzt",
    "ask_reader": "um das Zweitlesen gebeten",
    "end_reading": "Zweitlesen beendet",
    "report_recognisable": "gemeldet: jemand ist erkennbar",
    "settle_report": "Meldung beantwortet",
    "change_stage": "Stand geändert",
    "change_consent": "Einwilligung geändert",
    "set_audience": "Lesekreis geändert",
    "name_person": "eine Person benannt",
    "drop_person": "eine Person ausgetragen",
    "take_over": "übernommen",
    "confirm": "bestätigt: noch richtig",
    "delete": "gelöscht",
    "restore": "zurückgeholt",
}


@dataclass(frozen=True)
class TrailLine:
    at: datetime
    who: str
    what: str


def trail_lines(entries: Iterable[AuditEntry]) -> tuple[TrailLine, ...]:
    return tuple(
        TrailLine(entry.at, entry.person_name or "ohne Anmeldung", WORDS.get(entry.verb, entry.verb))
        for entry in entries
    )
