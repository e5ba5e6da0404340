"""Propose a word and read the answer; bring a template, and find and take it in another municipality."""

import io
import re
import zipfile
from pathlib import Path

import docx
from playwright.sync_api import expect


def test_propose_decide_see(visit):
    member = visit("koordination@altwerder.example", width=390)
    page = member.go("/umgangsweisen/")
    page.get_by_role("link", name="Schlagen Sie es vor").click()
    page.get_by_label("Wie soll es heißen?").fill("Runde an einem Tisch")
    page.get_by_label("Was ist damit gemeint?").fill("Alle sitzen zusammen und entscheiden am selben Abend.")
    page.get_by_label("Warum passt keiner der vorhandenen Einträge?").fill("Dort wird nur gesprochen.")
    page.get_by_role("button", name="Vorschlagen").click()
    expect(page.get_by_text("Meint einer dieser Einträge dasselbe?")).to_be_visible()
    page.get_by_role("button", name="Trotzdem vorschlagen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Runde an einem Tisch")

    secretariat = visit("sekretariat@netzwerk.example")
    page = secretariat.go("/heute/")
    page.locator(".nw-task", has_text="Vorschläge für den Katalog").get_by_role("link").click()
    page.locator(".nw-task", has_text="Runde an einem Tisch").get_by_role("link").click()
    page.get_by_label("Name im Katalog").fill("Am selben Abend entscheiden")
    page.get_by_label("Ein Wort an die Person").fill("Der Name sagt jetzt, worum es geht.")
    page.get_by_role("button", name="In den Katalog aufnehmen").click()

    page = member.go("/heute/")
    page.locator(".nw-task", has_text="Runde an einem Tisch").get_by_role("link").click()
    expect(page.get_by_text("Der Name sagt jetzt, worum es geht.")).to_be_visible()
    page.get_by_role("link", name="Am selben Abend entscheiden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Am selben Abend entscheiden")


def written_by_somebody(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Der Kreistag beschließt einen Trinkbrunnenplan.")
    document.core_properties.author = "Waltraud Quittenbaum"
    path = folder / "Quittenbaum Entwurf.docx"
    document.save(str(path))
    return path


def test_bring_release_find_take(visit, tmp_path):
    author = visit("koordination@altwerder.example", width=390)
    page = author.go("/vorlagen/")
    page.get_by_role("link", name="Eine Vorlage bringen").click()
    page.get_by_label("Titel").fill("Beschlussvorlage Trinkbrunnenplan")
    page.get_by_label("Was ist es?").select_option(label="Beschlussvorlage")
    page.get_by_label("Wofür haben Sie es gebraucht?").fill("Für den Bauausschuss.")
    page.get_by_label("Was muss man anpassen?").fill("Die Zahl der Brunnen.")
    page.get_by_label("Datei", exact=True).set_input_files(written_by_somebody(tmp_path))
    page.get_by_text("zur Nachnutzung im Netzwerk freigegeben").click()
    page.get_by_role("button", name="Speichern und weiter zur Freigabe").click()
    page.get_by_role("button", name="Freigeben", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("frei von personenbezogenen Angaben")
    page.get_by_text("Ich habe beides durchgesehen.").click()
    page.get_by_role("button", name="Freigeben", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Freigegeben")

    other = visit("koordination@bergheide.example")
    page = other.go("/suche/?q=Trinkbrunnenplan+Kreistag")
    page.get_by_role("link", name=re.compile("Beschlussvorlage Trinkbrunnenplan")).first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Herunterladen", exact=True).click()
    assert taken.value.suggested_filename == "beschlussvorlage-trinkbrunnenplan.docx"
    content = Path(taken.value.path()).read_bytes()
    assert docx.Document(io.BytesIO(content)).core_properties.author == ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(b"Quittenbaum" not in archive.read(name) for name in archive.namelist())
    assert visit().go("/vorlagen/").get_by_text("Trinkbrunnenplan").count() == 0
