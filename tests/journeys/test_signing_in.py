"""Signing in: with a passkey instead of the password, and by invitation."""

import re

from playwright.sync_api import expect


def with_authenticator(visitor):
    """A virtual authenticator, as a phone or a laptop has one built in."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor.page


def test_a_passkey_is_set_up_and_opens_the_door(visit):
    visitor = visit("koordination@altwerder.example")
    page = with_authenticator(visitor)
    visitor.go("/konto/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.locator("input[type=password]").fill("Vorführung-2026")
        page.locator("main button[type=submit]").first.click()
    page.locator("input[name=name]").fill("Mein Telefon")
    passwordless = page.locator("input[name=passwordless]")
    if passwordless.count():
        passwordless.check()
    page.locator("main button").last.click()
    expect(page).to_have_url(re.compile("/konto/2fa/"))
    page.wait_for_url(lambda url: "add" not in url)
    visitor.go("/konto/logout/")
    page.locator("main form button").click()
    visitor.go("/konto/login/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/heute/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heute")


def test_an_invitation_leads_to_an_account(visit):
    from netzwerkstatt.kernel.mail.models import Letter

    coordinator = visit("koordination@altwerder.example")
    page = coordinator.go("/kommunen/F0000001/")
    page.get_by_role("link", name="Jemanden einladen").first.click()
    page.get_by_label("Name", exact=True).fill("Neue Kollegin")
    page.get_by_label("E-Mail-Adresse").fill("neu@altwerder.example")
    page.get_by_label("Rolle").select_option(label="Mitarbeit")
    page.get_by_role("button", name="Einladung verschicken").click()
    expect(page.get_by_role("status")).to_contain_text("unterwegs")
    link = Letter.objects.get(address="neu@altwerder.example").link

    newcomer = visit()
    page = newcomer.go(link)
    expect(page.get_by_text("für Stadt Altwerder zu handeln (Mitarbeit)")).to_be_visible()
    page.get_by_label("Passwort").fill("kurz")
    page.get_by_role("button", name="Konto anlegen und annehmen").click()
    expect(page.get_by_role("alert")).to_contain_text("zu kurz")
    page.get_by_label("Passwort").fill("ein-langes-Wort-26")
    page.get_by_role("button", name="Konto anlegen und annehmen").click()
    page.wait_for_url("**/heute/")
    expect(page.get_by_role("status")).to_contain_text("Sie handeln jetzt für Stadt Altwerder")
    newcomer.go(link)
    expect(page.get_by_text("Er gilt nur einmal.")).to_be_visible()
