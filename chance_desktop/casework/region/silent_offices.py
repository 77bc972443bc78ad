"""Offices the Region has not heard from for long: what is shown of their dossiers may be old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.schema.tables import exchanged_bundle, known_device

SILENT_AFTER = 14
"""Days without a bundle."""


@dataclass(frozen=True, slots=True)
class SilentOffice:
    """An office, whichever of its postes speaks; `heard_on` is nothing while no bundle came since it was accepted."""

    structure: str
    branch: str
    heard_on: date | None
    days: int


def silent_offices(desk: Desk) -> tuple[SilentOffice, ...]:
    """Offices of which the last bundle came more than two weeks ago, the longest silent first; revoked postes do not count."""
    heard = (
        select(exchanged_bundle.c.peer, func.max(exchanged_bundle.c.at).label("at"))
        .where(exchanged_bundle.c.direction == "received")
        .group_by(exchanged_bundle.c.peer)
        .subquery()
    )
    query = (
        select(known_device.c.structure_code, known_device.c.branch, known_device.c.accepted_at, heard.c.at)
        .outerjoin(heard, heard.c.peer == known_device.c.device)
        .where(known_device.c.role == PosteRole.OFFICE, known_device.c.revoked_after.is_(None))
    )
    with desk.reading() as connection:
        rows = connection.execute(query).all()
    latest: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        office = (row.structure_code, row.branch)
        accepted, spoke = latest.get(office, ("", ""))
        latest[office] = (max(accepted, row.accepted_at), max(spoke, row.at or ""))
    names = {each.code: each.short or each.name for each in desk.programme.offices}
    found = []
    for (structure, branch), (accepted, spoke) in latest.items():
        days = (desk.today() - _day(max(accepted, spoke))).days
        if days > SILENT_AFTER:
            found.append(SilentOffice(names.get(structure, structure), branch, _day(spoke) if spoke else None, days))
    return tuple(sorted(found, key=lambda each: (-each.days, each.structure, each.branch)))


def _day(text: str) -> date:
    return datetime.fromisoformat(text).astimezone().date()
