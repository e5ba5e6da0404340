"""What an Undertaking can be, who may read it, what may follow what."""

from enum import StrEnum

from netzwerkstatt.kernel.lib.words import gettext_noop
from netzwerkstatt.kernel.lifecycle import StateTable


class Stage(StrEnum):
    """Not a line: every end is of equal value, and each may be resumed with a reason."""

    CONCEPT = "concept"
    RUNNING = "running"
    RESTING = "resting"
    COMPLETED = "completed"
    ENDED_WITHOUT_COMPLETION = "ended_without_completion"
    NEVER_STARTED = "never_started"


STAGE_WORDS = {
    Stage.CONCEPT: gettext_noop("Konzept"),
    Stage.RUNNING: gettext_noop("läuft"),
    Stage.RESTING: gettext_noop("ruht"),
    Stage.COMPLETED: gettext_noop("abgeschlossen"),
    Stage.ENDED_WITHOUT_COMPLETION: gettext_noop("beendet ohne Abschluss"),
    Stage.NEVER_STARTED: gettext_noop("nicht zustande gekommen"),
}
_S = Stage
STAGES = StateTable(
    Stage,
    {
        _S.CONCEPT: frozenset({_S.RUNNING, _S.RESTING, _S.NEVER_STARTED}),
        _S.RUNNING: frozenset({_S.RESTING, _S.COMPLETED, _S.ENDED_WITHOUT_COMPLETION}),
        _S.RESTING: frozenset(
            {_S.CONCEPT, _S.RUNNING, _S.COMPLETED, _S.ENDED_WITHOUT_COMPLETION, _S.NEVER_STARTED}
        ),
        _S.COMPLETED: frozenset({_S.RUNNING}),
        _S.ENDED_WITHOUT_COMPLETION: frozenset({_S.CONCEPT, _S.RUNNING}),
        _S.NEVER_STARTED: frozenset({_S.CONCEPT}),
    },
)
ENDED = frozenset({_S.COMPLETED, _S.ENDED_WITHOUT_COMPLETION, _S.NEVER_STARTED})


class Audience(StrEnum):
    """One ladder; each rung includes those before it."""

    NAMED = "named"
    BENCH = "bench"
    MUNICIPALITY = "municipality"
    NETWORK = "network"
    PUBLIC = "public"


AUDIENCE_WORDS = {
    Audience.NAMED: gettext_noop("ich und benannte Personen"),
    Audience.BENCH: gettext_noop("meine Bank"),
    Audience.MUNICIPALITY: gettext_noop("unsere Kommune"),
    Audience.NETWORK: gettext_noop("Netzwerk"),
    Audience.PUBLIC: gettext_noop("öffentlich"),
}
LADDER = tuple(Audience)
WITHOUT_READING = (Audience.NAMED, Audience.BENCH, Audience.MUNICIPALITY)
NEEDS_READING = (Audience.NETWORK, Audience.PUBLIC)


def at_least(rung: Audience) -> list[str]:
    """The values of this rung and all above it."""
    return [audience.value for audience in LADDER[LADDER.index(rung) :]]


class EvaluationConsent(StrEnum):
    NONE = "none"
    COUNT_ONLY = "count_only"
    AS_CASE = "as_case"


CONSENT_WORDS = {
    EvaluationConsent.NONE: gettext_noop("nein"),
    EvaluationConsent.COUNT_ONLY: gettext_noop("nur mitzählen"),
    EvaluationConsent.AS_CASE: gettext_noop("als Fall auswerten"),
}


class Outcome(StrEnum):
    """What came of a way tried. Told by shape and words, never by colour."""

    HELPED = "helped"
    PARTLY = "partly"
    NO_EFFECT = "no_effect"
    BACKFIRED = "backfired"
    OPEN = "open"


OUTCOME_WORDS = {
    Outcome.HELPED: gettext_noop("hat geholfen"),
    Outcome.PARTLY: gettext_noop("teilweise geholfen"),
    Outcome.NO_EFFECT: gettext_noop("ohne Wirkung"),
    Outcome.BACKFIRED: gettext_noop("hat geschadet"),
    Outcome.OPEN: gettext_noop("noch offen"),
}


class Intention(StrEnum):
    """What a change of the goal did to what was meant for health. Says what happened, never how much."""

    KEPT = "kept"
    WEAKENED = "weakened"
    LOST = "lost"
    SHARPENED = "sharpened"


INTENTION_WORDS = {
    Intention.KEPT: gettext_noop("erhalten"),
    Intention.WEAKENED: gettext_noop("abgeschwächt"),
    Intention.LOST: gettext_noop("verloren"),
    Intention.SHARPENED: gettext_noop("geschärft"),
}


class ReadingState(StrEnum):
    ASKED = "asked"
    FINISHED = "finished"
    DECLINED = "declined"
    OUTDATED = "outdated"


READING_WORDS = {
    ReadingState.ASKED: gettext_noop("angefragt"),
    ReadingState.FINISHED: gettext_noop("gelesen"),
    ReadingState.DECLINED: gettext_noop("abgesagt"),
    ReadingState.OUTDATED: gettext_noop("durch eine neue Fassung überholt"),
}
READINGS = StateTable(
    ReadingState,
    {
        ReadingState.ASKED: frozenset({ReadingState.FINISHED, ReadingState.DECLINED, ReadingState.OUTDATED}),
        ReadingState.FINISHED: frozenset({ReadingState.OUTDATED}),
        ReadingState.DECLINED: frozenset(),
        ReadingState.OUTDATED: frozenset(),
    },
)

REDACTED = "\u2588\u2588\u2588"
"""What stands in a text where a passage was redacted. Shown as an ink bar with words."""
