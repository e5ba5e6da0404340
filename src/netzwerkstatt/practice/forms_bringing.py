"""What is sent while somebody brings a file. Nothing is saved here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.kernel.files.tables import LARGEST
from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.brought.fields import LEFT_OUT, NAMES, TEXTS
from netzwerkstatt.practice.brought.plan import CREATE, LEAVE
from netzwerkstatt.practice.brought.rows import PARTS, twice


class BringForm(KernForm):
    holder = forms.ModelChoiceField(
        label=_("Für wen erzählen Sie?"), queryset=Organisation.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_("Welche Datei?"),
        help_text=_(
            "CSV, XLSX, ODS oder DOCX, bis 20 MB. In einer Tabelle ist die erste Zeile der Kopf, jede weitere ein Vorhaben. "
            "Ein Bericht ohne Tabelle wird ein Vorhaben."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods,.docx"}),
        error_messages={
            "required": _("Bitte wählen Sie eine Datei."),
            "empty": _("Diese Datei ist leer."),
        },
    )

    def __init__(self, *args: Any, holders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = holders  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """A file beyond the bound is refused before it is read into memory."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(say("Die Datei ist größer als 20 MB. Bitte teilen Sie sie."))
        return file


@dataclass
class ColumnsInput:
    """Which column is which, as it was sent, and what is wrong with it."""

    mapping: dict[str, str]
    errors: list[str] = field(default_factory=list)


def read_columns(data: Mapping[str, str], columns: Iterable[str]) -> ColumnsInput:
    mapping = {column: data.get(f"c{number}", LEFT_OUT) for number, column in enumerate(columns)}
    given = ColumnsInput({column: name if name in NAMES else LEFT_OUT for column, name in mapping.items()})
    for name in twice(given.mapping):
        words = {"words": NAMES[name][0]}
        given.errors.append(
            say("„%(words)s“ kann nur eine Spalte sein. Bitte wählen Sie eine davon.") % words
        )
    if not set(given.mapping.values()) & {"title", *TEXTS, *PARTS}:
        given.errors.append(say("Bitte wählen Sie mindestens eine Spalte für den Titel oder für einen Text."))
    return given


def read_decisions(data: Mapping[str, str]) -> tuple[dict[int, str], str | None]:
    """Line → decision, and the one for all others where it was sent. What does not fit its row counts as undecided."""
    decisions = {
        int(name[1:]): value for name, value in data.items() if name[0] == "d" and name[1:].isdecimal()
    }
    others = data.get("others")
    return decisions, others if others in ("", CREATE, LEAVE) else None
