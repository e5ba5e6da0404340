"""The time a value belongs to: a year, several years, a day."""

import re
from dataclasses import dataclass

from netzwerkstatt.kernel.lib import partial_date

SPAN = re.compile(r"(\d{4})\s*[/–-]\s*(\d{2}|\d{4})")
FIRST, LAST = 1800, 2100


@dataclass(frozen=True)
class Period:
    """`text` as it is kept ("2021", "2013/15", "2020-12-31"); `year` orders, the last one of several."""

    text: str
    year: int


def read_period(text: str) -> Period:
    """Raises ValueError with a German sentence."""
    plain = text.strip()
    if match := SPAN.fullmatch(plain):
        return _span(plain, match)
    day = partial_date.parse(plain)
    if not FIRST <= day.year <= LAST:
        raise ValueError(f"„{text}“ liegt außerhalb der Jahre {FIRST} bis {LAST}.")
    return Period(day.iso, day.year)


def _span(plain: str, match: re.Match[str]) -> Period:
    first, last = int(match[1]), match[2]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if len(last) == 2 and "-" in plain and 1 <= int(last) <= 12:
        day = partial_date.parse(plain)  # "2020-12" is a month
        return Period(day.iso, day.year)
    if end < first and len(last) == 2:
        end += 100
    if not FIRST <= first < end <= min(LAST, first + 20):
        raise ValueError(f"„{plain}“ ist kein Zeitraum. So geht es: 2013/15.")
    return Period(f"{first}/{end % 100:02d}", end)


def in_words(period: str) -> str:
    """ "2021", "2013 bis 2015", "31. Dezember 2020"."""
    if match := re.fullmatch(r"(\d{4})/(\d{2})", period):
        first = int(match[1])
        end = first // 100 * 100 + int(match[2])
        return f"{first} bis {end if end > first else end + 100}"
    return partial_date.in_words(period)
