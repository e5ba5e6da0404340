"""Dates as people remember them: 2019, 2019-spring, 2019-04, 2019-04-03."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
SEASONS = {
    "spring": ("Frühjahr", 3),
    "summer": ("Sommer", 6),
    "autumn": ("Herbst", 9),
    "winter": ("Winter", 12),
}
"""Key, word, first month. A winter is named by the year it begins in."""
LONGEST = len("2019-spring")
ISO_SEASON = re.compile(r"(\d{4})-(spring|summer|autumn|winter)")
GERMAN_SEASON = re.compile(
    r"(Frühjahr|Frühling|Sommer|Herbst|Winter)\s+(\d{4})(?:/(\d{2}|\d{4}))?", re.IGNORECASE
)
ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
GERMAN = re.compile(
    r"(?:(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*|(?:(\d{1,2})\.\s*)?([A-Za-zäÄ]+)\s+|(\d{1,2})/)?(\d{4})"
)


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A year, a season, a month of a year, or a day. Orders by its first day."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day needs its month")
        if self.season and (self.month or self.season not in SEASONS):
            raise ValueError("a season stands in the place of a month")
        if not 1000 <= self.year <= 9999:
            raise ValueError("a year has four digits")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def first_day(self) -> date:
        month = SEASONS[self.season][1] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that may be meant."""
        if self.day:
            return self.first_day
        months = 3 if self.season else 1 if self.month else 12
        following = self.first_day.month - 1 + months
        if self.year + following // 12 > 9999:
            return date.max
        return date(self.year + following // 12, following % 12 + 1, 1) - timedelta(days=1)

    def ends_before(self, begin: "PartialDate") -> bool:
        """Whether this, as an end, lies before that beginning whatever day is meant: 2016 does not end before May 2016."""
        return self.last_day < begin.first_day

    def __lt__(self, other: "PartialDate") -> bool:
        return self.first_day < other.first_day

    @property
    def iso(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.season:
            parts.append(self.season)
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def in_words(self) -> str:
        """ "2019", "Frühjahr 2019", "April 2019" or "3. April 2019"; a winter names both its years."""
        if self.season:
            following = f"/{(self.year + 1) % 100:02d}" if self.season == "winter" else ""
            return f"{SEASONS[self.season][0]} {self.year}{following}"
        if not self.month:
            return str(self.year)
        month = f"{MONTHS[self.month - 1]} {self.year}"
        return f"{self.day}. {month}" if self.day else month


def parse(text: str) -> PartialDate:
    """Read ISO or German notation. Raises ValueError with a German sentence."""
    text = text.strip()
    try:
        if match := ISO_SEASON.fullmatch(text):
            return PartialDate(int(match[1]), season=match[2])
        if match := GERMAN_SEASON.fullmatch(text):
            return _from_season(*match.groups())
        if match := ISO.fullmatch(text):
            year, month, day = (int(part) if part else None for part in match.groups())
            return PartialDate(year or 0, month, day)
        if match := GERMAN.fullmatch(text):
            return _from_german(match)
    except ValueError as error:
        raise ValueError(f"„{text}“ gibt es im Kalender nicht.") from error
    raise ValueError(
        f"„{text}“ lässt sich nicht als Datum lesen. So geht es: 2019, Frühjahr 2019, April 2019 oder 3.4.2019."
    )


def _from_season(word: str, year: str, following: str | None) -> PartialDate:
    word = word.capitalize().replace("Frühling", "Frühjahr")
    season = next(key for key, (name, _month) in SEASONS.items() if name == word)
    if following and (season != "winter" or (int(year) + 1) % 100 != int(following) % 100):
        raise ValueError(following)
    return PartialDate(int(year), season=season)


def _from_german(match: re.Match[str]) -> PartialDate:
    day, month, day_before_word, word, month_before_slash, year = match.groups()
    if word:
        month = str(_month_number(word))
        day = day_before_word
    month = month or month_before_slash
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


def _month_number(word: str) -> int:
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word.lower()):
            return number
    raise ValueError(word)


def in_words(text: str) -> str:
    """The stored form as people read it; empty stays empty."""
    return parse(text).in_words() if text else ""
