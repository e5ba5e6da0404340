"""What the search page states."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.search.queries import Found, find

STAGES = (
    ("concept", "Konzept"),
    ("running", "läuft"),
    ("resting", "ruht"),
    ("completed", "abgeschlossen"),
    ("ended_without_completion", "beendet ohne Abschluss"),
    ("never_started", "nicht zustande gekommen"),
)
LONGEST = 200


@dataclass(frozen=True)
class Choice:
    words: str
    count: int | None
    address: str
    chosen: bool


@dataclass(frozen=True)
class SearchPage:
    text: str
    found: Found | None
    kinds: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    number: int
    before: str
    after: str
    words: tuple[str, ...]


def search_page(viewer: Viewer, given: Mapping[str, str]) -> SearchPage:
    text = given.get("q", "").strip()[:LONGEST]
    kind, stage = given.get("art", ""), given.get("stand", "")
    number = max(1, int(given.get("seite", "1"))) if given.get("seite", "1").isdecimal() else 1
    found = find(viewer, text, kind=kind, stage=stage, page=number) if text else None
    chosen = {"q": text, "art": kind, "stand": stage}
    kinds: tuple[Choice, ...] = ()
    if found:
        everything = sum(count for _kind, _words, count in found.by_kind)
        kinds = (
            Choice("Alles", everything, _address(chosen, art=""), not kind),
            *tuple(
                Choice(words, count, _address(chosen, art=name), name == kind)
                for name, words, count in found.by_kind
            ),
        )
    stages = tuple(
        Choice(words, None, _address(chosen, stand="" if name == stage else name), name == stage)
        for name, words in STAGES
    )
    more = found is not None and number < found.pages
    return SearchPage(
        text=text,
        found=found,
        kinds=kinds,
        stages=stages,
        number=number,
        before=_address(chosen, seite=str(number - 1)) if number > 1 else "",
        after=_address(chosen, seite=str(number + 1)) if more else "",
        words=tuple(
            dict.fromkeys(p for g in (found.question.groups if found else ()) if g.parts for p in (g.word,))
        ),
    )


def _address(chosen: dict[str, str], **change: str) -> str:
    return "?" + urlencode({name: value for name, value in {**chosen, **change}.items() if value})
