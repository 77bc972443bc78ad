"""Full-text search over the summary of dossiers: an external-content FTS5 table kept by triggers.

Texts are folded before they are stored (`domain.names.fold`), so that ligatures, apostrophes and accents never hide
anyone; the tokenizer's own folding is a second net. `secure-delete` removes what was erased from the index too.
"""

from __future__ import annotations

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


def match_expression(folded: str) -> str:
    """FTS5 expression of a folded text: every word must begin a word of the row. Empty when there is no word."""
    return " ".join(f'"{word}"*' for word in folded.split())
