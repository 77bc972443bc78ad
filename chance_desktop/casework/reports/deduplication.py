"""Several dossiers of one person count as one: the one that went abroad, or the one their person is known by.

Dossiers are said to be of one person by a link from the one person row to the other, whichever was made first; links may follow
one another. Which of the dossiers says what became of the person is not for the order of the links to decide: somebody who left
on a stay has left, whatever was opened for them beside.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, ColumnExpressionArgument, Select, Subquery, case, func, select

from chance_desktop.store.schema.tables import SYNCED, dossier, person


def began() -> ColumnElement[str]:
    """The first day of a stay."""
    stay = SYNCED["stay"]
    return func.coalesce(
        func.nullif(stay.c.outbound_on, ""), func.nullif(stay.c.language_starts_on, ""),
        func.nullif(stay.c.placement_starts_on, ""),
    )  # fmt: skip


def counted_elsewhere(as_of: date) -> Select[tuple[str]]:
    """The dossiers another dossier of the same person counts for, on a day."""
    ranked = _ranked(as_of.isoformat())
    return select(ranked.c.id).where(ranked.c.place > 1)


def _ranked(day: str) -> Subquery:
    """The dossiers of those who have several, with their place among them: entered by the day, abroad, known by, first made."""
    stay, tops = SYNCED["stay"], _tops()
    order: list[ColumnExpressionArgument[object]] = [
        case((dossier.c.entered_on <= day, 0), else_=1), case((began() <= day, 0), else_=1),
        case((tops.c.id == tops.c.top, 0), else_=1), dossier.c.id,
    ]  # fmt: skip
    return (
        select(dossier.c.id, func.row_number().over(partition_by=tops.c.top, order_by=order).label("place"))
        .select_from(
            dossier.join(tops, tops.c.id == dossier.c.person_id).outerjoin(
                stay, (stay.c.dossier_id == dossier.c.id) & stay.c.deleted_at.is_(None)
            )
        )
        .where(dossier.c.deleted_at.is_(None))
        .subquery()
    )


def _tops() -> Subquery:
    """Everyone a link joins to somebody, with the person their links lead to."""
    linked = select(person.c.id, person.c.joined_to).where(func.coalesce(person.c.joined_to, "") != "").cte("linked")
    ends = select(linked.c.joined_to.label("id"), linked.c.joined_to.label("top")).where(
        linked.c.joined_to.not_in(select(linked.c.id))
    )
    tops = ends.distinct().cte("tops", recursive=True)
    tops = tops.union(select(linked.c.id, tops.c.top).join(tops, tops.c.id == linked.c.joined_to))
    return select(tops.c.id, tops.c.top).subquery()
