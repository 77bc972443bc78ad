"""Texts other people typed, as they are shown: a control or direction character is seen as such, and does nothing."""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Controls (but for the tab and the line feed), marks and overrides of direction, and characters without a width."""


def as_shown(text: str) -> str:
    """The text, each character that would act on what is around it written by its number: « ‹202E› »."""
    if text.isprintable() or _ACTING.search(text) is None:
        return text
    return _ACTING.sub(lambda found: f"‹{ord(found[0]):04X}›", text)
