from datetime import date, datetime, time

from netzwerkstatt.network.engine.reachability import Span, reachable

MONDAY = [Span(0, time(8, 30), time(12)), Span(0, time(13, 30), time(15, 30))]


def at(hour, minute=0, day=23):
    return datetime(2026, 11, day, hour, minute)  # 23 November 2026 is a Monday


def test_within_hours():
    found = reachable(MONDAY, at(10, 40))
    assert found.now
    assert found.until == time(12)


def test_the_closing_minute_is_closed():
    assert not reachable(MONDAY, at(12)).now
    assert reachable(MONDAY, at(11, 59)).now


def test_another_weekday_is_closed():
    assert not reachable(MONDAY, at(10, day=24)).now


def test_on_a_public_holiday_nobody_answers():
    assert not reachable(MONDAY, at(10), frozenset({date(2026, 11, 23)})).now


def test_without_weekdays_nothing_is_claimed():
    found = reachable([Span(None, time(8, 30), time(12))], at(10))
    assert not found.known
    assert not found.now
