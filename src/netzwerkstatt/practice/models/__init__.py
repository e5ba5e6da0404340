from netzwerkstatt.practice.models.content import (
    BarrierMet,
    Goal,
    GoalRevision,
    Part,
    Publicity,
    Result,
    WayTried,
)
from netzwerkstatt.practice.models.course import (
    Assumption,
    Method,
    ParticipationLevel,
    ParticipationPhase,
    Partner,
    Research,
    Resource,
    Step,
    level_named,
)
from netzwerkstatt.practice.models.judgement import BenchJudgement
from netzwerkstatt.practice.models.readings import Mark, ReaderVolunteer, Reading, RecognisableReport
from netzwerkstatt.practice.models.template import Template, TemplateReading, TemplateReport, TemplateVersion
from netzwerkstatt.practice.models.undertaking import (
    Confirmation,
    StageChange,
    Undertaking,
    UndertakingPerson,
    new_key,
)
from netzwerkstatt.practice.models.version import ANSWERS, DESCRIBED_BY, Version
from netzwerkstatt.practice.models.voice import Voice
from netzwerkstatt.practice.models.whole import PARTS, whole

__all__ = [
    "ANSWERS",
    "DESCRIBED_BY",
    "PARTS",
    "Assumption",
    "BarrierMet",
    "BenchJudgement",
    "Confirmation",
    "Goal",
    "GoalRevision",
    "Mark",
    "Method",
    "Part",
    "ParticipationLevel",
    "ParticipationPhase",
    "Partner",
    "Publicity",
    "ReaderVolunteer",
    "Reading",
    "RecognisableReport",
    "Research",
    "Resource",
    "Result",
    "StageChange",
    "Step",
    "Template",
    "TemplateReading",
    "TemplateReport",
    "TemplateVersion",
    "Undertaking",
    "UndertakingPerson",
    "Version",
    "Voice",
    "WayTried",
    "level_named",
    "new_key",
    "whole",
]
