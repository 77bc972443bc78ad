"""Who may do what at a desk: the rule of `domain.access`, asked by the use cases; and whose dossiers are whose."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, or_

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import NotTheRegion
from chance_desktop.domain import access
from chance_desktop.domain.change import Value
from chance_desktop.domain.states import WaiverDecision
from chance_desktop.domain.statuses import Status
from chance_desktop.store.schema.tables import dossier_summary as table


def only_the_region(desk: Desk) -> None:
    """Raises `NotTheRegion` at an office."""
    if not desk.standing.is_region:
        raise NotTheRegion


def may_write(desk: Desk, table: str, values: Mapping[str, Value]) -> bool:
    """Whether who works here may write these fields, in a row of theirs."""
    return not access.field_refusal(desk.standing, table, values)


def may_decide_waivers(desk: Desk) -> bool:
    """Whether a waiver is granted, refused or taken back here."""
    return may_write(desk, "piece", {"status": Status.WAIVED.value, "waiver_decision": WaiverDecision.GRANTED.value})


def owns(desk: Desk, *structures: str | None) -> bool:
    """Whether rows of these Missions Locales, all of them, are changed here; nobody's are the Region's alone."""
    return access.owns(desk.standing, structures)


def mine_clause(desk: Desk) -> ColumnElement[bool]:
    """Dossiers of the counsellor signed in, or for whom they stand in."""
    who = desk.author
    return or_(table.c.referent_id == who, table.c.accompanying_id == who, table.c.stand_in_id == who)
