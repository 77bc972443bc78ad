"""The placement desk: accepted dossiers without a placement, correspondents asked, chased and what they answer, who goes where.

A correspondent chased is a row more of the search, for the same correspondent and offer: the rows that follow one another
without an answer are shown as one search, and what is answered is written in the last of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from chance_desktop.casework.cards.kinds import STAY
from chance_desktop.casework.cards.options import codes_allowed
from chance_desktop.casework.cards.values import Typed, stored_values
from chance_desktop.casework.journal.stay_lines import note_changes
from chance_desktop.casework.region.instruction import Standing
from chance_desktop.casework.region.search_rows import (
    NamedSearch,
    folded,
    is_answer,
    last_row,
    rows_asking,
    search_row,
    search_table,
)
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record, read_records
from chance_desktop.casework.session.rows.row_slots import changed_values, said_values
from chance_desktop.casework.session.rows.values import refuse_never_stored
from chance_desktop.casework.stays.stays import read_rows, stay_row, write_stay
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.states import DossierState
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, long_date
from chance_desktop.store.engines.batches import among
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

decision_table = SYNCED["decision"]

PROPOSED = "proposed"
"""The answer that gives a placement; the programme declares the others."""


class AnsweredMeanwhile(ExpectedError):
    """A correspondent to chase who has answered already."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce correspondant a répondu entre-temps."), _("Fermez cette fenêtre\u00a0: la liste est à jour.")
        )


class Gesture(StrEnum):
    """What comes next for someone to place."""

    ASK = "ask"
    CHASE = "chase"
    WAIT = "wait"
    ASSIGN = "assign"


@dataclass(frozen=True, slots=True)
class Search:
    """A correspondent asked for a placement, chased perhaps, and what they answered.

    `waiting_days` are counted from the last time they were asked; `late` is that they should be chased. `note` and `seen` are
    those of the row answers are written in, `former_notes` those of the times before.
    """

    id: str
    correspondent_id: str
    correspondent: str
    offer_id: str
    offer: str
    asked_on: date
    chased_on: tuple[date, ...]
    answered_on: date | None
    answer: str
    answer_label: str
    note: str
    former_notes: tuple[str, ...]
    waiting_days: int
    late: bool
    seen: Stamps
    each_seen: Mapping[str, Stamps]
    """Of each time it was asked, by row."""

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return not is_answer(self.answer)

    @property
    def last_asked_on(self) -> date:
        """The last time they were asked."""
        return self.chased_on[-1] if self.chased_on else self.asked_on


@dataclass(frozen=True, slots=True)
class ToPlace:
    """An accepted dossier that has no company yet. `searches` are the latest first, `seen` the stamps of its stay."""

    dossier_id: str
    name: str
    file_number: str
    structure_code: str
    accepted_on: date
    country: str
    language: str
    level: str
    project: str
    searches: tuple[Search, ...]
    waiting_days: int
    seen: Stamps

    @property
    def proposal(self) -> Search | None:
        """The latest placement proposed."""
        return next((each for each in self.searches if each.answer == PROPOSED), None)

    @property
    def gesture(self) -> Gesture:
        """What comes next: give what is proposed, chase who is late, wait for the others, ask someone."""
        if self.proposal is not None:
            return Gesture.ASSIGN
        if any(each.late for each in self.searches):
            return Gesture.CHASE
        return Gesture.WAIT if any(each.waiting for each in self.searches) else Gesture.ASK


def to_place(desk: Desk) -> tuple[ToPlace, ...]:
    """Accepted dossiers without a company, the longest waiting first."""
    with desk.reading() as connection:
        accepted = accepted_since(connection)
        stays = read_rows(connection, accepted)
        waiting = [each for each in accepted if each not in stays or not stays[each]["company_id"]]
        records = read_records(connection, waiting)
        searches = _searches(desk, connection, records)
    programme = desk.programme
    found = []
    for record in records.values():
        row = record.dossier
        if row["state"] != DossierState.ACTIVE:
            continue
        since, stay = accepted[record.id], stays.get(record.id)
        found.append(
            ToPlace(
                dossier_id=record.id,
                name=f"{record.person['first_name'] or ''} {record.person['surname'] or ''}".strip(),
                file_number=row["file_number"] or "",
                structure_code=row["structure_code"] or "",
                accepted_on=since,
                country=programme.label("country", row["destination_country"]) if row["destination_country"] else "",
                language=programme.label("language", row["language"]) if row["language"] else "",
                level=row["language_level"] or "",
                project=row["project"] or "",
                searches=searches.get(record.id, ()),
                waiting_days=(desk.today() - since).days,
                seen=read_stamps(stay["stamps"]) if stay else {},
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.waiting_days, each.name)))


def ask_correspondent(
    desk: Desk, dossier_id: str, correspondent_id: str, offer_id: str = "", note: str = "", on: date | None = None
) -> Outcome[str]:
    """Note that a correspondent was asked for a placement, that of the offer when none is named; returns the row.

    Raises `NotTheRegion`, `NeverStored`, or `InvalidField`: nobody is named, the day is to come, or they were asked already.
    """
    only_the_region(desk)
    refuse_never_stored(note)
    day = _a_day_past(desk, on)
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        asked = correspondent_id or _correspondent_of(work.connection, offer_id)
        if not asked and not offer_id:
            raise InvalidField(
                "correspondent_id", _("Choisissez un correspondant ou une offre."), _("Prenez-le dans la liste.")
            )
        former = last_row(work.connection, dossier_id, asked, offer_id)
        if former is not None and not is_answer(former["answer"]):
            told = _("Ce correspondant a déjà été sollicité le {day}, et n’a pas encore répondu.")
            raise InvalidField(
                "correspondent_id", told.format(day=long_date(date.fromisoformat(former["asked_on"]))),
                _("Relancez-le, ou notez sa réponse."),
            )  # fmt: skip
        made = _ask(work, {"dossier_id": dossier_id, "correspondent_id": asked, "offer_id": offer_id}, note, day)
    return work.outcome(made, _("Sollicitation notée"))


def chase_correspondent(desk: Desk, search_id: str, note: str = "", on: date | None = None) -> Outcome[str]:
    """Note that a correspondent who has not answered was asked again; returns the row.

    Raises `NotTheRegion`, `NeverStored`, `CardGone`, `AnsweredMeanwhile`, or `InvalidField` for a day that does not come after
    the last time they were asked.
    """
    only_the_region(desk)
    refuse_never_stored(note)
    day = _a_day_past(desk, on)
    with desk.working() as work:
        last = search_row(work.connection, search_id)
        if is_answer(last["answer"]):
            raise AnsweredMeanwhile
        if day.isoformat() <= last["asked_on"]:
            told = _("Ce correspondant a déjà été sollicité le {day}.")
            raise InvalidField(
                "on", told.format(day=long_date(date.fromisoformat(last["asked_on"]))),
                _("Donnez un jour qui vient après."),
            )  # fmt: skip
        owner = {name: last[name] for name in ("dossier_id", "correspondent_id", "offer_id")}
        made = _ask(work, owner, note, day)
    return work.outcome(made, _("Relance notée"))


def note_answer(
    desk: Desk, search_id: str, answer: str, note: str | None = None, seen: Stamps | None = None, on: date | None = None
) -> Outcome[None]:
    """Note what a correspondent answered, or that the answer is still to come; a note that is not given stays as it was.

    Raises `NotTheRegion`, `NeverStored`, `CardGone`, or `InvalidField` for an answer that is not declared or a day that is not
    between the request and today.
    """
    only_the_region(desk)
    refuse_never_stored(note or "")
    day = _a_day_past(desk, on)
    if answer not in {choice.code for choice in desk.programme.search_answers}:
        raise InvalidField("answer", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    with desk.working() as work:
        row = search_row(work.connection, search_id)
        if day.isoformat() < row["asked_on"]:
            raise InvalidField("on", _("Ce jour est avant la sollicitation."), _("Vérifiez la date."))
        values: dict[str, Value] = {"answer": answer, "answered_on": day.isoformat() if is_answer(answer) else ""}
        if note is not None:
            values["note"] = note.strip()
        changed = changed_values(row, values)
        if changed:
            # chased meanwhile: the answer is to the last request, of which nothing was displayed yet
            looked_at = displayed(seen if row["id"] == search_id else None, row["stamps"])
            work.tx.update("placement_search", row["id"], changed, looked_at)
            work.touch(row["dossier_id"], ChangeKind.PLACEMENT_SEARCH)
    return work.outcome(None, _("Réponse notée"))


def remove_search(desk: Desk, search_id: str, seen: Mapping[str, Stamps] | None = None) -> Outcome[None]:
    """Take back a request noted by mistake, with the times it was repeated; it can be undone.

    `seen` are the stamps displayed of each time, by row. Raises `NotTheRegion` or `CardGone`.
    """
    only_the_region(desk)
    with desk.working() as work:
        last = search_row(work.connection, search_id)
        rows = rows_asking(work.connection, last["dossier_id"], last["correspondent_id"], last["offer_id"])
        for row in next(one for one in folded(rows) if one[-1]["id"] == last["id"]):
            looked_at = displayed((seen or {}).get(row["id"]), row["stamps"])
            work.tx.remove("placement_search", row["id"], looked_at)
        work.touch(last["dossier_id"], ChangeKind.PLACEMENT_SEARCH)
    return work.outcome(None, _("Sollicitation retirée"))


def assign(desk: Desk, dossier_id: str, typed: Mapping[str, Typed], seen: Stamps | None = None) -> Outcome[None]:
    """Give a placement: fields of the stay as typed (company, correspondent, offer, weekly contribution); `seen` are its stamps.

    Raises `NotTheRegion`, `InvalidField` without a company, or `DossierUnknown`.
    """
    only_the_region(desk)
    values = said_values(stored_values(STAY, typed, codes_allowed(desk, STAY), desk.today()))
    partner = SYNCED["partner"]
    with desk.working() as work:
        record, before = read_record(work.connection, dossier_id), stay_row(work.connection, dossier_id)
        named = select(partner.c.id).where(partner.c.id == values.get("company_id", ""), partner.c.deleted_at.is_(None))
        if work.connection.execute(named).scalar() is None:
            raise InvalidField(
                "company_id", _("Choisissez l’entreprise."), _("Prenez-la dans la liste, ou ajoutez-la.")
            )
        write_stay(work, dossier_id, values, seen)
        note_changes(work, before, values, record.dossier, {})
        work.touch(dossier_id, ChangeKind.STAY, ChangeKind.DOSSIER)
    return work.outcome(None, _("Placement attribué"))


def _ask(work: Work, owner: Mapping[str, Value], note: str, day: date) -> str:
    values: dict[str, Value] = {**owner, "note": note.strip(), "asked_on": day.isoformat(), "by": work.tx.by}
    made = work.tx.create("placement_search", said_values(values))
    work.touch(str(owner["dossier_id"]), ChangeKind.PLACEMENT_SEARCH)
    return made


def _a_day_past(desk: Desk, on: date | None) -> date:
    """A day, today when none is given. Raises `InvalidField` for one to come."""
    day = on or desk.today()
    if day > desk.today():
        raise InvalidField("on", _("Ce jour n’est pas encore venu."), _("Vérifiez la date."))
    return day


def _correspondent_of(connection: Connection, offer_id: str) -> str:
    offer = SYNCED["offer"]
    return str(connection.execute(select(offer.c.correspondent_id).where(offer.c.id == offer_id)).scalar() or "")


def accepted_since(connection: Connection) -> dict[str, date]:
    """The dossiers whose latest decision accepts them, and its day."""
    query = (
        select(decision_table.c.dossier_id, decision_table.c.outcome, decision_table.c.decided_on)
        .where(decision_table.c.deleted_at.is_(None))
        .order_by(decision_table.c.decided_on, decision_table.c.id)
    )
    latest = {row.dossier_id: (row.outcome, row.decided_on) for row in connection.execute(query)}
    return {
        dossier: date.fromisoformat(on) for dossier, (outcome, on) in latest.items() if outcome == Standing.ACCEPTED
    }


def _searches(desk: Desk, connection: Connection, dossiers: Iterable[str]) -> dict[str, tuple[Search, ...]]:
    """The searches of dossiers, the latest asked first."""
    partner, offer = SYNCED["partner"], SYNCED["offer"]
    query = (
        select(search_table, partner.c.name.label("partner_name"), offer.c.title.label("offer_title"))
        .outerjoin(partner, partner.c.id == search_table.c.correspondent_id)
        .outerjoin(offer, offer.c.id == search_table.c.offer_id)
        .where(among(search_table.c.dossier_id, dossiers), search_table.c.deleted_at.is_(None))
        .order_by(search_table.c.asked_on, search_table.c.id)
    )
    found: dict[str, list[Search]] = {}
    for rows in folded(kept_rows(connection, NamedSearch, query)):
        found.setdefault(rows[0]["dossier_id"], []).append(_search(desk, rows))
    return {
        dossier: tuple(sorted(searches, key=lambda each: (each.last_asked_on, each.id), reverse=True))
        for dossier, searches in found.items()
    }


def _search(desk: Desk, rows: list[NamedSearch]) -> Search:
    last = rows[-1]
    days = [date.fromisoformat(row["asked_on"]) for row in rows]
    answered = is_answer(last["answer"])
    waiting = 0 if answered else (desk.today() - days[-1]).days
    former = dict.fromkeys(row["note"] for row in rows[:-1] if row["note"])
    return Search(
        id=last["id"],
        correspondent_id=last["correspondent_id"] or "",
        correspondent=last["partner_name"] or "",
        offer_id=last["offer_id"] or "",
        offer=last["offer_title"] or "",
        asked_on=days[0],
        chased_on=tuple(days[1:]),
        answered_on=kept_day(last["answered_on"]) if answered else None,
        answer=last["answer"] or "",
        answer_label=label_in(desk.programme.search_answers, last["answer"] or ""),
        note=last["note"] or "",
        former_notes=tuple(former),
        waiting_days=waiting,
        late=not answered and waiting >= desk.programme.delays.correspondent_chase,
        seen=read_stamps(last["stamps"]),
        each_seen={row["id"]: read_stamps(row["stamps"]) for row in rows},
    )
