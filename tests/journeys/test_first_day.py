"""An operator from an empty house to the first released report: setting up, a list, letters, telling, reading, opening."""

import re

from django.core import mail as django_mail
from playwright.sync_api import expect
from tests.journeys.test_main_road import tell
from tests.kernel.lib.test_pictures import png

from netzwerkstatt.kernel.mail.actions import send_due

PASSWORD = "sehr-langes-Wort-7"
LIST = (
    "Kommune;AGS;Art;Einwohner;Mitglied seit;E-Mail Kommune;E-Mail Initiativen\r\n"
    "Musterstadt;05999001;kreisangehörige Stadt;31.200;2011;musterstadt@probe.example;\r\n"
    "Beispielhausen;05999002;kreisangehörige Stadt;18.400;2015;beispielhausen@probe.example;initiative@probe.example\r\n"
    "Ohne Schlüssel;;;;;;\r\n"
)


def test_from_empty_to_the_first_released_report(come_in, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "briefe"
    operator = come_in()
    set_up(operator)
    dress(operator)
    write_legal_pages(operator)
    try_mail(operator)
    bring_members(operator)
    links = links_in_letters(settings.EMAIL_FILE_PATH)
    assert set(links) == {
        "musterstadt@probe.example",
        "beispielhausen@probe.example",
        "initiative@probe.example",
    }
    author = accept(come_in(width=390), links["musterstadt@probe.example"], "Mara Feldkamp")
    reader = accept(come_in(), links["beispielhausen@probe.example"], "Joris Kettler")
    join_readers(reader)
    key = tell(author)
    have_it_read(author, reader)
    release(author, key)
    before = come_in()
    expect(before.go("/erfahrungen/").get_by_text("richtet sich gerade ein")).to_be_visible()
    open_(operator)
    page = before.go("/")
    page.get_by_role("link", name="Trinkstellen gegen die Hitze").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trinkstellen gegen die Hitze")


def set_up(operator):
    page = operator.go("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Das Netzwerk einrichten")
    page.get_by_label("Wie heißt Ihr Netzwerk?").fill("Netz der Probe")
    page.get_by_label("Ihr Name").fill("Henrike Brandis")
    page.get_by_label("Ihre E-Mail-Adresse").fill("henrike@probe.example")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Netzwerk einrichten").click()
    expect(page.get_by_text("Sieben Schritte")).to_be_visible()
    expect(page.get_by_text("Ohne das darf keine öffentliche Seite stehen")).to_be_visible()
    expect(page.get_by_role("button", name="Netzwerk öffnen")).to_have_count(0)


def dress(operator):
    page = operator.page
    page.get_by_role("link", name="Ändern Name und Zeichen").click()
    page.get_by_label("Zeichen", exact=False).first.set_input_files(
        {"name": "zeichen.png", "mimeType": "image/png", "buffer": png(96, 32)}
    )
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("img.nw-logo").first).to_be_visible()
    page.get_by_role("link", name="Ändern Farbe").click()
    page.get_by_label("Akzent auf hellem Grund").fill("#ffcc00")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name=re.compile("#[0-9a-f]{6} nehmen")).click()
    expect(page.get_by_text("Alle Seiten haben jetzt diese Farbe")).to_be_visible()


def write_legal_pages(operator):
    page = operator.go("/einrichten/")
    page.get_by_role("link", name="Rechtliche Seiten").click()
    for kind in ("Impressum", "Datenschutzhinweis", "Erklärung zur Barrierefreiheit"):
        page.get_by_role("link", name=f"Schreiben {kind}").click()
        page.get_by_label("Text").fill("Stadt Probe, Rathausplatz 1, 00000 Probe.")
        page.get_by_role("button", name="Speichern").click()
        operator.go("/einrichten/rechtliches/")
    expect(page.locator(".nw-task", has_text="fertig")).to_have_count(3)


def try_mail(operator):
    page = operator.go("/einrichten/briefe/")
    page.get_by_role("button", name="Probe verschicken").click()
    expect(page.get_by_role("status")).to_contain_text("Der Brief ist unterwegs")


def bring_members(operator):
    page = operator.go("/einrichten/")
    page.get_by_role("link", name="Anfangen Mitglieder aus einer Liste").click()
    page.get_by_label("Ihre Liste").set_input_files(
        {"name": "mitglieder.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    page.get_by_role("button", name="Lesen", exact=True).click()
    expect(page.get_by_text("Eine Zeile braucht einen Blick")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Amtlicher Schlüssel.* ist leer"))).to_be_visible()
    page.get_by_label(re.compile("Gleich 3 Einladungen verschicken")).check()
    page.get_by_role("button", name="Eintragen", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("2 aufgenommen")
    expect(page.get_by_role("status")).to_contain_text("3 Einladungen verschickt")


def links_in_letters(folder):
    """Address → path of the invitation, out of the letters as they lie in the folder."""
    send_due()
    found = {}
    for file in folder.glob("*.log"):
        text = file.read_text(encoding="utf-8").replace("=\n", "").replace("=3D", "=")
        for letter in text.split("-" * 79):  # two letters of one second may share a file
            link = re.search(r"/einladung/\S+", letter)
            if link:
                found[re.search(r"^To: (\S+)", letter, re.MULTILINE).group(1)] = link.group(0)
    assert not getattr(django_mail, "outbox", [])
    return found


def accept(visitor, link, name):
    page = visitor.go(link)
    page.get_by_label("Ihr Name").fill(name)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Konto anlegen und annehmen").click()
    page.wait_for_url("**/heute/")
    expect(page.get_by_role("heading", name="Jemand Zweites einladen")).to_be_visible()
    return visitor


def join_readers(reader):
    page = reader.go("/lesekreis/")
    page.get_by_role("button", name="Mitlesen", exact=True).click()


def have_it_read(author, reader):
    page = author.page
    page.get_by_label("Wer soll lesen?").select_option(label="Joris Kettler, Verwaltung Beispielhausen")
    page.get_by_role("button", name="Um das Lesen bitten").click()
    page = reader.go("/heute/")
    page.locator(".nw-task", has_text="Trinkstellen gegen die Hitze").get_by_role("link").click()
    page.get_by_role("button", name="Lesen abschließen").click()
    page.wait_for_url("**/heute/")


def release(author, key):
    page = author.go("/heute/")
    page.locator(".nw-task", has_text="Gelesen: „Trinkstellen").get_by_role("link").click()
    page.locator("input[name=audience][value=public]").check()
    page.get_by_label("Abgestimmt mit (Funktion)").fill("Leitung Fachbereich Soziales")
    page.get_by_label("am", exact=True).fill("2.11.2026")
    page.get_by_role("button", name="Freigeben", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Freigegeben")


def open_(operator):
    page = operator.go("/heute/")
    page.locator(".nw-task", has_text="Das Netzwerk einrichten").get_by_role("link").click()
    page.get_by_role("button", name="Netzwerk öffnen").click()
    expect(page.get_by_role("status")).to_contain_text("Das Netzwerk ist offen")
