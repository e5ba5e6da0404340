"""Proven members: that they belong and who says so, and nothing else."""

from pathlib import Path

import pytest

from netzwerkstatt.catalogue.content import load_first_content
from netzwerkstatt.demo.members import load_proven_members
from netzwerkstatt.network.content import load_areas
from netzwerkstatt.network.herne import load_herne
from netzwerkstatt.network.models import Mandate, Membership, Municipality, Organisation

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[3] / "shared/data/gsn_netzwerk"
official = pytest.mark.skipif(not FOLDER.exists(), reason="die belegten Mitglieder liegen nicht daneben")
EARLY = (
    "name,name_in_quelle,typ,ags_oder_bezirksschluessel,kreis_ags,land,einwohner,lat,lon,mitglied_seit_belegt,beleg\n"
    "Essen,Essen,kreisfreie Stadt,05113000,05113,Nordrhein-Westfalen,584580,51.4,7.0,1989,Q2\n"
    "Berlin Neukölln,Berlin Neukölln,Stadtbezirk,11008,11000,Berlin,318509,52.5,13.4,,\n"
    "Frankfurt (Oder),Frankfurt an der Oder,kreisfreie Stadt,12053000,12053,Brandenburg,58230,52.3,14.5,,\n"
)
LATER = (
    "name,typ,ags,kreis_ags,land,einwohner,mitglied_seit_hinweis,beleg\n"
    "Wiesbaden,Stadt,06414000,06414,Hessen,283083,2015 oder früher,Q5\n"
    "Fürth,Stadt,09563000,09563,Bayern,131433,Beitrittsempfehlung des Ausschusses 2024/2025,Q9\n"
    "GesundRegion Probe,Region (Gemeindeverbund),,,Niedersachsen,,2021 oder früher,Q8\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mitglieder_stand_2009_03.csv").write_text(EARLY, encoding="utf-8")
    (tmp_path / "mitglieder_spaeter_belegt.csv").write_text(LATER, encoding="utf-8")
    load_areas()
    return tmp_path


def page(client, key):
    return client.get(f"/kommunen/{key}/").content.decode()


def test_their_pages_say_what_is_proven_and_never_since_when(client, folder):
    load_proven_members(folder)
    shown = page(client, "12053000")
    assert "Mitglied, belegt im März 2009 (Broschüre des Netzwerks, Stand März 2009)" in shown
    assert "Mitglied seit" not in shown
    assert "Beitritt 1989: Broschüre des Netzwerks von 2010" in page(client, "05113000")
    assert "Mitglied seit" not in page(client, "05113000")
    assert "belegt 2015" in page(client, "06414000").replace("belegt im", "belegt")


def test_boroughs_and_regions_are_members_too(client, folder):
    load_proven_members(folder)
    assert Municipality.objects.get(key="11008").kind == "borough"
    region = Municipality.objects.get(name="GesundRegion Probe")
    assert (region.kind, region.key, region.map_district) == ("region", "R0001", None)
    assert page(client, region.key)


def test_they_bring_no_people_no_organisations_and_no_recommendation(folder):
    load_proven_members(folder)
    assert not Organisation.objects.exists()
    assert not Mandate.objects.exists()
    assert not Municipality.objects.filter(name="Fürth").exists()


def test_loading_again_adds_nobody_and_leaves_herne_as_it_is(folder):
    load_first_content()
    load_herne()
    rows = (
        EARLY + "Herne,Herne,kreisfreie Stadt,05916000,05916,Nordrhein-Westfalen,157368,51.5,7.2,1990,SEED\n"
    )
    (folder / "mitglieder_stand_2009_03.csv").write_text(rows, encoding="utf-8")
    assert load_proven_members(folder) == 5
    assert load_proven_members(folder) == 0
    assert Membership.objects.get(municipality__key="05916000").proven_on == ""


def test_the_list_says_that_it_is_proven(client, folder):
    load_proven_members(folder)
    assert "belegt März 2009" in client.get("/kommunen/").content.decode()


def test_a_district_with_several_members_is_drawn_once_with_all_names(client, folder):
    from netzwerkstatt.network.map import member_map

    extra = EARLY + "Berlin,Berlin,Stadtstaat,11000000,11000,Berlin,3755251,52.5,13.4,,\n"
    (folder / "mitglieder_stand_2009_03.csv").write_text(extra, encoding="utf-8")
    load_proven_members(folder)
    assert "Berlin, Berlin Neukölln" in [area.name for area in member_map().members]
    assert member_map().label is None


@official
def test_the_68_of_march_2009_and_twelve_later_ones(folder):
    load_proven_members(FOLDER)
    assert Membership.objects.filter(proven_on="2009-03").count() == 68
    assert Membership.objects.exclude(proven_on="2009-03").count() == 12
    assert Municipality.objects.filter(kind="borough").count() == 9
    assert not Membership.objects.filter(source="").exists()
