"""Whether the computer's clock can be right, told before anything is written: every change carries its time.

Only what this store knows bears witness: the time of its last change, and of the last file exchanged. Fictional homes play with
time, and are not asked.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import exchanged_bundle

_LONGEST_ABSENCE = timedelta(days=730)
_WRITTEN_IN = date(2026, 1, 1)
"""Nobody worked with this application before; a first start ten years later is as unlikely."""
_LONGEST_USE = timedelta(days=3650)
_SLACK = timedelta(days=1)


def clock_doubt(desk: Desk) -> str:
    """Why the clock of this computer is doubtful, in French; empty when it is not."""
    if desk.fictional:
        return ""
    now = desk.now()
    witness = _last_known(desk)
    behind = now.date() < _WRITTEN_IN or (witness is not None and now < witness - _SLACK)
    since = witness or datetime(_WRITTEN_IN.year, _WRITTEN_IN.month, _WRITTEN_IN.day, tzinfo=UTC)
    ahead = now - since > (_LONGEST_ABSENCE if witness is not None else _LONGEST_USE)
    if not behind and not ahead:
        return ""
    return _(
        "L’horloge de cet ordinateur indique le {day}. Si ce n’est pas la bonne date, corrigez-la avant d’enregistrer quoi "
        "que ce soit : chaque modification porte son heure."
    ).replace("{day}", long_date(desk.today(), weekday=True))


def _last_known(desk: Desk) -> datetime | None:
    """The last change or exchange of this store, as far as its time is likely."""
    with desk.reading() as connection:
        ms, _counter = settings.last_stamp(connection)
        exchanged = connection.execute(select(func.max(exchanged_bundle.c.at))).scalar_one()
    times = [datetime.fromtimestamp(ms / 1000, UTC)] if ms else []
    times += [datetime.fromisoformat(exchanged)] if exchanged else []
    return max(times, default=None)
