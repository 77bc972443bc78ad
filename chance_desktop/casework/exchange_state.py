"""Where the exchange with the Region stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from chance_desktop.casework.desk import Desk
from chance_desktop.domain.dates import clock_time, long_date
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.tables import change_log, exchanged_bundle


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """`waiting` counts changes of this poste that no file holds yet; a file prepared is not a file received."""

    headline: str
    waiting: int
    waiting_line: str
    last_exchange: str


def exchange_state(desk: Desk) -> ExchangeState:
    """The state shown at the bottom of the navigation."""
    device = desk.store.device
    with desk.reading() as connection:
        last = connection.execute(select(func.max(change_log.c.seq)).where(change_log.c.device == device)).scalar_one()
        sent = connection.execute(
            select(func.max(exchanged_bundle.c.last_seq)).where(exchanged_bundle.c.direction == "sent")
        ).scalar_one()
        latest = connection.execute(select(func.max(exchanged_bundle.c.at))).scalar_one()
    waiting = (last or 0) - (sent or 0)
    line = (
        plural("{n} modification à envoyer", "{n} modifications à envoyer", waiting) if waiting else _("Rien à envoyer")
    )
    return ExchangeState(
        _("Hors connexion"), waiting, line, _moment(latest) if latest else _("Aucun échange pour l’instant")
    )


def _moment(text: str) -> str:
    at = datetime.fromisoformat(text).astimezone()
    return f"{long_date(at.date(), weekday=True, year=False)}, {clock_time(at.strftime('%H:%M'))}"
