"""The Europass profile of a dossier: read with the stamps a screen carries, saved as it is typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from chance_desktop.casework.europass.sections import FieldKind, ProfileField, section_of
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import changed_values, said_values, write_slot
from chance_desktop.casework.session.rows.values import HeadView, refuse_never_stored
from chance_desktop.domain.change import Value
from chance_desktop.domain.learner.partial_dates import written_date
from chance_desktop.domain.learner.rich_text import from_plain, plain
from chance_desktop.domain.rows.europass import KeptCoverLetter
from chance_desktop.domain.rows.profile import KeptLearner, KeptLearnerEntry
from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.domain.typed.errors import EndBeforeStart, Unreadable
from chance_desktop.domain.typed.partial_days import read_partial_day
from chance_desktop.domain.typed.periods import check_period
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import Kept, kept_row, kept_rows, row_of
from chance_desktop.store.schema.tables import cover_letter, field_head, learner, learner_entry
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

Typed = str | bool | tuple[str, ...] | None
"""What a field of the profile holds on screen."""

Displayed = Stamps
"""What a screen carries from its reading to its saving, so that nothing is replaced unseen."""

_LONGEST = 20_000
_T = TypeVar("_T")


class PeriodReversed(InvalidField):
    """An end before its start: what was typed is kept aside until the other date is corrected."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of a repeated section: its columns as kept, and what its line says."""

    id: str
    section: str
    values: KeptLearnerEntry
    seen: Stamps


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The profile: its own columns, its entries in order, and the values others wrote beside, by (row, column)."""

    dossier_id: str
    values: KeptLearner
    seen: Stamps
    letter: KeptCoverLetter
    letter_seen: Stamps
    entries: tuple[EntryView, ...]
    conflicts: Mapping[tuple[str, str], tuple[HeadView, ...]]

    def of(self, section: str) -> tuple[EntryView, ...]:
        """The entries of a section."""
        return tuple(each for each in self.entries if each.section == section)

    def entry(self, entry_id: str) -> EntryView:
        """An entry by its row; raises `KeyError`."""
        for each in self.entries:
            if each.id == entry_id:
                return each
        raise KeyError(entry_id)


def profile(desk: Desk, dossier_id: str) -> ProfileView:
    """The profile of a dossier, empty when nothing was typed yet. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        read_record(connection, dossier_id)
        return read_profile(connection, dossier_id)


def read_profile(connection: Connection, dossier_id: str) -> ProfileView:
    """The profile, within a connection."""
    row = _slot_row(connection, KeptLearner, learner, dossier_id)
    letter = _slot_row(connection, KeptCoverLetter, cover_letter, dossier_id)
    query = (
        select(learner_entry)
        .where(learner_entry.c.dossier_id == dossier_id, learner_entry.c.deleted_at.is_(None))
        .order_by(learner_entry.c.position, learner_entry.c.id)
    )
    found = kept_rows(connection, KeptLearnerEntry, query)
    entries = tuple(EntryView(each["id"], each["section"] or "", each, read_stamps(each["stamps"])) for each in found)
    rows = [slot_id(dossier_id, "learner"), slot_id(dossier_id, "cover_letter"), *(each.id for each in entries)]
    return ProfileView(
        dossier_id=dossier_id,
        values=row,
        seen=read_stamps(row["stamps"] or "{}"),
        letter=letter,
        letter_seen=read_stamps(letter["stamps"] or "{}"),
        entries=entries,
        conflicts=_conflicts(connection, rows),
    )


def save_profile(desk: Desk, dossier_id: str, values: Mapping[str, Value], seen: Stamps | None = None) -> Outcome[None]:
    """Save columns of the profile, as `stored` gives them."""
    return _save_slot(desk, dossier_id, "learner", values, seen)


def save_letter(desk: Desk, dossier_id: str, values: Mapping[str, Value], seen: Stamps | None = None) -> Outcome[None]:
    """Save columns of the cover letter, as `stored` gives them."""
    return _save_slot(desk, dossier_id, "cover_letter", values, seen)


def add_entry(desk: Desk, dossier_id: str, section: str, values: Mapping[str, Value]) -> Outcome[str]:
    """Add an entry at the top of its section; returns its row. Raises `PeriodReversed`."""
    check_period_of({}, values)
    with desk.working() as work:
        made = create_entry(work, dossier_id, section, values)
    return work.outcome(made, section_of(section).add)


def save_entry(desk: Desk, entry_id: str, values: Mapping[str, Value], seen: Stamps | None = None) -> Outcome[None]:
    """Save columns of an entry. Raises `PeriodReversed`."""
    with desk.working() as work:
        row = _entry_row(work.connection, entry_id)
        changed = changed_values(row, values)
        check_period_of(row, changed)
        if changed:
            work.tx.update("learner_entry", entry_id, changed, displayed(seen, row["stamps"]))
            work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Europass modifié") if changed else "")


def remove_entry(desk: Desk, entry_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """Remove an entry; it can be undone."""
    with desk.working() as work:
        row = _entry_row(work.connection, entry_id)
        work.tx.remove("learner_entry", entry_id, displayed(seen, row["stamps"]))
        work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Ligne retirée"))


def move_entry(desk: Desk, entry_id: str, up: bool) -> Outcome[None]:
    """Exchange an entry with its neighbour in its section."""
    with desk.working() as work:
        row = _entry_row(work.connection, entry_id)
        rows = list(read_profile(work.connection, row["dossier_id"]).of(row["section"]))
        here = next(number for number, each in enumerate(rows) if each.id == entry_id)
        there = here - 1 if up else here + 1
        if 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
            for number, each in enumerate(rows):
                if each.values["position"] != number:
                    work.tx.update("learner_entry", each.id, {"position": number}, each.seen)
            work.touch(row["dossier_id"], ChangeKind.EUROPASS)
    return work.outcome(None, _("Ordre modifié"))


def create_entry(work: Work, dossier_id: str, section: str, values: Mapping[str, Value]) -> str:
    """Create an entry before the others of its section, within a transaction."""
    # those gathered in this same transaction count too
    work.tx.flush()
    query = select(learner_entry.c.position).where(
        learner_entry.c.dossier_id == dossier_id, learner_entry.c.section == section
    )
    first = min((each or 0 for each in work.connection.execute(query).scalars()), default=1) - 1
    work.touch(dossier_id, ChangeKind.EUROPASS)
    made = {"dossier_id": dossier_id, "section": section, "position": first, **said_values(values)}
    return work.tx.create("learner_entry", made)


def stored(field: ProfileField, typed: Typed, today: date, former: Value = None) -> Value:
    """The value of a column for what was typed. Raises `InvalidField` or `NeverStored`."""
    if field.kind is FieldKind.YES_NO:
        return bool(typed) if typed not in (None, "") else None
    if field.kind is FieldKind.CODES:
        codes = typed if isinstance(typed, tuple | list) else ()
        return json.dumps(list(codes), ensure_ascii=False) if codes else ""
    text = str(typed or "").strip()
    if len(text) > _LONGEST:
        raise InvalidField(field.name, _("Ce texte est trop long (20 000 caractères au plus)."), _("Raccourcissez-le."))
    refuse_never_stored(text)
    if field.kind is FieldKind.DATE and text:
        return str(_said(field, lambda: read_partial_day(text, today)))
    if field.kind is FieldKind.LONG:
        # What came in with bold or nested lists stays as it came as long as its words are the same.
        return former if isinstance(former, str) and plain(former) == text else from_plain(text)
    return _said(field, lambda: read_contacts({field.name: text}, "")[field.name])


def check_period_of(row: Mapping[str, object], values: Mapping[str, Value]) -> None:
    """Refuse an end before its start, where one of them is saved. Raises `PeriodReversed`."""
    said = [name for name in ("until", "since") if name in values]
    whole = {**row, **values}
    if not said or whole.get("current"):
        return
    try:
        check_period(str(whole.get("since") or ""), str(whole.get("until") or ""))
    except EndBeforeStart as wrong:
        raise PeriodReversed(said[0], wrong.sentence, wrong.next_step) from wrong


def _said(field: ProfileField, read: Callable[[], _T]) -> _T:
    try:
        return read()
    except Unreadable as wrong:
        raise InvalidField(field.name, wrong.sentence, wrong.next_step) from wrong


def shown(field: ProfileField, value: object) -> Typed:
    """What a field shows for the value of its column."""
    if field.kind is FieldKind.YES_NO:
        return None if value is None else bool(value)
    if field.kind is FieldKind.CODES:
        return tuple(json.loads(str(value))) if value else ()
    text = str(value or "")
    if field.kind is FieldKind.DATE:
        return written_date(text)
    return plain(text) if field.kind is FieldKind.LONG else text


def _save_slot(
    desk: Desk, dossier_id: str, table: str, values: Mapping[str, Value], seen: Stamps | None
) -> Outcome[None]:
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        done = write_slot(work, table, dossier_id, values, seen)
        if done:
            work.touch(dossier_id, ChangeKind.EUROPASS)
    return work.outcome(None, _("Europass modifié") if done else "")


def _slot_row(connection: Connection, kind: type[Kept], table: Table, dossier_id: str) -> Kept:
    query = select(table).where(table.c.id == slot_id(dossier_id, table.name), table.c.deleted_at.is_(None))
    return kept_row(connection, kind, query) or row_of(kind, {})


def _entry_row(connection: Connection, entry_id: str) -> KeptLearnerEntry:
    found = kept_row(connection, KeptLearnerEntry, select(learner_entry).where(learner_entry.c.id == entry_id))
    if found is None:
        raise InvalidField("", _("Cette ligne n’existe plus."), _("Rouvrez l’onglet Europass."))
    return found


def _conflicts(connection: Connection, rows: list[str]) -> dict[tuple[str, str], tuple[HeadView, ...]]:
    query = select(field_head).where(field_head.c.row_id.in_(rows)).order_by(field_head.c.stamp)
    found: dict[tuple[str, str], tuple[HeadView, ...]] = {}
    for each in connection.execute(query):
        head = HeadView(json.loads(each.value), each.by)
        found[each.row_id, each.field] = (*found.get((each.row_id, each.field), ()), head)
    return found
