"""Import young people from an export: read the file, match its columns, judge each line, then write those that are decided.

A line is *sound*, *doubtful* (taken, with what is doubtful set aside and named), a *duplicate* (surely of a dossier here or of
an earlier line: identity is never overwritten, only empty fields are filled), *asked* (maybe somebody's who is known: nothing
is made of it until a person says so), or *refused*. What was left out can be written to a file, and imported again. Running
it twice changes nothing.
"""

from chance_desktop.casework.people_import.choices import Answer, Choices
from chance_desktop.casework.people_import.files.table import Reading, SourceTable, UnreadableTable
from chance_desktop.casework.people_import.leaving_out import write_left_out
from chance_desktop.casework.people_import.mapping import (
    Mapping,
    mapping_from_json,
    open_table,
    save_mapping,
    saved_mappings,
    suggest_mapping,
    target_fields,
)
from chance_desktop.casework.people_import.report import DuplicateLine, ImportReport, LineNote, PreviewRow
from chance_desktop.casework.people_import.running import preview_import, run_import
from chance_desktop.casework.people_import.source import read_table

__all__ = [
    "Answer",
    "Choices",
    "DuplicateLine",
    "ImportReport",
    "LineNote",
    "Mapping",
    "PreviewRow",
    "Reading",
    "SourceTable",
    "UnreadableTable",
    "mapping_from_json",
    "open_table",
    "preview_import",
    "read_table",
    "run_import",
    "save_mapping",
    "saved_mappings",
    "suggest_mapping",
    "target_fields",
    "write_left_out",
]
