"""The words of the sign-in library, as this project says them."""

import gettext
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/netzwerkstatt/locale/de/LC_MESSAGES/django.po"
FAMILIAR = re.compile(r"\b(du|dich|dir|dein\w*)\b", re.IGNORECASE)
PAGES = [
    "/konto/email/", "/konto/password/change/", "/konto/2fa/", "/konto/sessions/", "/konto/logout/",
    "/konto/reauthenticate/",
]  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|your|you|account|password|please|sign|sessions|security|code is|email address)\b"
)


def test_what_is_compiled_is_what_is_written():
    read = runpy.run_path(str(ROOT / "maintenance/compile_words.py"))["read"]
    written = {key: value for key, value in read(SOURCE.read_text(encoding="utf-8")).items() if key}
    with SOURCE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for words, said in written.items():
        if "\0" in words:
            one, many = words.split("\0")
            assert [compiled.ngettext(one, many, 1), compiled.ngettext(one, many, 2)] == said.split("\0")
        else:
            assert compiled.gettext(words) == said


def test_nobody_is_addressed_familiarly():
    assert not [
        line
        for line in SOURCE.read_text().splitlines()
        if line.startswith("msgstr") and FAMILIAR.search(line)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_library_are_german_and_formal(cast, browse, path):
    page = browse("coordinator").get(path)
    main = re.sub(r"<[^>]+>", " ", page.content.decode().partition("<main")[2].partition("</main>")[0])
    assert page.status_code == 200
    assert not FAMILIAR.search(main), main
    assert not ENGLISH.search(main), main
