"""How well the search finds, measured with judged questions in stores that are thrown away.

    .venv/bin/python benchmarks/search/run.py [--shared ../shared/data] [--database URL]

Prints one Markdown table: the hundred questions on the demonstration (odd ones for choosing, even ones for checking),
and, where the data lie beside the project, questions on real passages and titles against the texts of real projects,
each beside FTS5 without any knowledge of German. Without `--database` SQLite is measured.
"""

import argparse
import csv
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
JUDGED = ROOT / "tests/search/data"
STORIES = ROOT / "src/netzwerkstatt/demo/content/undertakings"


def plain(documents: dict[str, str], questions: dict[str, str]) -> dict[str, list[str]]:
    """FTS5 as it is: any of the words, ranked by BM25."""
    store = sqlite3.connect(":memory:")
    store.execute("CREATE VIRTUAL TABLE t USING fts5(key UNINDEXED, text, tokenize='unicode61')")
    store.executemany("INSERT INTO t VALUES (?, ?)", documents.items())
    found = {}
    for key, text in questions.items():
        words = re.findall(r"\w+", text)
        query = " OR ".join(f'"{word}"' for word in words)
        rows = store.execute("SELECT key FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 100", [query])
        found[key] = [row[0] for row in rows]
    return found


def demonstration() -> tuple[
    dict[str, str], dict[str, str], dict[str, dict[str, float]], dict[str, list[str]]
]:
    """(texts, questions, judgements, rankings) on the demonstration as it is built and indexed."""
    from netzwerkstatt.demo.actions import build_demonstration
    from netzwerkstatt.search.models import SearchEntry
    from netzwerkstatt.search.queries import ranking

    build_demonstration()
    slugs = {}
    for file in STORIES.glob("*.toml"):
        row = tomllib.loads(file.read_text(encoding="utf-8"))
        slugs[row["title"]] = row["slug"]
    entries = {
        e.pk: (slugs[e.title], f"{e.title}\n{e.text}")
        for e in SearchEntry.objects.filter(kind="undertaking")
        if e.title in slugs
    }
    with (JUDGED / "fragen.tsv").open(encoding="utf-8", newline="") as handle:
        questions = {row["id"]: row["query"] for row in csv.DictReader(handle, delimiter="\t")}
    judged: dict[str, dict[str, float]] = {}
    with (JUDGED / "urteile.tsv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            judged.setdefault(row["query-id"], {})[row["corpus-id"]] = float(row["score"])
    rankings = {
        key: [entries[pk][0] for pk in ranking(text, 400) if pk in entries] for key, text in questions.items()
    }
    return dict(entries.values()), questions, judged, rankings


def measured(name: str, judged: dict[str, dict[str, float]], rankings: dict[str, list[str]]) -> str:
    from netzwerkstatt.search.engine.quality import quality

    q = quality((rankings[key], wanted) for key, wanted in judged.items())
    return f"| {name} | {q.queries} | {q.ndcg_10:.3f} | {q.mrr_10:.3f} | {q.recall_10:.3f} | {q.recall_100:.3f} |"


def titles(file: Path, folder: Path) -> None:
    """Four hundred titles of real projects against the summaries, the title cut out of its own."""
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    random.Random(1).shuffle(rows)
    corpus = [
        {"_id": r["id"], "title": "", "text": r["zusammenfassung"].replace(r["titel"], "")} for r in rows
    ]
    queries = [{"_id": f"q{r['id']}", "text": r["titel"]} for r in rows[:400]]
    for name, lines in (("corpus.jsonl", corpus), ("queries.jsonl", queries)):
        (folder / name).write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    judged = [f"q{r['id']}\t{r['id']}\t1" for r in rows[:400]]
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + "\n".join(judged), encoding="utf-8")


def evaluated(name: str, folder: Path) -> list[str]:
    """The product's command and FTS5 alone on a set of three files."""
    from netzwerkstatt.search.evaluation import evaluate, judgements, lines

    files = [folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels.tsv"]
    found = evaluate(*files)
    documents = {row["_id"]: f"{row.get('title', '')} {row['text']}" for row in lines(files[0])}
    questions = {row["_id"]: row["text"] for row in lines(files[1])}
    own = f"| {name} | {found['queries']} | " + " | ".join(
        f"{found[key]:.3f}" for key in ("ndcg_10", "mrr_10", "recall_10", "recall_100")
    )
    return [own + " |", measured(f"{name}, FTS5 allein", judgements(files[2]), plain(documents, questions))]


def report(shared: Path) -> None:
    from django.core.management import call_command
    from django.db import connection

    from netzwerkstatt.catalogue.content import load_first_content
    from netzwerkstatt.network.content import load_areas

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_areas()
    load_first_content()
    texts, questions, judged, rankings = demonstration()
    alone = plain(texts, questions)
    print(
        f"\n{connection.vendor}\n\n| Fragen | Zahl | nDCG@10 | MRR@10 | recall@10 | recall@100 |\n|---|---|---|---|---|---|"
    )
    for name, rest in (("Vorführung, zum Wählen", 1), ("Vorführung, zum Prüfen", 0)):
        half = {key: wanted for key, wanted in judged.items() if int(key[1:]) % 2 == rest}
        print(measured(name, half, rankings))
        print(measured(f"{name}, FTS5 allein", half, alone))
    if (shared / "suche_xquad_de").exists():
        print("\n".join(evaluated("Fragen an Textabschnitte (XQuAD)", shared / "suche_xquad_de")))
    if (shared / "projekte_esf/projekte.csv").exists():
        with tempfile.TemporaryDirectory() as folder:
            titles(shared / "projekte_esf/projekte.csv", Path(folder))
            print("\n".join(evaluated("Titel zu Projekttexten (ESF)", Path(folder))))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--database", default="")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.inside:
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                **os.environ,
                "NETZWERKSTATT_DATA": folder,
                "NETZWERKSTATT_DATABASE": given.database,
                "DJANGO_SETTINGS_MODULE": "netzwerkstatt.config.settings",
            }
            again = [sys.executable, __file__, "--inside", "--shared", str(given.shared)]
            sys.exit(subprocess.run(again, env=environment).returncode)
    import django

    django.setup()
    report(given.shared)


if __name__ == "__main__":
    main()
