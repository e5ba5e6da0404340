"""Forms in KERN's shapes."""

from django import forms
from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """Django's form templates replaced by ours; see templates/ui/form/."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    bound_field_class = None


class KernForm(forms.Form):
    """A form whose required marks are words, not stars."""

    required_css_class = "required"
    use_required_attribute = False
    template_name = "ui/form/form.html"
