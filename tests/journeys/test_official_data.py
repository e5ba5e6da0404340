"""An operator brings a table with thirty bad rows, sees every one of them, and reads the good ones."""

import pytest
from playwright.sync_api import expect
from tests.factories.structure import GOOD, with_bad_rows
from tests.journeys.test_accessible import look


def operator():
    from netzwerkstatt.demo.actions import demonstration_person

    person = demonstration_person("Betrieb", "betrieb@netzwerk.example")
    person.is_staff = True
    person.save()
    return person.email


def test_an_import_with_thirty_bad_rows(visit):
    from netzwerkstatt.indicators.models import Value

    before = Value.objects.count()
    text, lines = with_bad_rows()
    page = visit(operator()).page
    page.get_by_role("navigation", name="Bereiche").get_by_role("link", name="Amtliche Daten").click()
    page.get_by_label("Strukturdaten: Werte zu Gebieten").check()
    page.get_by_label("Datei").set_input_files(
        {"name": "schulden.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Vorschau ansehen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("schulden.csv")
    expect(page.get_by_text("30 Zeilen sind nicht gut. Sie bleiben draußen.")).to_be_visible()
    named = page.get_by_role("table").first.get_by_role("rowheader").all_inner_texts()
    assert sorted({int(name) for name in named}) == lines
    expect(page.get_by_text("„viele“ ist weder eine Zahl noch ein amtliches Zeichen.")).to_be_visible()
    expect(page.get_by_role("button", name="So einlesen")).to_have_count(0)
    assert Value.objects.count() == before

    page.get_by_label("Quellenvermerk").fill("© Amt für Statistik, Probe")
    page.get_by_role("button", name="Vorschau erneuern").click()
    expect(page.get_by_text("Bis dahin ist nichts geändert.")).to_be_visible()
    expect(page.get_by_text("30 Zeilen sind nicht gut. Sie bleiben draußen.")).to_be_visible()
    assert Value.objects.count() == before

    page.get_by_role("button", name="So einlesen").click()
    expect(page.get_by_text("Eingelesen: schulden.csv.")).to_be_visible()
    assert Value.objects.count() == before + 2 * len(GOOD)

    page.goto(page.url.replace("/betrieb/daten/", "/kommunen/05916000/"))
    expect(page.get_by_role("row", name="Arbeitslose")).to_contain_text("10.001")
    debt = page.get_by_role("row", name="Schuldnerquote")
    expect(debt).to_contain_text("2021")
    expect(page.get_by_text("© Amt für Statistik, Probe")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_operators_pages_are_accessible(visit, width, scheme):
    visitor = visit(operator(), width=width, scheme=scheme)
    text, _lines = with_bad_rows()
    page = visitor.go("/betrieb/daten/")
    page.get_by_label("Strukturdaten: Werte zu Gebieten").check()
    page.get_by_label("Datei").set_input_files(
        {"name": "schulden.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Vorschau ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("schulden.csv")
    brought = page.url.removeprefix(visitor.address)
    assert look(visitor, ["/betrieb/daten/", brought]) == []


def test_a_coordinator_is_told_who_reads_official_data(visit):
    page = visit("koordination@altwerder.example").go("/betrieb/daten/")
    expect(page.get_by_text("Amtliche Gebiete und Zahlen liest die betreibende Stelle ein.")).to_be_visible()
