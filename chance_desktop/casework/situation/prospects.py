"""People to approach: those who did not come by themselves. They have no dossier yet; what is known of them waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.office.counsellors import author_name, read_counsellors
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import said_values
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.casework.situation.create_dossier import (
    LikelyDuplicate,
    NameNeeded,
    NewPerson,
    find_likely,
    person_values,
    write_dossier,
)
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.rows.dossier import KeptDossier
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED, contact, dossier, person
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

PROSPECT = DossierState.PROSPECT.value
STILL_AFTER = timedelta(days=14)
"""Somebody to approach whom nobody spoke to for this long is told on the home page."""


@dataclass(frozen=True, slots=True)
class Approached:
    """A person to approach. `contacts` counts the times they were spoken to, `events` the meetings they came to."""

    dossier_id: str
    name: str
    town: str
    phone: str
    email: str
    met_through: str
    prior_stay: bool | None
    note: str
    since: date | None
    contacts: int
    last_contact: date | None
    events: int
    seen: Stamps


class _Prospect(KeptDossier):
    """A dossier with who it is of, and how they are reached."""

    first_name: str | None
    surname: str | None
    town: str | None
    phone: str | None
    email: str | None


def to_approach(desk: Desk) -> tuple[Approached, ...]:
    """People to approach, those nobody spoke to for longest first."""
    attendance = SYNCED["attendance"]
    query = (
        select(dossier, person.c.first_name, person.c.surname, person.c.town, person.c.phone, person.c.email)
        .join(person, person.c.id == dossier.c.person_id)
        .where(dossier.c.state == PROSPECT, dossier.c.deleted_at.is_(None))
    )
    with desk.reading() as connection:
        rows = kept_rows(connection, _Prospect, query)
        wanted = [row["id"] for row in rows]
        spoken: dict[str, list[str]] = {}
        for each in connection.execute(
            select(contact.c.dossier_id, contact.c.on).where(contact.c.dossier_id.in_(wanted))
        ):
            spoken.setdefault(each.dossier_id, []).append(each.on)
        came: dict[str, int] = {}
        for each in connection.execute(
            select(attendance.c.dossier_id).where(
                attendance.c.dossier_id.in_(wanted), attendance.c.came.is_(True), attendance.c.deleted_at.is_(None)
            )
        ):
            came[each.dossier_id] = came.get(each.dossier_id, 0) + 1
    found = (
        Approached(
            dossier_id=row["id"],
            name=f"{row['first_name'] or ''} {row['surname'] or ''}".strip(),
            town=row["town"] or "",
            phone=row["phone"] or "",
            email=row["email"] or "",
            met_through=label_in(desk.programme.met_through, row["met_through"]),
            prior_stay=None if row["prior_stay"] is None else bool(row["prior_stay"]),
            note=row["approach_note"] or "",
            since=kept_day(row["entered_on"]),
            contacts=len(spoken.get(row["id"], ())),
            last_contact=date.fromisoformat(max(spoken[row["id"]])) if row["id"] in spoken else None,
            events=came.get(row["id"], 0),
            seen=read_stamps(row["stamps"]),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.last_contact or date.min, each.since or date.min, each.name)))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A time somebody was spoken to."""

    on: date
    how: str
    text: str
    by: str


def spoken_to(desk: Desk, dossier_id: str) -> tuple[Spoken, ...]:
    """When and how a person was spoken to, the latest first."""
    query = select(contact).where(contact.c.dossier_id == dossier_id)
    with desk.reading() as connection:
        people = read_counsellors(connection, desk.branch_id)
        rows = connection.execute(query.order_by(contact.c.on.desc(), contact.c.id.desc())).all()
    means = desk.programme.attempt_means
    return tuple(
        Spoken(date.fromisoformat(row.on), label_in(means, row.how), row.text or "", author_name(people, row.by or ""))
        for row in rows
    )


def left_waiting(desk: Desk) -> tuple[Approached, ...]:
    """People to approach whom nobody spoke to for two weeks, the longest first."""
    limit = desk.today() - STILL_AFTER
    return tuple(each for each in to_approach(desk) if (each.last_contact or each.since or date.min) <= limit)


def approach(
    desk: Desk, new: NewPerson, met_through: str = "", note: str = "", prior_stay: bool | None = None,
    on: date | None = None, despite: tuple[str, ...] = (),
) -> Outcome[str]:  # fmt: skip
    """Note a person to approach; returns the row.

    Raises `NameNeeded`, `LikelyDuplicate` (as for a dossier), `InvalidField` or `NeverStored`.
    """
    if not new.surname.strip() or not new.first_name.strip():
        raise NameNeeded
    if met_through and met_through not in {choice.code for choice in desk.programme.met_through}:
        raise InvalidField("met_through", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    refuse_never_stored(note)
    with desk.working() as work:
        likely = find_likely(work.connection, new)
        if any(each.dossier_id not in despite for each in likely):
            raise LikelyDuplicate(likely)
        values: dict[str, Value] = {"state": PROSPECT, "met_through": met_through, "approach_note": note.strip()}
        if prior_stay is not None:
            values["prior_stay"] = prior_stay
        given = said_values(values)
        made = write_dossier(work, person_values(new), given, on or desk.today())
    return work.outcome(made, _("Personne à rencontrer ajoutée"))


def note_contact(desk: Desk, dossier_id: str, how: str, text: str, on: date | None = None) -> Outcome[None]:
    """Note that someone was spoken to. Raises `DossierUnknown`, `InvalidField` or `NeverStored`."""
    refuse_never_stored(text)
    if how not in {choice.code for choice in desk.programme.attempt_means}:
        raise InvalidField("how", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    day = on or desk.today()
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        line: dict[str, Value] = {
            "dossier_id": dossier_id, "how": how, "on": day.isoformat(), "text": text.strip(),
            "by": work.tx.by,
        }  # fmt: skip
        work.tx.create("contact", line)
        work.journal(dossier_id, entry(Event.CONTACTED, means=how, text=text.strip()), day)
        work.touch(dossier_id, ChangeKind.CONTACT)
    return work.outcome(None)


def begin_dossier(desk: Desk, dossier_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """The person wants to go on: what is known becomes a dossier of the list. Raises `DossierUnknown`."""
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        work.tx.update(
            "dossier", dossier_id, {"state": DossierState.ACTIVE.value}, displayed(seen, record.dossier["stamps"])
        )
        work.journal(dossier_id, entry(Event.DOSSIER_BEGUN))
        work.touch(dossier_id, ChangeKind.DOSSIER)
    return work.outcome(None, _("Dossier commencé"))
