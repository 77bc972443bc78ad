"""Texts that a spreadsheet would take for a formula."""

from __future__ import annotations

_BEGINS = ("=", "+", "-", "@")


def unlike_a_formula(text: str) -> str:
    """The text, quoted when a spreadsheet would compute it."""
    return f"'{text}" if text.startswith(_BEGINS) else text
