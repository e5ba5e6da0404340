"""The way of a goal: what was wanted, what turned it, what is left. As a picture and as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.engine.drawing import WayPicture, WayPiece, way_picture, way_pieces
from netzwerkstatt.practice.models import Goal, GoalRevision, Version
from netzwerkstatt.practice.states import Intention

MOST_COLUMNS = 4


@dataclass(frozen=True)
class Turn:
    """One revision in words, with its piece of the line for a narrow screen."""

    date: str
    heading: str
    given_up: str
    gained: str
    with_whom: str
    why: str
    wording: str
    intention: str
    piece: WayPiece


@dataclass(frozen=True)
class GoalWay:
    """`picture` is None where the turns are too many to stand side by side: then the narrow form is shown to all."""

    wording: str
    date: str
    source: str
    turns: tuple[Turn, ...]
    now: str
    picture: WayPicture | None
    first: WayPiece
    last: WayPiece
    columns: int
    levels: int
    width: int


@dataclass(frozen=True)
class UnchangedGoal:
    wording: str
    source: str


@dataclass(frozen=True)
class GoalsPart:
    ways: tuple[GoalWay, ...]
    unchanged: tuple[UnchangedGoal, ...]
    still_evaluable: str


def goals_part(version: Version) -> GoalsPart:
    goals = list(version.goals.all())
    return GoalsPart(
        ways=tuple(_way(goal) for goal in goals if goal.revisions.all()),
        unchanged=tuple(
            UnchangedGoal(goal.wording, source_line(goal)) for goal in goals if not goal.revisions.all()
        ),
        still_evaluable=version.still_evaluable,
    )


def source_line(goal: Goal) -> str:
    """ "Beschluss, Oktober 2022"."""
    return ", ".join(
        part for part in (str(goal.get_source_display()), partial_date.in_words(goal.on)) if part
    )


def reads_now(goal: Goal) -> str:
    """How the goal reads after its last turn."""
    turns = list(goal.revisions.all())
    return turns[-1].wording if turns else goal.wording


def _way(goal: Goal) -> GoalWay:
    revisions = list(goal.revisions.all())
    given_up = [revision.given_up for revision in revisions]
    pieces = way_pieces(given_up)
    columns = len(revisions) + 1
    headings = _headings(revisions)
    levels = min(sum(bool(text) for text in given_up), MOST_COLUMNS)
    return GoalWay(
        wording=goal.wording,
        date=partial_date.in_words(goal.on),
        source=str(goal.get_source_display()),
        turns=tuple(
            _turn(r, heading, piece)
            for r, heading, piece in zip(revisions, headings, pieces[1:-1], strict=True)
        ),
        now=revisions[-1].wording,
        picture=way_picture(given_up) if columns <= MOST_COLUMNS else None,
        first=pieces[0],
        last=pieces[-1],
        columns=columns,
        levels=levels,
        width=max(piece.right for piece in pieces) + 9,
    )


def _turn(revision: GoalRevision, heading: str, piece: WayPiece) -> Turn:
    return Turn(
        date=partial_date.in_words(revision.on),
        heading=heading,
        given_up=revision.given_up,
        gained=revision.gained,
        with_whom=revision.with_whom,
        why=revision.why,
        wording=revision.wording,
        intention=_intention(revision.intention),
        piece=piece,
    )


def _intention(value: str) -> str:
    return {
        Intention.KEPT: _("Ja."),
        Intention.WEAKENED: _("Abgeschwächt."),
        Intention.LOST: _("Nein, sie ging verloren."),
        Intention.SHARPENED: _("Ja, und geschärft."),
    }[Intention(value)]


def _headings(revisions: Sequence[GoalRevision]) -> list[str]:
    """Compromises are counted where there is more than one."""
    numbers = (_("Erster"), _("Zweiter"), _("Dritter"), _("Vierter"), _("Fünfter"))
    compromises = [r for r in revisions if r.reason == GoalRevision.Reason.COMPROMISE]
    words: list[str] = []
    for revision in revisions:
        if revision.reason == GoalRevision.Reason.LEARNED:
            words.append(_("Etwas gelernt"))
        elif revision.reason == GoalRevision.Reason.OUTSIDE_EVENT:
            words.append(_("Ereignis von außen"))
        elif len(compromises) == 1 or compromises.index(revision) >= len(numbers):
            words.append(_("Kompromiss"))
        else:
            words.append(_("%(number)s Kompromiss") % {"number": numbers[compromises.index(revision)]})
    return words
