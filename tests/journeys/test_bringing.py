"""A table with thirty bad rows, brought on a telephone and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.factories.tables import table_with_bad_rows
from tests.journeys.test_accessible import RULES


def sound(page):
    """Accessible, and nothing over the edge."""
    result = Axe().run(page, options=RULES)
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in result.response["violations"]] == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")


def upload(visitor, content, name="gärten.csv"):
    page = visitor.go("/erzaehlen/")
    page.get_by_role("link", name="Aus einer Tabelle oder einem Bericht einlesen").click()
    page.get_by_label("Welche Datei?").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Datei ansehen").click()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_thirty_bad_rows_stay_out_and_the_others_become_drafts(visit, scheme):
    content, expected = table_with_bad_rows()
    author = visit("koordination@altwerder.example", width=390, scheme=scheme, java_script_enabled=False)
    page = upload(author, content)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welche Spalte ist was?")
    expect(page.get_by_label("Projekttitel")).to_have_value("title")
    page.get_by_role("button", name="Vorschau ansehen").click()
    expect(page.get_by_role("heading", name="30 Zeilen passen noch nicht")).to_be_visible()
    rows = page.locator("#fehler tbody tr")
    expect(rows).to_have_count(30)
    for place, (line, column, words) in enumerate(expected):
        expect(rows.nth(place)).to_contain_text(f"Zeile {line}")
        expect(rows.nth(place)).to_contain_text(column)
        expect(rows.nth(place)).to_contain_text(words)
    page.get_by_role("button", name="Entwürfe anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eingelesen")
    expect(page.get_by_text("10 Entwürfe sind angelegt")).to_be_visible()
    page.get_by_role("link", name="Garten 0", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Garten")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_double_is_decided_and_joined(visit, width, scheme):
    author = visit("koordination@altwerder.example", width=width, scheme=scheme)
    author.go("/erzaehlen/einlesen/")
    sound(author.page)
    page = upload(
        author, "Titel;Fazit\nMittagstisch Weststadt;Es kommen zwölf.\nLesekreis am Fluss;Neu.\n".encode()
    )
    sound(page)
    page.get_by_role("button", name="Vorschau ansehen").click()
    sound(page)
    page.get_by_role("button", name="Entwürfe anlegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Noch nichts angelegt")
    sound(page)
    page.get_by_label(re.compile("zu „Mittagstisch Weststadt“ dazuschreiben")).first.check()
    page.get_by_role("button", name="Entwürfe anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eingelesen")
    sound(page)
    page.get_by_role("link", name="Mittagstisch Weststadt").click()
    expect(page.get_by_text("Es kommen zwölf.")).to_be_visible()


def test_a_large_file_goes_on_by_itself_and_says_how_far_it_is(visit, monkeypatch):
    from netzwerkstatt.practice.views import bringing

    monkeypatch.setattr(bringing, "AT_ONCE", 2)
    author = visit("koordination@altwerder.example")
    page = upload(author, b"Titel\nAlpengarten\nBuchenhain\nFlussufer\nGehtreff\nHofmusik\n")
    page.get_by_role("button", name="Vorschau ansehen").click()
    page.get_by_role("button", name="Entwürfe anlegen").click()
    expect(page.get_by_text("5 Entwürfe sind angelegt")).to_be_visible()
