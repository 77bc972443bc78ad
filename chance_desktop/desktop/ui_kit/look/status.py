"""How each status is shown: form, colour and icon, never the colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """The shape of a pill."""

    DASHED = "dashed"
    OUTLINE = "outline"
    TINT = "tint"
    SOLID = "solid"
    BARE = "bare"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Look:
    """A pill's shape, the role of its colour, its icon."""

    form: Form
    tone: str
    icon: str


QUIET = Look(Form.QUIET, "ink2", "")

_LOOKS = {
    "to-request": Look(Form.DASHED, "ink2", "square-dashed"),
    "prepared": Look(Form.QUIET, "ink2", "file-text"),
    "requested": Look(Form.OUTLINE, "blue", "send"),
    "reminded": Look(Form.TINT, "orange", "bell-ring"),
    "received": Look(Form.TINT, "blue", "inbox"),
    "checked": Look(Form.SOLID, "green", "check"),
    "to-replace": Look(Form.TINT, "red", "rotate-ccw"),
    "expired": Look(Form.TINT, "red", "clock"),
    "waiver-requested": Look(Form.OUTLINE, "orange", "hourglass"),
    "waived": Look(Form.BARE, "ink2", "badge-check"),
    "not-applicable": Look(Form.BARE, "ink3", "minus"),
    "eligible": Look(Form.TINT, "green", "check"),
    "not-eligible": Look(Form.TINT, "red", "x"),
    "unknown": Look(Form.DASHED, "ink2", "circle-help"),
}

LATE_DAYS = 15
VERY_LATE_DAYS = 30


def look_of(status: str) -> Look:
    """How a status code is shown; an unknown one is quiet."""
    return _LOOKS.get(status, QUIET)


def look_of_waiting(days: int) -> Look:
    """How a delay in days is shown: nothing under 15, orange to 30, red beyond."""
    if days > VERY_LATE_DAYS:
        return Look(Form.TINT, "red", "clock")
    if days >= LATE_DAYS:
        return Look(Form.TINT, "orange", "clock")
    return Look(Form.BARE, "ink2", "")
