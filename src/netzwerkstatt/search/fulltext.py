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
    """Entries that meet every group and phrase of the question (or any of them), and nothing excluded."""
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


def weights(
    question: Question, entries: Iterable[int], *, named: str = "", every: bool = True
) -> dict[int, float]:
    """How well each of these entries answers: more is better, comparable within one question only.

    Whatever has exactly the name `named` comes before everything else.
    FTS5 gives BM25 (Robertson and others 1994), PostgreSQL ts_rank with the length of the text taken into account.
    """
    chosen = list(entries)
    if not chosen or not question.asks:
        return {}
    if connection.vendor == "postgresql":
        sql = (
            "SELECT id, ts_rank('{0, 0.4, 0.6, 1.0}', tokens, to_tsquery('simple', %s), 1) + CASE WHEN id IN "
            "(SELECT id FROM search_searchentry WHERE name_key = %s) THEN 1000 ELSE 0 END "
            "FROM search_searchentry WHERE id = ANY(%s)"
        )
        return _weights(sql, [_tsquery(question, every), named or "-", chosen])
    sql = (  # the plus before rowid keeps SQLite from asking the full text anew for each entry
        "SELECT rowid, -bm25(search_fts, %s, %s, %s) + CASE WHEN rowid IN "
        "(SELECT id FROM search_searchentry WHERE name_key = %s) THEN 1000 ELSE 0 END "
        "FROM search_fts WHERE search_fts MATCH %s AND +rowid IN (SELECT value FROM json_each(%s))"
    )
    return _weights(sql, [*WEIGHTS.values(), named or "-", _fts5(question, every), json.dumps(chosen)])


def _weights(sql: str, values: list[Any]) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


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
    wanted += [f'"{" ".join(phrase.tokens)}"' for phrase in question.phrases]
    query = (" AND " if every else " OR ").join(wanted)
    for part in question.excluded:
        without = f'"{" ".join(part.tokens)}"' if isinstance(part, Phrase) else _fts5_group(part)
        query = f"({query}) NOT ({without})"
    return query


def _fts5_group(group: Group) -> str:
    terms = [f'"{" ".join(tokens)}"' for tokens in group.terms]
    parts = [" AND ".join(f'"{part}"' for part in group.parts)] if group.parts else []
    return " OR ".join(f"({way})" for way in (*terms, *parts))


def _tsquery(question: Question, every: bool, label: str = "") -> str:
    wanted = [f"({_tsquery_group(group, label)})" for group in question.groups]
    wanted += [_follows(phrase.tokens, label) for phrase in question.phrases]
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
