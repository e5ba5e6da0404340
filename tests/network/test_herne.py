import json
from pathlib import Path

import pytest

from netzwerkstatt.catalogue.content import load_first_content
from netzwerkstatt.network.content import load_areas
from netzwerkstatt.network.herne import load_herne
from netzwerkstatt.network.models import District, Mandate, Municipality, State

pytestmark = pytest.mark.django_db
FACTS = Path(__file__).parents[3] / "shared/data/gsn_netzwerk/seed_fakten_herne.json"


@pytest.fixture
def herne():
    load_areas()
    load_first_content()
    return load_herne()


def test_the_areas_are_complete(herne):
    assert State.objects.count() == 16
    assert District.objects.count() == 400
    assert load_areas() == 0


def test_shows_what_the_source_says(herne, client):
    page = client.get("/kompetenzzentren/herne/").content.decode()
    for words in (
        "Kompetenzzentrum Gesundheitskonferenzen", "seit 2002", "Mitglied seit 1990", "02323 16-4574", "02323 16-4572",
        "Rathausstraße 6", "44649 Herne", "8:30 bis 12:00 Uhr", "13:30 bis 15:30 Uhr", "Wochentage in der Quelle nicht genannt",
        "langjährige Bürgerbeteiligung", "gezielte Begleitforschung", "Welche Ziele verfolgen wir?",
    ):  # fmt: skip
        assert words in page, words


def test_claims_nothing_about_now(herne, client):
    page = client.get("/kompetenzzentren/herne/").content.decode()
    assert "erreichbar, bis" not in page
    assert "Jetzt" not in page


def test_its_address_is_the_official_key(herne, client):
    page = client.get("/kommunen/05916000/").content.decode()
    assert "Mitglied seit 1990" in page


def test_no_person_and_no_story_is_put_there(herne, client):
    place = Municipality.objects.get(key="05916000")
    assert not place.organisations.exists()
    assert not Mandate.objects.exists()
    page = client.get("/kommunen/05916000/").content.decode()
    assert "Nicht besetzt" not in page
    assert "Binse" not in page + client.get("/kompetenzzentren/herne/").content.decode()


@pytest.mark.skipif(not FACTS.exists(), reason="die Faktensammlung liegt nicht daneben")
def test_agrees_with_the_collected_facts(herne):
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    blocks = [t.text for t in herne.texts.filter(kind="building_block")]
    assert len(blocks) == len(facts["kompetenzzentrum"]["positive_bausteine"]) == 4
    assert herne.since_year == facts["kompetenzzentrum"]["seit"]
    assert [f"{h.opens:%H:%M}" for h in herne.hours.all()] == [h["von"] for h in facts["oeffnungszeiten"]]
