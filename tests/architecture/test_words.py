"""What people read is marked for translation: in templates, and in Python that is shown to somebody."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src/netzwerkstatt"
NAMES = {"Netzwerkstatt", "Vorführung-2026", "ui", "QCA"}
"""Proper names and words of machines, which stand in templates as they are."""
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
MARKED = re.compile(
    r"\{% blocktrans(?:late)?\b.*?%\}.*?\{% endblocktrans(?:late)? %\}|\{% comment %\}.*?\{% endcomment %\}",
    re.DOTALL,
)
SPOKEN = re.compile(r"""(?<![:\w])(?:aria-label|placeholder|title|alt)=["']([^"'{]*)["']""")
NOT_FOR_PEOPLE = {
    "config": "commands for operators, in the language of docs/betrieb.md; the frame is marked",
    "demo": "invented content, German by nature",
    "insight/qca_files": "a command for researchers",
    "insight/engine": "identifiers and errors for the callers of a library",
    "network/herne.py": "facts out of a source, quoted",
    "portal/legal.py": "first wording of pages that the operator edits",
    "kernel/lib": "rules of German itself: dates, word forms",
    "practice/engine/hints.py": "word lists of the second reader's hints",
    "search/engine": "the German analysis itself",
    "kernel/ui/templatetags/ui.py": "number words of German prose",
    "practice/brought": "headings and words as they stand in tables of others",
    "indicators/reading.py": "headings as they stand in official tables",
    "kernel/files": "headings as they stand in German tables; its refusals are marked",
}
NOT_YET = (
    "kernel/audit/trail.py",
    "practice/forms_bringing.py",
    "network",
    "portal",
    "search",
    "practice/pages/telling.py",
    "practice/queries.py",
    "practice/views/showing.py",
)
"""Labels of areas, roles and sizes that are still plain strings. Shrinks; nothing is added."""
GERMAN = re.compile(
    r"[äöüßÄÖÜ]|\b(?:der|die|das|den|dem|und|oder|nicht|kein|keine|ist|sind|wird|eine|einer|für|mit|von|zum|zur|Sie|Ihre?|wie|nur|noch|alle)\b"
)
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "gettext_noop", "ngettext_lazy"}
SILENT = {
    "path",
    "register_personal_data",
    "record",
    "Regex",
    "search",
    "compile",
    "re",
    "sub",
    "ValueError",
    "LookupError",
    "TypeError",
    "split",
}


def templates():
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def unmarked(text):
    """Words of a template that stand there without being marked."""
    text = MARKED.sub(" ", text)
    spoken = SPOKEN.findall(TAG.sub(" ", text))
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    bare = re.sub(r"<[^>]*>|&#?\w+;|\S+@\S+", " ", TAG.sub(" ", text))
    found = re.findall(r"[A-Za-zÄÖÜäöüß][\wäöüß-]+", " ".join([bare, *spoken]))
    return [word for word in found if word not in NAMES]


@pytest.mark.parametrize("path", templates(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_templates_are_marked(path):
    if path.name == "gallery.html":
        pytest.skip("development only")
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_unmarked_words_are_caught():
    assert unmarked('<p>{% translate "Ja" %} Nein</p>') == ["Nein"]
    assert unmarked('<p aria-label="Suche">{{ x }}</p>') == ["Suche"]
    assert unmarked("{% blocktranslate with a=b %}Ein {{ a }}{% endblocktranslate %}") == []


class Strings(ast.NodeVisitor):
    """String literals outside calls that mark them, docstrings and what is never shown left out."""

    def __init__(self):
        self.found = []

    def visit_Call(self, node):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in MARKERS | SILENT:
            return
        self.generic_visit(node)

    def visit_Assign(self, node):
        """The record of processing is a German document."""
        if getattr(node.targets[0], "id", "") != "PERSONAL_DATA":
            self.generic_visit(node)

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str) and len(node.value) > 2 and GERMAN.search(node.value):
            self.found.append((node.lineno, node.value))


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        where = str(path.relative_to(PACKAGE))
        if "migrations" in where or where.startswith((*NOT_FOR_PEOPLE, *NOT_YET)):
            continue
        yield where, path


def strings_in(source):
    visitor = Strings()
    visitor.visit(ast.parse(source))
    return visitor.found


def test_strings_in_python_are_marked():
    found = [
        f"{where}:{line} {words[:60]!r}"
        for where, path in modules()
        for line, words in strings_in(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "\n".join(["nicht für die Übersetzung gekennzeichnet:", *found])


def test_unmarked_strings_are_caught():
    assert strings_in('words = "Das geht nicht."')
    assert not strings_in('"""Das ist eine Beschreibung."""\nwords = _("Das geht nicht.")')


def test_every_deed_in_the_trail_has_its_words():
    from netzwerkstatt.kernel.audit.trail import WORDS

    deeds = {
        verb
        for path in PACKAGE.rglob("*.py")
        for verb in re.findall(r'\brecord\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert deeds - set(WORDS) == set()


def test_the_frame_is_marked():
    assert strings_in((PACKAGE / "config/frame.py").read_text(encoding="utf-8")) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext fehlt: apt-get install gettext")
def test_extraction_finds_templates_tables_and_code(tmp_path):
    work = tmp_path / "netzwerkstatt"
    shutil.copytree(PACKAGE, work, ignore=shutil.ignore_patterns("__pycache__", "static", "data", "locale"))
    (work / "locale").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    command = [sys.executable, "-m", "django", "makemessages", "-l", "fr", "--no-wrap"]
    done = subprocess.run(command, cwd=work, env=kept, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    catalogue = (work / "locale/fr/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    in_template, in_table, in_code = (
        "Wer darf es lesen?",
        "nur mitzählen",
        "Freigeben können nur die Autor:innen.",
    )
    for words in (in_template, in_table, in_code):
        assert f'msgid "{words}"' in catalogue, words
