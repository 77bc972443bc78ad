"""Requests made to correspondents as they are kept: a row each time somebody is asked, those of one search together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection, select

from chance_desktop.casework.session.errors import CardGone
from chance_desktop.domain.rows.region import KeptPlacementSearch
from chance_desktop.store.rows import kept_row, kept_rows
from chance_desktop.store.schema.tables import SYNCED

WAITING = "asked"
"""The answer that is still to come; the programme declares the others."""

search_table = SYNCED["placement_search"]


class NamedSearch(KeptPlacementSearch):
    """A request with the names of who was asked, and for what."""

    partner_name: str | None
    offer_title: str | None


Asked = TypeVar("Asked", KeptPlacementSearch, NamedSearch)


def is_answer(answer: str | None) -> bool:
    """Whether somebody answered."""
    return (answer or WAITING) != WAITING


def folded(rows: Iterable[Asked]) -> list[list[Asked]]:
    """Rows in the order they were asked, those without an answer together with the one that asks the same again."""
    found: list[list[Asked]] = []
    last: dict[tuple[str, str, str], list[Asked]] = {}
    for row in rows:
        asked = (row["dossier_id"], row["correspondent_id"] or "", row["offer_id"] or "")
        before = last.get(asked)
        if before is None or is_answer(before[-1]["answer"]):
            last[asked] = before = []
            found.append(before)
        before.append(row)
    return found


def rows_asking(
    connection: Connection, dossier_id: str, correspondent_id: str | None, offer_id: str | None
) -> list[KeptPlacementSearch]:
    """The rows that ask a correspondent the same for a dossier, in the order they were asked."""
    query = (
        select(search_table)
        .where(search_table.c.dossier_id == dossier_id, search_table.c.deleted_at.is_(None))
        .order_by(search_table.c.asked_on, search_table.c.id)
    )
    same = (correspondent_id or "", offer_id or "")
    rows = kept_rows(connection, KeptPlacementSearch, query)
    return [row for row in rows if (row["correspondent_id"] or "", row["offer_id"] or "") == same]


def last_row(
    connection: Connection, dossier_id: str, correspondent_id: str, offer_id: str
) -> KeptPlacementSearch | None:
    """The last of these, if there is one."""
    return next(reversed(rows_asking(connection, dossier_id, correspondent_id, offer_id)), None)


def search_row(connection: Connection, search_id: str) -> KeptPlacementSearch:
    """The row of a search answers are written in: the last one, when it was asked again since. Raises `CardGone`."""
    query = select(search_table).where(search_table.c.id == search_id, search_table.c.deleted_at.is_(None))
    named = kept_row(connection, KeptPlacementSearch, query)
    if named is None:
        raise CardGone
    searches = folded(rows_asking(connection, named["dossier_id"], named["correspondent_id"], named["offer_id"]))
    return next(rows[-1] for rows in searches if any(row["id"] == search_id for row in rows))
