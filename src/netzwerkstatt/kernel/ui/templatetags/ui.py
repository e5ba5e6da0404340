"""How things are written: texts in paragraphs, redacted passages, dates and numbers. No rules live here."""

from datetime import date, datetime

from django import template
from django.template.defaultfilters import date as format_date
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from netzwerkstatt.kernel.lib import partial_date

register = template.Library()
REDACTED = "\u2588\u2588\u2588"


def _inline(text: str) -> SafeString:
    bar = f'<span class="nw-redacted">{escape(_("Stelle geschwärzt"))}</span>'
    return mark_safe(escape(text).replace(REDACTED, bar).replace("\n", "<br>"))  # noqa: S308 escaped just before


@register.filter
def prose(text: str) -> SafeString:
    """Plain paragraphs: empty lines separate them, redacted passages become an ink bar."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return format_html_join("\n", "<p>{}</p>", ((_inline(part),) for part in paragraphs))


@register.filter
def line(text: str) -> SafeString:
    """One line of text with redacted passages shown."""
    return _inline(text)


@register.filter
def partial(value: str) -> str:
    """ "2022-10" as "Oktober 2022"."""
    return partial_date.in_words(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """ "3. März 2026", with no break before the month."""
    return format_date(value, "j.\u00a0F Y") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """ "3. März 2026, 14:32 Uhr"."""
    from django.utils import timezone

    return format_date(timezone.localtime(value), "j.\u00a0F Y, H:i") + "\u00a0Uhr" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    from django.utils import timezone

    return format_date(timezone.localtime(value), "H:i") if value else ""


@register.filter
def count_word(number: int) -> str:
    """Numbers up to twelve in words, as prose has them."""
    words = [
        "null",
        "eine",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ]
    return words[number] if 0 <= number < len(words) else f"{number:,}".replace(",", ".")


@register.filter
def with_class(field: object, name: str) -> object:
    """A form field's widget with a class, and its hint and error announced with it."""
    described = [f"{field.auto_id}_helptext"] if field.help_text else []  # type: ignore[attr-defined]
    attributes = {"class": name}
    if field.errors:  # type: ignore[attr-defined]
        described.append(f"{field.auto_id}_error")  # type: ignore[attr-defined]
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)  # type: ignore[attr-defined]


@register.filter
def slugify_place(place: str) -> str:
    """The name of a place in a text as an anchor."""
    return place.replace(".", "-")


@register.filter
def unlocalized(number: int) -> str:
    """A number for a machine: no thousands separator."""
    return str(int(number))
