"""Nothing typed is lost: without a connection, with a second writer, without JavaScript."""

from playwright.sync_api import expect


def question(visitor):
    page = visitor.page
    page.get_by_role("link", name="Weiterschreiben Mittagstisch Weststadt").click()
    page.get_by_role("link", name="Was ist daraus geworden?").click()
    return page


def test_a_text_written_without_connection_is_kept_and_saved_later(visit):
    author = visit("koordination@altwerder.example")
    page = question(author)
    page.context.set_offline(True)
    page.locator("#text").fill("Im Tunnel geschrieben: Es kommen vierzehn Gäste.")
    expect(page.locator("#keine-verbindung")).to_be_visible()
    expect(page.locator("#gespeichert")).to_have_text("im Browser aufbewahrt")
    page.context.set_offline(False)
    expect(page.locator("#gespeichert")).to_have_attribute("data-state", "saved", timeout=12_000)
    page.reload()
    expect(page.locator("#text")).to_have_value("Im Tunnel geschrieben: Es kommen vierzehn Gäste.")
    author.trouble.clear()


def test_what_was_kept_in_the_browser_comes_back_after_closing_the_page(visit):
    author = visit("koordination@altwerder.example")
    page = question(author)
    address = page.url
    page.context.set_offline(True)
    page.locator("#text").fill("Danach war der Akku leer.")
    expect(page.locator("#gespeichert")).to_have_text("im Browser aufbewahrt")
    page.close()
    author.page.context.set_offline(False)
    again = author.page.context.new_page()
    again.goto(address)
    expect(again.locator("#text")).to_have_value("Danach war der Akku leer.")
    expect(again.locator("#gespeichert")).to_have_attribute("data-state", "saved", timeout=12_000)
    author.trouble.clear()


def test_what_is_typed_before_the_page_is_ready_is_saved_too(visit):
    author = visit("koordination@altwerder.example")
    held = []
    author.page.route("**/telling*.js", lambda route: held.append(route))
    author.page.get_by_role("link", name="Weiterschreiben Mittagstisch Weststadt").click()
    author.page.get_by_role("link", name="Was ist daraus geworden?").click(no_wait_after=True)
    page = author.page
    page.locator("#text").fill("Getippt, bevor das Skript da war.")
    for route in held:
        route.continue_()
    expect(page.locator("#gespeichert")).to_have_attribute("data-state", "saved")


def test_two_windows_are_told_of_each_other(visit):
    author = visit("koordination@altwerder.example")
    first = question(author)
    second = first.context.new_page()
    second.goto(first.url)
    second.locator("#text").fill("Aus dem zweiten Fenster.")
    expect(second.locator("#gespeichert")).to_have_attribute("data-state", "saved")
    first.locator("#text").fill("Aus dem ersten Fenster.")
    expect(first.get_by_role("heading", name="Hier hat inzwischen noch jemand geschrieben")).to_be_visible()
    expect(first.locator("blockquote").first).to_contain_text("Aus dem zweiten Fenster.")
    expect(first.locator("#text")).to_have_value("Aus dem ersten Fenster.")


def test_without_javascript_everything_can_be_told(visit):
    author = visit("koordination@altwerder.example", java_script_enabled=False)
    page = question(author)
    page.locator("#text").fill("Ohne Skript gespeichert.")
    page.get_by_role("button", name="Später weitermachen").click()
    expect(page.get_by_role("status")).to_contain_text("Gespeichert")


def test_by_keyboard_alone(visit):
    author = visit("koordination@altwerder.example")
    page = author.go("/heute/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Zum Inhalt")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Lesen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gehtreff am Wasserwerk")
