"""Measuring the search with judged questions, in a store of its own that is thrown away."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from netzwerkstatt.kernel.registry import PUBLIC, Entry
from netzwerkstatt.search.actions import move_clock, write_entries
from netzwerkstatt.search.engine.quality import Judged, quality
from netzwerkstatt.search.models import SearchEntry
from netzwerkstatt.search.queries import ranking

DEPTH = 100
KIND = "judged"


class NotMeasurable(ValueError):
    """A file is not what it should be. The message says which line, in German."""


def evaluate(corpus: Path, queries: Path, qrels: Path, *, lexical_only: bool = False) -> dict[str, Any]:
    """nDCG@10, MRR@10, recall@10 and recall@100 of the product's own analysis and ranking.

    corpus.jsonl: `_id`, `title`, `text`; queries.jsonl: `_id`, `text`; qrels.tsv with a head: query-id, corpus-id,
    score (the format of BEIR, Thakur and others 2021). Writes into the database it is run on: give it an empty one.
    """
    names = _index(corpus)
    judged = judgements(qrels)
    asked = {row["_id"]: row["text"] for row in lines(queries)}
    missing = sorted(set(judged) - set(asked))
    if missing:
        raise NotMeasurable(f"{qrels}: Die Frage {missing[0]} steht nicht in {queries.name}.")
    answers = (([names[pk] for pk in ranking(asked[key], DEPTH)], wanted) for key, wanted in judged.items())
    measured = quality(answers)
    return {"documents": len(names), "lexical_only": True, **asdict(measured)}


def _index(corpus: Path) -> dict[int, str]:
    """The number of each entry → its document."""
    keys: list[str] = []

    def entries() -> Iterator[Entry]:
        for row in lines(corpus):
            keys.append(str(row["_id"]))
            yield Entry(len(keys), str(row.get("title", ""))[:300], str(row["text"]), "", "", PUBLIC)

    SearchEntry.objects.all().delete()
    write_entries(KIND, entries())
    move_clock()
    return {pk: keys[thing - 1] for pk, thing in SearchEntry.objects.values_list("pk", "thing_id")}


def lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                row["_id"], row["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise NotMeasurable(
                    f"{file}, Zeile {number}: erwartet wird JSON mit _id und text."
                ) from error
            yield row


def judgements(file: Path) -> dict[str, Judged]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.reader(handle, delimiter="\t"), start=1):
            if number == 1 and len(row) == 3 and not row[2].replace(".", "").isdigit():
                continue
            try:
                query, document, score = row
                found[query][document] = float(score)
            except ValueError as error:
                raise NotMeasurable(
                    f"{file}, Zeile {number}: erwartet werden drei Spalten, query-id, corpus-id und score."
                ) from error
    return dict(found)
