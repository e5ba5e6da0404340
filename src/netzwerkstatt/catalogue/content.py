"""The first content of the catalogue, from the files in `data/`. Never overwrites what a network has edited."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from netzwerkstatt.catalogue.models import Approach, Barrier, FrameworkEntry, Term, Tool, Topic, WordRing
from netzwerkstatt.kernel import registry

DATA = Path(__file__).parent / "data"
FILES: tuple[tuple[str, str, type[Term]], ...] = (
    ("topics.toml", "topic", Topic),
    ("tools.toml", "tool", Tool),
    ("barriers.toml", "barrier", Barrier),
    ("approaches.toml", "approach", Approach),
    ("frameworks.toml", "entry", FrameworkEntry),
    ("synonyms.toml", "ring", WordRing),
)


@transaction.atomic
def load_first_content() -> int:
    """Create what is missing; returns how many terms are new."""
    created = 0
    for file, table, model in FILES:
        known = set(model.objects.values_list("key", flat=True))
        for row in _rows(file, table):
            if row["key"] not in known:
                term = model(**row)
                term.full_clean()
                term.save()
                registry.changed(term)
                created += 1
    return created


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((DATA / file).read_text(encoding="utf-8"))[table])
