"""Signing in: with a passkey, with codes, by invitation, by letter; and being signed out elsewhere."""

import base64
import hmac
import re
import struct
import time

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


def code_of(secret):
    """What an app on a telephone shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def begin_signing_in(visitor, address="koordination@altwerder.example", password="Vorführung-2026"):
    page = visitor.go("/konto/login/")
    page.get_by_label("E-Mail").fill(address)
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    return page


def set_up_codes(visitor):
    """Codes from an app; returns the secret and the recovery codes."""
    page = visitor.go("/konto/2fa/")
    page.locator("section", has_text="Einmalcodes aus einer App").get_by_role(
        "link", name="Einrichten"
    ).click()
    if "reauthenticate" in page.url:
        page.locator("input[type=password]").fill("Vorführung-2026")
        page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Einmalcodes einrichten")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill("000000")
    page.get_by_role("button", name="Einrichten").click()
    expect(page.get_by_role("alert")).to_contain_text("Dieser Code stimmt nicht.")
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Einrichten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wiederherstellungscodes")
    return secret, page.locator("#recovery_codes").input_value().split()


def test_codes_from_an_app_are_asked_for_and_a_recovery_code_helps_once(visit):
    from django.core.cache import cache

    visitor = visit("koordination@altwerder.example")
    secret, recovery = set_up_codes(visitor)
    assert len(recovery) == 10
    cache.clear()  # a code counts once; the next one would come in half a minute

    newcomer = visit()
    page = begin_signing_in(newcomer)
    expect(page.get_by_text("Bitte nennen Sie den Code aus Ihrer App")).to_be_visible()
    newcomer.go("/heute/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Passkey und zweiter Faktor")
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/heute/")

    for attempt, opens in ((visit(), True), (visit(), False)):
        page = begin_signing_in(attempt)
        page.locator("input[name=code]").fill(recovery[0])
        page.get_by_role("button", name="Anmelden", exact=True).click()
        if opens:
            page.wait_for_url("**/heute/")
        else:
            expect(page.get_by_role("alert")).to_contain_text("Dieser Code stimmt nicht.")


def test_one_session_is_ended_from_another_place(visit):
    telephone = visit("koordination@altwerder.example", width=390)
    office = visit("koordination@altwerder.example")
    page = office.go("/konto/sessions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Meine Sitzungen")
    expect(page.get_by_text("(diese hier)")).to_have_count(1)
    page.get_by_role("button", name="Beenden Chrome").click()
    expect(page.get_by_role("status")).to_contain_text("Dort ist niemand mehr angemeldet.")
    telephone.go("/heute/")
    expect(telephone.page).to_have_url(re.compile("/konto/login/"))
    office.go("/heute/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heute")


def test_a_forgotten_password_is_chosen_anew_by_letter(visit):
    from django.core import mail

    visitor = visit()
    page = visitor.go("/konto/password/reset/")
    page.get_by_label("E-Mail").fill("koordination@altwerder.example")
    page.get_by_role("button", name="Brief schicken lassen").click()
    expect(page.get_by_text("ist der Brief unterwegs")).to_be_visible()
    letter = mail.outbox[-1]
    assert letter.to == ["koordination@altwerder.example"]
    assert letter.subject == "Netzwerkstatt: Ein neues Passwort wählen"
    link = re.search(r"https?://[^/]+(/konto/password/reset/key/\S+)", letter.body)
    assert not re.search(r"\b(du|dein|hello|thank)", letter.body, re.IGNORECASE)
    page = visitor.go(link[1])
    for field in page.locator("input[type=password]").all():
        field.fill("Ein-Satz-aus-Altwerder")
    page.locator("main form button").first.click()
    expect(page.get_by_text("Ihr Passwort ist geändert.").first).to_be_visible()
    begin_signing_in(visitor, password="Ein-Satz-aus-Altwerder")
    page.wait_for_url("**/heute/")
    stranger = visit()
    stranger.go(link[1])
    expect(stranger.page.get_by_text("Dieser Link gilt nicht mehr")).to_be_visible()


def test_an_unknown_address_learns_nothing(visit):
    from django.core import mail

    page = visit().go("/konto/password/reset/")
    page.get_by_label("E-Mail").fill("niemand@anderswo.example")
    page.get_by_role("button", name="Brief schicken lassen").click()
    expect(page.get_by_text("Wenn es zu dieser Adresse ein Konto gibt")).to_be_visible()
    assert all("/reset/key/" not in letter.body for letter in mail.outbox)


def test_too_many_wrong_passwords_are_answered_in_one_sentence(visit):
    from django.core.cache import cache

    cache.clear()
    visitor = visit()
    for _attempt in range(6):
        page = begin_signing_in(visitor, password="falsch")
    expect(page.get_by_role("alert")).to_contain_text("Bitte warten Sie fünf Minuten")
    cache.clear()
