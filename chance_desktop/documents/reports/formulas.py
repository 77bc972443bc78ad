"""Texts as a spreadsheet may hold them: never taken for a formula, a name for each sheet."""

from __future__ import annotations

from chance_desktop.domain.reports.report import Report
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _

_BEGINS = ("=", "+", "-", "@")
_UNSEEN = "".join(map(chr, range(32))) + "\x7f\x85\u200b\u2028\u2029\u202e\ufeff"


def unlike_a_formula(text: str) -> str:
    """The text, quoted when a spreadsheet would compute it, also once it has dropped the controls before it; those within are
    shown as such.
    """
    told = as_shown(text)
    begins = text.lstrip(_UNSEEN).startswith(_BEGINS) or text.startswith(("\t", "\r"))
    return f"'{told}" if begins else told


def without_formula(number: float | str | None) -> float | str | None:
    """A text no spreadsheet takes for a formula; a number as it is."""
    return unlike_a_formula(number) if isinstance(number, str) else number


def sheet_name(report: Report) -> str:
    """The name of the sheet of a table."""
    return "".join(char for char in report.code if char.isalnum() or char == "-")[:31] or _("Tableau")
