"""What the pages of the catalogue state."""

from dataclasses import dataclass
from typing import Any

from netzwerkstatt.catalogue.forms import RingForm
from netzwerkstatt.catalogue.models import Term, WordRing
from netzwerkstatt.kernel.access import Decision


@dataclass(frozen=True)
class TermPage:
    """One term. `panels` are (template, page) that other rooms put here."""

    term: Term
    kind: str
    kind_words: str
    revise: Decision
    panels: list[tuple[str, Any]]
    trail: tuple[Any, ...]


@dataclass(frozen=True)
class RingsPage:
    """The form is there for those who may add words."""

    rings: tuple[WordRing, ...]
    revise: Decision
    form: RingForm | None
