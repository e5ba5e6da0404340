"""Can a centre be reached now? Pure: hours and the moment in, an answer out."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class Span:
    """Opening hours. `weekday` 0 is Monday; None means that the source names no weekday."""

    weekday: int | None
    opens: time
    closes: time


@dataclass(frozen=True)
class Reachability:
    """`known` is False where no weekday is named: then nothing is claimed about now."""

    known: bool
    now: bool = False
    until: time | None = None


def reachable(spans: list[Span], moment: datetime, holidays: frozenset[date] = frozenset()) -> Reachability:
    """Whether somebody answers at `moment` (local time). On a public holiday nobody does."""
    if not spans or any(span.weekday is None for span in spans):
        return Reachability(known=False)
    if moment.date() in holidays:
        return Reachability(known=True)
    clock = moment.time()
    for span in spans:
        if span.weekday == moment.weekday() and span.opens <= clock < span.closes:
            return Reachability(known=True, now=True, until=span.closes)
    return Reachability(known=True)
