"""What the pane beside the list shows of a dossier."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from chance_desktop.casework.dossiers.list import DossierRow, to_row
from chance_desktop.casework.dossiers.whole_assessment import judge_one
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.actions.next_action import NextAction
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import dossier_summary as table


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A missing piece in the preview."""

    code: str
    label: str
    status: str
    status_label: str


@dataclass(frozen=True, slots=True)
class DossierPreview:
    """What the pane beside the list shows."""

    row: DossierRow
    eligible: str
    destination: str
    phone: str
    email: str
    missing: tuple[PieceLine, ...]
    action: NextAction


def preview(desk: Desk, dossier_id: str) -> DossierPreview:
    """What the pane beside the list shows."""
    with desk.reading() as connection:
        row = connection.execute(select(table).where(table.c.dossier_id == dossier_id)).one()
        record = read_record(connection, dossier_id)
        found = judge_one(desk, connection, record)
    missing = tuple(
        PieceLine(each.piece.code, each.piece.label, each.status, status_label(each.status, each.piece.gender))
        for each in found.pieces
        if not each.status.obtained and each.status is not Status.NOT_APPLICABLE
    )
    return DossierPreview(
        row=to_row(row, desk.today()),
        eligible=found.eligible,
        destination=destination_line(desk, record.dossier),
        phone=record.person["phone"] or "",
        email=record.person["email"] or "",
        missing=missing,
        action=first_action(found.actions),
    )


def destination_line(desk: Desk, row: KeptDossier) -> str:
    """« Cork, Irlande »."""
    country = desk.programme.label("country", row["destination_country"]) if row["destination_country"] else ""
    return ", ".join(part for part in (row["destination_town"] or "", country) if part)


def first_action(actions: tuple[NextAction, ...]) -> NextAction:
    """The first action; for a dossier that was left, that nothing is to be done."""
    if actions:
        return actions[0]
    return NextAction("none", _("Rien à faire"), _("Ce dossier est sorti du parcours."), "", "none")
