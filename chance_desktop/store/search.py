"""Full-text search over the summary of dossiers: the first letters of every word typed must begin a word of the row.

Texts are folded before they are stored (`domain.people.names.fold`), so that ligatures, apostrophes and accents never hide
anyone. The embedded store keeps an external-content FTS5 table by triggers; its tokenizer's own folding is a second net,
and `secure-delete` removes what was erased from the index too. PostgreSQL keeps an inverted index of the words themselves,
with what every server has: `pg_trgm` was refused, it finds letters inside words, is not there everywhere, and adds nothing
to texts folded already; the server's own parser of words was too, it takes `1e5` for a number.
"""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Connection, Select, literal_column, text

from chance_desktop.store.dialect import is_shared
from chance_desktop.store.schema.tables import dossier_summary

Found = TypeVar("Found", bound=Select)  # type: ignore[type-arg]

CREATE = (
    """CREATE VIRTUAL TABLE dossier_search USING fts5(
        search_name, search_town, search_numbers, content='dossier_summary', content_rowid='number',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')""",
    "INSERT INTO dossier_search(dossier_search, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier_summary BEGIN
        INSERT INTO dossier_search(rowid, search_name, search_town, search_numbers)
        VALUES (new.number, new.search_name, new.search_town, new.search_numbers); END""",
    """CREATE TRIGGER dossier_search_delete AFTER DELETE ON dossier_summary BEGIN
        INSERT INTO dossier_search(dossier_search, rowid, search_name, search_town, search_numbers)
        VALUES ('delete', old.number, old.search_name, old.search_town, old.search_numbers); END""",
    """CREATE TRIGGER dossier_search_update AFTER UPDATE OF search_name, search_town, search_numbers ON dossier_summary
        WHEN old.search_name IS NOT new.search_name OR old.search_town IS NOT new.search_town
            OR old.search_numbers IS NOT new.search_numbers
        BEGIN
        INSERT INTO dossier_search(dossier_search, rowid, search_name, search_town, search_numbers)
        VALUES ('delete', old.number, old.search_name, old.search_town, old.search_numbers);
        INSERT INTO dossier_search(rowid, search_name, search_town, search_numbers)
        VALUES (new.number, new.search_name, new.search_town, new.search_numbers); END""",
)


_WORDS = (
    "array_to_tsvector(array_remove(string_to_array("
    "search_name || ' ' || search_town || ' ' || search_numbers, ' '), ''))"
)
CREATE_SHARED = (f"CREATE INDEX ix_dossier_summary_search ON dossier_summary USING gin ({_WORDS})",)


def searching(connection: Connection, query: Found, folded: str) -> Found:
    """A query of the summary kept to the rows a folded text finds; the text holds one word at least."""
    words = folded.split()
    if is_shared(connection):
        beginnings = " & ".join(f"'{word}':*" for word in words)
        return query.where(text(f"{_WORDS} @@ CAST(:beginnings AS tsquery)").bindparams(beginnings=beginnings))
    index = text("dossier_search")
    joined = dossier_summary.join(index, literal_column("dossier_search.rowid") == dossier_summary.c.number)
    matching = text("dossier_search MATCH :beginnings")
    return query.select_from(joined).where(matching.bindparams(beginnings=" ".join(f'"{word}"*' for word in words)))
