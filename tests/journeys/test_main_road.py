"""Tell, have it read, release, find it from elsewhere, read it without an account."""

import re

from playwright.sync_api import expect

ANSWERS = {
    "Was wollten Sie?": "Menschen ab 75 sollten an heißen Tagen nicht allein sein. So stand es im Antrag der Seniorenwerkstatt.",
    "Was haben Sie getan?": "Wir haben zwölf Trinkstellen aufgebaut und vier Wochen lang jeden Tag gefüllt.",
    "Was stand im Weg?": "Frau Reinders vom Ordnungsamt und das Gesundheitsamt hielten sich beide nicht für zuständig.",
    "Wie sind Sie damit umgegangen?": "Ein Brief an beide Ämter blieb liegen. Dann haben wir die Stadtwerke gefragt, das half.",
    "Was ist daraus geworden?": "Sieben Trinkstellen stehen noch. Gezählt hat die Besuche niemand, wir nehmen dreißig am Tag an.",
}


def test_tell_read_release_find_and_read_in_public(visit):
    author = visit("koordination@altwerder.example", width=390)
    key = tell(author)
    ask_for_reading(author, key)
    read_and_mark(visit("mitarbeit@steinbrueck.example"))
    answer_and_release(author, key)
    find_from_elsewhere(visit("koordination@bergheide.example"), key)
    read_in_public(visit(), key)


def tell(author):
    page = author.page
    page.get_by_role("link", name="Erzählen", exact=True).click()
    page.get_by_label("Wie heißt es bei Ihnen?").fill("Trinkstellen gegen die Hitze")
    page.get_by_role("button", name="Anfangen").click()
    for number, (question, answer) in enumerate(ANSWERS.items(), start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        page.locator("textarea").fill(answer)
        if number == 1:
            expect(page.locator("#gespeichert")).to_contain_text("gespeichert")
        page.get_by_role("button", name=re.compile("^Weiter zu")).click()
    page.get_by_label("Kurz gesagt").fill(
        "Zwölf Trinkstellen sollten es sein. Zwei Ämter warteten aufeinander. Sieben stehen."
    )
    page.get_by_label("Beginn").fill("Juni 2025")
    page.get_by_text("Klima und Hitze").click()
    page.get_by_role("button", name="Speichern und weiter").click()
    page.locator("#id-b0-what").fill("Zwei Ämter hielten jeweils das andere für zuständig.")
    page.locator("#id-b0-barrier").select_option(label="Zuständigkeitslücke")
    page.locator("#id-b0-w0-what").fill("Brief an beide Ämter")
    page.locator("#id-b0-w0-outcome").select_option(label="ohne Wirkung")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.get_by_label("Ziel in seinem ersten Wortlaut").fill("Niemand über 75 ist an heißen Tagen allein.")
    page.get_by_role("button", name="Speichern und weiter", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ergebnisse")
    page.get_by_role("button", name="Speichern und weiter zur Freigabe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Freigabe: Trinkstellen gegen die Hitze")
    return page.url.split("/vorhaben/")[1].split("/")[0]


def ask_for_reading(author, key):
    page = author.page
    page.get_by_role("button", name="Freigeben", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("noch keine zweite Person gelesen")
    page.get_by_label("Wer soll lesen?").select_option(label="Gundula Zeidler, Stadt Steinbrück")
    page.get_by_role("button", name="Um das Lesen bitten").click()
    expect(page.get_by_text("Zweitlesen steht aus")).to_be_visible()


def read_and_mark(reader):
    page = reader.page
    row = page.locator(".nw-task", has_text="Trinkstellen gegen die Hitze")
    row.get_by_role("link").click()
    expect(page.locator(".nw-hint", has_text="Frau Reinders")).to_be_visible()
    note = page.locator(".nw-note", has_text="Frau Reinders")
    note.get_by_text("Markieren", exact=True).click()
    note.locator("textarea").fill("Es genügt: das Ordnungsamt.")
    note.get_by_role("button", name="Stelle markieren").click()
    expect(page.get_by_role("heading", name="Eine Stelle markiert")).to_be_visible()
    page.get_by_role("button", name="Lesen abschließen").click()
    page.wait_for_url("**/heute/")


def answer_and_release(author, key):
    page = author.go("/heute/")
    page.locator(".nw-task", has_text="Gelesen: „Trinkstellen").get_by_role("link").click()
    page.locator("#markierungen").get_by_role("button", name="Stelle schwärzen").click()
    page.locator("input[name=audience][value=public]").check()
    page.get_by_label("Abgestimmt mit (Funktion)").fill("Leitung Fachbereich Soziales")
    page.get_by_label("am", exact=True).fill("2.11.2026")
    page.locator("input[name=consent][value=as_case]").check()
    page.get_by_role("button", name="Freigeben", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Freigegeben")


def find_from_elsewhere(other, key):
    page = other.page
    page.get_by_placeholder("Erfahrungen, Hemmnisse, Kommunen suchen").fill("Trinkstelle Zustaendigkeit")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Trinkstellen gegen die Hitze").click()
    expect(page.get_by_text("Stelle geschwärzt").first).to_be_visible()
    expect(page.get_by_text("Reinders")).to_have_count(0)
    expect(page.get_by_text("ohne Wirkung")).to_be_visible()
    expect(page.get_by_text("Diesen Text ändern nur seine Autor:innen.")).to_be_visible()


def read_in_public(stranger, key):
    page = stranger.go("/")
    page.get_by_role("link", name="Trinkstellen gegen die Hitze").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trinkstellen gegen die Hitze")
    expect(page.get_by_text("Stelle geschwärzt").first).to_be_visible()
    page.get_by_role("link", name="Hier ist jemand erkennbar").click()
    page.get_by_label("Wer ist woran erkennbar?").fill("Die Frau vom Amt ist noch zu erraten.")
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke")
    assert stranger.page.goto(f"{stranger.address}/vorhaben/{key}/").status == 404
