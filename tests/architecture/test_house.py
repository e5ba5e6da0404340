"""What imports cannot show."""

import inspect
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from tests.conftest import EVERYBODY

from netzwerkstatt.kernel import registry
from netzwerkstatt.kernel.access import NOBODY

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/netzwerkstatt"
HOUSE = [
    "ui",
    "lib",
    "audit",
    "mail",
    "links",
    "files",
    "accounts",
    "catalogue",
    "network",
    "indicators",
    "practice",
    "search",
    "portal",
    "demo",
    "config",
]
LEVEL = {name: level for level, name in enumerate(HOUSE)}
OURS = [m for m in apps.get_models() if m.__module__.startswith("netzwerkstatt.")]


def label_of(path):
    parts = path.relative_to(SOURCE).parts
    return parts[1] if parts[0] == "kernel" else parts[0]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_foreign_keys_point_down(model):
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and not field.auto_created:
            target = field.related_model._meta.app_label
            if target in LEVEL:
                assert LEVEL[target] <= LEVEL[model._meta.app_label], f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("template", sorted(SOURCE.rglob("templates/**/*.html")), ids=lambda p: p.name)
def test_a_template_includes_its_own_and_the_frame(template):
    own = label_of(template)
    text = template.read_text(encoding="utf-8")
    for name in re.findall(r"""{%\s*(?:include|extends)\s+["']([^"']+)""", text):
        allowed = (
            ("ui/", f"{own}/", "account/", "allauth/", "mfa/", "socialaccount/")
            if own in ("accounts",)
            else ("ui/", f"{own}/")
        )
        assert name.startswith(allowed), name
    for name in re.findall(r"""{%\s*url\s+["'](\w+):""", text):
        assert LEVEL[name] <= LEVEL[own], f"{template.name} zeigt nach oben: {name}"


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_reverse_points_down(file):
    own = label_of(file)
    if own not in LEVEL or own == "config" or "insight" in str(file):
        return  # config knows everybody; what is no room has no addresses
    for name in re.findall(r"""(?:reverse|redirect)\(\s*["'](\w+):""", file.read_text(encoding="utf-8")):
        assert LEVEL[name] <= LEVEL[own], name


def test_views_pages_and_forms_are_their_own_apps_matter():
    for file in SOURCE.rglob("*.py"):
        own = file.relative_to(SOURCE).parts[0]
        for other, part in re.findall(
            r"from netzwerkstatt\.(\w+)\.(views|pages|forms)\b", file.read_text(encoding="utf-8")
        ):
            assert other == own or own == "config", f"{file.name}: {other}.{part}"


PRIVATE = {
    "StoredFile",
    "Template",
    "TemplateReading",
    "TermProposal",
    "BenchJudgement",
    "Mandate",
    "Reading",
    "SavedSearch",
    "SearchEntry",
    "StagedFile",
    "TopicInterest",
    "Undertaking",
    "Voice",
    "MandateInvitation",
    "MembershipStep",
    "AddressEntry",
    "Circular",
    "HandOver",
}


def test_every_model_with_private_content_has_its_door():
    found = {m.__name__ for m in OURS if hasattr(m.objects if hasattr(m, "objects") else None, "visible_to")}
    assert found >= PRIVATE


@pytest.mark.django_db
def test_every_search_source_returns_what_the_door_lets_through(cast):
    for source in registry.search_sources().values():
        for who in EVERYBODY:
            viewer = getattr(cast, who)
            given = set(source.visible(viewer).values_list("pk", flat=True))
            allowed = set(source.model.objects.visible_to(viewer).values_list("pk", flat=True))
            assert given <= allowed, f"{source.kind} {who}"


def test_nobody_has_nothing_waiting(db):
    assert registry.waiting_for(NOBODY) == []


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_every_model_says_what_it_holds_about_people(model):
    owners = registry.personal_data_owners()
    if model._meta.app_label in ("catalogue",) and model.__name__ != "TermRevision":
        return
    assert model._meta.label_lower in owners


def test_nothing_scores_a_municipality_and_nothing_counts_views():
    forbidden = re.compile(
        r"score|rank|rating|stars|likes|views?_count|view_counter|popularity", re.IGNORECASE
    )
    for model in OURS:
        for field in model._meta.get_fields():
            assert not forbidden.search(field.name), f"{model.__name__}.{field.name}"


WORDS = re.compile(r"Best Practice|Leuchtturm|Erfolgsmodell|Ranking|\bUps\b|\bDu\b|\bDein")


@pytest.mark.parametrize("template", sorted(SOURCE.rglob("templates/**/*.html")), ids=lambda p: p.name)
def test_words_the_house_does_not_use(template):
    assert not WORDS.search(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "template", sorted((SOURCE / "practice").rglob("templates/**/*.html")), ids=lambda p: p.name
)
def test_german_words_are_marked_for_translation(template):
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", text, flags=re.DOTALL)
    left = re.findall(r"[A-Za-zÄÖÜäöüß]{4,}", re.sub(r"&\w+;", " ", text))
    assert left == ["Netzwerkstatt"] * len(left), left


def test_actions_write_keyword_only_with_by():
    from netzwerkstatt.practice.actions import (
        bringing,
        goals,
        judging,
        parts,
        release,
        telling,
        versions,
        voices,
    )

    for module in (bringing, goals, judging, parts, release, telling, versions, voices):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = inspect.signature(function).parameters
            if function.__module__ == module.__name__ and "by" in parameters:
                kinds = parameters["by"].kind
                assert kinds == inspect.Parameter.KEYWORD_ONLY or name.startswith("_"), name


def test_locks_name_no_address():
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        assert "file:" not in text
        assert "--hash=sha256:" in text


def test_vendored_files_are_what_was_vendored():
    import hashlib

    listed = tomllib.loads((SOURCE / "kernel/ui/static/ui/vendor/vendor.toml").read_text(encoding="utf-8"))[
        "file"
    ]
    folder = SOURCE / "kernel/ui/static/ui/vendor"
    assert {row["name"] for row in listed} == {
        p.name for p in folder.iterdir() if p.suffix in (".css", ".woff2")
    }
    for row in listed:
        assert hashlib.sha256((folder / row["name"]).read_bytes()).hexdigest() == row["sha256"], row["name"]


def test_modules_stay_small():
    long = {
        str(f.relative_to(SOURCE)): n
        for f in SOURCE.rglob("*.py")
        if "migrations" not in f.parts and (n := len(f.read_text(encoding="utf-8").splitlines())) > 420
    }
    assert not long
