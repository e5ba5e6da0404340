"""What the pages of the catalogue state."""

from dataclasses import dataclass
from typing import Any

from netzwerkstatt.catalogue.models import Term
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
