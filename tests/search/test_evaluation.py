"""The figures of the search, as the command measures them."""

import json
from pathlib import Path

import pytest
from django.db import connection

from netzwerkstatt.catalogue.content import load_first_content
from netzwerkstatt.search.evaluation import NotMeasurable, evaluate

pytestmark = [pytest.mark.django_db, pytest.mark.both]
XQUAD = Path(__file__).parents[3] / "shared/data/suche_xquad_de"


def files(folder, corpus, queries, qrels):
    (folder / "corpus.jsonl").write_text("\n".join(json.dumps(row) for row in corpus), encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(row) for row in queries), encoding="utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "\n".join(qrels), encoding="utf-8")
    return [folder / name for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")]


CORPUS = [
    {"_id": "a", "title": "Mittagstisch", "text": "Gemeinsam essen im Quartier."},
    {"_id": "b", "title": "", "text": "Die Zuständigkeitslücke zwischen Stadt und Kreis."},
]


def test_a_small_set_by_hand(tmp_path):
    asked = [
        {"_id": "1", "text": "Lücke"},
        {"_id": "2", "text": "Essen"},
        {"_id": "3", "text": "Hubschrauber"},
    ]
    found = evaluate(*files(tmp_path, CORPUS, asked, ["1\tb\t1", "2\ta\t1", "3\ta\t1"]))
    assert found["documents"] == 2
    assert found["queries"] == 3
    assert found["mrr_10"] == pytest.approx(2 / 3)


def test_a_bad_line_is_named(tmp_path):
    with pytest.raises(NotMeasurable, match="Zeile 2: erwartet wird JSON"):
        evaluate(*files(tmp_path, [CORPUS[0], {"x": 1}], [], []))
    with pytest.raises(NotMeasurable, match="Zeile 2: erwartet werden drei Spalten"):
        evaluate(*files(tmp_path, CORPUS, [], ["1\ta"]))
    with pytest.raises(NotMeasurable, match="Die Frage 9 steht nicht"):
        evaluate(*files(tmp_path, CORPUS, [], ["9\ta\t1"]))


@pytest.mark.slow
@pytest.mark.skipif(not XQUAD.exists(), reason="the judged questions do not lie beside the project")
def test_questions_on_real_passages_are_answered():
    """The bound holds for FTS5; PostgreSQL ranks by other means, and what it reaches is in benchmarks/search."""
    load_first_content()
    found = evaluate(XQUAD / "corpus.jsonl", XQUAD / "queries.jsonl", XQUAD / "qrels.tsv")
    assert found["ndcg_10"] >= (0.97 if connection.vendor == "sqlite" else 0.95)
