"""Signing in through the administration's own service: a real provider, a real server, a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import expect
from tests.openid_provider import CLIENT, SECRET, Provider

PEOPLE = {
    "Jana": {"sub": "1", "email": "jana@altwerder.example", "email_verified": True, "name": "Jana Ostermann"},
    "Fremd": {"sub": "2", "email": "fremd@anderswo.example", "email_verified": True, "name": "Fremd"},
    "Ungeprüft": {"sub": "3", "email": "rolf@altwerder.example", "email_verified": False, "name": "Rolf"},
}
MAKE = """
from netzwerkstatt.accounts.actions import create_person
from netzwerkstatt.kernel.access import NOBODY
for name in ("jana", "rolf"):
    create_person(email=name + "@altwerder.example", name=name.title(), password="Quittenbaum-2026", by=NOBODY)
"""
COUNT = "from netzwerkstatt.accounts.models import Person; print(Person.objects.count())"


class House:
    """An installation of its own, set up by the environment alone."""

    def __init__(self, folder, provider):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("NETZWERKSTATT", "DJANGO"))
        }
        self.environment = {
            **kept,
            "NETZWERKSTATT_DATA": str(folder),
            "NETZWERKSTATT_URL": self.address,
            "NETZWERKSTATT_OIDC_SERVER": provider.address,
            "NETZWERKSTATT_OIDC_CLIENT": CLIENT,
            "NETZWERKSTATT_OIDC_SECRET": SECRET,
            "NETZWERKSTATT_OIDC_NAME": "Anmeldung der Stadt Altwerder",
        }
        self.command = [sys.executable, "-m", "netzwerkstatt.config.commandline"]

    def run(self, *arguments):
        done = subprocess.run(
            [*self.command, *arguments], env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shell(self, code):
        return self.run("django", "shell", "--no-imports", "-v0", "-c", code).strip()

    def serve(self):
        command = [*self.command, "serve", "--port", str(self.port), "--workers", "1"]
        process = subprocess.Popen(command, env=self.environment)
        for _attempt in range(120):
            try:
                urllib.request.urlopen(self.address + "/healthz")
            except OSError:
                time.sleep(0.25)
            else:
                return process
        process.terminate()
        raise AssertionError("der Server antwortet nicht")


@pytest.fixture(scope="module")
def provider():
    made = Provider(PEOPLE)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def house(tmp_path_factory, provider):
    made = House(tmp_path_factory.mktemp("haus"), provider)
    made.run("prepare")
    made.shell(MAKE)
    process = made.serve()
    yield made
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def page(browser, house):
    context = browser.new_context(locale="de-DE")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def go_through_the_town_hall(page, house, who):
    page.goto(house.address + "/konto/login/")
    page.get_by_role("link", name="Anmeldung der Stadt Altwerder").click()
    page.get_by_role("link", name=who).click()


def test_somebody_with_an_account_comes_in(page, house, provider):
    go_through_the_town_hall(page, house, "Jana")
    page.wait_for_url("**/heute/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heute")
    assert provider.refused == []


def test_and_comes_in_again_the_next_time(page, house):
    go_through_the_town_hall(page, house, "Jana")
    page.wait_for_url("**/heute/")
    assert house.shell(COUNT) == "2"


def test_a_stranger_is_told_so_and_gets_no_account(page, house):
    go_through_the_town_hall(page, house, "Fremd")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kein Konto zu dieser Adresse")
    expect(page.get_by_text("Es wurde nichts angelegt.")).to_be_visible()
    assert house.shell(COUNT) == "2"
    page.goto(house.address + "/heute/")
    expect(page).to_have_url(house.address + "/konto/login/?next=/heute/")


def test_an_address_the_service_has_not_checked_opens_nothing(page, house):
    go_through_the_town_hall(page, house, "Ungeprüft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kein Konto zu dieser Adresse")
    page.goto(house.address + "/heute/")
    expect(page).to_have_url(house.address + "/konto/login/?next=/heute/")


def test_whoever_turns_back_is_not_signed_in(page, house):
    go_through_the_town_hall(page, house, "abbrechen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmeldung abgebrochen")
