"""The screens on which one tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, ManyToManyField, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerkstatt.practice.actions.telling import text_base
from netzwerkstatt.practice.models import ANSWERS, Undertaking, Version
from netzwerkstatt.practice.pages.questions import QUESTIONS


@dataclass(frozen=True)
class QuestionEntry:
    number: int
    name: str
    question: str
    state: str
    here: bool
    address: str


@dataclass(frozen=True)
class TellPage:
    """One question a screen."""

    key: str
    title: str
    number: int
    name: str
    question: str
    help: str
    example: str
    text: str
    base: str
    saved_at: datetime | None
    readers: str
    side: "Side"
    next_words: str
    autosave_address: str
    conflict: str = ""


def question_entries(undertaking: Undertaking, version: Version, here: str) -> tuple[QuestionEntry, ...]:
    """The five questions with their state in words."""
    found = []
    for number, name in enumerate(ANSWERS, start=1):
        text = getattr(version, name).strip()
        state = _("hier sind Sie") if name == here else _state_of(text)
        address = reverse("practice:tell_question", args=[undertaking.key, name])
        found.append(QuestionEntry(number, name, QUESTIONS[name][0], state, name == here, address))
    return tuple(found)


def _state_of(text: str) -> str:
    if not text:
        return _("noch leer")
    return _("beantwortet") if len(text.split()) >= 12 else _("angefangen")


FURTHER = (
    ("facts", "Angaben"),
    ("barriers", "Hemmnisse und Wege"),
    ("goals", "Ziele und ihre Änderungen"),
    ("results", "Ergebnisse"),
)
DEEPER = (
    ("methods", "Vorgehen"),
    ("steps", "Schritte"),
    ("participation", "Beteiligung"),
    ("described", "Wo und für wen"),
    ("partners", "Beteiligte"),
    ("resources", "Personal, Geld und Zeit"),
    ("research", "Begleitforschung"),
)
RELATIONS = {"described": "entries"}


def filled_parts(version: Version) -> set[str]:
    """Which screens hold something, in one query."""
    names = [name for name, _words in (*FURTHER, *DEEPER) if name != "facts"]
    has = {f"has_{name}": Exists(_rows(RELATIONS.get(name, name))) for name in names}
    found: dict[str, Any] = Version.objects.filter(pk=version.pk).values(**has).get()  # type: ignore[assignment]
    filled = {name for name in names if found[f"has_{name}"]}
    return filled | {"facts"} if version.summary or version.begin else filled


def _rows(relation: str) -> Any:
    field = Version._meta.get_field(relation)
    if isinstance(field, ManyToManyField):
        return getattr(Version, relation).through.objects.filter(version_id=OuterRef("pk"))
    return field.related_model._default_manager.filter(version=OuterRef("pk"))  # type: ignore[union-attr]


def further_entries(
    undertaking: Undertaking, names: tuple[tuple[str, str], ...], filled: set[str], here: str
) -> tuple[QuestionEntry, ...]:
    """What may follow the five questions, in any order."""
    return tuple(
        QuestionEntry(
            number,
            name,
            words,
            _("hier sind Sie") if name == here else (_("ausgefüllt") if name in filled else _("freiwillig")),
            name == here,
            reverse(f"practice:tell_{name}", args=[undertaking.key]),
        )
        for number, (name, words) in enumerate(names, start=6)
    )


@dataclass(frozen=True)
class Side:
    """The list of questions beside every screen of telling."""

    key: str
    title: str
    entries: tuple[QuestionEntry, ...]
    further: tuple[QuestionEntry, ...]
    deeper: tuple[QuestionEntry, ...]
    is_brief: bool


def side_of(undertaking: Undertaking, here: str) -> Side:
    version = undertaking.working
    if version is None:
        raise ValueError("an Undertaking without text")
    if undertaking.form == Undertaking.Form.BRIEF:
        return Side(undertaking.key, version.title, (), (), (), True)
    filled = filled_parts(version)
    return Side(
        undertaking.key,
        version.title,
        question_entries(undertaking, version, here),
        further_entries(undertaking, FURTHER, filled, here),
        further_entries(undertaking, DEEPER, filled, here),
        False,
    )


READERS = {
    "named": "Diesen Text lesen nur Sie und wen Sie benennen.",
    "bench": "Diesen Text liest zunächst nur Ihre Bank.",
    "municipality": "Diesen Text liest zunächst nur Ihre Kommune.",
    "network": "Das Netzwerk liest weiter die freigegebene Fassung, bis Sie diese hier freigeben.",
    "public": "Alle lesen weiter die freigegebene Fassung, bis Sie diese hier freigeben.",
}


def tell_page(
    undertaking: Undertaking, name: str, *, mine: str = "", conflict: str = "", base: str = ""
) -> TellPage:
    """The screen of one question; after a conflict with both texts."""
    version = undertaking.working
    if version is None:
        raise ValueError("an Undertaking without text")
    number = ANSWERS.index(name) + 1
    question, help_, example = QUESTIONS[name]
    stored = getattr(version, name)
    following = _("Weiter zu Frage %(number)s") % {"number": number + 1}
    return TellPage(
        key=undertaking.key,
        title=version.title,
        number=number,
        name=name,
        question=question,
        help=help_,
        example=example,
        text=mine or stored,
        base=base or text_base(stored),
        saved_at=version.changed_at if stored else None,
        readers=READERS[undertaking.audience],
        side=side_of(undertaking, name),
        next_words=following if number < len(ANSWERS) else _("Weiter zu den Angaben"),
        autosave_address=reverse("practice:autosave", args=[undertaking.key, name]),
        conflict=conflict,
    )
