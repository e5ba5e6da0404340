"""Bringing a file, and saying how it is read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerkstatt.indicators.files import AREAS, STRUCTURE
from netzwerkstatt.indicators.known import known_indicators
from netzwerkstatt.indicators.models import Indicator
from netzwerkstatt.indicators.reading import NEW, Layout, SourceFacts
from netzwerkstatt.kernel.files.checking import Wanted
from netzwerkstatt.kernel.lib.official_numbers import Notation
from netzwerkstatt.kernel.ui.forms import KernForm


class BringForm(KernForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Was steht in der Datei?"),
        choices=[
            (AREAS, gettext_lazy("Gebiete: Länder, Kreise, Gemeinden, Bezirke, oder ihre Änderungen")),
            (STRUCTURE, gettext_lazy("Strukturdaten: Werte zu Gebieten, oder die Liste der Merkmale")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Bitte wählen Sie, was in der Datei steht.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy("CSV, XLSX, ODS oder GeoJSON, höchstens 20 MB."),
        error_messages={"required": gettext_lazy("Bitte wählen Sie eine Datei.")},
    )


class SourceForm(KernForm):
    """Where a file comes from. Asked for every file, because every page that shows it must say so."""

    title = forms.CharField(label=gettext_lazy("Quelle, kurz"), max_length=200)
    credit = forms.CharField(
        label=gettext_lazy("Quellenvermerk"),
        help_text=gettext_lazy("So, wie die Lizenz ihn verlangt."),
        max_length=300,
    )
    licence = forms.CharField(label=gettext_lazy("Lizenz"), max_length=80, required=False)

    def choose(self, columns: Iterable[str], label: str, *, needed: bool = False, help_text: str = "") -> Any:
        none = _("bitte wählen") if needed else _("keine Spalte")
        choices = [("", none), *((column, column) for column in columns)]
        return forms.ChoiceField(label=label, choices=choices, required=needed, help_text=help_text)


class AreaForm(SourceForm):
    as_of = forms.DateField(
        label=gettext_lazy("Stand der Daten"),
        help_text=gettext_lazy(
            "Zum Beispiel 31.12.2022. Neueres wird nie durch Älteres ersetzt. Ohne Stand füllt die Datei nur Lücken."
        ),
        required=False,
        error_messages={"invalid": gettext_lazy("Dieses Datum gibt es nicht. So geht es: 31.12.2022.")},
    )

    def __init__(self, *args: Any, columns: Iterable[str], wanted: Iterable[Wanted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for want in wanted:
            self.fields[f"column_{want.name}"] = self.choose(columns, want.words, needed=want.required)

    def mapping(self) -> dict[str, str]:
        found = {name: value for name, value in self.cleaned_data.items() if name.startswith("column_")}
        return {name.removeprefix("column_"): column for name, column in found.items() if column}


class StructureForm(SourceForm):
    year_of_issue = forms.IntegerField(
        label=gettext_lazy("Jahr der Ausgabe"), min_value=1900, max_value=2100, required=False
    )
    areas_as_of = forms.DateField(
        label=gettext_lazy("Gebietsstand"),
        help_text=gettext_lazy("Der Tag, dessen Grenzen die Werte haben. Leer, wenn er nicht bekannt ist."),
        required=False,
        error_messages={"invalid": gettext_lazy("Dieses Datum gibt es nicht. So geht es: 31.12.2022.")},
    )

    def __init__(self, *args: Any, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.fields["key_column"] = self.choose(columns, _("Amtlicher Schlüssel"), needed=True)
        self.fields["regions"] = forms.BooleanField(
            label=_("Die Schlüssel nennen Kreisregionen"), required=False
        )
        self.fields["period_column"] = self.choose(columns, _("Jahr oder Zeitraum"))
        self.fields["period"] = forms.CharField(
            label=_("Jahr für die ganze Datei"),
            help_text=_("Nur, wenn keine Spalte das Jahr nennt."),
            max_length=20,
            required=False,
        )
        self.fields["long"] = self.choose(
            columns,
            _("Spalte, die das Merkmal nennt"),
            help_text=_("Nur bei langen Tabellen, in denen jede Zeile ein Merkmal ist."),
        )
        self.fields["notation"] = forms.ChoiceField(
            label=_("Schreibweise der Zahlen"),
            choices=[
                ("", _("aus den Spalten erkennen")),
                (Notation.COMMA.value, "1.234,5"),
                (Notation.POINT.value, "1234.5"),
            ],
            required=False,
        )
        known = {indicator.key: indicator.name for indicator in known_indicators().values()}
        known |= {indicator.key: indicator.name for indicator in Indicator.objects.all()}
        choices = [
            ("", _("nicht einlesen")),
            (NEW, _("als eigenes Merkmal, oder wie erkannt")),
            *known.items(),
        ]
        for number, column in enumerate(columns):
            field = forms.ChoiceField(
                label=_("Spalte „%(name)s“") % {"name": column}, choices=choices, required=False
            )
            self.fields[f"value_{number}"] = field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("period_column") and not values.get("period"):
            self.add_error(
                "period_column", _("Bitte wählen Sie die Spalte mit dem Jahr, oder nennen Sie es.")
            )
        elif values.get("period"):
            from netzwerkstatt.indicators.engine.periods import read_period

            try:
                read_period(values["period"])
            except ValueError as error:
                self.add_error("period", str(error))
        return values

    def choices_made(self) -> dict[str, Any]:
        """Everything chosen, in a form that is kept with the file."""
        given = self.cleaned_data
        values = {c: given[f"value_{n}"] for n, c in enumerate(self.columns) if given.get(f"value_{n}")}
        plain = {
            n: v.isoformat() if isinstance(v, date) else v for n, v in given.items() if n[:6] != "value_"
        }
        return {**plain, "values": values}


def structure_initial(layout: Layout, source: SourceFacts, columns: tuple[str, ...]) -> dict[str, Any]:
    """What the form shows before anybody has chosen."""
    return {
        **{
            name: getattr(source, name)
            for name in ("title", "credit", "licence", "year_of_issue", "areas_as_of")
        },
        "key_column": layout.key_column,
        "period_column": layout.period_column,
        "period": layout.period,
        "long": layout.long,
        "regions": layout.regions,
        "notation": layout.notation.value if layout.notation else "",
        **{f"value_{n}": layout.values.get(column, "") for n, column in enumerate(columns)},
    }
