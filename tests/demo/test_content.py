"""The demonstration's stories: long enough, varied, valid, and about nobody real."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from netzwerkstatt.demo.actions import CONTENT, build_demonstration, read
from netzwerkstatt.practice.models import ANSWERS

FILES = sorted((CONTENT / "undertakings").glob("*.toml"))
STORIES = {f.stem: tomllib.loads(f.read_text(encoding="utf-8")) for f in FILES}
OFFICIAL = Path(__file__).parents[3] / "shared/data/gebiete/gemeinden.csv"


def prose(story):
    return [story[name] for name in ("summary", *ANSWERS)] + [
        voice["text"] for voice in story.get("voices", [])
    ]


@pytest.mark.parametrize("slug", STORIES)
def test_long_enough(slug):
    assert sum(len(text.split()) for text in prose(STORIES[slug])) >= 250


def test_no_sentence_twice():
    sentences = Counter(
        " ".join(sentence.split())
        for story in STORIES.values()
        for text in prose(story)
        for sentence in re.split(r"(?<=[.!?:])\s+", text)
        if len(sentence.split()) > 3
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_the_mixture_is_that_of_a_network():
    unfinished = [
        s for s in STORIES.values() if s["stage"] in ("ended_without_completion", "never_started", "resting")
    ]
    assert len(STORIES) >= 25
    assert len(unfinished) >= 8
    assert sum(s["told_by"] == "initiative" for s in STORIES.values()) >= 4
    assert sum(s["permanent"] for s in STORIES.values()) >= 2
    assert len(read("briefnotes.toml")["note"]) == 2
    assert len({b["barrier"] for s in STORIES.values() for b in s.get("barriers", [])}) >= 15


@pytest.mark.skipif(not OFFICIAL.exists(), reason="das amtliche Verzeichnis liegt nicht daneben")
def test_the_municipalities_do_not_exist():
    with OFFICIAL.open(encoding="utf-8") as handle:
        real = {row["name"].lower() for row in csv.DictReader(handle)}
    assert not {m["name"].lower() for m in read("municipalities.toml")["municipality"]} & real


@pytest.mark.django_db
def test_every_page_of_the_demonstration_says_that_it_is_invented(client, settings):
    from netzwerkstatt.catalogue.content import load_first_content
    from netzwerkstatt.network.content import load_areas
    from netzwerkstatt.network.models import Municipality
    from netzwerkstatt.practice.models import Undertaking

    load_areas()
    load_first_content()
    build_demonstration()
    assert Municipality.objects.filter(is_fictional=True).count() == 20
    assert Undertaking.objects.filter(released__isnull=False).count() == len(STORIES) + 2
    assert not Undertaking.objects.filter(holder__municipality__is_fictional=False).exists()
    addresses = [
        "/",
        "/erfahrungen/",
        "/hemmnisse/",
        "/kommunen/",
        "/suche/?q=Hitze",
        "/impressum/",
        "/konto/login/",
    ]
    addresses += [u.get_absolute_url() for u in Undertaking.objects.visible_to(_nobody())]
    for address in addresses:
        assert "alle Personen und alle Geschichten sind erfunden" in client.get(address).content.decode(), (
            address
        )
    build_demonstration()
    assert Municipality.objects.filter(is_fictional=True).count() == 20


def _nobody():
    from netzwerkstatt.kernel.access import NOBODY

    return NOBODY


@pytest.mark.django_db
def test_real_texts_become_drafts_that_only_their_holder_reads(tmp_path):
    from netzwerkstatt.demo.real_texts import load_real_texts
    from netzwerkstatt.practice.models import Undertaking

    rows = tmp_path / "projekte.csv"
    text = "Beratung und Begleitung im Stadtteil. " * 12
    rows.write_text(
        f"titel,zusammenfassung,beginn,ende\nEins,{text},2015-01-01,2016-12-31\nZwei,kurz,,\n",
        encoding="utf-8",
    )
    assert load_real_texts(rows) == 1
    undertaking = Undertaking.objects.get()
    assert undertaking.audience == "named"
    assert undertaking.working.begin == "2015-01-01"
    assert not Undertaking.objects.visible_to(_nobody()).exists()
