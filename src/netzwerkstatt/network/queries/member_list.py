"""A list of members that somebody brings: which columns it may have, and what each row comes to."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.files.checking import (
    Checked,
    Good,
    NotReadable,
    Problem,
    Wanted,
    check_table,
    one_of,
    whole_number,
)
from netzwerkstatt.kernel.files.tables import Table
from netzwerkstatt.network.models import Mandate, MandateInvitation, Municipality, MunicipalityKind

PURPOSE = "members"


def _key(text: str) -> str:
    """Official keys lose their leading zero in spreadsheets; nothing else about them is guessed."""
    digits = text.replace(" ", "")
    if re.fullmatch(r"R\d{4}", digits):
        return digits
    if digits.isdigit() and len(digits) in (4, 7):
        digits = "0" + digits
    if not (digits.isdigit() and len(digits) in (5, 8, 9)):
        raise NotReadable(
            _("„%(text)s“ ist kein amtlicher Schlüssel: acht Ziffern, bei Landkreisen fünf, bei Ämtern neun.")
            % {"text": text}
        )
    return digits


def _year(text: str) -> int:
    year = whole_number(text)
    if not 1900 <= year <= 2100:
        raise NotReadable(_("„%(text)s“ ist kein Jahr.") % {"text": text})
    return year


def _positive(text: str) -> int:
    number = whole_number(text)
    if not 0 < number < 100_000_000:
        raise NotReadable(_("„%(text)s“ ist keine Zahl von Einwohner:innen.") % {"text": text})
    return number


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise NotReadable(_("„%(text)s“ ist keine vollständige E-Mail-Adresse.") % {"text": text}) from None
    return text.lower()


def _short(most: int) -> Any:
    def read(text: str) -> str:
        if len(text) > most:
            raise NotReadable(_("Dieser Text ist länger als %(most)s Zeichen.") % {"most": most})
        return text

    return read


KINDS = {
    **{str(label): value for value, label in MunicipalityKind.choices},
    "Stadt": "city",
    "Gemeinde": "commune",
    "Kreis": "county",
    "Bezirk": "borough",
    "Großstadt": "free_city",
}
WANTED = (
    Wanted("name", "Name der Kommune", _short(120), required=True, also_called=("Kommune", "Stadt", "Mitglied")),
    Wanted("key", "Amtlicher Schlüssel", _key, required=True, also_called=("AGS", "Schlüssel", "Gemeindeschlüssel")),
    Wanted(
        "kind",
        "Art",
        one_of(KINDS, _("Diese Art kennen wir nicht. Möglich sind: %(kinds)s.") % {"kinds": ", ".join(str(label) for _v, label in MunicipalityKind.choices)}),
        also_called=("Typ",),
        help="Ohne Spalte gilt: fünf Ziffern Landkreis, acht Ziffern kreisangehörige Stadt.",
    ),
    Wanted("population", "Einwohner:innen", _positive, also_called=("Einwohner", "Einwohnerzahl", "Bevölkerung")),
    Wanted("since_year", "Mitglied seit (Jahr)", _year, also_called=("Mitglied seit", "Beitritt", "seit")),
    Wanted("initiative", "Name der Initiativen", _short(200), also_called=("Initiative", "Initiativen")),
    Wanted("administration_name", "Koordination der Kommune: Name", _short(200), also_called=("Koordination Kommune", "Ansprechperson")),
    Wanted("administration_email", "Koordination der Kommune: E-Mail", _email, also_called=("E-Mail Kommune", "E-Mail", "Mail")),
    Wanted("initiative_name", "Koordination der Initiativen: Name", _short(200), also_called=("Koordination Initiativen",)),
    Wanted("initiative_email", "Koordination der Initiativen: E-Mail", _email, also_called=("E-Mail Initiativen",)),
)  # fmt: skip


KIND_BY_LENGTH = {5: "county", 9: "association"}


@dataclass(frozen=True)
class Candidate:
    """A good row: what would be entered, and who would be invited."""

    line: int
    values: dict[str, Any]
    people: tuple[tuple[str, str, str], ...]
    is_known: bool


@dataclass(frozen=True)
class ListChecked:
    candidates: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    bad_lines: int

    @property
    def new(self) -> int:
        return sum(not candidate.is_known for candidate in self.candidates)

    @property
    def known(self) -> int:
        return len(self.candidates) - self.new

    @property
    def letters(self) -> int:
        return sum(len(candidate.people) for candidate in self.candidates)


def check_list(table: Table, mapping: dict[str, str]) -> ListChecked:
    """Every row is a candidate or named by a problem. A key that comes twice is a problem at its second place."""
    checked: Checked = check_table(table, WANTED, mapping)
    known = set(Municipality.objects.values_list("key", flat=True))
    reached = _already_reached()
    seen: dict[str, int] = {}
    candidates, problems = [], list(checked.problems)
    for good in checked.good:
        key = good.values["key"]
        if key in seen:
            sentence = _("Dieser Schlüssel steht schon in Zeile %(line)s.") % {"line": seen[key]}
            problems.append(Problem(good.line, mapping.get("key", ""), sentence))
            continue
        seen[key] = good.line
        candidates.append(_candidate(good, key in known, reached))
    problems.sort(key=lambda problem: problem.line)
    return ListChecked(tuple(candidates), tuple(problems), len({p.line for p in problems}))


def _already_reached() -> set[tuple[str, str, str]]:
    """(key, kind of organisation, address) of everybody invited or at work already."""
    at_work = Mandate.objects.filter(organisation__municipality__isnull=False).values_list(
        "organisation__municipality__key", "organisation__kind", "person__email"
    )
    invited = (
        MandateInvitation.objects.pending()
        .filter(organisation__municipality__isnull=False)
        .values_list("organisation__municipality__key", "organisation__kind", "email")
    )
    return {*at_work, *invited}


def _candidate(good: Good, is_known: bool, reached: set[tuple[str, str, str]]) -> Candidate:
    given = good.values
    people = []
    for kind in ("administration", "initiative"):
        email = given.get(f"{kind}_email")
        if email and (given["key"], kind, email) not in reached:
            people.append((kind, given.get(f"{kind}_name", ""), email))
    values = {
        "name": given["name"],
        "key": given["key"],
        "kind": given.get("kind") or KIND_BY_LENGTH.get(len(given["key"]), "city"),
        "population": given.get("population"),
        "since_year": given.get("since_year"),
        "initiative": given.get("initiative", ""),
    }
    return Candidate(good.line, values, tuple(people), is_known)
