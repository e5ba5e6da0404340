"""Two people at the same moment. On PostgreSQL only: SQLite has one writer at a time anyway."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories.undertakings import tell

from netzwerkstatt.kernel.links.actions import LinkNotValid, issue_link, read_link, use_up
from netzwerkstatt.practice.actions import telling

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="gleichzeitige Schreibende gibt es nur auf PostgreSQL"
)


def at_once(*deeds):
    start, results = Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            results.append(deed())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@needs_postgresql
def test_of_two_who_save_upon_the_same_text_one_is_told(cast):
    undertaking = tell(cast.coordinator, cast.administration)
    telling.name_person(undertaking, person_id=cast.colleague.person_id, role="author", by=cast.coordinator)
    base = telling.text_base("")
    results = at_once(
        lambda: telling.save_text(undertaking, name="wanted", text="Eins.", base=base, by=cast.coordinator),
        lambda: telling.save_text(undertaking, name="wanted", text="Zwei.", base=base, by=cast.colleague),
    )
    conflicts = [result.conflict for result in results]
    assert sorted(conflicts, key=bool)[0] is None
    assert sorted(conflicts, key=bool)[1] in ("Eins.", "Zwei.")


@needs_postgresql
def test_a_link_is_used_up_once(cast):
    from datetime import timedelta

    token = issue_link(purpose="invitation", subject="1", lifetime=timedelta(days=1))
    links = [read_link(token, purpose="invitation") for _time in range(2)]
    results = at_once(*[lambda link=link: use_up(link) for link in links])
    assert sum(isinstance(result, LinkNotValid) for result in results) == 1
