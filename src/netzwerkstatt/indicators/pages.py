"""What the operator's pages state: what has been read, and what reading a file would do."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from netzwerkstatt.indicators import reading
from netzwerkstatt.indicators.engine import periods
from netzwerkstatt.indicators.engine.numbers import german_number
from netzwerkstatt.indicators.files import Prepared
from netzwerkstatt.indicators.forms import AreaForm, StructureForm, structure_initial
from netzwerkstatt.indicators.models import Source
from netzwerkstatt.kernel.files.checking import Checked, Problem
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.kernel.lib.official_numbers import STATUS_WORDS, Status
from netzwerkstatt.network.models import Area, AreaSource
from netzwerkstatt.network.register import reading as areas

SAMPLE = 8
MOST_PROBLEMS = 1000


@dataclass(frozen=True)
class DataPage:
    """The overview: what the installation holds, and the files somebody has begun to read."""

    levels: tuple[tuple[str, int], ...]
    area_sources: tuple[AreaSource, ...]
    sources: tuple[Source, ...]
    begun: tuple[StagedFile, ...]
    form: Any


@dataclass(frozen=True)
class ImportPage:
    """One brought file: how it is read, what that would do, and every row that is no good."""

    staged: StagedFile
    heading: str
    form: Any
    said: tuple[str, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    more_problems: int
    head: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    writes: int
    may_confirm: bool
    why_not: str


def form_for(prepared: Prepared, given: Any = None) -> Any:
    """The form of this kind of file; None where there is nothing to choose."""
    columns = prepared.table.columns
    if prepared.kind == "areas":
        start = {name: prepared.facts[name] for name in ("title", "credit", "licence", "as_of")}
        start |= {f"column_{name}": column for name, column in prepared.facts["mapping"].items()}
        return AreaForm(given, initial=start, columns=columns, wanted=areas.area_fields(prepared.table))
    if prepared.kind == "structure":
        start = structure_initial(prepared.facts["layout"], prepared.facts["source"], columns)
        return StructureForm(given, initial=start, columns=columns)
    return None


def import_page(staged: StagedFile, prepared: Prepared, form: Any) -> ImportPage:
    checked = prepared.checked
    head, sample, writes = _shown(prepared)
    credit = (
        prepared.facts["source"].credit if prepared.kind == "structure" else prepared.facts.get("credit", "-")
    )
    why = ""
    if not checked.good:
        why = _("Es gibt noch keine Zeile, die sich einlesen lässt.")
    elif not credit:
        why = _("Bitte nennen Sie zuerst den Quellenvermerk und erneuern Sie die Vorschau.")
    elif not writes:
        why = _("Alles, was gut ist, ist schon da. Es gibt nichts zu ändern.")
    return ImportPage(
        staged=staged,
        heading=staged.name,
        form=form,
        said=_said(prepared, writes),
        notes=() if isinstance(prepared.preview, Checked) else prepared.preview.notes + _extra(prepared),
        problems=checked.problems[:MOST_PROBLEMS],
        more_problems=max(0, len(checked.problems) - MOST_PROBLEMS),
        head=head,
        sample=sample,
        writes=writes,
        may_confirm=not why,
        why_not=why,
    )


def _said(prepared: Prepared, writes: int) -> tuple[str, ...]:
    checked = prepared.checked
    rows, bad = len(checked.good) + checked.bad_lines, checked.bad_lines
    said = [ngettext("%(n)s Zeile gelesen.", "%(n)s Zeilen gelesen.", rows) % {"n": german_number(rows, 0)}]
    said.append(
        ngettext(
            "%(n)s Zeile ist nicht gut. Sie bleibt draußen.",
            "%(n)s Zeilen sind nicht gut. Sie bleiben draußen.",
            bad,
        )
        % {"n": german_number(bad, 0)}
        if bad
        else _("Jede Zeile ist gut.")
    )
    if prepared.kind == "areas":
        preview = prepared.preview
        said.append(
            _("Neu: %(new)s, geändert: %(changed)s, unverändert: %(same)s.")
            % {"new": len(preview.new), "changed": len(preview.changed), "same": preview.unchanged}
        )
    elif prepared.kind == "structure":
        preview = prepared.preview
        said.append(
            _("Werte: %(new)s neu, %(changed)s geändert, %(same)s schon da.")
            % {
                "new": german_number(len(preview.new), 0),
                "changed": german_number(len(preview.changed), 0),
                "same": german_number(preview.unchanged, 0),
            }
        )
    return tuple(said)


def _extra(prepared: Prepared) -> tuple[str, ...]:
    if prepared.kind != "structure":
        return ()
    signs = [
        f"{STATUS_WORDS[Status(status)]}: {german_number(number, 0)}"
        for status, number in prepared.preview.signs.items()
        if status != Status.PUBLISHED
    ]
    begun = [indicator.name for indicator in prepared.preview.new_indicators]
    notes = (
        [_("Ohne Zahl, als Zeichen aufbewahrt und nie als 0: %(signs)s.") % {"signs": "; ".join(signs)}]
        if signs
        else []
    )
    if begun:
        notes.append(_("Neue Merkmale: %(names)s.") % {"names": "; ".join(begun)})
    return tuple(notes)


def _shown(prepared: Prepared) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], int]:
    """Head, a few rows, and how many things would be written."""
    preview: Any = prepared.preview
    if prepared.kind == "areas":
        rows: list[Area] = [*preview.new, *preview.changed][:SAMPLE]
        head = (_("Schlüssel"), _("Name"), _("Art"), _("Einwohner:innen"))
        return head, tuple((a.key, a.full_name, a.label, _people(a.population)) for a in rows), preview.writes
    if prepared.kind == "structure":
        named = preview.read.indicators
        picked = [*preview.new, *preview.changed]
        picked = picked[:: max(1, len(picked) // SAMPLE) | 1][:SAMPLE]  # odd: not always the same column
        head = (_("Gebiet"), _("Zeitraum"), _("Merkmal"), _("Wert"))
        return (
            head,
            tuple(
                (
                    r.area_key,
                    periods.in_words(r.period),
                    named[r.indicator].name,
                    _value(r, named[r.indicator]),
                )
                for r in picked
            ),
            preview.writes,
        )
    columns = tuple(preview.good[0].values) if preview.good else ()
    sample = tuple(tuple(str(row.values.get(c, ""))[:120] for c in columns) for row in preview.good[:SAMPLE])
    return columns, sample, len(preview.good)


def _people(number: int | None) -> str:
    return "" if number is None else german_number(number, 0)


def _value(found: reading.Reading, known: Any) -> str:
    if found.value is None:
        return str(STATUS_WORDS[Status(found.status)])
    return f"{german_number(found.value, known.decimals)} {known.unit}".strip()


def choices_of(form: Any) -> dict[str, Any]:
    """What a valid form says, as it is kept with the file."""
    if isinstance(form, StructureForm):
        return form.choices_made()
    given = form.cleaned_data
    day = given["as_of"]
    return {
        **{name: given[name] for name in ("title", "credit", "licence")},
        "as_of": day.isoformat() if day else "",
    }
