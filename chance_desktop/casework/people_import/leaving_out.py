"""The lines an import left out, as a file a person corrects and imports again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from chance_desktop.casework.people_import.choices import Choices
from chance_desktop.casework.people_import.mapping import ADDED_COLUMNS, open_table
from chance_desktop.casework.people_import.report import LineNote
from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.files import write_whole

_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula; the apostrophe before it is taken off when the file is read again."""


def write_left_out(desk: Desk, source: Path, target: Path, left_out: Sequence[LineNote], choices: Choices) -> None:
    """Write the lines left out of a file under its own titles, each with its number and its reason.

    Raises `UnreadableTable` when the file cannot be read any more, `StoreFull` or `ReadOnlyHome` when the other cannot be written:
    what stood there stays.
    """
    table = open_table(desk, source, choices.reading)
    reasons = {note.line: note.reason for note in left_out}
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    kept = [place for place, title in enumerate(table.columns) if title not in ADDED_COLUMNS]
    writer.writerow([*(_safe(table.columns[place]) for place in kept), *ADDED_COLUMNS])
    for line in table.lines:
        if line.number in reasons:
            cells = [_safe(line.cells[place]) for place in kept]
            writer.writerow([*cells, str(line.number), reasons[line.number]])
    write_whole(target, text.getvalue().encode("utf-8-sig"))


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTS) else cell
