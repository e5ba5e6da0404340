"""The demonstration's stories: long enough, varied, valid, and about nobody real."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from netzwerkstatt.demo.actions import CONTENT, build_demonstration, read
from netzwerkstatt.kernel.lib import partial_date
from netzwerkstatt.practice.models import ANSWERS
from netzwerkstatt.practice.states import Intention

FILES = sorted((CONTENT / "undertakings").glob("*.toml"))
STORIES = {f.stem: tomllib.loads(f.read_text(encoding="utf-8")) for f in FILES}
OFFICIAL = Path(__file__).parents[3] / "shared/data/gebiete/gemeinden.csv"


def prose(story):
    """The running texts, in which no sentence stands twice in all of the demonstration."""
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


ROW_KEYS = {
    "": {
        "slug", "title", "municipality", "told_by", "stage", "permanent", "begin", "end", "audience",
        "evaluation_consent", "topics", "tools", "summary", *ANSWERS, "goals", "barriers", "results", "voices",
        "publicity", "settings", "target_groups", "ottawa_areas", "ottawa_strategies", "still_evaluable", "methods",
        "steps", "partners", "resources", "participation", "research",
    },
    "goals": {"key", "wording", "source", "on", "revisions"},
    "revisions": {"on", "reason", "with_whom", "why", "wording", "given_up", "gained", "intention"},
    "methods": {"key", "tool", "what", "serves"},
    "serves": {"goal", "assumption"},
    "steps": {"on", "what"},
    "partners": {"sector", "what"},
    "resources": {"kind", "planned", "actual"},
    "participation": {"group", "phase", "level", "judged_by"},
    "barriers": {"key", "barrier", "what", "level", "phase", "role", "ways"},
    "ways": {"approach", "what", "outcome", "today", "cost", "time", "conditions", "also_against"},
    "results": {"kind", "text", "evidence", "goals", "source"},
    "research": {"who", "question", "method", "term", "report"},
    "publicity": {"kind", "text"},
    "voices": {"by", "text"},
}  # fmt: skip
DEPTH = (
    "settings",
    "target_groups",
    "ottawa_areas",
    "ottawa_strategies",
    "methods",
    "steps",
    "partners",
    "resources",
)


def rows_of(story, name):
    """All rows of a table, at whatever depth they stand."""
    for key, value in story.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for row in value:
                if key == name:
                    yield row
                yield from rows_of(row, name)


def catalogue_keys(file, table):
    from netzwerkstatt.catalogue.content import DATA

    return {row["key"] for row in tomllib.loads((DATA / file).read_text(encoding="utf-8"))[table]}


@pytest.mark.parametrize("slug", STORIES)
def test_only_keys_that_the_loader_reads(slug):
    story = STORIES[slug]
    assert not set(story) - ROW_KEYS[""]
    for name, allowed in ROW_KEYS.items():
        for row in rows_of(story, name):
            assert not set(row) - allowed, f"{name}: {set(row) - allowed}"


@pytest.mark.parametrize("slug", STORIES)
def test_handles_and_keys_of_the_catalogue_exist(slug):
    story = STORIES[slug]
    entries = catalogue_keys("frameworks.toml", "entry")
    wanted = [f"setting_{key}" for key in story.get("settings", [])]
    wanted += [f"group_{key}" for key in story.get("target_groups", [])]
    wanted += [*story.get("ottawa_areas", []), *story.get("ottawa_strategies", [])]
    wanted += [f"group_{row['group']}" for row in rows_of(story, "participation")]
    wanted += [f"sector_{row['sector']}" for row in rows_of(story, "partners")]
    assert set(wanted) <= entries
    tools = {row["tool"] for row in rows_of(story, "methods") if "tool" in row} | set(story["tools"])
    assert tools <= catalogue_keys("tools.toml", "tool")
    goals = {row.get("key") for row in story.get("goals", [])}
    named = {row["goal"] for row in rows_of(story, "serves")}
    named |= {goal for row in rows_of(story, "results") for goal in row.get("goals", [])}
    assert named <= goals
    barriers = {row.get("key") for row in story.get("barriers", [])}
    assert {b for row in rows_of(story, "ways") for b in row.get("also_against", [])} <= barriers


@pytest.mark.parametrize("slug", STORIES)
def test_dates_levels_and_turns_are_those_of_the_format(slug):
    story = STORIES[slug]
    dates = [row.get("on", "") for name in ("goals", "revisions", "steps") for row in rows_of(story, name)]
    for written in filter(None, [*dates, story["begin"], story["end"]]):
        assert partial_date.parse(written).iso == written
    for goal in story.get("goals", []):
        turns = [partial_date.parse(r["on"]) for r in goal.get("revisions", []) if r.get("on")]
        assert turns == sorted(turns)
        assert len(goal.get("revisions", [])) <= 3
    for revision in rows_of(story, "revisions"):
        assert revision["intention"] in {i.value for i in Intention}
        assert bool(revision.get("with_whom")) <= (revision["reason"] == "compromise")
    judged = [(r["group"], r["phase"], r["judged_by"]) for r in rows_of(story, "participation")]
    assert len(judged) == len(set(judged))
    assert all(1 <= row["level"] <= 9 for row in rows_of(story, "participation"))


@pytest.mark.parametrize("slug", [slug for slug, story in STORIES.items() if "methods" in story])
def test_a_story_told_in_depth_is_told_whole(slug):
    story = STORIES[slug]
    assert [name for name in DEPTH if not story.get(name)] == []
    assert all(goal.get("key") for goal in story["goals"])
    assert all(
        row.get("level") and row.get("phase") and row.get("role") for row in rows_of(story, "barriers")
    )
    assert all(row["assumption"].strip() for row in rows_of(story, "serves"))
    if any(goal.get("revisions") for goal in story["goals"]):
        assert story.get("still_evaluable", "").strip()


def structure():
    with (CONTENT / "structure.csv").open(encoding="utf-8", newline="") as handle:
        return {row["schluessel"]: row for row in csv.DictReader(handle, delimiter=";")}


@pytest.mark.parametrize(
    "place", read("municipalities.toml")["municipality"], ids=lambda place: place["slug"]
)
def test_invented_figures_fit_the_invented_place(place):
    row = structure()[place["key"]]
    ages = [int(row[name]) for name in ("bev_00_17", "bev_18_59", "bev_60_plus")]
    assert sum(ages) == place["population"]
    assert 0.10 < ages[0] / place["population"] < 0.25
    assert 0.20 < ages[2] / place["population"] < 0.45
    assert len(row) >= 12


def test_invented_tables_have_signs_like_official_ones():
    signs = {
        text for row in structure().values() for text in row.values() if not any(c.isdigit() for c in text)
    }
    assert signs == {".", "/", "…"}


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
    assert Municipality.objects.members().filter(is_fictional=True).count() == 20
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
    assert Municipality.objects.members().filter(is_fictional=True).count() == 20
    shown = client.get("/kommunen/F0000010/").content.decode()
    assert "geheim gehalten oder unbekannt" in shown
    assert "Für die Vorführung erfundene Werte" in shown


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
    assert load_real_texts(rows) == 2
    assert load_real_texts(rows) == 0
    undertaking = Undertaking.objects.get(working__title="Eins")
    assert undertaking.audience == "named"
    assert undertaking.working.begin == "2015-01-01"
    assert not Undertaking.objects.visible_to(_nobody()).exists()
