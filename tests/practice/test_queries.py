"""The number of queries does not grow with the number of rows, and stays within its bounds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.undertakings import released

from netzwerkstatt.practice.actions import telling
from netzwerkstatt.practice.states import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BOUNDS = {"list": 8, "detail": 20, "search": 8}


def content_queries(context):
    """Without the session, the person, her mandates and the installation's name: the same few on every page."""
    frame = (
        "django_session",
        "accounts_person",
        "network_mandate",
        "portal_installation",
        "usersessions",
        "account_emailaddress",
    )
    return [
        q["sql"]
        for q in context.captured_queries
        if not any(f'FROM "{t}' in q["sql"] or f'UPDATE "{t}' in q["sql"] for t in frame)
        and "SAVEPOINT" not in q["sql"]
    ]


def make(cast, words, number):
    for n in range(number):
        undertaking = released(
            cast.coordinator,
            cast.administration,
            reader=cast.centre,
            audience=Audience.PUBLIC,
            title=f"Gehtreff {n}",
        )
        told = [
            telling.BarrierTold(words["barrier"], "x", (telling.Way("Brief", "helped", words["approach"]),))
        ]
        telling.set_barriers(undertaking, told, by=cast.coordinator)
    return undertaking


def count(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as context:
        assert browser.get(address).status_code == 200
    return len(content_queries(context))


def measure(cast, words, browse, page, number):
    last = make(cast, words, number)
    address = {"list": "/erfahrungen/", "detail": last.get_absolute_url(), "search": "/suche/?q=Gehtreff"}[
        page
    ]
    return count(browse("stranger"), address)


@pytest.mark.parametrize("kind", list(BOUNDS))
def test_one_and_six_cost_the_same(cast, words, browse, kind):
    one = measure(cast, words, browse, kind, 1)
    assert measure(cast, words, browse, kind, 5) == one
    assert one <= BOUNDS[kind], one
