"""What an Undertaking can be, who may read it, what may follow what."""

from enum import StrEnum

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
    Stage.CONCEPT: "Konzept",
    Stage.RUNNING: "läuft",
    Stage.RESTING: "ruht",
    Stage.COMPLETED: "abgeschlossen",
    Stage.ENDED_WITHOUT_COMPLETION: "beendet ohne Abschluss",
    Stage.NEVER_STARTED: "nicht zustande gekommen",
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
    Audience.NAMED: "ich und benannte Personen",
    Audience.BENCH: "meine Bank",
    Audience.MUNICIPALITY: "unsere Kommune",
    Audience.NETWORK: "Netzwerk",
    Audience.PUBLIC: "öffentlich",
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
    EvaluationConsent.NONE: "nein",
    EvaluationConsent.COUNT_ONLY: "nur mitzählen",
    EvaluationConsent.AS_CASE: "als Fall auswerten",
}


class Outcome(StrEnum):
    """What came of a way tried. Told by shape and words, never by colour."""

    HELPED = "helped"
    PARTLY = "partly"
    NO_EFFECT = "no_effect"
    BACKFIRED = "backfired"
    OPEN = "open"


OUTCOME_WORDS = {
    Outcome.HELPED: "hat geholfen",
    Outcome.PARTLY: "teilweise geholfen",
    Outcome.NO_EFFECT: "ohne Wirkung",
    Outcome.BACKFIRED: "hat geschadet",
    Outcome.OPEN: "noch offen",
}


class Intention(StrEnum):
    """What a change of the goal did to what was meant for health. Says what happened, never how much."""

    KEPT = "kept"
    WEAKENED = "weakened"
    LOST = "lost"
    SHARPENED = "sharpened"


INTENTION_WORDS = {
    Intention.KEPT: "erhalten",
    Intention.WEAKENED: "abgeschwächt",
    Intention.LOST: "verloren",
    Intention.SHARPENED: "geschärft",
}


class ReadingState(StrEnum):
    ASKED = "asked"
    FINISHED = "finished"
    DECLINED = "declined"
    OUTDATED = "outdated"


READING_WORDS = {
    ReadingState.ASKED: "angefragt",
    ReadingState.FINISHED: "gelesen",
    ReadingState.DECLINED: "abgesagt",
    ReadingState.OUTDATED: "durch eine neue Fassung überholt",
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
