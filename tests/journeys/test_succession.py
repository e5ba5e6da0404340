"""A coordinator leaves, and her successor goes on where she stopped."""

import re

from playwright.sync_api import expect

from netzwerkstatt.kernel.mail.models import Letter

NOTE = "Der Saal der Kirchengemeinde ist bis März zugesagt. Wer den Schlüssel hat, weiß die Küsterin."


def test_a_coordinator_leaves_and_her_successor_goes_on(visit):
    leaving = visit("koordination@altwerder.example")
    page = leaving.go("/kommunen/")
    page.get_by_role("link", name="Altwerder", exact=True).click()
    page.get_by_role("link", name="Menschen: Stadt Altwerder").click()
    people = page.url
    invite(page)
    hand_over(page)
    successor = accept(visit(width=390))
    lay_down(leaving, people)
    go_on(successor)


def invite(page):
    page.get_by_role("link", name="Jemanden einladen").click()
    page.get_by_label("Name").fill("Tilda Marquardt")
    page.get_by_label("E-Mail-Adresse").fill("tilda@altwerder.example")
    page.get_by_label("Rolle").select_option(label="Koordination")
    page.get_by_role("button", name="Einladung verschicken").click()
    page.get_by_role("link", name="Menschen: Stadt Altwerder").click()
    expect(page.locator(".nw-task", has_text="Tilda Marquardt")).to_contain_text("gilt bis")


def hand_over(page):
    page.get_by_role("link", name="Meine Arbeit übergeben").click()
    expect(page.locator(".nw-task", has_text="Mittagstisch Weststadt")).to_be_visible()
    expect(page.locator(".nw-task", has_text="Gehtreff am Wasserwerk")).to_be_visible()
    page.get_by_label("Was sollte wissen, wer nach Ihnen kommt?").fill(NOTE)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Ihre Nachfolge findet die Übergabe")


def accept(visitor):
    link = Letter.objects.get(address="tilda@altwerder.example").link
    page = visitor.go(link)
    page.get_by_label("Passwort").fill("sehr-langes-Wort-7")
    page.get_by_role("button", name="Konto anlegen und annehmen").click()
    page.wait_for_url("**/heute/")
    return visitor


def lay_down(leaving, people):
    page = leaving.go(people.replace(leaving.address, ""))
    page.get_by_role("link", name="Mein Mandat beenden").click()
    page.get_by_label("sofort, noch heute").check()
    page.get_by_role("button", name="Mandat beenden").click()
    page.wait_for_url("**/heute/")
    expect(page.get_by_text("Sie haben zurzeit kein Mandat")).to_be_visible()
    assert page.goto(people).status == 404


def go_on(successor):
    page = successor.go("/heute/")
    page.locator(".nw-task", has_text="Übergabe von Jana Ostermann").get_by_role("link").click()
    expect(page.get_by_text("weiß die Küsterin")).to_be_visible()
    expect(page.get_by_text("Mittagstisch Weststadt")).to_have_count(0)
    page.get_by_role("button", name="Gelesen, ich übernehme").click()
    page.get_by_role("link", name="Übernehmen Ein Entwurf von Stadt Altwerder").click()
    page.get_by_role("button", name=re.compile("bernehmen")).click()
    page = successor.go("/heute/")
    page.locator(".nw-task", has_text="Mittagstisch Weststadt").get_by_role("link").click()
    expect(page.locator("textarea").first).to_be_visible()
