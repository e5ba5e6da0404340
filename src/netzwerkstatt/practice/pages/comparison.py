"""Up to four Undertakings side by side: what was told, row by row, and what sets them apart, in a sentence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.ui.templatetags.ui import count_word
from netzwerkstatt.practice.engine.comparison import difference
from netzwerkstatt.practice.models import Undertaking, Version
from netzwerkstatt.practice.pages.comparison_cells import Item, RowKind, Told, row_kinds
from netzwerkstatt.practice.pages.comparison_words import Sentence, counted, in_words, joined, plain
from netzwerkstatt.practice.pages.rows import stage_line
from netzwerkstatt.practice.queries import names_place

MOST = 4


@dataclass(frozen=True)
class Column:
    """One Undertaking. `name` is what its place is called here; `without` the query of the address without it."""

    number: int
    key: str
    title: str
    address: str
    name: str
    line: str
    without: str


@dataclass(frozen=True)
class Cell:
    """What one Undertaking tells in one row. Never empty: without items it says so."""

    number: int
    name: str
    items: tuple[Item, ...]
    nothing: str


@dataclass(frozen=True)
class Row:
    label: str
    hint: str
    apart: bool
    sentences: tuple[Sentence, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """`columns` stand in the order in which they were chosen. `chosen` is the query of this address."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alike: str
    different: str
    chosen: str
    may_add: bool
    too_many: bool
    left_out: bool


def comparison_page(
    found: Sequence[tuple[Undertaking, Version]], viewer: Viewer, *, asked: Sequence[str]
) -> ComparisonPage:
    shown = list(found[:MOST])
    columns = _columns(shown, viewer)
    told = [Told.of(undertaking, version, viewer) for undertaking, version in shown]
    rows = tuple(_row(kind, told, columns) for kind in row_kinds()) if columns else ()
    alike, different = _summary(told) if len(told) > 1 else ("", "")
    return ComparisonPage(
        title=_title([version for _undertaking, version in shown]),
        columns=columns,
        rows=rows,
        alike=alike,
        different=different,
        chosen=_query([column.key for column in columns]),
        may_add=len(columns) < MOST,
        too_many=len(found) > MOST,
        left_out=len(found) < len(asked),
    )


def _title(versions: Sequence[Version]) -> str:
    """ "Gesund älter werden: drei Vorhaben im Vergleich", with the topic where all share just one."""
    if not versions:
        return _("Vorhaben vergleichen")
    if len(versions) == 1:
        return _("Ein Vorhaben, noch ohne Vergleich")
    number = count_word(len(versions))
    shared = set.intersection(*({topic.name for topic in version.topics.all()} for version in versions))
    if len(shared) == 1:
        return _("%(topic)s: %(n)s Vorhaben im Vergleich") % {"topic": shared.pop(), "n": number}
    return _("%(n)s Vorhaben im Vergleich") % {"n": number[:1].upper() + number[1:]}


def _query(keys: Sequence[str]) -> str:
    return "?" + urlencode([("v", key) for key in keys])


def _columns(shown: Sequence[tuple[Undertaking, Version]], viewer: Viewer) -> tuple[Column, ...]:
    keys = [undertaking.key for undertaking, _version in shown]
    names = _names([undertaking for undertaking, _version in shown], viewer)
    return tuple(
        Column(
            number=number,
            key=undertaking.key,
            title=version.title,
            address=undertaking.get_absolute_url(),
            name=name,
            line=stage_line(undertaking, version),
            without=_query([key for key in keys if key != undertaking.key]),
        )
        for number, ((undertaking, version), name) in enumerate(zip(shown, names, strict=True), start=1)
    )


def _names(undertakings: Sequence[Undertaking], viewer: Viewer) -> list[str]:
    """What each is called in the sentences: its place; with its number where two would be called the same."""
    names = [_place(undertaking, viewer) for undertaking in undertakings]
    often = Counter(names)
    return [f"{name} ({number})" if often[name] > 1 else name for number, name in enumerate(names, start=1)]


def _place(undertaking: Undertaking, viewer: Viewer) -> str:
    place = undertaking.holder.municipality
    if place is None:
        return undertaking.holder.name
    return place.name if names_place(viewer, undertaking) else str(_("Kommune ohne Namen"))


def _row(kind: RowKind, told: Sequence[Told], columns: Sequence[Column]) -> Row:
    items = [kind.items(one) for one in told]
    values = [[item.value for item in of_one if item.value] for of_one in items]
    names = [column.name for column in columns]
    apart = difference(values)
    sentences: tuple[Sentence, ...] = ()
    if len(told) > 1 and kind.counted:
        sentences = counted([len(of_one) for of_one in items], names)
    elif len(told) > 1 and kind.compared:
        pairs = [[(i.value, i.outcome_words) for i in of_one if i.value and i.outcome] for of_one in items]
        silent = [number for number, of_one in enumerate(items) if not of_one]
        sentences = in_words(apart, pairs, silent, names, one_each=kind.one_each, nothing=kind.nothing)
    cells = tuple(
        Cell(
            column.number,
            column.name,
            tuple(item.marked(apart.sets_apart(item.value)) for item in of_one),
            kind.nothing_for(one),
        )
        for column, of_one, one in zip(columns, items, told, strict=True)
    )
    return Row(kind.label, kind.hint, kind.apart, sentences, cells)


def _summary(told: Sequence[Told]) -> tuple[str, str]:
    """ "Gleich: Stand." and "Verschieden: Größe und Hemmnisse.", over what can be compared word for word.

    Where somebody used own words beside the closed list, nothing is called alike.
    """
    alike, different = [], []
    for kind in row_kinds():
        items = [kind.items(one) for one in told]
        apart = difference([[item.value for item in of_one if item.value] for of_one in items])
        if not kind.in_summary or not apart.told:
            continue
        if not apart.alike:
            different.append(kind.in_summary)
        elif all(item.value for of_one in items for item in of_one):
            alike.append(kind.in_summary)
    return _listed(_("Gleich: %(words)s."), alike), _listed(_("Verschieden: %(words)s."), different)


def _listed(sentence: str, words: Sequence[str]) -> str:
    return sentence % {"words": joined(words)} if words else ""


def difference_of(row: Row) -> str:
    """The sentences of a row without emphasis."""
    return plain(row.sentences)
