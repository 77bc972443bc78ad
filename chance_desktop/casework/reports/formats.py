"""The files a table is written in, each declared once: its ending, its name on screen, its icon, its type."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.casework.session.kit.rendered import PDF
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A kind of file; one `gathered` is among those written when every table is prepared at once."""

    ending: str
    title: str
    media_type: str
    icon: str = "file-spreadsheet"
    gathered: bool = False


TABLE_FORMATS = (
    TableFormat("pdf", _("PDF"), PDF, "file-down", gathered=True),
    TableFormat("ods", _("Tableur ODS"), "application/vnd.oasis.opendocument.spreadsheet", gathered=True),
    TableFormat("xlsx", _("Tableur Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    TableFormat("csv", "CSV", "text/csv"),
    TableFormat("json", "JSON", "application/json"),
)


def endings_in_words() -> str:
    """« .pdf, .ods, .xlsx, .csv ou .json »."""
    *others, last = (f".{each.ending}" for each in TABLE_FORMATS)
    return _("{others} ou {last}").format(others=", ".join(others), last=last)
