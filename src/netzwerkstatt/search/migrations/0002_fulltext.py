"""The full-text index of each database, kept by triggers so that it can never fall behind its table."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE search_fts USING fts5(
    title_stems, stems, parts, content='search_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
);
CREATE TRIGGER search_fts_insert AFTER INSERT ON search_searchentry BEGIN
    INSERT INTO search_fts(rowid, title_stems, stems, parts) VALUES (new.id, new.title_stems, new.stems, new.parts);
END;
CREATE TRIGGER search_fts_delete AFTER DELETE ON search_searchentry BEGIN
    INSERT INTO search_fts(search_fts, rowid, title_stems, stems, parts)
    VALUES ('delete', old.id, old.title_stems, old.stems, old.parts);
END;
CREATE TRIGGER search_fts_update AFTER UPDATE ON search_searchentry BEGIN
    INSERT INTO search_fts(search_fts, rowid, title_stems, stems, parts)
    VALUES ('delete', old.id, old.title_stems, old.stems, old.parts);
    INSERT INTO search_fts(rowid, title_stems, stems, parts) VALUES (new.id, new.title_stems, new.stems, new.parts);
END;
"""
POSTGRESQL = """
ALTER TABLE search_searchentry ADD COLUMN tokens tsvector;
CREATE INDEX search_tokens ON search_searchentry USING gin (tokens);
CREATE FUNCTION search_tokens_update() RETURNS trigger AS $$
BEGIN
    new.tokens := setweight(to_tsvector('simple', new.title_stems), 'A')
        || setweight(to_tsvector('simple', new.stems), 'B')
        || setweight(to_tsvector('simple', new.parts), 'C');
    RETURN new;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER search_tokens_change BEFORE INSERT OR UPDATE ON search_searchentry
    FOR EACH ROW EXECUTE FUNCTION search_tokens_update();
"""
SQLITE_BACK = """
DROP TRIGGER search_fts_insert; DROP TRIGGER search_fts_delete; DROP TRIGGER search_fts_update; DROP TABLE search_fts;
"""
POSTGRESQL_BACK = """
DROP TRIGGER search_tokens_change ON search_searchentry; DROP FUNCTION search_tokens_update();
ALTER TABLE search_searchentry DROP COLUMN tokens;
"""


def _run(schema_editor, sqlite: str, postgresql: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql)
    else:
        schema_editor.connection.ensure_connection()
        for statement in _statements(sqlite):
            schema_editor.execute(statement)


def _statements(script: str) -> list[str]:
    """Split at semicolons that end a statement; a trigger ends with END;."""
    found, current = [], ""
    for line in script.strip().splitlines():
        current += line + "\n"
        inside = "CREATE TRIGGER" in current and not line.strip().startswith("END")
        if line.rstrip().endswith(";") and not inside:
            found += [
                part
                for part in ([current] if "TRIGGER" in current and "BEGIN" in current else current.split(";"))
                if part.strip()
            ]
            current = ""
    return found


def create(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
