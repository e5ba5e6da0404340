"""The operator's page: a file, its preview, the confirmation. And the structural rows on a municipality's page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.conftest import EVERYBODY
from tests.factories.structure import GOOD, bring, with_bad_rows

from netzwerkstatt.indicators.models import Value
from netzwerkstatt.indicators.reading import SourceFacts
from netzwerkstatt.kernel.files.actions import stage_file
from netzwerkstatt.kernel.files.models import StagedFile
from netzwerkstatt.network.content import load_areas
from netzwerkstatt.network.models import Area, Municipality

pytestmark = pytest.mark.django_db
DATA = "/betrieb/daten/"
AREAS = "ags;name;bezeichnung;einwohner\n05916000;Herne;Stadt;157.368\n0591;Kurz;Stadt;1\n"
KNOWN = "kreis_ags;jahr;gisd_score;gisd_quintil\n05916;2021;0.9;5\n"


def upload(browser, text, kind="structure", name="probe.csv"):
    response = browser.post(DATA, {"kind": kind, "file": SimpleUploadedFile(name, text.encode())})
    assert response.status_code == 302
    return response["Location"]


def page(browser, address):
    return browser.get(address).content.decode()


def settled(browser, address, **change):
    given = {"title": "Probe", "credit": "© Probe", "licence": "", "key_column": "kreis_ags", "period_column": "jahr",
             "value_2": "+", "value_3": "+", **change}  # fmt: skip
    return browser.post(address, given)


@pytest.mark.parametrize("who", [name for name in EVERYBODY if name not in ("operator", "nobody")])
def test_others_are_refused_with_the_sentence(cast, browse, who):
    staged = stage_file(purpose="structure", name="geheim.csv", content=KNOWN.encode(), by=cast.operator)
    browser = browse(who)
    for address in (DATA, f"{DATA}{staged.pk}/", f"{DATA}{staged.pk}/fehler.csv"):
        response = browser.get(address)
        assert response.status_code == 403
        assert "liest die betreibende Stelle ein" in response.content.decode()
        assert "geheim.csv" not in response.content.decode()
    for deed in ("einlesen", "verwerfen"):
        assert browser.post(f"{DATA}{staged.pk}/{deed}/").status_code == 403
    assert StagedFile.objects.filter(pk=staged.pk).exists()
    assert not Value.objects.exists()
    assert "Amtliche Daten" not in page(browser, "/kommunen/")


def test_nobody_is_asked_to_sign_in(cast, browse):
    for address in (DATA, f"{DATA}1/", f"{DATA}1/fehler.csv"):
        assert browse("nobody").get(address).status_code == 302


def test_a_file_of_another_operator_is_not_there(cast, browse):
    staged = stage_file(purpose="structure", name="x.csv", content=KNOWN.encode(), by=cast.secretariat)
    assert browse("operator").get(f"{DATA}{staged.pk}/").status_code == 404


def test_thirty_bad_rows_are_all_on_the_page_and_nothing_is_written(cast, browse):
    text, lines = with_bad_rows()
    browser = browse("operator")
    address = upload(browser, text)
    shown = page(browser, address)
    assert "30 Zeilen sind nicht gut. Sie bleiben draußen." in shown
    for line in lines:
        assert f"Zeile </span>{line}<" in shown
    listed = browser.get(f"{address}fehler.csv").content.decode("utf-8-sig").splitlines()
    assert len(listed) == 31
    assert not Value.objects.exists()
    assert "So einlesen" not in shown, "without a credit line"
    assert settled(browser, address).status_code == 302
    assert not Value.objects.exists()
    assert "So einlesen" in page(browser, address)
    browser.post(f"{address}einlesen/")
    assert Value.objects.count() == 2 * len(GOOD)
    assert not StagedFile.objects.exists()
    assert "Probe" in page(browser, DATA)


def test_a_known_table_needs_no_mapping(cast, browse):
    browser = browse("operator")
    address = upload(browser, KNOWN)
    shown = page(browser, address)
    assert "Jede Zeile ist gut." in shown
    assert "Robert Koch-Institut" in shown
    browser.post(f"{address}einlesen/")
    assert Value.objects.count() == 2


def test_what_was_recognised_is_chosen_in_the_form_already(cast, browse):
    browser = browse("operator")
    shown = page(browser, upload(browser, KNOWN))
    for key in ("gisd_index", "gisd_quintil"):
        assert f'<option value="{key}" selected>' in shown


def test_columns_are_mapped_by_hand_and_the_choice_is_kept(cast, browse):
    browser = browse("operator")
    address = upload(browser, "Wo;Was;Wieviel\n05916;Bäder;7\n05766;Bäder;-\n")
    assert "Es fehlt die Spalte mit dem amtlichen Schlüssel." in page(browser, address)
    chosen = {
        "key_column": "Wo",
        "period_column": "",
        "period": "2024",
        "long": "Was",
        "value_2": "+",
        "value_3": "",
    }
    settled(browser, address, **chosen)
    shown = page(browser, address)
    assert "Neue Merkmale: Wieviel: Bäder." in shown
    assert "nie als 0: nichts vorhanden: 1" in shown
    browser.post(f"{address}einlesen/")
    assert {(v.area_key, v.value, v.period) for v in Value.objects.all()} == {
        ("05916", 7.0, "2024"), ("05766", None, "2024"),
    }  # fmt: skip


def test_a_missing_year_is_said_at_the_field(cast, browse):
    browser = browse("operator")
    address = upload(browser, KNOWN)
    shown = settled(browser, address, period_column="").content.decode()
    assert "Bitte wählen Sie die Spalte mit dem Jahr, oder nennen Sie es." in shown
    assert (
        "gibt es im Kalender nicht"
        in settled(browser, address, period_column="", period="31.2.2021").content.decode()
    )


def test_areas_come_in_by_the_same_page(cast, browse):
    browser = browse("operator")
    address = upload(browser, AREAS, "areas")
    shown = page(browser, address)
    assert "1 Zeile ist nicht gut. Sie bleibt draußen." in shown
    given = {"title": "Probe", "credit": "© Probe", "as_of": "31.12.2022", "column_key": "ags", "column_name": "name",
             "column_population": "einwohner"}  # fmt: skip
    assert browser.post(address, given).status_code == 302
    assert not Area.objects.exists()
    browser.post(f"{address}einlesen/")
    assert Area.objects.get().population_on.isoformat() == "2022-12-31"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("old_key,new_key,on,kind\n05313,05334,2009-10-21,merged\n", "areas", "05313"),
        ("schluessel,name,definition\nx,Ix,Was es ist\n", "structure", "Was es ist"),
    ],
)
def test_changes_and_definitions_need_no_form(cast, browse, text, kind, words):
    browser = browse("operator")
    address = upload(browser, text, kind)
    shown = page(browser, address)
    assert words in shown
    assert "Vorschau erneuern" not in shown
    assert browser.post(f"{address}einlesen/")["Location"] == DATA


def test_a_file_can_be_given_up(cast, browse):
    browser = browse("operator")
    address = upload(browser, KNOWN)
    browser.post(f"{address}verwerfen/")
    assert not StagedFile.objects.exists()
    assert not Value.objects.exists()


def test_what_is_no_table_is_said_at_the_field(cast, browse):
    response = browse("operator").post(DATA, {"kind": "areas", "file": SimpleUploadedFile("x.pdf", b"%PDF")})
    assert "Diese Datei ist keines davon." in response.content.decode()


def test_confirming_twice_says_that_there_is_nothing_to_change(cast, browse):
    browser = browse("operator")
    browser.post(f"{upload(browser, KNOWN)}einlesen/")
    shown = page(browser, upload(browser, KNOWN))
    assert "Es gibt nichts zu ändern." in shown
    assert "So einlesen" not in shown


def test_a_reason_that_looks_like_a_formula_stays_text(cast, browse):
    browser = browse("operator")
    address = upload(browser, "kreis_ags;jahr;gisd_score;=1+1\n05916;2021;viel;1\n")
    assert ";=1" not in browser.get(f"{address}fehler.csv").content.decode()


class TestOnAMunicipalitysPage:
    HEAD = "kreis_ags;jahr;arbeitslose;schuldnerquote\n"

    def place(self, key, name):
        return Municipality.objects.create(key=key, name=name, kind="city")

    def test_nothing_is_shown_where_nothing_was_read(self, cast, browse):
        assert "nw-groupname" not in page(browse("nobody"), cast.here.get_absolute_url())

    def test_district_values_are_named_as_such_and_gaps_are_written(self, cast, browse):
        load_areas()
        bring(cast.operator, self.HEAD + "05766;2021;10.579;.\n05916;2021;1;2\n")
        bring(cast.operator, "kreis_ags;jahr;gisd_score\n05916;2021;0.9\n")
        shown = page(browse("nobody"), self.place("05766020", "Detmold").get_absolute_url())
        assert "Kreis Lippe: Werte des Kreises, nicht von Detmold" in shown
        assert "10.579" in shown
        assert "geheim gehalten oder unbekannt" in shown
        assert "nicht bekannt" in shown
        assert "© Probe" in shown

    def test_a_dissolved_district_is_named_as_a_former_cut(self, cast, browse):
        load_areas()
        bring(cast.operator, self.HEAD + "03152;2013;100;5\n03156;2013;50;6\n")
        shown = page(browse("nobody"), self.place("03159", "Landkreis Göttingen").get_absolute_url())
        assert "im heutigen Zuschnitt nicht bekannt" in shown
        assert "Früherer Zuschnitt, Landkreis Osterode am Harz (bis 31.10.2016): 50, 2013" in shown
        assert "150" not in shown

    def test_invented_places_show_invented_values_alone(self, cast, browse):
        load_areas()
        bring(cast.operator, self.HEAD + "05916;2021;1;2\n")
        invented = SourceFacts("erfunden", "Erfundene Werte", is_fictional=True)
        text = "kreis_ags;jahr;schuldnerquote\nF9000001;2025;7,9\n"
        bring(cast.operator, text, invented, fictional=True)
        shown = page(browse("nobody"), cast.here.get_absolute_url())
        assert "7,9 %" in shown
        assert "erfunden" in shown
        assert "Arbeitslose" not in shown
