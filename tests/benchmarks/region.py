"""The Region's tables over ten thousand dossiers, against the same aggregates written by hand in SQL on the same connection."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.reports import registry
from chance_desktop.casework.session.desk import Desk
from tests.benchmarks.figures import Figure, alternately, ratio, timed
from tests.benchmarks.region_home import DOSSIERS, region_home
from tests.benchmarks.region_sql import bare_statements

_LIMIT = 3
_TIMES = 9


def figures(homes: Path) -> list[Figure]:
    """One ratio for each table."""
    desk = open_desk(region_home(homes))
    try:
        return [_figure(desk, name, statements) for name, statements in bare_statements("sqlite").items()]
    finally:
        desk.close()


def count(desk: Desk, statements: tuple[str, ...]) -> None:
    """Count in bare SQL, on one connection."""
    day = desk.today().isoformat()
    with desk.reading() as connection:
        for statement in statements:
            connection.execute(text(statement), {"day": day} if ":day" in statement else {}).all()


def _figure(desk: Desk, name: str, statements: tuple[str, ...]) -> Figure:
    made, bare = timed(lambda: registry.make(desk, name)), timed(lambda: count(desk, statements))
    made(), bare()
    measured, reference = alternately(made, bare, _TIMES)
    return ratio(f"{name}, {DOSSIERS:,} dossiers / the same counts in bare SQL", measured, reference, _LIMIT)
