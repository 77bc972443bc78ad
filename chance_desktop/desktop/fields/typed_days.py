"""A day typed in a field of a sheet: read by the one reader, its refusal said under the field."""

from __future__ import annotations

from datetime import date

from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.domain.typed.days import DayUse, read_day
from chance_desktop.domain.typed.errors import Unreadable


def day_in(labelled: LabelledField, use: DayUse, today: date, *, needed: bool = True) -> date | None:
    """The day typed; nothing while there is none to keep, and why is then said under the field.

    A field that is not `needed` may stay empty: nothing is wrong with it.
    """
    labelled.say_error("")
    text = _text(labelled)
    if not text and not needed:
        return None
    try:
        return read_day(text, use, today)
    except Unreadable as wrong:
        labelled.say_error(wrong.text)
        return None


def day_so_far(text: str, use: DayUse, today: date) -> date | None:
    """The day a text says while it is typed; nothing is said of one that is none yet."""
    try:
        return read_day(text, use, today)
    except Unreadable:
        return None


def _text(labelled: LabelledField) -> str:
    assert isinstance(labelled.field, TextField)
    return labelled.field.text().strip()
