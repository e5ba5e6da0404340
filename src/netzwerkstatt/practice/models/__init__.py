from netzwerkstatt.practice.models.content import BarrierMet, Goal, Publicity, Result, WayTried
from netzwerkstatt.practice.models.readings import Mark, ReaderVolunteer, Reading, RecognisableReport
from netzwerkstatt.practice.models.undertaking import (
    Confirmation,
    StageChange,
    Undertaking,
    UndertakingPerson,
    new_key,
)
from netzwerkstatt.practice.models.version import ANSWERS, Version
from netzwerkstatt.practice.models.voice import Voice

__all__ = [
    "ANSWERS",
    "BarrierMet",
    "Confirmation",
    "Goal",
    "Mark",
    "Publicity",
    "ReaderVolunteer",
    "Reading",
    "RecognisableReport",
    "Result",
    "StageChange",
    "Undertaking",
    "UndertakingPerson",
    "Version",
    "Voice",
    "WayTried",
    "new_key",
]
