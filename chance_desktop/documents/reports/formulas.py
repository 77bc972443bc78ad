"""Texts as a spreadsheet may hold them: never taken for a formula, a name for each sheet."""

from __future__ import annotations

from chance_desktop.domain.report import Report
from chance_desktop.runtime.words import _

_BEGINS = ("=", "+", "-", "@")


def unlike_a_formula(text: str) -> str:
    """The text, quoted when a spreadsheet would compute it."""
    return f"'{text}" if text.startswith(_BEGINS) else text


def without_formula(number: float | str | None) -> float | str | None:
    """A text no spreadsheet takes for a formula; a number as it is."""
    return unlike_a_formula(number) if isinstance(number, str) else number


def sheet_name(report: Report) -> str:
    """The name of the sheet of a table."""
    return "".join(char for char in report.code if char.isalnum() or char == "-")[:31] or _("Tableau")
