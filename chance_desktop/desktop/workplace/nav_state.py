"""The figures of the navigation, read together off the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chance_desktop.casework.dossiers.letter_list import all_letters
from chance_desktop.casework.dossiers.list import Filter, counts
from chance_desktop.casework.exchange.standing.status import exchange_state
from chance_desktop.casework.session.office.branch_card import branch_card
from chance_desktop.casework.session.office.counsellors import current

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk


_ICONS = {"connected": "cloud", "elsewhere": "hard-drive"}


@dataclass(frozen=True, slots=True)
class NavState:
    """What the navigation shows beside its words."""

    dossiers: int
    to_chase: int
    disagreements: int
    headline: str
    waiting_line: str
    icon: str
    branch: str
    office: str
    person: str


def read_nav_state(desk: Desk) -> NavState:
    """Counts, sync state and office."""
    state = exchange_state(desk)
    person = current(desk)
    card = branch_card(desk)
    return NavState(
        dossiers=counts(desk)[Filter.ALL],
        to_chase=sum(1 for letter in all_letters(desk) if letter.to_chase),
        disagreements=state.disagreements,
        headline=state.headline,
        waiting_line=state.waiting_line,
        icon=_ICONS.get(state.standing.value, "cloud-off"),
        branch=card.branch.name,
        office=card.mission_local,
        person=person.full_name if person is not None else "",
    )
