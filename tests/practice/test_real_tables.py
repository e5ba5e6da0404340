"""All of two real tables, one of them without titles: every row arrives, and a second time none does."""

import csv
from pathlib import Path

import pytest

from netzwerkstatt.demo.real_texts import load_real_texts
from netzwerkstatt.practice.models import Undertaking

FOLDER = Path(__file__).parents[3] / "shared/data"
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(("name", "number"), [("projekte_esf", 1129), ("projekte_esf_2", 1145)])
def test_every_row_becomes_a_draft_with_all_its_text(name, number):
    path = FOLDER / name / "projekte.csv"
    if not path.exists():
        pytest.skip(f"{path} liegt hier nicht")
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert load_real_texts(path) == len(rows) == number
    made = Undertaking.objects.select_related("working").order_by("pk")
    for row, undertaking in zip(rows, made, strict=True):
        version = undertaking.working
        assert version is not None
        assert version.summary == row["zusammenfassung"].replace("\r\n", "\n").strip()
        assert (version.begin, version.end) == (row["beginn"], row["ende"])
        assert version.title.startswith(" ".join(row["titel"].split())[:100])
        assert version.title
        assert (undertaking.audience, undertaking.released_id) == ("named", None)
    assert load_real_texts(path) == 0
