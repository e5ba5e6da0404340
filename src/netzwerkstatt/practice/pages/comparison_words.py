"""What sets columns apart, as German sentences; what differs is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.ui.templatetags.ui import count_word
from netzwerkstatt.practice.engine.comparison import Difference, diverging


@dataclass(frozen=True)
class Words:
    """A piece of a sentence; `strong` is what differs."""

    text: str
    strong: bool = False


Sentence = tuple[Words, ...]
MOST_NAMED = 3
"""So many values stand in a sentence; the others are marked in their cells."""


def plain(sentences: Sequence[Sentence]) -> str:
    return " ".join("".join(words.text for words in sentence) for sentence in sentences)


def joined(words: Sequence[str]) -> str:
    """ "a, b und c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s und %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def in_words(
    apart: Difference,
    pairs: Sequence[Sequence[tuple[str, str]]],
    silent: Sequence[int],
    names: Sequence[str],
    *,
    one_each: bool,
    nothing: str,
) -> tuple[Sentence, ...]:
    """ "Alle drei: a." "Nur Hohenforst: **b**." `pairs` are values with what came of them.

    `silent` tell nothing at all in this row; whoever told something in own words only is not among them.
    """
    if one_each and len(apart.some) == len(names) > 1:
        return ((Words(_("%(everybody)s verschieden.") % {"everybody": _everybody(names)}, strong=True),),)
    said: list[Sentence] = []
    if apart.everywhere:
        said.append((Words(f"{_everybody(names)}: {_some_of(apart.everywhere)}."),))
    for numbers, values in apart.some:
        who = joined([names[number] for number in numbers])
        if len(numbers) == 1 and not one_each:
            who = _("Nur %(name)s") % {"name": who}
        said.append((Words(f"{who}: "), Words(_some_of(values), strong=True), Words(".")))
    for what, columns in diverging(pairs):
        said.append(_came_of_it(what, columns, names))
    if silent:
        who = _everybody(names) if len(silent) == len(names) else joined([names[n] for n in silent])
        said.append((Words(f"{who}: {nothing[:1].lower()}{nothing[1:]}"),))
    return tuple(said)


def _some_of(values: Sequence[str]) -> str:
    """ "a, b, c und zwei weitere"."""
    left = len(values) - MOST_NAMED
    if left < 2:
        return joined(values)
    more = _("%(n)s weitere") % {"n": count_word(left)}
    return joined([*values[:MOST_NAMED], more])


def _came_of_it(what: str, columns: Sequence[tuple[int, tuple[str, ...]]], names: Sequence[str]) -> Sentence:
    """ "„Stelle benennen“: Altwerder **hat geholfen**, Bergheide **ohne Wirkung**." """
    words = [Words(f"„{what}“: ")]
    for position, (number, hows) in enumerate(columns):
        words += [Words(f"{', ' if position else ''}{names[number]} "), Words(joined(hows), strong=True)]
    return (*words, Words("."))


def counted(numbers: Sequence[int], names: Sequence[str]) -> tuple[Sentence, ...]:
    """ "Nieder-Selbach erzählt **zwei**, Altenlinde **keinen**." For masculine things."""
    if len(set(numbers)) == 1:
        sentence = (
            _("%(everybody)s: je %(n)s.") if numbers[0] else _("%(everybody)s: kein Kompromiss erzählt.")
        )
        return ((Words(sentence % {"everybody": _everybody(names), "n": _how_many(numbers[0])}),),)
    words: list[Words] = []
    for position, (number, name) in enumerate(zip(numbers, names, strict=True)):
        before = _("%(name)s erzählt ") if position == 0 else ", %(name)s "
        words += [Words(before % {"name": name}), Words(_how_many(number), strong=True)]
    return ((*words, Words(".")),)


def _how_many(number: int) -> str:
    return _("keinen") if number == 0 else _("einen") if number == 1 else count_word(number)


def _everybody(names: Sequence[str]) -> str:
    return _("Beide") if len(names) == 2 else _("Alle %(n)s") % {"n": count_word(len(names))}
