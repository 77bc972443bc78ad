"""Who signs a printed or sent document: plain data, so that naming an office loads no drawing library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that signs, as printed at the top right; `fictional` marks every page."""

    programme: str
    programme_subtitle: str
    name: str
    address: str
    phone: str
    email: str
    fictional: bool = False
