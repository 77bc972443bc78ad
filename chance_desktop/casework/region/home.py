"""What the Region's home page shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from chance_desktop.casework.exchange.standing.status import ExchangeState, exchange_state
from chance_desktop.casework.home.office_home import welcome
from chance_desktop.casework.region.backlog import RegionWork, region_work
from chance_desktop.casework.region.first_action import FirstThing, first_thing
from chance_desktop.casework.session.desk import Desk
from chance_desktop.store.schema.tables import dossier_summary


@dataclass(frozen=True, slots=True)
class RegionToday:
    """The page: who is greeted, what comes first, all that waits, and where the exchange stands."""

    greeting: str
    date_line: str
    first: FirstThing | None
    work: RegionWork
    dossiers: int
    exchange: ExchangeState


def region_today(desk: Desk) -> RegionToday:
    """Read it."""
    work = region_work(desk)
    with desk.reading() as connection:
        dossiers = connection.execute(select(func.count()).select_from(dossier_summary)).scalar_one()
    greeting, date_line = welcome(desk)
    return RegionToday(greeting, date_line, first_thing(desk, work), work, dossiers, exchange_state(desk))
