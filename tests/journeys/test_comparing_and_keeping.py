"""Choose three and compare them; keep a search, get its letter, read its feed, revoke it."""

import csv
import io
import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

WHO = "koordination@altwerder.example"


def press(page, name, *, role="link", key="Enter"):
    """By keyboard only: go there with the tab key's own means, then press."""
    target = page.get_by_role(role, name=name).first
    for _step in range(400):
        if target.evaluate("element => element === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"mit der Tastatur nicht erreicht: {name}")


def test_three_are_chosen_compared_and_taken_along_by_keyboard(visit):
    visitor = visit(WHO)
    page = visitor.go("/erfahrungen/?q=Mittagstisch")
    titles = page.locator(".nw-rows h3 a")
    chosen = [titles.nth(n).inner_text() for n in range(3)]
    for title in chosen:
        press(page, f"vergleichen {title}", role="checkbox", key="Space")
    press(page, "Angekreuztes vergleichen", role="button")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "drei Vorhaben im Vergleich", ignore_case=True
    )
    assert len(re.findall(r"v=", page.url)) == 3
    heads = page.locator("thead a.nw-strong")
    assert [heads.nth(n).inner_text() for n in range(3)] == chosen
    cells = page.locator("tbody td")
    assert all(cells.nth(n).inner_text().strip() for n in range(cells.count()))

    with page.expect_download() as loading:
        press(page, "Als Tabelle (CSV)")
    text = loading.value.path().read_text(encoding="utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [cell.split(" (")[0] for cell in lines[0][2:]] == [title.split(" (")[0] for title in chosen]

    press(page, f"aus dem Vergleich nehmen {chosen[0]}")
    expect(page.locator("thead a.nw-strong")).to_have_count(2)
    press(page, "Ein weiteres Vorhaben dazulegen")
    expect(page.get_by_text("2 sind schon gewählt.")).to_be_visible()


def test_heads_stay_in_sight_and_the_print_holds_everything(visit):
    from netzwerkstatt.practice.models import Undertaking

    visitor = visit(WHO)
    keys = Undertaking.objects.filter(released__isnull=False, audience="network").values_list(
        "key", flat=True
    )[:3]
    page = visitor.go("/vergleich/?" + "&".join(f"v={key}" for key in keys))
    page.mouse.wheel(0, 1500)
    head = page.locator("thead th").nth(1)
    expect(head).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Als Tabelle (CSV)")).to_be_hidden()
    expect(page.locator(".nw-header")).to_be_hidden()
    expect(page.get_by_role("rowheader", name=re.compile("Kompromisse"))).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_on_a_phone_rows_are_stacked_with_the_place_as_label(visit):
    from netzwerkstatt.practice.models import Undertaking

    visitor = visit(WHO, width=390)
    found = list(Undertaking.objects.filter(released__isnull=False, audience="network")[:3])
    page = visitor.go("/vergleich/?" + "&".join(f"v={undertaking.key}" for undertaking in found))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    row = page.locator("tbody tr").filter(has_text="Kompromisse")
    boxes = [row.locator("td").nth(n).bounding_box() for n in range(3)]
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
    expect(row.locator("td .nw-compare__who").first).to_be_visible()


def test_a_search_is_kept_told_of_fed_and_revoked(visit):
    import time_machine
    from django.core import mail

    from netzwerkstatt.kernel.mail.actions import send_due
    from netzwerkstatt.search.keeping import put_search_letters
    from netzwerkstatt.search.models import SavedSearch

    visitor = visit(WHO)
    page = visitor.go("/erfahrungen/?q=Hitze")
    first = page.locator(".nw-rows h3 a").first.inner_text()
    page.get_by_role("link", name="Suche merken").click()
    page.get_by_label("Wie soll die Suche heißen?").fill("Hitze und Alter")
    page.get_by_label("wöchentlich").check()
    page.get_by_role("button", name="Merken").click()
    expect(page.get_by_role("status")).to_contain_text("Gemerkt.")
    visitor.go("/heute/")
    expect(page.get_by_role("heading", name="Hitze und Alter")).to_be_visible()

    before = timezone.now() - timedelta(days=4000)
    SavedSearch.objects.update(told_at=before, seen_at=before, opened_at=before)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=True):
        assert put_search_letters() == 1
        send_due(digest_after=timedelta(0))
    (letter,) = [m for m in mail.outbox if "Gemerkte Suche: Hitze und Alter" in m.body]
    assert first in letter.body
    visitor.go(re.search(r"/gemerkt/\d+/", letter.body).group())
    expect(page.get_by_role("heading", name=re.compile("Neu seit"))).to_be_visible()
    expect(page.get_by_role("link", name=first)).to_be_visible()

    page.get_by_role("button", name="Adresse anlegen").click()
    address = page.get_by_label("Adresse", exact=True).input_value()
    feed = page.request.get(address)
    assert feed.status == 200
    assert first in feed.text()
    page.get_by_role("link", name="Zurück zur Suche").click()
    page.get_by_role("button", name="Adresse zurückziehen").click()
    expect(page.get_by_role("status")).to_contain_text("Zurückgezogen")
    assert page.request.get(address).status == 404


def test_a_newcomer_finds_what_there_is(visit):
    visitor = visit(WHO, width=390)
    page = visitor.go("/erfahrungen/")
    page.get_by_role("link", name="Was es alles gibt").click()
    expect(page.get_by_role("heading", name="Zum ersten Lesen für Altwerder")).to_be_visible()
    expect(page.get_by_role("heading", name="Nicht gelungen. Auch deshalb lesenswert.")).to_be_visible()
    page.get_by_role("link", name="Gesund älter werden", exact=True).click()
    expect(page.get_by_role("heading", name="Was im Weg stand")).to_be_visible()
    page.get_by_role("heading", name="Was im Weg stand").locator("..").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/erfahrungen/\?topic=ageing&barrier="))
