"""Nothing of the demonstration is left, and nothing real goes with it."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from tests.factories.undertakings import released

from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.content import load_first_content
from netzwerkstatt.demo.actions import build_demonstration, viewer
from netzwerkstatt.demo.removal import remove_demonstration
from netzwerkstatt.demo.stories import tell_story
from netzwerkstatt.kernel.access import NOBODY
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.actions import stage_file
from netzwerkstatt.network.actions import admit_member, invite
from netzwerkstatt.network.content import load_areas
from netzwerkstatt.network.models import Mandate, Municipality, Organisation
from netzwerkstatt.portal.models import Installation
from netzwerkstatt.practice.models import Undertaking
from netzwerkstatt.search.models import IndexChange

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.slow]


STORIES = 8
JOURNAL = "search.IndexChange"  # how often the index was made, not what is in it


def counts():
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label != JOURNAL
    }


@pytest.fixture
def prepared(monkeypatch):
    """A fresh house. Of the stories a few are told, in every form: sixty take minutes and hang on nothing else."""
    told = []

    def tell_few(row, houses):
        if len(told) < STORIES:
            told.append(tell_story(row, houses))

    monkeypatch.setattr("netzwerkstatt.demo.actions.tell_story", tell_few)
    load_areas()
    load_first_content()
    return counts()


def demonstration():
    """The demonstration, used a little: somebody signed in, invited somebody, brought a file."""
    build_demonstration()
    person = Person.objects.get(email="koordination@altwerder.example")
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session.save()
    house = Organisation.objects.get(name="Stadt Altwerder")
    invite(house, email="neu@altwerder.example", name="Neu", role="colleague", by=viewer(person))
    stage_file(purpose="members", name="a.csv", content=b"a;b\n1;2\n", by=viewer(person))
    return person


def test_no_table_holds_a_row_of_it(prepared):
    demonstration()
    during = counts()
    assert during["practice.Undertaking"] > STORIES
    assert during["practice.Voice"] > 0
    assert during["search.SearchEntry"] > prepared["search.SearchEntry"]
    assert remove_demonstration().people > 10
    assert counts() == prepared
    assert not IndexChange.objects.exclude(things=[]).exists()
    again = remove_demonstration()
    assert (again.places, again.people, again.rows) == (0, 0, 0)


def real_network():
    """A secretariat, a member with two people and a released text, entered beside the demonstration."""
    person = create_person(email="henrike@probe.example", name="Henrike Brandis", password=None, by=NOBODY)
    office = Organisation.objects.create(name="Sekretariat der Probe", kind="secretariat")
    Mandate.objects.create(person=person, organisation=office, role="coordinator", starts_on=date(2024, 1, 1))
    place = admit_member(
        name="Musterstadt", key="05999000", kind="city", since_year=2011, population=31200, initiative="",
        by=viewer(person),
    )  # fmt: skip
    administration = place.organisations.get(kind="administration")
    people = []
    for name in ("Erika Beispiel", "Otto Beispiel"):
        people.append(create_person(email=f"{name[:4]}@muster.example", name=name, password=None, by=NOBODY))
        Mandate.objects.create(
            person=people[-1], organisation=administration, role="coordinator", starts_on=date(2024, 1, 1)
        )
    return released(viewer(people[0]), administration, reader=viewer(people[1]))


def test_real_members_people_and_texts_stay(prepared):
    demonstration()
    before = counts()
    undertaking = real_network()
    made = {label: number - before[label] for label, number in counts().items()}
    remove_demonstration()
    left = {label: number - prepared[label] for label, number in counts().items()}
    assert {label: (made[label], left[label]) for label in made if made[label] != left[label]} == {
        "portal.Installation": (0, 1),
        "search.IndexedWord": (made["search.IndexedWord"], left["search.IndexedWord"]),
    }
    assert Undertaking.objects.get().pk == undertaking.pk
    assert set(Municipality.objects.values_list("name", flat=True)) == {"Musterstadt"}
    assert not Installation.objects.get().is_demonstration
    assert AuditEntry.objects.filter(verb="release").count() == 1
