"""A dossier passes to another Mission Locale: the office asks, the Region decides, and nothing is counted twice.

The former office keeps its copy, hidden, until the Region has everything it wrote; `sync.delivery.leaving` drops it then. The person
stays counted at the office of entry (`entry_structure`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import dossier, person
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps


class SameMissionLocale(ExpectedError):
    """A transfer to where the dossier already is."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce dossier est déjà suivi par cette Mission Locale."), _("Choisissez-en une autre dans la liste.")
        )


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """A dossier an office asked to pass on, as the Region sees it."""

    dossier_id: str
    name: str
    file_number: str
    from_structure: str
    to_structure: str
    asked_on: str
    reason: str
    seen: Stamps


def ask_transfer(
    desk: Desk, dossier_id: str, structure_code: str, reason: str, seen: Stamps | None = None
) -> Outcome[None]:
    """Ask the Region to pass a dossier to another Mission Locale. Raises `ReasonNeeded` or `SameMissionLocale`."""
    if not reason.strip():
        raise ReasonNeeded(Reasoned.TRANSFER)
    desk.programme.office(structure_code)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        if record.dossier["structure_code"] == structure_code:
            raise SameMissionLocale
        work.tx.update("dossier", dossier_id, {
            "transfer_to": structure_code, "transfer_asked_on": desk.today().isoformat(),
            "transfer_reason": reason.strip(),
        }, displayed(seen, record.dossier["stamps"]))  # fmt: skip
        work.journal(dossier_id, entry(Event.TRANSFER_ASKED, office=structure_code, reason=reason.strip()))
        work.touch(dossier_id, ChangeKind.DOSSIER)
    return work.outcome(None, _("Transmission demandée"))


def transfer_requests(desk: Desk) -> tuple[TransferRequest, ...]:
    """The transfers offices ask for, oldest first."""
    columns = dossier.c
    query = (
        select(dossier, person.c.first_name, person.c.surname)
        .join(person, person.c.id == columns.person_id)
        .where(
            columns.transfer_to.is_not(None), columns.transfer_to != "", columns.transfer_to != columns.structure_code,
            columns.deleted_at.is_(None),
        )
        .order_by(columns.transfer_asked_on, columns.id)
    )  # fmt: skip
    with desk.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(
        TransferRequest(
            dossier_id=row.id,
            name=f"{row.first_name or ''} {row.surname or ''}".strip(),
            file_number=row.file_number or "",
            from_structure=row.structure_code or "",
            to_structure=row.transfer_to,
            asked_on=row.transfer_asked_on or "",
            reason=row.transfer_reason or "",
            seen=read_stamps(row.stamps),
        )
        for row in rows
        if not row.transfer_refused_on or row.transfer_refused_on < (row.transfer_asked_on or "")
    )


def transfer(desk: Desk, dossier_id: str, structure_code: str, seen: Stamps | None = None) -> Outcome[None]:
    """Pass a dossier to another Mission Locale. For the Region; raises `NotTheRegion` or `SameMissionLocale`."""
    only_the_region(desk)
    desk.programme.office(structure_code)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row = record.dossier
        if row["structure_code"] == structure_code:
            raise SameMissionLocale
        values: dict[str, str | int | float | bool | None] = {"structure_code": structure_code, "transfer_to": ""}
        if not row["entry_structure"]:
            values["entry_structure"] = row["structure_code"]
        for name in ("branch_id", "referent_id", "accompanying_id", "stand_in_id"):
            # the people of the former office do not follow: the next one names its own
            if row[name]:
                values[name] = ""
        work.tx.update("dossier", dossier_id, values, displayed(seen, row["stamps"]))
        work.journal(dossier_id, entry(Event.TRANSFER_DONE, office=structure_code, former=row["structure_code"]))
        work.touch(dossier_id, ChangeKind.DOSSIER)
    return work.outcome(None, _("Dossier transmis"))


def refuse_transfer(desk: Desk, dossier_id: str, reason: str, seen: Stamps | None = None) -> Outcome[None]:
    """Refuse a transfer, with its reason. For the Region; raises `NotTheRegion` or `ReasonNeeded`."""
    only_the_region(desk)
    if not reason.strip():
        raise ReasonNeeded(Reasoned.TRANSFER_REFUSED)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        values = {"transfer_refused_on": desk.today().isoformat()}
        work.tx.update("dossier", dossier_id, dict(values), displayed(seen, record.dossier["stamps"]))
        work.journal(dossier_id, entry(Event.TRANSFER_REFUSED, day=desk.today(), reason=reason.strip()))
        work.touch(dossier_id, ChangeKind.DOSSIER)
    return work.outcome(None, _("Transmission refusée"))
