"""The figures of the navigation, read off the main thread: what waits to be sent, which is soon read, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chance_desktop.casework.dossiers.letter_list import all_letters
from chance_desktop.casework.dossiers.list import Filter, count
from chance_desktop.casework.exchange.standing.status import exchange_state
from chance_desktop.casework.session.office.branch_card import branch_card
from chance_desktop.casework.session.office.counsellors import current

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk


_ICONS = {"connected": "cloud", "elsewhere": "hard-drive"}


@dataclass(frozen=True, slots=True)
class ExchangeShown:
    """What the navigation shows of the exchange."""

    disagreements: int
    headline: str
    waiting_line: str
    icon: str


@dataclass(frozen=True, slots=True)
class NavState:
    """What the navigation shows beside its other words."""

    dossiers: int
    to_chase: int
    branch: str
    office: str
    person: str


def read_exchange(desk: Desk) -> ExchangeShown:
    """Where the exchange stands, with all that was done here so far."""
    state = exchange_state(desk)
    icon = _ICONS.get(state.standing.value, "cloud-off")
    return ExchangeShown(state.disagreements, state.headline, state.waiting_line, icon)


def read_nav_state(desk: Desk) -> NavState:
    """Counts and office."""
    person = current(desk)
    card = branch_card(desk)
    return NavState(
        dossiers=count(desk, Filter.ALL),
        to_chase=sum(1 for letter in all_letters(desk) if letter.to_chase),
        branch=card.branch.name,
        office=card.mission_local,
        person=person.full_name if person is not None else "",
    )
