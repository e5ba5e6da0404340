"""What one Undertaking tells in each row of a comparison."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.access import Viewer
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.network.models import Municipality
from netzwerkstatt.practice.models import GoalRevision, Undertaking, Version
from netzwerkstatt.practice.pages.rows import when
from netzwerkstatt.practice.queries import SIZES, names_place, size_of
from netzwerkstatt.practice.states import INTENTION_WORDS, OUTCOME_WORDS, Intention, Outcome


@dataclass(frozen=True)
class Item:
    """One thing told. `value` is of a closed list and can be compared; `text` and `more` are the own words.

    `shown` stands instead of the value where that is a class, such as one of sizes.
    """

    value: str = ""
    text: str = ""
    more: tuple[str, ...] = ()
    address: str = ""
    outcome: str = ""
    outcome_words: str = ""
    shown: str = ""
    given_up: bool = False
    strong: bool = False

    def marked(self, strong: bool) -> "Item":
        return replace(self, strong=strong)


@dataclass(frozen=True)
class Told:
    """An Undertaking with the wording that is compared. `place` is None where this viewer is not told it."""

    undertaking: Undertaking
    version: Version
    place: Municipality | None
    unnamed: bool

    @classmethod
    def of(cls, undertaking: Undertaking, version: Version, viewer: Viewer) -> "Told":
        named = names_place(viewer, undertaking)
        place = undertaking.holder.municipality
        return cls(undertaking, version, place if named else None, unnamed=not named and place is not None)


@dataclass(frozen=True)
class RowKind:
    """`one_each`: every Undertaking has just one value here. `counted`: compared by number. `apart`: no result.

    `in_summary` names what is compared, in the two sentences over the table; empty when it is not named there.
    """

    label: str
    items: Callable[[Told], tuple[Item, ...]]
    nothing: str
    in_summary: str = ""
    hint: str = ""
    one_each: bool = False
    compared: bool = True
    counted: bool = False
    apart: bool = False
    of_place: bool = False

    def nothing_for(self, told: Told) -> str:
        """What stands in an empty cell."""
        if self.of_place and told.unnamed:
            return _("Nicht genannt, damit die Kommune ungenannt bleibt.")
        return self.nothing


def _municipality(told: Told) -> tuple[Item, ...]:
    if told.place:
        return (Item(text=told.place.name, address=told.place.get_absolute_url()),)
    return () if told.unnamed else (Item(text=told.undertaking.holder.name),)


def _kind(told: Told) -> tuple[Item, ...]:
    place = told.undertaking.holder.municipality
    return (Item(place.get_kind_display()),) if place else ()


def _size(told: Told) -> tuple[Item, ...]:
    if not told.place or not told.place.population:
        return ()
    words = {key: words for key, words, _low, _high in SIZES}
    number = f"{told.place.population:,}".replace(",", ".")
    return (Item(words[size_of(told.place.population)], shown=number),)


def _stage(told: Told) -> tuple[Item, ...]:
    return (Item(told.undertaking.get_stage_display()),)


def _time(told: Told) -> tuple[Item, ...]:
    words = when(told.undertaking, told.version)
    return (Item(words),) if words else ()


def _goals(told: Told) -> tuple[Item, ...]:
    """First wordings. Without goals of their own: the answer to what was wanted."""
    goals = tuple(
        Item(goal.get_source_display(), goal.wording, _dated(goal.on)) for goal in told.version.goals.all()
    )
    wanted = told.version.wanted.strip()
    return goals or ((Item(text=wanted),) if wanted else ())


def _dated(on: str) -> tuple[str, ...]:
    return (partial_date.in_words(on),) if on else ()


def _revisions(told: Told) -> list[GoalRevision]:
    return [turn for goal in told.version.goals.all() for turn in goal.revisions.all()]


def _what_remained(told: Told) -> tuple[Item, ...]:
    return tuple(
        Item(
            _("Absicht %(what)s") % {"what": INTENTION_WORDS[Intention(turn.intention)]},
            turn.wording,
            (*_dated(turn.on), f"{turn.get_reason_display()}: {turn.why}"),
        )
        for turn in _revisions(told)
    )


def _methods(told: Told) -> tuple[Item, ...]:
    """Ways of working; then the tools that are named without one."""
    methods = list(told.version.methods.all())
    said = tuple(
        Item(
            method.tool.name if method.tool else "",
            method.what,
            address=method.tool.get_absolute_url() if method.tool else "",
        )
        for method in methods
    )
    used = {method.tool_id for method in methods}
    rest = [tool for tool in told.version.tools.all() if tool.pk not in used]
    return said + tuple(Item(tool.name, address=tool.get_absolute_url()) for tool in rest)


def _barriers(told: Told) -> tuple[Item, ...]:
    return tuple(
        Item(
            met.barrier.name if met.barrier else "",
            met.what,
            address=met.barrier.get_absolute_url() if met.barrier else "",
        )
        for met in told.version.barriers.all()
    )


def _ways(told: Told) -> tuple[Item, ...]:
    return tuple(
        Item(
            way.approach.name if way.approach else "",
            way.what,
            tuple(
                words % {"text": text}
                for words, text in ((_("Gekostet: %(text)s"), way.cost), (_("Heute: %(text)s"), way.today))
                if text
            ),
            outcome=way.outcome,
            outcome_words=OUTCOME_WORDS[Outcome(way.outcome)],
        )
        for met in told.version.barriers.all()
        for way in met.ways.all()
    )


def _compromises(told: Told) -> tuple[Item, ...]:
    """Turns made with somebody, and every turn by which something was given up."""
    return tuple(
        Item(
            text=_("aufgegeben: %(what)s") % {"what": turn.given_up}
            if turn.given_up
            else _("Was er kostete, ist nicht erzählt."),
            more=tuple(
                words % {"text": text}
                for words, text in (
                    (_("mit: %(text)s"), turn.with_whom),
                    (_("warum: %(text)s"), turn.why),
                    (_("gewonnen: %(text)s"), turn.gained),
                )
                if text
            ),
            given_up=bool(turn.given_up),
        )
        for turn in _revisions(told)
        if turn.reason == GoalRevision.Reason.COMPROMISE or turn.given_up
    )


def _results(told: Told) -> tuple[Item, ...]:
    return tuple(
        Item(f"{result.get_kind_display()}, {result.get_evidence_display()}", result.text)
        for result in told.version.results.all()
    )


def _publicity(told: Told) -> tuple[Item, ...]:
    return tuple(Item(item.get_kind_display(), item.text) for item in told.version.publicity.all())


def row_kinds() -> tuple[RowKind, ...]:
    """The rows in their order: where, what was wanted and remained, how, against what, and what came of it."""
    return (
        RowKind(_("Kommune"), _municipality, _("Keine Kommune angegeben."), compared=False, of_place=True),
        RowKind(_("Art der Kommune"), _kind, _("Gehört zu keiner Kommune."), _("Art der Kommune"), one_each=True),
        RowKind(
            _("Einwohner:innen"), _size, _("Keine Zahl bekannt."), _("Größe"), one_each=True, of_place=True
        ),
        RowKind(_("Stand"), _stage, "", _("Stand"), one_each=True),
        RowKind(_("Zeit"), _time, _("Keine Zeit angegeben."), _("Zeit"), one_each=True),
        RowKind(
            _("Absicht"), _goals, _("Kein Ziel erzählt."), _("Quelle des ersten Wortlauts"),
            hint=_("Der erste Wortlaut, und woher er stammt."),
        ),
        RowKind(_("Was davon blieb"), _what_remained, _("Keine Änderung erzählt."), _("was von der Absicht blieb")),
        RowKind(_("Vorgehen"), _methods, _("Kein Vorgehen erzählt."), _("Werkzeuge")),
        RowKind(_("Hemmnisse"), _barriers, _("Kein Hemmnis erzählt."), _("Hemmnisse")),
        RowKind(_("Wege und was daraus wurde"), _ways, _("Kein Weg erzählt."), _("Umgangsweisen")),
        RowKind(_("Kompromisse"), _compromises, _("Kein Kompromiss erzählt."), counted=True, compared=False),
        RowKind(_("Ergebnisse"), _results, _("Kein Ergebnis erzählt."), _("Beleg der Ergebnisse")),
        RowKind(
            _("Öffentlichkeitsarbeit"), _publicity, _("Keine Öffentlichkeitsarbeit erzählt."),
            hint=_("Getrennt aufgeführt, zählt nicht als Ergebnis."), apart=True,
        ),
    )  # fmt: skip
