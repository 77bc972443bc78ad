"""Values several subjects read and show."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import NeverStored
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.people.contact import looks_like_social_security_number
from chance_desktop.runtime.words import grouped


def refuse_never_stored(text: str) -> None:
    """Raise `NeverStored` when a free text seems to hold a social security number."""
    if looks_like_social_security_number(text):
        raise NeverStored


@dataclass(frozen=True, slots=True)
class HeadView:
    """One of several values of a field, who wrote it and when."""

    value: Stored
    by: str


def euros(cents: int | None) -> str:
    """« 1 250,00 € » ; nothing when it is not known."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return grouped(whole) + f",{rest:02d}\u00a0€"


def kind_label(desk: Desk, kind: str) -> str:
    """French label of a kind of meeting."""
    return next((each.label for each in desk.programme.meeting_kinds if each.code == kind), kind)
