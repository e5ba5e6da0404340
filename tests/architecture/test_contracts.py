"""The direction of imports is enforced, and the enforcement itself works."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder):
    return subprocess.run(
        [LINT, "--config", str(ROOT / ".importlinter"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder / "src"), "PATH": ""},
    )


def test_the_house_stands():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        (
            "network/rules.py",
            "from netzwerkstatt.practice import states",
            "Every room stands on lower rooms only",
        ),
        (
            "kernel/access/viewer.py",
            "from netzwerkstatt.kernel.audit import models",
            "The kernel's own order",
        ),
        ("practice/engine/hints.py", "from django.db import models", "Engines calculate without Django"),
        (
            "practice/models/version.py",
            "from netzwerkstatt.practice import rules",
            "Order of knowing inside practice",
        ),
    ],
)
def test_a_deliberate_breach_is_caught(tmp_path, file, line, contract):
    shutil.copytree(
        ROOT / "src/netzwerkstatt",
        tmp_path / "src/netzwerkstatt",
        ignore=shutil.ignore_patterns("static", "data", "__pycache__"),
    )
    broken = tmp_path / "src/netzwerkstatt" / file
    broken.write_text(f"{line}\n{broken.read_text(encoding='utf-8')}", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout
