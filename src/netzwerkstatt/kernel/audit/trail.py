"""The trail of a thing in words, for those who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from netzwerkstatt.kernel.audit.models import AuditEntry

WORDS = {
    "begin_undertaking": "angefangen",
    "import_undertakings": "aus einer Datei eingelesen",
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
    "invite": "jemanden eingeladen",
    "give_mandate": "ein Mandat gegeben",
    "end_mandate": "ein Mandat beendet",
    "admit_member": "als Mitglied aufgenommen",
    "begin_membership": "als interessiert eingetragen",
    "move_membership": "Stand der Mitgliedschaft geändert",
    "add_interest": "Biete und suche ergänzt",
    "drop_interest": "Biete und suche gekürzt",
    "revise_term": "Wortlaut geändert",
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


def trail_of_all(things: Iterable[models.Model], most: int = 12) -> tuple[TrailLine, ...]:
    """The newest entries about several things together, such as a municipality and its organisations."""
    wanted = models.Q(pk__in=[])
    for thing in things:
        wanted |= models.Q(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
    return trail_lines(AuditEntry.objects.filter(wanted)[:most])
