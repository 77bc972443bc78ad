"""What an import found, line by line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineNote:
    """A line of the file and why it is doubtful or refused."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    """A line about someone already known: their dossier here, or the earlier line of the same file."""

    line: int
    dossier: str
    name: str
    reason: str
    same_as_line: int = 0


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A line as it would be taken; `verdict` is sound, doubtful, duplicate or refused."""

    line: int
    values: tuple[tuple[str, str], ...]
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`sound` counts the lines without any doubt; `created` the dossiers made, 0 in a preview."""

    sound: int
    doubtful: tuple[LineNote, ...]
    refused: tuple[LineNote, ...]
    duplicates: tuple[DuplicateLine, ...]
    rows: tuple[PreviewRow, ...]
    created: int = 0
