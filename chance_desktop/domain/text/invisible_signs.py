"""Signs nobody sees, that copying from a page or a telephone leaves in what is typed."""

from __future__ import annotations

import re

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Soft hyphens, signs without a width and marks of direction, as a class of a regular expression."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


def without_invisible(text: str) -> str:
    """The text as it is seen."""
    return text if text.isascii() else _INVISIBLE.sub("", text)
