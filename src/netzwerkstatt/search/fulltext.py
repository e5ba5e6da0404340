"""The full-text index of the two databases: one interface, the same hits.

SQLite: an FTS5 table over the three token columns, kept by triggers. PostgreSQL: a tsvector column with the
configuration `simple`, kept by a trigger. Both hold our own tokens, so both find the same.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from netzwerkstatt.search.engine.analysis import Group, Phrase, Question

WEIGHTS = {"title": 3.0, "stems": 1.0, "parts": 0.4}


def matching(question: Question, *, every: bool = True) -> list[int]:
    """Entries that meet every group and phrase of the question (or any word of it), and nothing excluded."""
    if not question.asks:
        return []
    if connection.vendor == "postgresql":
        sql = "SELECT id FROM search_searchentry WHERE tokens @@ to_tsquery('simple', %s)"
        return _numbers(sql, _tsquery(question, every))
    return _numbers("SELECT rowid FROM search_fts WHERE search_fts MATCH %s", _fts5(question, every))


def _numbers(sql: str, query: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [query])
        return [row[0] for row in cursor.fetchall()]


def weights(question: Question, entries: Iterable[int], *, named: str = "") -> dict[int, float]:
    """How well each of these entries answers: more is better, comparable within one question only.

    Every word of the question weighs by itself, small ones too; whatever has exactly the name `named` comes first.
    FTS5 gives BM25 (Robertson and others 1994). PostgreSQL's ts_rank knows no rare words, so that each word is
    ranked alone and weighed by its inverse document frequency, as in BM25.
    """
    chosen = list(entries)
    if not chosen or not question.asks:
        return {}
    if connection.vendor == "postgresql":
        return _postgresql_weights(question, chosen, named or "-")
    sql = (  # the plus before rowid keeps SQLite from asking the full text anew for each entry
        "SELECT rowid, -bm25(search_fts, %s, %s, %s) + CASE WHEN rowid IN "
        "(SELECT id FROM search_searchentry WHERE name_key = %s) THEN 1000 ELSE 0 END "
        "FROM search_fts WHERE search_fts MATCH %s AND +rowid IN (SELECT value FROM json_each(%s))"
    )
    return _weights(sql, [*WEIGHTS.values(), named or "-", _fts5_bag(question), json.dumps(chosen)])


def _postgresql_weights(question: Question, chosen: list[int], named: str) -> dict[int, float]:
    """Each term alone by ts_rank, times ln(1 + (N - n + 0.5) / (n + 0.5)) of the n entries that hold it.

    The weights of title, words and parts are what BM25 makes of 3, 1 and 0.4 occurrences: w * 2.2 / (w + 1.2).
    """
    stems, parts = _bag(question)
    terms = [_follows(tokens, ":AB") for tokens in stems]
    terms += [f"{part}:AC" for part in dict.fromkeys((*parts, *(t[0] for t in stems if len(t) == 1)))]
    counted = "(SELECT count(*) FROM search_searchentry WHERE tokens @@ to_tsquery('simple', %s))"
    ranked = "ts_rank('{0, 0.35, 0.64, 1.0}', tokens, to_tsquery('simple', %s), 1)"
    sum_of = " + ".join(f"ln(1 + (whole - n{n} + 0.5) / (n{n} + 0.5)) * {ranked}" for n in range(len(terms)))
    sql = "".join(
        [
            "WITH held AS (SELECT (SELECT count(*) FROM search_searchentry) AS whole",
            *(f", {counted} AS n{n}" for n in range(len(terms))),
            ") SELECT id, CASE WHEN id IN (SELECT id FROM search_searchentry WHERE name_key = %s) ",
            f"THEN 1000 ELSE 0 END + {sum_of} FROM search_searchentry, held WHERE id = ANY(%s)",
        ]
    )
    return {pk: float(weight) for pk, weight in _weights(sql, [*terms, named, *terms, chosen]).items()}


def _weights(sql: str, values: list[Any]) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


def _bag(question: Question) -> tuple[list[tuple[str, ...]], list[str]]:
    """All terms that weigh, and the parts of words."""
    groups = (*question.groups, *question.small)
    stems = [term for group in groups for term in group.terms]
    stems += [(token,) for phrase in question.phrases for token in phrase.tokens]
    return list(dict.fromkeys(stems)), list(dict.fromkeys(part for group in groups for part in group.parts))


def _fts5_bag(question: Question) -> str:
    stems, parts = _bag(question)
    words = [f'"{" ".join(tokens)}"' for tokens in stems]
    inside = list(dict.fromkeys([*words, *(f'"{part}"' for part in parts)]))
    return (
        f"{{title_stems stems}} : ({' OR '.join(words)}) OR {{title_stems parts}} : ({' OR '.join(inside)})"
    )


def in_title(question: Question, *, every: bool = True) -> set[int]:
    """Entries whose title alone meets the question."""
    if not question.asks:
        return set()
    if connection.vendor == "postgresql":
        sql = "SELECT id FROM search_searchentry WHERE tokens @@ to_tsquery('simple', %s)"
        return set(_numbers(sql, _tsquery(question, every, ":A")))
    query = f"{{title_stems}} : ({_fts5(question, every)})"
    return set(_numbers("SELECT rowid FROM search_fts WHERE search_fts MATCH %s", query))


def _fts5(question: Question, every: bool) -> str:
    wanted = [f"({_fts5_group(group)})" for group in question.groups]
    runs = [phrase.tokens for phrase in question.phrases]
    wanted += [f'"{" ".join(run)}"' for run in (runs if every else _apart(runs))]
    query = (" AND " if every else " OR ").join(wanted)
    for part in question.excluded:
        without = f'"{" ".join(part.tokens)}"' if isinstance(part, Phrase) else _fts5_group(part)
        query = f"({query}) NOT ({without})"
    return query


def _apart(runs: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Where some words are enough, a phrase is its words."""
    return [(token,) for run in runs for token in run]


def _fts5_group(group: Group) -> str:
    terms = [f'"{" ".join(tokens)}"' for tokens in group.terms]
    parts = [" AND ".join(f'"{part}"' for part in group.parts)] if group.parts else []
    return " OR ".join(f"({way})" for way in (*terms, *parts))


def _tsquery(question: Question, every: bool, label: str = "") -> str:
    wanted = [f"({_tsquery_group(group, label)})" for group in question.groups]
    runs = [phrase.tokens for phrase in question.phrases]
    wanted += [_follows(run, label) for run in (runs if every else _apart(runs))]
    query = (" & " if every else " | ").join(wanted)
    for part in question.excluded:
        without = _follows(part.tokens) if isinstance(part, Phrase) else f"({_tsquery_group(part)})"
        query = f"({query}) & !{without}"
    return query


def _follows(tokens: Sequence[str], label: str = "") -> str:
    return "(" + " <-> ".join(token + label for token in tokens) + ")"


def _tsquery_group(group: Group, label: str = "") -> str:
    terms = [_follows(tokens, label) for tokens in group.terms]
    parts = ["(" + " & ".join(part + label for part in group.parts) + ")"] if group.parts else []
    return " | ".join((*terms, *parts))
