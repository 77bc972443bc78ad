"""Texts that a spreadsheet would take for a formula."""

from __future__ import annotations

from chance_desktop.domain.shown_text import as_shown

_BEGINS = ("=", "+", "-", "@")
_UNSEEN = "".join(map(chr, range(32))) + "\x7f\x85\u200b\u2028\u2029\u202e\ufeff"


def unlike_a_formula(text: str) -> str:
    """The text, quoted when a spreadsheet would compute it, also once it has dropped the controls before it; those within are
    shown as such.
    """
    told = as_shown(text)
    begins = text.lstrip(_UNSEEN).startswith(_BEGINS) or text.startswith(("\t", "\r"))
    return f"'{told}" if begins else told
