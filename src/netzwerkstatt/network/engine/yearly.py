"""When an organisation is asked the yearly question. Each has a day of its own, so that not all are asked at once."""

from datetime import date, timedelta

STEP = 83  # has no divisor in common with 365: neighbours in number lie far apart in the year
SHORTEST = timedelta(days=180)


def day_in(year: int, number: int) -> date:
    """The day of this organisation in a year."""
    return date(year, 1, 1) + timedelta(days=(number * STEP) % 365)


def next_due(number: int, since: date) -> date:
    """The first own day at least half a year after `since`: the last confirmation, or the beginning."""
    earliest = since + SHORTEST
    day = day_in(earliest.year, number)
    return day if day >= earliest else day_in(earliest.year + 1, number)
