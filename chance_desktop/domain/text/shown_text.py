"""Texts other people typed, as they are shown: a control or direction character is seen as such, and does nothing; a name is as
short as the room there is asks for, its surname whole."""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Controls (but for the tab and the line feed), marks and overrides of direction, and characters without a width."""


_DIRECTING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls, marks and overrides of direction; the signs that come with what people paste from a word processor are not."""


def as_shown(text: str) -> str:
    """The text, each character that would act on what is around it written by its number: « ‹202E› »."""
    if text.isprintable() or _ACTING.search(text) is None:
        return text
    return _ACTING.sub(_named, text)


def as_printed(text: str) -> str:
    """The same on paper, where separators and signs without a width are laid out or left out with the rest of the text."""
    return text if text.isprintable() else _DIRECTING.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    return f"‹{ord(found[0]):04X}›"


def shorter_names(name: str) -> tuple[str, ...]:
    """A name, then as short as it may become where there is little room: the given name gives way, the surname never.

    « Marie-Antoinette Dupont », « M.-A. Dupont », « Dupont ».
    """
    first, _space, surname = name.partition(" ")
    if not surname:
        return (name,)
    letters = "-".join(f"{part[:1]}." for part in first.split("-") if part)
    return (name, f"{letters} {surname}", surname)
