"""Import young people from an export: read the file, match its columns, judge each line, then write the sound ones.

A line is *sound*, *doubtful* (taken, with what is doubtful set aside and named), a *duplicate* (of a dossier here or of an
earlier line: identity is never overwritten, only empty fields are filled), or *refused*. Running it twice changes nothing.
"""

from chance_desktop.casework.people_import.mapping import (
    Mapping,
    mapping_from_json,
    save_mapping,
    saved_mappings,
    suggest_mapping,
    target_fields,
)
from chance_desktop.casework.people_import.report import DuplicateLine, ImportReport, LineNote, PreviewRow
from chance_desktop.casework.people_import.running import preview_import, run_import
from chance_desktop.casework.people_import.source import SourceTable, UnreadableTable, read_table

__all__ = [
    "DuplicateLine",
    "ImportReport",
    "LineNote",
    "Mapping",
    "PreviewRow",
    "SourceTable",
    "UnreadableTable",
    "mapping_from_json",
    "preview_import",
    "read_table",
    "run_import",
    "save_mapping",
    "saved_mappings",
    "suggest_mapping",
    "target_fields",
]
