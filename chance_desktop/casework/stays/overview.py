"""Everyone abroad at a glance: where they are in their stay, the sheets that are late, what is not settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.forms.answers import form_code
from chance_desktop.casework.session.access import mine_clause
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.stays.stays import calendar_of, read_rows, sheet_slot, sheet_state
from chance_desktop.domain.states import DossierState, FormRole, SheetState
from chance_desktop.domain.stay import DueSheet, Part, StayCalendar
from chance_desktop.store.schema.tables import SYNCED, dossier, dossier_summary


@dataclass(frozen=True, slots=True)
class AbroadRow:
    """One stay. `part` is what is under way today; empty before the departure and after the return.

    `states` says of each sheet, by its number, what `sheet_state` says.
    """

    dossier_id: str
    name: str
    structure_code: str
    calendar: StayCalendar
    part: Part | None
    where: str
    company: str
    correspondent_id: str
    late: tuple[DueSheet, ...]
    next_sheet: DueSheet | None
    open_incidents: int
    contribution: int | None
    states: Mapping[int, str]


def stays_at_a_glance(desk: Desk, mine: bool = False, since: date | None = None) -> tuple[AbroadRow, ...]:
    """Every stay with a calendar, by first day; those of dossiers that were left before it are not shown.

    With `since`, only those that ended on that day or later, or have not ended.
    """
    sheet, incident, partner = SYNCED["follow_up_sheet"], SYNCED["incident"], SYNCED["partner"]
    today = desk.today()
    query = select(
        dossier_summary, dossier.c.destination_country, dossier.c.destination_town, dossier.c.structure_code
    ).join(dossier, dossier.c.id == dossier_summary.c.dossier_id)
    if mine:
        query = query.where(mine_clause(desk))
    with desk.reading() as connection:
        stays = read_rows(connection)
        people = {row.dossier_id: row for row in connection.execute(query) if row.dossier_id in stays}
        came = {
            row.id
            for row in connection.execute(
                select(sheet.c.id).where(
                    sheet.c.received_on.is_not(None), sheet.c.received_on != "", sheet.c.deleted_at.is_(None)
                )
            )
        }
        answer = SYNCED["answer"]
        came |= set(
            connection.execute(
                select(answer.c.subject_id)
                .where(answer.c.form == form_code(desk, FormRole.FOLLOW_UP), answer.c.deleted_at.is_(None))
                .distinct()
            ).scalars()
        )
        troubles: dict[str, int] = {}
        for row in connection.execute(
            select(incident.c.dossier_id).where(
                incident.c.kind == "incident", incident.c.deleted_at.is_(None),
                (incident.c.solved_on.is_(None)) | (incident.c.solved_on == ""),
            )
        ):  # fmt: skip
            troubles[row.dossier_id] = troubles.get(row.dossier_id, 0) + 1
        names = {row.id: row.name or "" for row in connection.execute(select(partner.c.id, partner.c.name))}
    found = []
    for dossier_id, person in people.items():
        stay = stays[dossier_id]
        calendar = calendar_of(desk, stay, person.destination_country or "")
        if calendar is None or (person.state != DossierState.ACTIVE and calendar.spent.first > today):
            continue
        if since is not None and calendar.spent.last < since:
            continue
        states = {
            each.number: sheet_state(desk, each, sheet_slot(dossier_id, each.number) in came)
            for each in calendar.sheets
        }
        country = desk.programme.label("country", person.destination_country) if person.destination_country else ""
        found.append(
            AbroadRow(
                dossier_id=dossier_id,
                name=f"{person.first_name} {person.surname}".strip(),
                structure_code=person.structure_code or "",
                calendar=calendar,
                part=calendar.part_on(today),
                where=", ".join(part for part in (person.destination_town, country) if part),
                company=names.get(stay["company_id"], ""),
                correspondent_id=stay["correspondent_id"] or "",
                late=tuple(each for each in calendar.sheets if states[each.number] is SheetState.LATE),
                next_sheet=next(
                    (each for each in calendar.sheets if states[each.number] in (SheetState.DUE, SheetState.COMING)),
                    None,
                ),
                open_incidents=troubles.get(dossier_id, 0),
                contribution=stay["contribution"],
                states=states,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.calendar.spent.first, row.name)))
