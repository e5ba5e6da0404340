"""The trail of a thing in words, for those who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

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
    "set_audience": "geändert, wer liest",
    "name_person": "eine Person benannt",
    "drop_person": "eine Person ausgetragen",
    "take_over": "übernommen",
    "confirm": "bestätigt: noch richtig",
    "invite": "jemanden eingeladen",
    "give_mandate": "ein Mandat gegeben",
    "end_mandate": "ein Mandat beendet",
    "resend_invitation": "eine Einladung noch einmal verschickt",
    "withdraw_invitation": "eine Einladung zurückgezogen",
    "change_mandate": "ein Mandat geändert",
    "take_back_mandate": "ein Mandat zurückgenommen",
    "rename_organisation": "Name geändert",
    "take_step": "einen Schritt der Mitgliedschaft eingetragen",
    "confirm_standing": "bestätigt: Angaben noch richtig",
    "write_hand_over": "eine Übergabe geschrieben",
    "take_hand_over": "eine Übergabe angenommen",
    "write_circular": "einen Rundbrief geschrieben",
    "send_circular": "einen Rundbrief verschickt",
    "set_regional_network": "regionales Netzwerk geändert",
    "add_fee_class": "eine Beitragsklasse eingetragen",
    "end_fee_class": "eine Beitragsklasse beendet",
    "set_address": "Eintrag im Adressverzeichnis geändert",
    "export_addresses": "Adressverzeichnis als Datei geholt",
    "set_installation": "das Netzwerk eingerichtet",
    "open_to_public": "das Netzwerk geöffnet",
    "admit_member": "als Mitglied aufgenommen",
    "begin_membership": "als interessiert eingetragen",
    "add_interest": "Biete und suche ergänzt",
    "drop_interest": "Biete und suche gekürzt",
    "revise_term": "Wortlaut geändert",
    "release_voice": "eine Sicht freigegeben",
    "change_voice_consent": "Einwilligung zu einer Sicht geändert",
    "withdraw_voice": "eine Sicht zurückgenommen",
    "save_voice": "an einer Sicht geschrieben",
    "judge_participation": "Beteiligung eingeschätzt",
    "create_person": "Konto angelegt",
    "end_session": "eine Sitzung beendet",
    "join_pool": "in den Lesekreis eingetreten",
    "leave_pool": "aus dem Lesekreis ausgetreten",
    "set_legal_page": "eine rechtliche Seite geändert",
    "set_up": "eingerichtet",
    "import_areas": "amtliche Gebiete eingelesen",
    "import_area_changes": "Änderungen von Gebieten eingelesen",
    "import_structure": "Strukturdaten eingelesen",
    "define_indicator": "einen Indikator festgelegt",
    "keep_search": "eine Suche gemerkt",
    "change_search": "eine gemerkte Suche geändert",
    "drop_search": "eine gemerkte Suche gelöscht",
    "open_feed": "einen Feed geöffnet",
    "revoke_feed": "die Adresse eines Feeds zurückgezogen",
    "add_ring": "einen Ring verwandter Wörter ergänzt",
    "retire_term": "aus dem Gebrauch genommen",
    "bring_back_term": "wieder in Gebrauch genommen",
    "merge_term": "in einem anderen Eintrag aufgegangen",
    "absorb_term": "einen anderen Eintrag aufgenommen",
    "split_term": "wieder getrennt",
    "confirm_wording": "Wortlaut bestätigt",
    "accept_term": "in den Katalog aufgenommen",
    "propose_term": "vorgeschlagen",
    "answer_proposal": "Vorschlag beantwortet",
    "withdraw_proposal": "Vorschlag zurückgezogen",
    "bring_template": "Vorlage gebracht",
    "revise_template": "neue Fassung angelegt",
    "release_template": "freigegeben",
    "withdraw_template": "Freigabe zurückgenommen",
    "take_out_file": "Datei einer Fassung entfernt",
    "delete": "gelöscht",
    "restore": "zurückgeholt",
    "restore_version": "eine frühere Fassung zurückgeholt",
}


@dataclass(frozen=True)
class TrailLine:
    at: datetime
    who: str
    what: str


def trail_lines(entries: Iterable[AuditEntry]) -> tuple[TrailLine, ...]:
    return tuple(
        TrailLine(entry.at, entry.person_name or _("ohne Anmeldung"), _(WORDS.get(entry.verb, entry.verb)))
        for entry in entries
    )


def trail_of_all(things: Iterable[models.Model], most: int = 12) -> tuple[TrailLine, ...]:
    """The newest entries about several things together, such as a municipality and its organisations."""
    wanted = models.Q(pk__in=[])
    for thing in things:
        wanted |= models.Q(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
    return trail_lines(AuditEntry.objects.filter(wanted)[:most])
