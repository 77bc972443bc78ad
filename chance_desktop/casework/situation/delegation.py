"""Pass dossiers to a colleague, singly or together, for a time or for good; reminders follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import Counsellor, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_records
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import Entry, entry
from chance_desktop.domain.roles import FollowRole
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.rows.kept import field_value
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import dossier
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps


class DayPast(ExpectedError):
    """A hand-over until a day that is past."""

    def __init__(self) -> None:
        super().__init__(_("Ce jour est déjà passé."), _("Choisissez aujourd’hui ou un jour à venir."))


def seen_of(desk: Desk, ids: Iterable[str]) -> dict[str, Stamps]:
    """The stamps of dossiers about to be passed on, by row, as they are when that is asked."""
    with desk.reading() as connection:
        query = select(dossier.c.id, dossier.c.stamps).where(among(dossier.c.id, ids))
        return {row.id: read_stamps(row.stamps) for row in connection.execute(query)}


def hand_over(
    desk: Desk,
    ids: Iterable[str],
    to: str,
    role: str,
    until: date | None = None,
    seen: Mapping[str, Stamps] | None = None,
) -> Outcome[int]:
    """Pass dossiers to a colleague: for good (`role` is a `FollowRole`), or until a day as a stand-in.

    Reminders follow, because lists and the home page look at the dossier. What comes back to the one who had it, or goes for
    good to the stand-in, is stood in for no longer. `seen` is what `seen_of` gave. Raises `DayPast`.
    """
    if until is not None and until < desk.today():
        raise DayPast
    with desk.working() as work:
        records = read_records(work.connection, ids)
        people = read_counsellors(work.connection, desk.branch_id)
        colleague = people[to]
        for record in records.values():
            looked_at = displayed((seen or {}).get(record.id), record.dossier["stamps"])
            work.tx.update("dossier", record.id, _hand_over_values(record.dossier, to, role, until), looked_at)
            former = people.get(str(field_value(record.dossier, _whose(role)) or ""))
            work.journal(record.id, _line(colleague, role, until, former if former != colleague else None))
            work.touch(record.id, ChangeKind.DOSSIER)
    label = plural("{n} dossier confié", "{n} dossiers confiés", len(records))
    return work.outcome(len(records), label)


def _hand_over_values(row: KeptDossier, to: str, role: str, until: date | None) -> dict[str, Value]:
    if until is not None:
        return {"stand_in_id": to, "stand_in_until": until.isoformat()}
    whose = _whose(role)
    over: dict[str, Value] = {"stand_in_id": "", "stand_in_until": ""} if row["stand_in_until"] else {}
    return {whose: to, **(over if to in (field_value(row, whose), row["stand_in_id"]) else {})}


def _whose(role: str) -> str:
    """The field of the dossier that names who has a role."""
    return "referent_id" if role == FollowRole.REFERENT else "accompanying_id"


def _line(colleague: Counsellor, role: str, until: date | None, former: Counsellor | None) -> Entry:
    name = colleague.full_name
    if until is not None:
        return entry(Event.HANDED_FOR_A_TIME, name=name, day=until)
    as_what = (FollowRole.REFERENT if role == FollowRole.REFERENT else FollowRole.ACCOMPANYING).value
    return entry(Event.HANDED_OVER, name=name, role=as_what, former=former.full_name if former is not None else "")
