"""A real browser against a real server with the demonstration in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": ARGUMENTS}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def prepared(transactional_db):
    """What `prepare` leaves: areas and catalogue, nobody in the house."""
    from django.core.cache import cache

    from netzwerkstatt.catalogue.content import load_first_content
    from netzwerkstatt.network.content import load_areas

    cache.clear()
    load_areas()
    load_first_content()


@pytest.fixture
def network(prepared):
    """The demonstration network in the test database."""
    from netzwerkstatt.demo.actions import build_demonstration

    build_demonstration()


class Visitor:
    """Somebody with a browser of her own. Every foreign request and every error in the console is a failure."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.trouble: list[str] = []
        self.page.on("console", self._console)
        self.page.on("request", self._request)

    def _console(self, message) -> None:
        expected = "status of 4" in message.text
        if message.type == "error" and not expected:
            self.trouble.append(message.text)

    def _request(self, request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.trouble.append(f"fremde Anfrage: {request.url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, address: str) -> "Visitor":
        from netzwerkstatt.demo.actions import PASSWORD

        self.go("/konto/login/")
        self.page.get_by_label("E-Mail").fill(address)
        self.page.get_by_label("Passwort", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Anmelden", exact=True).click()
        self.page.wait_for_url("**/heute/")
        return self


@pytest.fixture
def come_in(browser: Browser, live_server, prepared) -> Iterator:
    """Visitors of whatever house the test built."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def come(who: str = "", width: int = 1280, scheme: str = "light", **options) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE", **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        visitor = Visitor(context, live_server.url)
        visitors.append(visitor)
        return visitor.sign_in(who) if who else visitor

    yield come
    for context in contexts:
        context.close()
    assert [trouble for visitor in visitors for trouble in visitor.trouble] == []


@pytest.fixture
def visit(network, come_in):
    """Visitors of the demonstration network."""
    return come_in
