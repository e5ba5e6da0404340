"""The full-text index of the two databases: one interface, the same hits.

SQLite: an FTS5 table over the three token columns, kept by triggers. PostgreSQL: a tsvector column with the
configuration `simple`, kept by a trigger. Both hold our own tokens, so both find the same.
"""

from collections.abc import Sequence

from django.db import connection

from netzwerkstatt.search.engine.analysis import Group, Question

WEIGHTS = {"title": 3.0, "stems": 1.0, "parts": 0.4}


def matching(question: Question, *, every: bool = True) -> list[tuple[int, float]]:
    """(entry, weight) for entries that meet every group of the question (or any of them), best first."""
    if not question.groups:
        return []
    if connection.vendor == "postgresql":
        return _postgresql(question.groups, every)
    return _sqlite(question.groups, every)


def _sqlite(groups: Sequence[Group], every: bool) -> list[tuple[int, float]]:
    query = (" AND " if every else " OR ").join(f"({_fts5(group)})" for group in groups)
    sql = (
        "SELECT rowid, -bm25(search_fts, %s, %s, %s) AS weight FROM search_fts "
        "WHERE search_fts MATCH %s ORDER BY weight DESC, rowid"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [WEIGHTS["title"], WEIGHTS["stems"], WEIGHTS["parts"], query])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _fts5(group: Group) -> str:
    own = f'"{group.stem}"'
    if not group.parts:
        return own
    return f"{own} OR ({' AND '.join(f'{chr(34)}{part}{chr(34)}' for part in group.parts)})"


def _postgresql(groups: Sequence[Group], every: bool) -> list[tuple[int, float]]:
    query = (" & " if every else " | ").join(f"({_tsquery(group)})" for group in groups)
    sql = (
        "SELECT id, ts_rank('{0, 0.4, 0.6, 1.0}', tokens, query, 1) AS weight "
        "FROM search_searchentry, to_tsquery('simple', %s) query "
        "WHERE tokens @@ query ORDER BY weight DESC, id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [query])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _tsquery(group: Group) -> str:
    return group.stem if not group.parts else f"{group.stem} | ({' & '.join(group.parts)})"
