"""Requests into clean values. Nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerkstatt.catalogue.models import Barrier, Tool, Topic
from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.files.attachments import LARGEST_ATTACHMENT, Attachment, read_attachment
from netzwerkstatt.kernel.files.tables import UnreadableFile
from netzwerkstatt.kernel.ui.forms import KernForm
from netzwerkstatt.network.models import Organisation
from netzwerkstatt.practice.forms import PartialDateField
from netzwerkstatt.practice.models import Template, Undertaking
from netzwerkstatt.practice.vorlagen.actions import Told


class UndertakingChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.working.title if obj.working else obj.key


class TemplateForm(KernForm):
    """What is said about a document, and the document itself. `file` may be left out where there is one already."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Was ist es?"), choices=[("", _("Bitte wählen")), *Template.Kind.choices]
    )
    purpose = forms.CharField(
        label=_("Wofür haben Sie es gebraucht?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    adapt = forms.CharField(
        label=_("Was muss man anpassen?"),
        help_text=_("Was bei Ihnen anders ist als anderswo: Zuständigkeit, Fristen, Beträge."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("PDF, DOCX, XLSX, ODT, ODS oder TXT, höchstens 10 MB, ohne Makros."),
        error_messages={"required": _("Bitte wählen Sie eine Datei."), "empty": _("Die Datei ist leer.")},
    )
    origin_from = forms.CharField(
        label=_("Von wem stammt es?"),
        help_text=_("Eine Stelle, kein Name: zum Beispiel Fachbereich Soziales oder Kreis Musterland."),
        max_length=200,
        required=False,
    )
    origin_on = PartialDateField(
        label=_("Von wann ist es?"), help_text=_("Zum Beispiel 2024 oder März 2024"), required=False
    )
    licence = forms.ChoiceField(
        label=_("Was dürfen andere damit tun?"), choices=Template.Licence.choices, widget=forms.RadioSelect
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Themen"), queryset=Topic.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )
    tools = forms.ModelMultipleChoiceField(
        label=_("Werkzeuge"),
        queryset=Tool.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    barriers = forms.ModelMultipleChoiceField(
        label=_("Hilft gegen welches Hemmnis?"),
        queryset=Barrier.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    undertakings = UndertakingChoices(
        label=_("Gehört zu welchem Ihrer Vorhaben?"),
        queryset=Undertaking.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("topics", Topic), ("tools", Tool), ("barriers", Barrier)):
            self.fields[name].queryset = model.objects.filter(in_use=True)  # type: ignore[attr-defined]
        own = Undertaking.objects.visible_to(viewer).filter(
            holder_id__in=viewer.organisation_ids, working__isnull=False
        )
        self.fields["undertakings"].queryset = own.select_related("working")  # type: ignore[attr-defined]
        if not own.exists():
            del self.fields["undertakings"]

    def clean_file(self) -> Attachment | None:
        upload = self.cleaned_data.get("file")
        if upload is None:
            return None
        if upload.size > LARGEST_ATTACHMENT:
            raise forms.ValidationError(
                _("Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie, etwa die Bilder darin.")
            )
        try:
            return read_attachment(upload.name or "", upload.read())
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error

    def told(self) -> Told:
        values = self.cleaned_data
        return Told(**{name: values[name] for name in Told.__dataclass_fields__ if name in values})


class BringForm(TemplateForm):
    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        holders = Organisation.objects.filter(pk__in=viewer.organisation_ids)
        first = holders.first()
        self.fields["holder"] = forms.ModelChoiceField(
            label=_("Für wen bringen Sie es?"), queryset=holders, empty_label=None, initial=first and first.pk
        )
        self.order_fields(["title", "holder"])


class ReviseForm(TemplateForm):
    what_changed = forms.CharField(
        label=_("Was ist an dieser Fassung neu?"),
        help_text=_("Ein Satz. Ihn lesen alle, die die Vorlage sehen."),
        max_length=300,
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["file"].required = False
        self.fields["file"].help_text = _("Ohne neue Datei bleibt die bisherige.")


class ReleaseTemplateForm(KernForm):
    audience = forms.ChoiceField(
        label=_("Wer darf sie haben?"),
        choices=[("network", _("Netzwerk")), ("public", _("alle, auch ohne Anmeldung"))],
        widget=forms.RadioSelect,
        initial="network",
    )
    free_of_persons = forms.BooleanField(
        label=_("Text und Datei sind frei von personenbezogenen Angaben. Ich habe beides durchgesehen."),
        required=False,
    )
    agreed_with_role = forms.CharField(
        label=_("Nur für alle: abgestimmt mit (Funktion)"), max_length=200, required=False
    )
    agreed_on = forms.DateField(
        label=_("Nur für alle: abgestimmt am"),
        help_text=_("Zum Beispiel 3.4.2026"),
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        required=False,
    )


class AskForm(KernForm):
    reader = forms.TypedChoiceField(label=_("Wer soll lesen?"), coerce=int, choices=[])

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [("", _("Bitte wählen")), *people.items()]  # type: ignore[attr-defined]


class FindingForm(KernForm):
    finding = forms.CharField(
        label=_("Was haben Sie gefunden?"),
        help_text=_("Wo jemand erkennbar ist. Haben Sie nichts gefunden, lassen Sie das Feld leer."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
