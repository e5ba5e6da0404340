"""A goal drifts through two compromises; the picture and the words show what was given up, the first wording stays."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

FIRST = "Wer allein lebt, isst dreimal in der Woche in Gesellschaft, in allen drei Stadtteilen."
TURNS = (
    ("Mai 2023", "Haupt- und Finanzausschuss", "Nur eine Küche war ohne Umbau zulässig.", "zwei von drei Stadtteilen", "abgeschwächt"),
    ("Februar 2024", "Lebensmittelüberwachung", "Für offene Küchen fehlte die Fachkraft.", "gemeinsam kochen", "verloren"),
)  # fmt: skip


def test_a_goal_drifts_through_two_compromises(visit):
    from netzwerkstatt.practice.models import Undertaking, Version

    author = visit("koordination@altwerder.example")
    key = Undertaking.objects.get(working__title="Mittagstisch Weststadt").key
    page = author.go(f"/vorhaben/{key}/erzaehlen/ziele/")
    page.get_by_label("Ziel in seinem ersten Wortlaut").fill(FIRST)
    page.get_by_label("Woher stammt der Wortlaut?").select_option(label="Beschluss")
    page.get_by_label("Von wann?").fill("Oktober 2022")
    page.get_by_role("button", name="Speichern und weiter", exact=True).click()
    Version.objects.filter(undertaking__key=key).update(changed_at=timezone.now() - timedelta(days=1))
    author.go(f"/vorhaben/{key}/erzaehlen/ziele/")
    page.get_by_role("link", name="Hat sich dieses Ziel verändert?").click()
    expect(page.get_by_text("Der erste Wortlaut bleibt stehen")).to_be_visible()
    for number, turn in enumerate(TURNS):
        write_turn(page, number, *turn)
    expect(page.locator("form")).to_contain_text("Änderung 2")
    author.go(f"/vorhaben/{key}/erzaehlen/ziele/")
    expect(page.get_by_text(FIRST).first).to_be_visible()
    expect(page.get_by_label("Ziel in seinem ersten Wortlaut")).to_have_value("")
    look_at_the_way(author, key)


def write_turn(page, number, on, with_whom, why, given_up, intention):
    row = page.locator("fieldset.nw-barrier").nth(number)
    row.get_by_label("Wann?").fill(on)
    row.get_by_label("Kompromiss").check()
    row.get_by_label("Mit wem?").fill(with_whom)
    row.get_by_label("Warum?").fill(why)
    row.get_by_label("Wie heißt das Ziel von da an?").fill(f"Ohne {given_up}.")
    row.get_by_label("Was wurde aufgegeben?").fill(given_up)
    row.get_by_label(intention).check()
    page.get_by_role("button", name="Speichern und noch etwas ergänzen").click()
    expect(page.get_by_role("status").first).to_contain_text("Gespeichert")


def look_at_the_way(author, key):
    page = author.go(f"/vorhaben/{key}/")
    way = page.locator("figure.nw-goal")
    expect(way).to_contain_text(FIRST)
    picture = way.locator("svg.nw-goal__picture")
    expect(picture).to_be_visible()
    expect(picture.locator("path.area")).to_have_count(2)
    expect(picture).to_contain_text("aufgegeben: zwei von drei Stadtteilen")
    expect(way.get_by_role("heading", name="Zweiter Kompromiss")).to_be_visible()
    expect(way).to_contain_text(re.compile("Absicht erhalten\\?\\s*Nein, sie ging verloren"))
    expect(way).to_contain_text("Ohne gemeinsam kochen.")
    expect(page.get_by_text("ging die ursprüngliche Absicht verloren")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(picture).to_be_hidden()
    expect(way.locator("svg.nw-turns__line").first).to_be_visible()
