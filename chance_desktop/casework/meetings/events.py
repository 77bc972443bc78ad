"""Meetings of several people: information meetings, sponsorship meetings, days of interviews, partners; who came, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import Card, card_row, read_card, remove_card, save_card, tell
from chance_desktop.casework.cards.values import Typed
from chance_desktop.casework.forms.answers import Filled, Subject, filled, form_code
from chance_desktop.casework.meetings.interview_days import follow_day, interviews_of
from chance_desktop.casework.session.access import owns
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import CardGone, InvalidField, Reasoned, ReasonNeeded
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import said_values, write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme.declared import has_role
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.rows.kept import field_text
from chance_desktop.domain.rows.meetings import KeptAttendance, KeptEvent
from chance_desktop.domain.states import EventKind, FormRole, Part
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_row
from chance_desktop.store.schema.tables import AT_THE_REGION, SYNCED, dossier_summary
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

_LONGEST_NAME = 200

table = SYNCED["event"]
attendance = SYNCED["attendance"]
sponsor = SYNCED["sponsor"]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone expected or met: a young person, a sponsor, or anyone named. `came` is not known before the meeting.

    `cancelled_reason` says why an interview was cancelled by itself: they are not expected any more.
    """

    id: str
    role: str
    name: str
    organisation: str
    at: str
    came: bool | None
    dossier_id: str
    sponsor_id: str
    lodged: bool
    seen: Stamps
    cancelled_reason: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """A meeting, whole."""

    card: Card
    kind_label: str
    mode_label: str
    guides: tuple[str, ...]
    attendees: tuple[Attendee, ...]
    held: bool | None
    cancelled_reason: str
    report: Filled | None
    of_interviews: bool

    @property
    def on(self) -> date:
        """The day."""
        return date.fromisoformat(self.card.text("on"))

    @property
    def came(self) -> int:
        """How many came."""
        return sum(each.came is True for each in self.attendees)

    @property
    def without_dossier(self) -> int:
        """Young people who came and have lodged no dossier."""
        return sum(each.came is True and each.role == Part.YOUNG and not each.lodged for each in self.attendees)


def open_event(desk: Desk, event_id: str) -> EventView:
    """A meeting with its attendees and its report. Raises `CardGone`."""
    card = read_card(desk, EVENT, event_id)
    with desk.reading() as connection:
        people = tuple(_attendees(connection, event_id))
    programme, kind = desk.programme, card.text("kind")
    guides = card.values["guides"]
    subject = Subject(event_id, structure_code=_owner(desk, card.row))
    met_sponsors = has_role(programme.event_kinds, kind, EventKind.SPONSORSHIP)
    report = form_code(desk, FormRole.SPONSORSHIP_REPORT) if met_sponsors else ""
    return EventView(
        card=card,
        kind_label=label_in(programme.event_kinds, kind),
        mode_label=label_in(programme.meeting_modes, card.text("mode")),
        guides=tuple(label_in(programme.guides, code) for code in guides) if isinstance(guides, tuple) else (),
        attendees=people,
        held=None if card.row["held"] is None else bool(card.row["held"]),
        cancelled_reason=card.text("cancelled_reason"),
        of_interviews=has_role(programme.event_kinds, kind, EventKind.INTERVIEWS),
        report=filled(desk, report, subject) if report else None,
    )


def invite(
    desk: Desk, event_id: str, *, dossier_id: str = "", sponsor_id: str = "", name: str = "", organisation: str = "",
    role: str = "", at: str = "", came: bool | None = None,
) -> Outcome[str]:  # fmt: skip
    """Expect someone at a meeting: a young person by their dossier, a sponsor, or anyone by name; returns the row.

    Someone who is on the list already stays there once, and what was noted of them stays.

    Raises `CardGone`, `DossierUnknown`, or `InvalidField` for someone without a name.
    """
    if not (dossier_id or sponsor_id or name.strip()):
        raise InvalidField("name", _("Il manque le nom de la personne."), _("Écrivez-le, ou choisissez quelqu’un."))
    values: dict[str, Value] = {
        "role": role or (Part.YOUNG if dossier_id else Part.SPONSOR if sponsor_id else Part.GUEST).value,
        "name": name.strip()[:_LONGEST_NAME], "organisation": organisation.strip()[:_LONGEST_NAME], "at": at, "came": came,
    }  # fmt: skip
    if sponsor_id:
        values |= {"sponsor_id": sponsor_id}
    with desk.working() as work:
        event = _event_row(work, event_id)
        slot, written = _expect(work, event, dossier_id, sponsor_id or name.strip().casefold(), values)
        _follow(work, event)
    return work.outcome(slot, _("Personne ajoutée") if written else _("Déjà sur la liste"))


def invite_young(desk: Desk, event_id: str, dossiers: Sequence[str], at: str = "") -> Outcome[int]:
    """Expect several young people at once, undone together; returns how many were not on the list yet.

    Raises `CardGone` or `DossierUnknown`.
    """
    values: dict[str, Value] = {"role": Part.YOUNG.value, "name": "", "organisation": "", "at": at, "came": None}
    with desk.working() as work:
        event = _event_row(work, event_id)
        added = sum(_expect(work, event, dossier_id, "", values)[1] for dossier_id in dict.fromkeys(dossiers))
        _follow(work, event)
    told = plural("{n} personne ajoutée", "{n} personnes ajoutées", added) if added else _("Déjà sur la liste")
    return work.outcome(added, told)


def _expect(work: Work, event: KeptEvent, dossier_id: str, named: str, values: Mapping[str, Value]) -> tuple[str, bool]:
    """Put someone on the list, by their dossier or as `named`; the row, and whether anything of it was written."""
    slot = slot_id(event["id"], f"attendance/{dossier_id or named}")
    owner: dict[str, Value] = {"structure_code": _owner(work.desk, event), "event_id": event["id"]}
    if dossier_id:
        read_record(work.connection, dossier_id)
        values = {**values, "dossier_id": dossier_id}
    written = bool(write_row(work, "attendance", slot, owner, said_values(dict(values))))
    if dossier_id and written:
        work.journal(dossier_id, entry(Event.GATHERING_JOINED, kind=event["kind"], day=event["on"]))
    tell(work, EVENT, event["id"], dossier_id)
    return slot, written


def mark_came(
    desk: Desk, attendances: Mapping[str, bool | None], seen: Mapping[str, Stamps] | None = None
) -> Outcome[None]:
    """Note who came, also in their dossiers; the meeting was held as long as someone did. `seen` are the stamps displayed, by row.

    Raises `CardGone`.
    """
    with desk.working() as work:
        for row_id, came in attendances.items():
            row = _attendance_row(work, row_id)
            work.tx.update("attendance", row_id, {"came": came}, displayed((seen or {}).get(row_id), row["stamps"]))
            work.tx.flush()
            event = _event_row(work, row["event_id"])
            _follow_attendance(work, event, corrected=bool(row["came"]) and not came)
            # an interview tells it itself, as it follows its day
            of_interviews = has_role(desk.programme.event_kinds, event["kind"], EventKind.INTERVIEWS)
            if row["dossier_id"] and came is not None and not of_interviews:
                told = Event.GATHERING_CAME if came else Event.GATHERING_MISSED
                work.journal(row["dossier_id"], entry(told, kind=event["kind"], day=event["on"]))
            tell(work, EVENT, row["event_id"], row["dossier_id"] or "")
            _follow(work, event)
    return work.outcome(None, _("Présences notées"))


def _follow_attendance(work: Work, event: KeptEvent, *, corrected: bool) -> None:
    """A meeting is held as soon as someone came, and no longer once the last one who did is corrected."""
    if not owns(work.desk, event["structure_code"]):
        return
    query = select(attendance.c.id).where(
        attendance.c.event_id == event["id"], attendance.c.came.is_(True), attendance.c.deleted_at.is_(None)
    )
    anyone = work.connection.execute(query.limit(1)).first() is not None
    if anyone and not event["held"]:
        work.tx.update("event", event["id"], {"held": True}, read_stamps(event["stamps"]))
    elif corrected and not anyone and event["held"]:
        work.tx.update("event", event["id"], {"held": None}, read_stamps(event["stamps"]))


def withdraw_invitation(desk: Desk, attendance_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """Take someone off the list; it can be undone. Raises `CardGone`."""
    with desk.working() as work:
        row = _attendance_row(work, attendance_id)
        work.tx.remove("attendance", attendance_id, displayed(seen, row["stamps"]))
        tell(work, EVENT, row["event_id"], row["dossier_id"] or "")
        _follow(work, _event_row(work, row["event_id"]))
    return work.outcome(None, _("Personne retirée de la liste"))


def cancel_event(desk: Desk, event_id: str, reason: str, seen: Stamps | None = None) -> Outcome[None]:
    """Cancel a meeting with its reason; it stays in the agenda. Raises `ReasonNeeded`, `CardGone` or `SharedCard`."""
    if not reason.strip():
        raise ReasonNeeded(Reasoned.CANCELLED)
    with desk.working() as work:
        row = card_row(work, EVENT, event_id)
        values: dict[str, Value] = {"cancelled_reason": reason.strip(), "held": False}
        work.tx.update("event", event_id, values, displayed(seen, field_text(row, "stamps")))
        tell(work, EVENT, event_id, "")
        if has_role(desk.programme.event_kinds, str(row["kind"]), EventKind.INTERVIEWS):
            follow_day(work, event_id)
    return work.outcome(None, _("Rencontre annulée"))


def save_event(desk: Desk, event_id: str, typed: Mapping[str, Typed], seen: Stamps | None = None) -> Outcome[None]:
    """Save what changed of a meeting; interviews move with their day. Raises what `save_card` raises."""
    return save_card(desk, EVENT, event_id, typed, seen, follow_day)


def remove_event(desk: Desk, event_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """Take a meeting off the agenda with its attendance; interviews are cancelled with their day. It can be undone.

    Raises `CardGone` or `SharedCard`.
    """
    return remove_card(desk, EVENT, event_id, seen, follow_day)


def restore_event(desk: Desk, event_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """A meeting that was cancelled takes place after all. Raises `CardGone` or `SharedCard`."""
    with desk.working() as work:
        row = card_row(work, EVENT, event_id)
        values: dict[str, Value] = {"cancelled_reason": None, "held": None}
        work.tx.update("event", event_id, values, displayed(seen, field_text(row, "stamps")))
        tell(work, EVENT, event_id, "")
    return work.outcome(None, _("Rencontre rétablie"))


def met(desk: Desk, sponsor_id: str) -> tuple[tuple[date, str, str], ...]:
    """Whom a sponsor met: (day, dossier, name), most recent first."""
    mine, theirs = attendance.alias(), attendance.alias()
    query = (
        select(table.c.on, theirs.c.dossier_id, dossier_summary.c.first_name, dossier_summary.c.surname)
        .join(mine, mine.c.event_id == table.c.id)
        .join(theirs, theirs.c.event_id == table.c.id)
        .join(dossier_summary, dossier_summary.c.dossier_id == theirs.c.dossier_id)
        .where(
            mine.c.sponsor_id == sponsor_id, mine.c.came.is_(True), theirs.c.came.is_(True),
            mine.c.deleted_at.is_(None), theirs.c.deleted_at.is_(None), table.c.deleted_at.is_(None),
        )
        .order_by(table.c.on.desc())
    )  # fmt: skip
    alone = SYNCED["meeting"]
    apart = (
        select(alone.c.on, alone.c.dossier_id, dossier_summary.c.first_name, dossier_summary.c.surname)
        .join(dossier_summary, dossier_summary.c.dossier_id == alone.c.dossier_id)
        .where(alone.c.sponsor_id == sponsor_id, alone.c.came.is_(True), alone.c.deleted_at.is_(None))
    )
    with desk.reading() as connection:
        found = {tuple(row) for part in (query, apart) for row in connection.execute(part)}
    return tuple(
        (date.fromisoformat(on), dossier_id, f"{first} {surname}".strip())
        for on, dossier_id, first, surname in sorted(found, reverse=True)
    )


def _attendees(connection: Connection, event_id: str) -> list[Attendee]:
    query = (
        select(
            attendance, dossier_summary.c.first_name, dossier_summary.c.surname,
            SYNCED["dossier"].c.lodged_on, sponsor.c.first_name.label("sponsor_first"),
            sponsor.c.surname.label("sponsor_surname"),
        )
        .outerjoin(dossier_summary, dossier_summary.c.dossier_id == attendance.c.dossier_id)
        .outerjoin(SYNCED["dossier"], SYNCED["dossier"].c.id == attendance.c.dossier_id)
        .outerjoin(sponsor, sponsor.c.id == attendance.c.sponsor_id)
        .where(attendance.c.event_id == event_id, attendance.c.deleted_at.is_(None))
    )  # fmt: skip
    rows = connection.execute(query).all()
    interviews = interviews_of(connection, [(row.dossier_id, event_id) for row in rows if row.dossier_id])
    found = []
    for row in rows:
        seen = interviews.get((row.dossier_id, event_id))
        known = f"{row.first_name or row.sponsor_first or ''} {row.surname or row.sponsor_surname or ''}".strip()
        found.append(
            Attendee(
                id=row.id,
                role=row.role or Part.GUEST.value,
                name=known or row.name or _("Une personne"),
                organisation=row.organisation or "",
                at=row.at or "",
                came=seen["came"] if seen and row.came is None else row.came,
                dossier_id=row.dossier_id or "",
                sponsor_id=row.sponsor_id or "",
                lodged=bool(row.lodged_on),
                seen=read_stamps(row.stamps),
                cancelled_reason=(seen["cancelled_reason"] if seen else None) or "",
            )
        )
    return sorted(found, key=lambda each: (each.at, each.name.casefold()))


def _follow(work: Work, day: KeptEvent) -> None:
    """Interviews follow their day; no other sort of meeting has any."""
    if has_role(work.desk.programme.event_kinds, day["kind"], EventKind.INTERVIEWS):
        follow_day(work, day["id"])


def _owner(desk: Desk, event: Mapping[str, object]) -> str:
    """Whose the names and the report of a meeting are: what the Region notes of its own meetings stays with it."""
    return desk.structure_code or str(event["structure_code"] or AT_THE_REGION)


def _event_row(work: Work, event_id: str) -> KeptEvent:
    query = select(table).where(table.c.id == event_id, table.c.deleted_at.is_(None))
    found = kept_row(work.connection, KeptEvent, query)
    if found is None:
        raise CardGone
    return found


def _attendance_row(work: Work, row_id: str) -> KeptAttendance:
    found = kept_row(work.connection, KeptAttendance, select(attendance).where(attendance.c.id == row_id))
    if found is None or found["deleted_at"]:
        raise CardGone
    return found
