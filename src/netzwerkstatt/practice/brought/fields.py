"""What a column or a heading may be, and what people call it."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.files.checking import Wanted, propose_mapping
from netzwerkstatt.kernel.files.tables import Row, Table
from netzwerkstatt.practice.models import ANSWERS

TEXTS = ("summary", *ANSWERS)
ONCE = frozenset({"title", "period", "begin", "end", "stage", "contact_role"})
LEFT_OUT, FURTHER = "", "further"
HEADING, TEXT = "Überschrift", "Text"
BEFORE = "Vor der ersten Überschrift"
LONGEST_HEADING = 60
LEADING_NUMBER = re.compile(r"^\s*(?:\d+[.)]?)+\s*|^\s*[a-z][.)]\s+|^\s*[•\-–]\s*")
Names = dict[str, tuple[object, tuple[str, ...]]]

NAMES: Names = {
    "title": (
        _("Titel"),
        ("Projekttitel", "Projektname", "Projekt", "Name", "Bezeichnung", "Titel des Projekts", "Vorhaben", "Maßnahme",
         "Titel des Vorhabens", "Name des Projekts", "Projektbezeichnung", "Thema des Projekts", "Titel des Dokuments"),
    ),
    "summary": (
        _("Kurz gesagt"),
        ("Zusammenfassung", "Kurzbeschreibung", "Kurzfassung", "Kurzdarstellung", "Abstract", "Überblick", "In Kürze",
         "Kurzinfo"),
    ),
    "wanted": (
        _("Was wollten Sie?"),
        ("Ausgangslage", "Ausgangssituation", "Ausgangslage und Ziele", "Ausgangslage/Ziele", "Anlass", "Hintergrund",
         "Bedarf", "Problem", "Problemstellung", "Motivation", "Zielsetzung", "Worum geht es"),
    ),
    "done": (
        _("Was haben Sie getan?"),
        ("Beschreibung", "Projektbeschreibung", "Vorgehen", "Vorgehensweise", "Durchführung", "Umsetzung", "Maßnahmen",
         "Aktivitäten", "Inhalt", "Inhalte", "Text", "Verlauf", "Methodik", "Beschreibung des Vorhabens"),
    ),
    "hindered": (
        _("Was stand im Weg?"),
        ("Schwierigkeiten", "Probleme", "Herausforderungen", "Stolpersteine", "Hindernisse", "Was war schwierig"),
    ),
    "handled": (
        _("Wie sind Sie damit umgegangen?"),
        ("Umgang", "Umgang mit Hemmnissen", "Lösungen", "Lösungsansätze", "Wege", "Lösungswege"),
    ),
    "outcome": (
        _("Was ist daraus geworden?"),
        ("Fazit", "Ausblick", "Wirkung", "Wirkungen", "Bilanz", "Auswertung", "Evaluation", "Erfahrungen", "Nachhaltigkeit",
         "Verstetigung", "Ergebnisse und Ausblick"),
    ),
    "goals": (_("Ziele, einzeln"), ("Ziele", "Ziel", "Projektziele", "Projektziel", "Teilziele")),
    "results": (_("Ergebnisse, einzeln"), ("Ergebnisse", "Ergebnis", "Resultate", "Erreichtes")),
    "barriers": (_("Hemmnisse, einzeln"), ("Hemmnisse", "Hemmnis", "Barrieren", "Hemmende Faktoren")),
    "period": (_("Laufzeit, von bis"), ("Laufzeit", "Zeitraum", "Dauer", "Projektlaufzeit", "Förderzeitraum")),
    "begin": (
        _("Beginn"),
        ("Laufzeit von", "Start", "Von", "Projektbeginn", "Anfang", "Startdatum", "Beginn am", "Seit", "Projektstart"),
    ),
    "end": (
        _("Ende"),
        ("Laufzeit bis", "Bis", "Projektende", "Abschluss", "Enddatum", "Ende am", "Laufzeitende"),
    ),
    "stage": (_("Stand"), ("Status", "Stadium", "Phase", "Projektstatus", "Bearbeitungsstand")),
    "contact_role": (
        _("Wer gibt Auskunft?"),
        ("Ansprechstelle", "Kontakt", "Ansprechpartner", "Ansprechpartnerin", "Ansprechperson", "Zuständig", "Auskunft",
         "Zuständige Stelle", "Federführung"),
    ),
    "topics": (_("Themen"), ("Thema", "Themenfeld", "Themenfelder", "Handlungsfeld", "Handlungsfelder", "Schlagworte")),
    "tools": (_("Werkzeuge"), ("Werkzeug", "Instrumente", "Instrument", "Methoden", "Methode", "Projektform")),
    FURTHER: (_("Weitere Angaben, im Text"), ("Weitere Angaben", "Bemerkung", "Bemerkungen", "Anmerkungen", "Sonstiges")),
}  # fmt: skip
IN_A_DOCUMENT = {"goals": "wanted", "results": "outcome", "barriers": "hindered"}
"""A cell lists, a section tells: below a heading the same words mean an answer. No section stays out unasked."""


def fields() -> tuple[Wanted, ...]:
    return tuple(Wanted(name, str(words), also_called=called) for name, (words, called) in NAMES.items())


def propose(columns: Iterable[str], *, document: bool = False) -> dict[str, str]:
    """Column → field, by name. What is not recognised stays out; what can be there once is proposed once."""
    known, used = fields(), set[str]()
    found: dict[str, str] = {}
    for column in columns:
        field = _field_called(column, known)
        if document:
            field = "summary" if column == BEFORE else IN_A_DOCUMENT.get(field, field) or FURTHER
        if field in used & ONCE:
            field = LEFT_OUT
        used.add(field)
        found[column] = field
    return found


def _field_called(column: str, known: tuple[Wanted, ...]) -> str:
    """By the whole name, without its number, or by the first part that is known: "2. Ausgangslage / Ziele"."""
    plain = LEADING_NUMBER.sub("", column).rstrip(" :")
    for name in (plain, *re.split(r"\s*[/,(]\s*|\s+und\s+|\s+&\s+", plain)):
        match = propose_mapping([name], known) if name.strip() else {}
        if match:
            return next(iter(match))
    return LEFT_OUT


def is_document(name: str, table: Table) -> bool:
    """Whether this is a document without a table, read heading by heading."""
    return name.lower().endswith(".docx") and table.columns == (HEADING, TEXT)


def as_one_telling(table: Table) -> Table:
    """A document without a table is one Undertaking: each heading a column, the document's title among them."""
    sections = [section for row in table.rows for section in _sections(row)]
    values: dict[str, str] = {}
    if sections and sections[0][0] and not _field_called(sections[0][0], fields()):
        heading, text = sections.pop(0)
        values["Titel des Dokuments"] = heading
        sections.insert(0, (BEFORE, text))
    for heading, text in sections:
        name = heading or (BEFORE if len(sections) > 1 else TEXT)
        name, text = (name, text) if text or _field_called(name, fields()) else (BEFORE, heading)
        if text:
            values[name] = f"{values[name]}\n\n{text}" if name in values else text
    return Table(tuple(values), (Row(1, values),)) if values else table


def _sections(row: Row) -> list[tuple[str, str]]:
    """The text below one heading, parted where a paragraph is itself a known heading, only not formatted as one."""
    known, heading, below = fields(), row.values[HEADING], list[str]()
    found = []
    for paragraph in row.values[TEXT].split("\n\n"):
        if (
            0 < len(paragraph) <= LONGEST_HEADING
            and paragraph[-1] not in ".!?"
            and _field_called(paragraph, known)
        ):
            found.append((heading, "\n\n".join(below)))
            heading, below = paragraph, []
        else:
            below.append(paragraph)
    return [*found, (heading, "\n\n".join(below))]
