"""What an address asks for, and the addresses of what one could ask next. Nothing is looked up here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from netzwerkstatt.kernel import registry

EXPERIENCES = "undertaking"
LONGEST = 200
MOST_CHOICES = 20
ORDERS = ("aehnlich", "neu", "passend")
MOST_BESIDE = 4
VIEWS = ("liste", "karte", "tabelle")


@dataclass(frozen=True)
class Asked:
    """Words, chosen values by facet, and how the answer is to be shown. `kind` empty means everything.

    `compared` are the characteristics by which municipalities are alike; none means all.
    `beside` are the keys of what was already chosen for a comparison: carried along, never narrowing.
    """

    text: str = ""
    kind: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exact: bool = False
    order: str = ""
    compared: tuple[str, ...] = ()
    view: str = "liste"
    page: int = 1
    beside: tuple[str, ...] = ()

    def address(self) -> str:
        """The query that asks exactly this; what is as usual is left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        if self.exact:
            pairs.append(("genau", "1"))
        if self.order:
            pairs.append(("reihe", self.order))
        pairs += [("merkmal", key) for key in self.compared]
        if self.view != "liste":
            pairs.append(("ansicht", self.view))
        if self.kind and self.kind != EXPERIENCES:
            pairs.append(("art", self.kind))
        if self.page > 1:
            pairs.append(("seite", str(self.page)))
        pairs += [("v", key) for key in self.beside]
        return "?" + urlencode(pairs)

    def turned(self, page: int) -> str:
        return replace(self, page=page).address()

    def without(self, facet: str, value: str) -> str:
        left = tuple(v for v in self.chosen[facet] if v != value)
        return replace(self, chosen={**self.chosen, facet: left}, page=1).address()

    def only(self, **changes: object) -> str:
        return replace(self, page=1, **changes).address()  # type: ignore[arg-type]


def asked(given: QueryDict, *, kind: str = "") -> Asked:
    """Read the query of an address; unknown names are left alone."""
    number = given.get("seite", "1")
    view, order = given.get("ansicht", ""), given.get("reihe", "")
    return Asked(
        text=given.get("q", "").strip()[:LONGEST],
        kind=kind or given.get("art", ""),
        chosen={name: values for name in _names() if (values := tuple(given.getlist(name)[:MOST_CHOICES]))},
        exact=given.get("genau", "") == "1",
        compared=tuple(given.getlist("merkmal")[:MOST_CHOICES]),
        order=order if order in ORDERS else "",
        view=view if view in VIEWS else "liste",
        page=int(number) if number.isdecimal() and 0 < int(number) < 100_000 else 1,
        beside=tuple(key for key in dict.fromkeys(given.getlist("v")) if key.isalnum())[:MOST_BESIDE],
    )


def _names() -> Iterable[str]:
    return [facet.name for facet in registry.facets() if facet.choosable]
