"""Where a text may make somebody recognisable: names, functions, addresses, numbers, offices.

Pure: text in, hints out. The software points, people decide; so a hint is a span with its kind and nothing else.
Method: patterns for forms (numbers, addresses, forms of address), a lexicon of first names, functions and
institutions, and the proper nouns that the tagger of `kernel.lib.german` finds. Nothing leaves the machine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from netzwerkstatt.kernel.lib.german import proper_nouns

NAME, FUNCTION, ADDRESS, PHONE, EMAIL, ORGANISATION = (
    "name",
    "function",
    "address",
    "phone",
    "email",
    "organisation",
)
KIND_WORDS = {
    NAME: "Name",
    FUNCTION: "Funktion",
    ADDRESS: "Anschrift",
    PHONE: "Telefonnummer",
    EMAIL: "E-Mail-Adresse",
    ORGANISATION: "Name einer Stelle oder eines Vereins",
}
ORDER = (EMAIL, PHONE, ADDRESS, ORGANISATION, NAME, FUNCTION)
LEXICON = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, order=True)
class Hint:
    """`text[start:end]` may point at somebody; `kind` says in which way."""

    start: int
    end: int
    kind: str


@lru_cache
def _words(name: str) -> frozenset[str]:
    lines = (LEXICON / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def hints(text: str, known: frozenset[str] = frozenset()) -> list[Hint]:
    """All hints in their order, none overlapping: the kinds of ORDER go first, then the longer span.

    `known` are names shown beside the text anyway, such as the municipality's: they are no hint.
    """
    found: list[Hint] = []
    for kind in ORDER:
        for start, end in sorted(_spans(kind, text), key=lambda span: span[0] - span[1]):
            if text[start:end] in known:
                continue
            if all(end <= hint.start or start >= hint.end for hint in found):
                found.append(Hint(start, end, kind))
    return sorted(found)


def _spans(kind: str, text: str) -> Iterator[tuple[int, int]]:
    for pattern in _patterns()[kind]:
        for match in pattern.finditer(text):
            start, end = match.span("hint") if "hint" in pattern.groupindex else match.span()
            if kind != PHONE or _is_phone(text[start:end], match):
                yield start, end
    if kind == NAME:
        yield from _first_names(text)
        yield from _tagged_names(text)


def _is_phone(number: str, match: re.Match[str]) -> bool:
    """A labelled number always is one; a bare one needs an area code and enough digits."""
    digits = re.sub(r"\D", "", number)
    return bool(match.groupdict().get("label")) or (6 <= len(digits) <= 16)


def _first_names(text: str) -> Iterator[tuple[int, int]]:
    """A first name of the lexicon, with the surname that may follow."""
    known = _words("first_names")
    for match in re.finditer(rf"\b({CAP})(?:\s+{SURNAME})?", text):
        first = match.group(1)
        if first in known or first.removesuffix("s") in known:
            yield match.span()


def _tagged_names(text: str) -> Iterator[tuple[int, int]]:
    """Proper nouns, joined with a capitalised neighbour: "Hinrich Tamcke", "Möbel Tönsmann"."""
    common = _words("common_words")
    run: tuple[int, int] | None = None
    for start, end in proper_nouns(text):
        if text[start:end] in common or text[start:end].isupper():
            continue
        if run and text[run[1] : start] == " ":
            run = (run[0], end)
            continue
        if run:
            yield run
        run = (start, end)
    if run:
        yield run


CAP = r"[A-ZÄÖÜŞÇĆČĐŁŚŽİ][\w’']*[a-zäöüßşğıçćčđłńóśžźż](?:-[A-ZÄÖÜ][\w’']+)*"
PARTICLE = r"(?:(?:von|van|zu|de|der|den|vom|zum|al|el|bin|ten|Mc|O)[\s-]+)*"
SURNAME = rf"{PARTICLE}(?!(?:Straße|Platz|Weg|Amt|Schule|Kita|Verein|Haus)\b){CAP}"
TITLE = r"(?:Prof\.|Dr\.|Dipl\.-\w+\.?|med\.|phil\.|Pfarrer(?:in)?|Pastor(?:in)?|Schwester|Bruder|Bürgermeister(?:in)?|Oberbürgermeister(?:in)?|Landrat|Landrätin|Doktor)"
ARTICLE = r"(?:[Dd](?:er|ie|en|em|es)|[Uu]nser(?:e[rnms]?|s)?|[Ii]hr(?:e[rnms]?)?|[Ee]uer|[Ss]ein(?:e[rnms]?)?|[Uu]nserem)"
ENDING = r"(?:\s+(?:de[rsnm]|für\s+(?:den|die|das)?|vo[nm]|am|im|an\s+der|in\s+der|bei[m]?|zum|zur)\s+(?:[a-zäöü]+n\s+)?[A-ZÄÖÜ][\wäöüßÄÖÜ-]*(?:\s+(?:de[rsnm]|am|an\s+der|im|in\s+der|in|für|und|vo[nm])\s+(?:[A-ZÄÖÜ][\wäöüßÄÖÜ-]*))?)"
STREET = r"(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer|grube|brücke|tor|park|hagen|brook|chaussee|stieg|steig|pfad|markt|graben|wall|promenade|hof|winkel|kamp|berg|reihe|twiete)"
STREET_CAPITAL = "Straße|Str.|Weg|Gasse|Platz|Allee|Ring|Damm|Ufer|Hof|Park"
NUMBER = r"\d{1,4}\s?[a-h]?(?:\s?(?:-|–|bis|/)\s?\d{1,4}\s?[a-h]?)?\b(?!\s*(?:Uhr|Euro|Prozent|%|Jahre|Kinder|Menschen|Meter|Minuten|Stunden))"


@lru_cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    functions = "|".join(sorted((re.escape(word) for word in _words("functions")), key=len, reverse=True))
    clubs = "|".join(sorted((re.escape(word) for word in _words("club_marks")), key=len, reverse=True))
    bodies = "|".join(sorted((re.escape(word) for word in _words("body_marks")), key=len, reverse=True))
    place = rf"(?:,?\s+(?:in\s+)?\d{{5}}\s+{CAP}(?:\s+{CAP})?)?"
    head = r"[A-ZÄÖÜ][\wäöüß-]*"
    return {
        EMAIL: [
            re.compile(
                r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(ät\))\s?[\w-]+(?:(?:\.|\s?\(dot\)\s?|\s?\(punkt\)\s?)[\w-]+)+"
            ),
        ],
        PHONE: [
            re.compile(
                r"(?P<label>\b(?:tel(?:efon)?(?:nummer)?|fax|telefax|mobil|handy|durchwahl|nebenstelle|apparat|rufnummer)\b"
                r"\.?:?\s*(?:nummer\s*)?(?:\w+\s+){0,2}?)(?P<hint>(?:\+\d{2}|\(?0[\d ]{1,6}\)?|\(0[\d ]{1,6}\)\s?|\d{2,6})[\d\s/().–-]*\d)",
                re.IGNORECASE,
            ),
            re.compile(r"(?P<hint>(?:Durchwahl|Nebenstelle|Apparat)\s+-?\d{2,5})"),
            re.compile(r"(?<![\d.,/])(?:\+49|0049)[\s\d/().-]{6,}\d"),
            re.compile(
                r"(?<![\d.,/§])\(?0[1-9]\d{1,4}\)?\s?[/–-]?\s?\d(?:[\d\s/–-]{3,13})\d(?![\d,.]*\s?(?:Euro|%))"
            ),
        ],
        ADDRESS: [
            re.compile(
                rf"\b(?:{CAP}[\s-])*[A-ZÄÖÜ]?[\wäöüß.-]*(?:{STREET}|(?<=-)(?:{STREET_CAPITAL}))\s+{NUMBER}{place}"
            ),
            re.compile(
                rf"\b(?!Im (?:Jahr|Frühjahr|Sommer|Herbst|Winter|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Schuljahr|Haushalt)\b)(?:Am|An der|An den|Im|In der|In den|Auf dem|Auf der|Zum|Zur|Unter den|Hinter der|Vor dem|Alte[rn]?|Neue[rn]?|Lange|Kurze|Große|Kleine)\s+(?:{head}\s+){{0,2}}{head}\s+{NUMBER}{place}"
            ),
            re.compile(
                rf"\b(?:Straße|Platz|Allee)\s+(?:de[rs]|vom|zum)\s+{head}(?:\s+{head})?\s+{NUMBER}{place}"
            ),
            re.compile(rf"(?<!\d)\d{{5}}\s+{CAP}(?:[\s-]{CAP})?"),
        ],
        NAME: [
            re.compile(
                rf"\b(?!Herr der Lage)(?:Herrn?|Frau|Oma|Opa|Tante|Onkel|Familie|Eheleute|Ehepaar|Fr\.|Hr\.)\s+(?:{TITLE}\s*)*(?:(?:{CAP}|[A-Z]\.)\s+)?(?:{SURNAME}|[A-ZÄÖÜ]\.(?:-?[A-ZÄÖÜ]\.)?)"
            ),
            re.compile(rf"\b(?:{TITLE}\s+)+(?:(?:{CAP}|[A-Z]\.)\s+)?{SURNAME}"),
            re.compile(rf"\b[A-ZÄÖÜ]\.\s+{SURNAME}(?!\s*\d)"),
        ],
        ORGANISATION: [
            re.compile(
                rf"\b(?:{clubs})(?:[\s-](?:{CAP}|[A-ZÄÖÜ]{{2,}}|\d{{2,4}}|„[^“]+“))+(?:\s+e\.\s?V\.)?"
            ),
            re.compile(rf"\b(?:{CAP}\s+){{1,4}}(?:e\.\s?V\.|gGmbH|GmbH(?:\s+&\s+Co\.\s+KG)?|OHG|KG|eG)"),
            re.compile(rf"\b(?:{bodies})\s+(?:{CAP}|„[^“]+“|Dr\.\s+{CAP})(?:(?:\s+(?:&|und)\s+|\s){CAP})*"),
            re.compile(
                r"\b(?:Amt|Fachdienst|Fachbereich|Referat|Abteilung|Sachgebiet|Dezernat)\s+(?:\d+(?:[./]\d+)*|[IVX]+)\b(?:,?\s+(?:Zimmer|Raum)\s+[\w.]+)?"
            ),
            re.compile(r"\b(?:Zimmer|Raum)\s+\d+(?:\.\d+)?\b"),
        ],
        FUNCTION: [
            re.compile(
                rf"\b(?:{ARTICLE}\s+)(?:[A-Za-zäöü]+(?:e|en|er|n)\s+)?(?:{functions})(?::in|\*in|s|es|n|en)?\b(?:{ENDING})?"
            ),
            re.compile(rf"\b(?:{functions})(?::in|\*in|s|es)?\b(?:{ENDING})"),
        ],
    }
