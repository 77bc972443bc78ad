"""What a desk of this version shows and keeps, in the words and columns the former one has for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.session.desk import Desk
from chance_desktop.store.schema.tables import SYNCED

Rows = dict[str, list[dict[str, Any]]]


def rows_of(desk: Desk, columns: Mapping[str, Iterable[str]], tables: Iterable[str]) -> Rows:
    """The rows of tables by their identifier, with the columns the former version knows."""
    with desk.reading() as connection:
        return {
            name: [
                {key: row._mapping[key] for key in ("id", *columns[name])}
                for row in connection.execute(select(SYNCED[name]).order_by(SYNCED[name].c.id))
            ]
            for name in tables
        }


def shown(desk: Desk, dossier: str) -> dict[str, Any]:
    """A dossier as it is shown, as JSON keeps it: its name, its step, its letters, its journal."""
    view = open_dossier(desk, dossier)
    return {
        "name": view.name,
        "step": view.step,
        "state": view.state,
        "letters": [[each.kind, each.status, each.headline] for each in view.letters],
        "pieces": [[each.code, each.status] for each in (*view.pieces.to_obtain, *view.pieces.received)],
        "journal": [[each.at.isoformat(), each.text] for each in journal(desk, dossier)],
    }
