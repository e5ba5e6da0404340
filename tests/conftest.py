"""The cast: the same people everywhere, in two municipalities that know nothing of each other."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from netzwerkstatt.accounts.models import Person
from netzwerkstatt.catalogue.models import Approach, Barrier, Tool, Topic
from netzwerkstatt.kernel.access import NOBODY, Viewer
from netzwerkstatt.network.models import CompetenceCentre, Mandate, Membership, Municipality, Organisation
from netzwerkstatt.network.queries import held_mandates
from tests.browse import Browser

LONG_AGO = date(2020, 1, 1)


@dataclass
class Cast:
    """Viewers by role. `people` holds the accounts behind them."""

    here: Municipality
    elsewhere: Municipality
    administration: Organisation
    initiative: Organisation
    other_administration: Organisation
    centre_organisation: Organisation
    secretariat_organisation: Organisation
    viewers: dict[str, Viewer]
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Viewer:
        try:
            return self.__dict__["viewers"][name]
        except KeyError:
            raise AttributeError(name) from None

    def fresh(self, name: str) -> Viewer:
        """The viewer again, after mandates have changed."""
        person = self.people[name]
        return Viewer(
            person_id=person.pk,
            name=person.name,
            is_operator=person.is_staff,
            mandates=held_mandates(person.pk, timezone.localdate()),
        )


def make_person(name: str, **fields: object) -> Person:
    return Person.objects.create_user(
        f"{name}@haus.example", name.replace("_", " ").title(), "Passwort-2026", **fields
    )


def make_municipality(key: str, name: str) -> tuple[Municipality, Organisation, Organisation]:
    place = Municipality.objects.create(key=key, name=name, kind="city", population=31200, is_fictional=True)
    Membership.objects.create(municipality=place, state="active", since_year=2011)
    administration = Organisation.objects.create(
        name=f"Stadt {name}", kind="administration", municipality=place
    )
    initiative = Organisation.objects.create(name=f"Initiative {name}", kind="initiative", municipality=place)
    return place, administration, initiative


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """What the installation is called, and whether it is open, is kept for a minute: never into the next test."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    here, administration, initiative = make_municipality("F9000001", "Altwerder")
    elsewhere, other_administration, _other = make_municipality("F9000002", "Bergheide")
    secretariat = Organisation.objects.create(name="Sekretariat", kind="secretariat")
    centre = Organisation.objects.create(name="Kompetenzzentrum Probe", kind="centre")
    topic = Topic.objects.create(key="probe", name="Probe")
    CompetenceCentre.objects.create(
        organisation=centre, municipality=elsewhere, slug="probe", title="Probe", topic=topic
    )
    roles = {
        "coordinator": (administration, "coordinator", None),
        "colleague": (administration, "colleague", None),
        "superior": (administration, "leadership", None),
        "initiatives": (initiative, "coordinator", None),
        "administrator": (administration, "administrator", None),
        "stranger": (other_administration, "coordinator", None),
        "centre": (centre, "coordinator", None),
        "secretariat": (secretariat, "coordinator", None),
        "researcher": (centre, "researcher", None),
        "guest": (administration, "guest", None),
        "former": (administration, "coordinator", timezone.localdate() - timedelta(days=1)),
    }
    people = {name: make_person(name) for name in roles}
    for name, (organisation, role, ends_on) in roles.items():
        Mandate.objects.create(
            person=people[name], organisation=organisation, role=role, starts_on=LONG_AGO, ends_on=ends_on
        )
    people["operator"] = make_person("operator", is_staff=True, is_superuser=True)
    found = Cast(
        here,
        elsewhere,
        administration,
        initiative,
        other_administration,
        centre,
        secretariat,
        {"nobody": NOBODY},
        people,
    )
    found.viewers.update({name: found.fresh(name) for name in people})
    return found


EVERYBODY = (
    "coordinator", "colleague", "superior", "initiatives", "administrator", "stranger", "centre", "secretariat",
    "operator", "researcher", "guest", "former", "nobody",
)  # fmt: skip


@pytest.fixture
def words(db: None) -> dict[str, object]:
    """A small catalogue."""
    return {
        "barrier": Barrier.objects.create(
            key="responsibility_gap", name="Zuständigkeitslücke", short="Zuständigkeitslücke"
        ),
        "other_barrier": Barrier.objects.create(
            key="funding_continuity", name="Projektfinanzierung", short="Förderung endet"
        ),
        "approach": Approach.objects.create(key="named_office", name="Eine Stelle benennen"),
        "tool": Tool.objects.create(key="shared_meal", name="Gemeinsamer Mittagstisch", kind="project_form"),
        "topic": Topic.objects.create(key="ageing", name="Gesund älter werden"),
    }


@pytest.fixture
def browse(cast: Cast):  # type: ignore[no-untyped-def]
    """A client that reviews every page it fetches: `browse("coordinator").get(address)`."""

    def sign_in(name: str) -> Browser:
        browser = Browser()
        if name != "nobody":
            browser.force_login(
                cast.people[name], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return browser

    return sign_in
