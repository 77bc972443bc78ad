"""An early return: a stay that ends before its day, corrected when it was badly known, taken back when it did not take place."""

from __future__ import annotations

from datetime import date

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField, Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.field_changes import field_changes
from chance_desktop.casework.stays.stays import calendar_of, follow_calendar, stay_row, write_stay
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.runtime.words import _
from chance_desktop.store.writing.stamps import Stamps


def return_early(
    desk: Desk, dossier_id: str, kind: str, reason: str, on: date, seen: Stamps | None = None
) -> Outcome[None]:
    """Record that the stay ended before its day; what was still due after it no longer is. `seen` are the stamps of the stay.

    Raises `ReasonNeeded`, or `InvalidField` for a day outside the stay or a kind that is not declared.
    """
    if kind not in {choice.code for choice in desk.programme.early_return_kinds}:
        raise InvalidField("early_return_kind", _("Choisissez le motif du retour."), _("Prenez-le dans la liste."))
    if not reason.strip():
        raise ReasonNeeded(Reasoned.EARLY_RETURN)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row = stay_row(work.connection, dossier_id)
        planned = calendar_of(desk, {**row, "early_return_on": None}, str(record.dossier["destination_country"] or ""))
        if planned is None or not planned.planned.holds(on):
            raise InvalidField("early_return_on", _("Ce jour n’est pas dans le séjour."), _("Vérifiez la date."))
        values: dict[str, Value] = {
            "early_return_on": on.isoformat(), "early_return_kind": kind, "early_return_reason": reason.strip(),
        }  # fmt: skip
        write_stay(work, dossier_id, values, seen)
        follow_calendar(work, {**row, **values}, record.dossier)
        changes = [each for each in field_changes("stay", row, values) if each.corrects]
        corrected = entry(Event.EARLY_RETURN_CORRECTED, changes=changes) if changes else None
        work.journal(dossier_id, corrected or entry(Event.EARLY_RETURN, kind=kind, reason=reason.strip()), on)
        work.touch(dossier_id, ChangeKind.DOSSIER, ChangeKind.STAY)
    return work.outcome(None, _("Retour anticipé"))


def stay_to_the_end(desk: Desk, dossier_id: str, reason: str, seen: Stamps | None = None) -> Outcome[None]:
    """Take back an early return noted by mistake: the stay ends on its day again. Raises `ReasonNeeded`."""
    if not reason.strip():
        raise ReasonNeeded(Reasoned.STAY_TO_THE_END)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        none: dict[str, Value] = dict.fromkeys(("early_return_on", "early_return_kind", "early_return_reason"), "")
        row = {**stay_row(work.connection, dossier_id), **none}
        if write_stay(work, dossier_id, none, seen):
            follow_calendar(work, row, record.dossier)
            work.journal(dossier_id, entry(Event.EARLY_RETURN_TAKEN_BACK, reason=reason.strip()))
            work.touch(dossier_id, ChangeKind.DOSSIER, ChangeKind.STAY)
    return work.outcome(None, _("Retour anticipé retiré"))
