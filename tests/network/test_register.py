"""The register of areas: official files come in whole, again without change, and never older over newer."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.conftest import EVERYBODY

from netzwerkstatt.kernel.access import NotAllowed
from netzwerkstatt.kernel.audit.models import AuditEntry
from netzwerkstatt.kernel.files.tables import read_table
from netzwerkstatt.network import actions
from netzwerkstatt.network.content import load_areas
from netzwerkstatt.network.models import Area, AreaChange, AreaSource, Municipality
from netzwerkstatt.network.register import reading
from netzwerkstatt.network.register.actions import import_areas, import_changes
from netzwerkstatt.network.register.queries import area_of, district_around, former_areas, successors
from netzwerkstatt.network.rules import may_import_areas

pytestmark = [pytest.mark.django_db, pytest.mark.both]
OFFICIAL = Path(__file__).parents[3] / "shared/data/gebiete"
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="die amtlichen Gebiete liegen nicht daneben")
SMALL = """ags;name;bezeichnung;einwohner;flaeche_km2
05916000;Herne;Stadt;157.368;51,42
06531;Gießen;Landkreis;278.664;854,6
06531005;Gießen;Stadt;93.000;72,6
12053000;Frankfurt (Oder);Stadt;58.230;147,85
01001000;Flensburg;Stadt;92.550;56,73
"""
SAID = {"title": "Probe", "credit": "© Probe"}


def prepare(text, as_of=date(2022, 12, 31), name="probe.csv"):
    table = read_table(name, text.encode())
    return reading.prepare_areas(table, reading.propose_areas(table), as_of=as_of)


def bring(cast, text=SMALL, as_of=date(2022, 12, 31), **change):
    return import_areas(prepare(text, as_of), **{**SAID, **change}, as_of=as_of, by=cast.operator)


def problems(text):
    return [(p.line, p.sentence) for p in prepare(text).checked.problems]


@pytest.mark.parametrize("who", [name for name in EVERYBODY if name != "operator"])
def test_only_the_operator_reads_areas(cast, who):
    viewer = getattr(cast, who)
    with pytest.raises(NotAllowed, match="liest die betreibende Stelle ein"):
        import_areas(prepare(SMALL), **SAID, by=viewer)
    assert not may_import_areas(viewer)
    assert not Area.objects.exists()
    assert not AreaSource.objects.exists()


def test_areas_come_in_with_their_level_and_source(cast):
    bring(cast)
    herne = Area.objects.get(key="05916000")
    assert (herne.level, herne.population, str(herne.area_km2)) == ("municipality", 157368, "51.42")
    assert herne.population_on == herne.as_of == date(2022, 12, 31)
    assert herne.source.credit == "© Probe"
    assert AuditEntry.objects.filter(verb="import_areas", person_id=cast.operator.person_id).count() == 1


def test_the_same_file_again_changes_nothing(cast):
    bring(cast)
    again = prepare(SMALL)
    assert (len(again.new), len(again.changed), again.unchanged) == (0, 0, 5)
    bring(cast)
    assert (Area.objects.count(), AreaSource.objects.count()) == (5, 1)


def test_preparing_writes_nothing(cast):
    assert prepare(SMALL).writes == 5
    assert not Area.objects.exists()


def test_names_are_kept_as_they_are_and_districts_say_that_they_are_districts(cast):
    bring(cast)
    assert area_of("12053000").name == "Frankfurt (Oder)"
    assert str(Area.objects.get(key="06531")) == "Landkreis Gießen"
    assert str(Area.objects.get(key="06531005")) == "Gießen"
    assert area_of("01001000").key == "01001000"


@pytest.mark.parametrize(
    "name", ["Wartburgkreis", "Region Hannover", "Städteregion Aachen", "Regionalverband Saarbrücken"]
)
def test_a_name_that_says_what_it_is_gets_no_label(name):
    assert Area(level="district", label="Landkreis", name=name).full_name == name


def test_an_older_file_does_not_overwrite_a_newer_one(cast):
    bring(cast)
    older = SMALL.replace("157.368", "155.000") + "05999000;Vergangen;Stadt;1;1\n"
    preview = prepare(older, date(2016, 1, 1))
    assert (len(preview.new), len(preview.changed), preview.older) == (0, 0, 6)
    bring(cast, older, date(2016, 1, 1))
    assert Area.objects.get(key="05916000").population == 157368
    assert not Area.objects.filter(key="05999000").exists()


def test_an_older_file_fills_what_was_not_known(cast):
    bring(cast)
    bring(cast, "ags;name;lat;lon\n05916000;Herne;51.54;7.21\n", date(2016, 1, 1))
    assert Area.objects.get(key="05916000").lat == 51.54


def test_a_file_without_a_date_fills_gaps_and_overwrites_nothing(cast):
    bring(cast)
    bring(cast, "ags;name;einwohner;lat\n05916000;Herne;160.000;51.54\n05915000;Hamm;180.849;\n", None)
    herne, hamm = Area.objects.get(key="05916000"), Area.objects.get(key="05915000")
    assert (herne.population, herne.lat, herne.as_of) == (157368, 51.54, date(2022, 12, 31))
    assert (hamm.population, hamm.population_on, hamm.as_of) == (180849, None, None)


def test_an_undated_number_takes_no_day_from_the_one_before(cast):
    bring(cast, "ags;name;einwohner\n05915000;Hamm;180.849\n", None)
    Area.objects.update(population_on=date(2020, 12, 31))
    bring(cast, "ags;name;einwohner\n05915000;Hamm;181.000\n", None)
    hamm = Area.objects.get(key="05915000")
    assert (hamm.population, hamm.population_on) == (181000, None)


def test_a_date_in_a_columns_name_is_the_day_of_its_numbers(cast):
    bring(cast, "bezirk_schluessel,name,art,einwohner_2020_12_31\n11008,Berlin Neukölln,Stadtbezirk,318509\n")
    borough = Area.objects.get(key="11008")
    assert (borough.level, borough.population_on) == ("borough", date(2020, 12, 31))


def test_swallowed_zeros_are_put_back_and_said(cast):
    preview = prepare("ags;name\n1001000;Flensburg\n")
    assert preview.new[0].key == "01001000"
    assert preview.notes == ("In 1 Zeile fehlte die führende Null des Schlüssels. Sie wird ergänzt.",)


def test_signs_are_not_zero_people(cast):
    bring(cast, "ags;name;einwohner\n05916000;Herne;.\n01001000;Flensburg;-\n")
    assert set(Area.objects.values_list("population", flat=True)) == {None}


def test_every_bad_row_has_its_line_and_reason(cast):
    text = (
        "ags;name;einwohner;flaeche_km2\n;Ohne;1;1\n123;Kurz;1;1\n17001000;Nirgends;1;1\n05x16000;Herne;1;1\n"
        "05916000;;1;1\n05916000;Herne;viele;1\n05916000;Herne;12,5;1\n05916000;Herne;1;-3\n05916000;Herne;1;1\n"
        "05916000;Herne;2;1\nF0000001;Altwerder;1;1\nDE;Deutschland;1;1\n"
    )
    found = problems(text)
    assert [line for line, _sentence in found] == [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13]
    assert "Derselbe Schlüssel steht schon in Zeile 10." in dict(found)[11]
    assert "keine Zahl von Menschen" in dict(found)[8]
    assert [area.key for area in prepare(text).new] == ["05916000"]


VG250 = """[{"type":"Feature","properties":{"GF":4,"AGS":"05916000","RS":"059160000000","GEN":"Herne","BEZ":"Stadt","WSK":"2009/01/01"},
"geometry":null},{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"GF":2,"AGS":"01001000","RS":"010010000000",
"GEN":"Flensburg","BEZ":"Stadt","WSK":"2015/07/01"},"geometry":null}]}]"""


def test_vg250_is_read_flat_and_without_the_sea(cast):
    table = read_table("gemeinden.geo.json", VG250.encode())
    preview = reading.prepare_areas(table, reading.propose_areas(table))
    assert [(area.key, area.name, area.label) for area in preview.new] == [("05916000", "Herne", "Stadt")]
    assert preview.notes == ("1 Zeile ist eine Wasserfläche und bleibt draußen.",)
    assert reading.propose_as_of(table) == date(2015, 7, 1)
    assert "BKG" in reading.propose_credit(table)


def test_associations_are_known_by_their_regional_key(cast):
    text = '[{"type":"Feature","properties":{"GF":4,"AGS":"--------","RS":"010515163","GEN":"Burg","BEZ":"Amt"},"geometry":null}]'
    table = read_table("vwg.geojson", text.encode())
    preview = reading.prepare_areas(table, reading.propose_areas(table))
    assert [(area.key, area.level) for area in preview.new] == [("010515163", "association")]


def test_district_lists_in_the_spelling_of_destatis_are_read(cast):
    text = "\ufeffAGS;type;name;NUTS3;area_km2;population\n01002;Kreisfreie Stadt;Kiel, Landeshauptstadt;DEF02;118.65;247548\n"
    kiel = prepare(text).new[0]
    assert (kiel.name, kiel.label, str(kiel.area_km2), kiel.population) == (
        "Kiel",
        "Kreisfreie Stadt",
        "118.65",
        247548,
    )


class TestWhatIsShipped:
    def test_the_register_knows_todays_districts_and_the_dissolved(self, cast):
        load_areas()
        load_areas()
        assert Area.objects.filter(level="district", valid_until=None).count() == 400
        assert Area.objects.get(key="16056").valid_until == date(2021, 6, 30)

    def test_dissolved_keys_lead_to_todays(self, cast):
        load_areas()
        assert {key: change.new_key for key, change in successors(["03152", "03156", "16056", "05916"]).items()} == {
            "03152": "03159", "03156": "03159", "16056": "16063",
        }  # fmt: skip
        former = former_areas(["03159"])["03159"]
        assert [(f.key, f.name, f.until) for f in former] == [
            ("03152", "Landkreis Göttingen", date(2016, 10, 31)),
            ("03156", "Landkreis Osterode am Harz", date(2016, 10, 31)),
        ]

    def test_an_old_file_cannot_bring_a_dissolved_district_back(self, cast):
        load_areas()
        bring(cast, "ags;name\n16056;Eisenach\n", date(2023, 1, 1))
        assert Area.objects.get(key="16056").valid_until == date(2021, 6, 30)


class TestChanges:
    TEXT = "old_key,new_key,on,kind,source\n05313,05334,2009-10-21,merged,Probe\n"

    def test_a_table_of_changes_ends_what_was_dissolved(self, cast):
        bring(cast, "ags;name\n05313;Aachen\n", date(2008, 1, 1))
        table = read_table("x.csv", self.TEXT.encode())
        assert reading.holds_changes(table)
        assert import_changes(reading.check_changes(table), by=cast.operator) == 1
        assert import_changes(reading.check_changes(table), by=cast.operator) == 0
        assert Area.objects.get(key="05313").valid_until == date(2009, 10, 20)

    def test_others_are_refused(self, cast):
        table = read_table("x.csv", self.TEXT.encode())
        with pytest.raises(NotAllowed):
            import_changes(reading.check_changes(table), by=cast.secretariat)
        assert not AreaChange.objects.exists()

    def test_bad_rows_are_named(self):
        rows = "05313,05313,2009-10-21,merged,\n05313,05334,gestern,merged,\n05313,05334,2009-10-21,vielleicht,\n"
        table = read_table("x.csv", f"old_key,new_key,on,kind,source\n{rows}".encode())
        assert [problem.line for problem in reading.check_changes(table).problems] == [2, 3, 4]

    def test_an_area_cannot_change_into_itself(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            AreaChange.objects.create(old_key="1", new_key="1", on=date(2020, 1, 1), kind="merged")


class TestMembers:
    ADMIT = {"since_year": 2020, "population": None, "initiative": "", "kind": "city"}

    def test_who_is_admitted_by_key_gets_the_facts(self, cast):
        load_areas()
        bring(cast)
        place = actions.admit_member(name="Gießen", key="06531005", **self.ADMIT, by=cast.secretariat)
        assert (place.population, place.population_year, place.county_name) == (
            93000,
            2022,
            "Landkreis Gießen",
        )
        assert place.map_district_id == "06531"

    def test_a_borough_lies_in_berlin(self, cast):
        load_areas()
        bring(cast, "ags;name;einwohner\n11008;Berlin Neukölln;318.509\n")
        place = actions.admit_member(
            name="Berlin Neukölln", key="11008", **{**self.ADMIT, "kind": "borough"}, by=cast.secretariat
        )
        assert (place.population, place.map_district_id) == (318509, "11000")
        assert district_around("11008").key == "11000"

    @pytest.mark.parametrize(
        ("key", "kind", "district"),
        [
            ("11008", "borough", "11000"),
            ("010515163", "association", "01051"),
            ("R0001", "region", None),
            ("06531", "county", "06531"),
        ],
    )
    def test_members_need_not_be_municipalities(self, cast, browse, key, kind, district):
        load_areas()
        given = {
            "name": "Probe",
            "key": key,
            "kind": kind,
            "since_year": "",
            "population": "",
            "initiative": "",
        }
        assert browse("secretariat").post("/kommunen/aufnehmen/", given).status_code == 302
        assert Municipality.objects.get(key=key).map_district_id == district

    def test_real_members_follow_a_newer_file_and_fictional_ones_never(self, cast):
        place = Municipality.objects.create(key="05916000", name="Herne", kind="free_city")
        bring(cast)
        place.refresh_from_db()
        assert (place.population, place.population_year) == (157368, 2022)
        cast.here.refresh_from_db()
        assert cast.here.population == 31200

    def test_a_newer_figure_of_their_own_stays(self, cast):
        place = Municipality.objects.create(
            key="05916000", name="Herne", kind="free_city", population=160000, population_year=2025
        )
        bring(cast)
        place.refresh_from_db()
        assert (place.population, place.population_year) == (160000, 2025)

    def test_ten_thousand_areas_make_no_member(self, cast, browse):
        before = Municipality.objects.count()
        bring(cast)
        assert Municipality.objects.count() == before
        assert "Frankfurt (Oder)" not in browse("coordinator").get("/kommunen/").content.decode()


@official
class TestOfficialFiles:
    @pytest.mark.parametrize(
        ("file", "rows"), [("laender", 16), ("kreise", 400), ("gemeinden", 10990), ("berlin_bezirke", 12)]
    )
    def test_every_row_is_good(self, cast, file, rows):
        table = read_table(f"{file}.csv", (OFFICIAL / f"{file}.csv").read_bytes())
        preview = reading.prepare_areas(table, reading.propose_areas(table), as_of=date(2022, 12, 31))
        assert preview.checked.problems == ()
        assert len(preview.new) == rows

    def test_berlin_and_hamburg_are_land_kreis_and_gemeinde_at_once(self, cast):
        for file in ("laender", "kreise", "gemeinden"):
            bring(cast, (OFFICIAL / f"{file}.csv").read_text(encoding="utf-8"), title=file)
        for keys in (("11", "11000", "11000000"), ("02", "02000", "02000000")):
            areas = [Area.objects.get(key=key) for key in keys]
            assert len({area.name for area in areas}) == len({area.population for area in areas}) == 1
            assert [area.level for area in areas] == ["state", "district", "municipality"]
        assert Area.objects.filter(name="Neuenkirchen", level="municipality").count() == 11

    @pytest.mark.parametrize("file", ["laender", "kreise", "berlin_bezirke"])
    def test_boundaries_are_read_as_areas_too(self, cast, file):
        table = read_table(f"{file}.geojson", (OFFICIAL / f"{file}.geojson").read_bytes())
        preview = reading.prepare_areas(table, reading.propose_areas(table))
        assert preview.checked.problems == ()
        assert len(preview.new) == len(table.rows)
