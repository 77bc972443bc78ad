"""The placement desk: accepted dossiers without a placement, what correspondents answer, who goes where, what companies give."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from sqlalchemy import Connection, select

from chance_desktop.casework.desk import Desk
from chance_desktop.casework.enrolment import only_the_region
from chance_desktop.casework.journal import refuse_never_stored
from chance_desktop.casework.outcome import Outcome
from chance_desktop.casework.records import Fields, read_record, read_records
from chance_desktop.casework.region.instruction import Standing
from chance_desktop.casework.rendered import Rendered
from chance_desktop.casework.situation import InvalidField
from chance_desktop.casework.slots import said_values
from chance_desktop.casework.stays import calendar_of, read_rows, write_stay
from chance_desktop.documents.formulas import unlike_a_formula
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme import label_in
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.batches import among
from chance_desktop.store.stamps import Stamps, displayed
from chance_desktop.store.tables import SYNCED

search_table = SYNCED["placement_search"]
decision_table = SYNCED["decision"]
CSV = "text/csv"


class NobodyAccepted(ExpectedError):
    """An export without anyone."""

    def __init__(self) -> None:
        super().__init__(
            _("Aucun dossier accepté à transmettre."), _("Décidez d’abord des dossiers, page Instruction.")
        )


@dataclass(frozen=True, slots=True)
class Search:
    """A correspondent asked for a placement, and what they answered."""

    id: str
    correspondent: str
    offer: str
    asked_on: date
    answered_on: date | None
    answer: str
    answer_label: str
    note: str
    seen: Stamps


@dataclass(frozen=True, slots=True)
class ToPlace:
    """An accepted dossier that has no company yet."""

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


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a host company gives: so much a week (cents), for so many weeks spent there."""

    dossier_id: str
    name: str
    company: str
    weekly: int
    weeks: int

    @property
    def whole(self) -> int:
        """In cents."""
        return self.weekly * self.weeks


def to_place(desk: Desk) -> tuple[ToPlace, ...]:
    """Accepted dossiers without a company, the longest waiting first."""
    with desk.reading() as connection:
        accepted = _accepted(connection)
        placed = {each for each, stay in read_rows(connection, accepted).items() if stay["company_id"]}
        waiting = accepted.keys() - placed
        records = read_records(connection, waiting)
        searches = _searches(desk, connection, waiting)
    found = []
    for record in records.values():
        row = record.dossier
        if row["state"] != "active":
            continue
        since = accepted[record.id]
        programme = desk.programme
        found.append(
            ToPlace(
                record.id, f"{record.person['first_name'] or ''} {record.person['surname'] or ''}".strip(), row["file_number"] or "",
                row["structure_code"] or "", since,
                programme.label("country", row["destination_country"]) if row["destination_country"] else "",
                programme.label("language", row["language"]) if row["language"] else "", row["language_level"] or "",
                row["project"] or "", tuple(searches.get(record.id, ())), (desk.today() - since).days,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-each.waiting_days, each.name)))


def ask_correspondent(
    desk: Desk, dossier_id: str, correspondent_id: str, offer_id: str = "", note: str = "", on: date | None = None
) -> Outcome[str]:
    """Note that a correspondent was asked for a placement; returns the row. Raises `NotTheRegion`, `InvalidField` or `NeverStored`."""
    only_the_region(desk)
    refuse_never_stored(note)
    if not correspondent_id and not offer_id:
        raise InvalidField(
            "correspondent_id", _("Choisissez un correspondant ou une offre."), _("Prenez-le dans la liste.")
        )
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        values: dict[str, Value] = {
            "dossier_id": dossier_id, "correspondent_id": correspondent_id, "offer_id": offer_id, "note": note.strip(),
            "asked_on": (on or desk.today()).isoformat(), "by": work.tx.by,
        }  # fmt: skip
        made = work.tx.create("placement_search", {name: value for name, value in values.items() if value})
        work.touch(dossier_id, "placement_search")
    return work.outcome(made, _("Recherche notée"))


def note_answer(desk: Desk, search_id: str, answer: str, note: str = "", seen: Stamps | None = None) -> Outcome[None]:
    """Note what a correspondent answered. Raises `NotTheRegion`, `InvalidField` or `NeverStored`."""
    only_the_region(desk)
    refuse_never_stored(note)
    if answer not in {choice.code for choice in desk.programme.search_answers}:
        raise InvalidField("answer", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    with desk.working() as work:
        row = work.connection.execute(select(search_table).where(search_table.c.id == search_id)).one()._asdict()
        values: dict[str, Value] = {"answer": answer, "answered_on": desk.today().isoformat()}
        if note.strip():
            values["note"] = note.strip()
        work.tx.update("placement_search", search_id, values, displayed(seen, row["stamps"]))
        work.touch(row["dossier_id"], "placement_search")
    return work.outcome(None, _("Réponse notée"))


def assign(
    desk: Desk,
    dossier_id: str,
    company_id: str,
    correspondent_id: str = "",
    offer_id: str = "",
    contribution: int | None = None,
) -> Outcome[None]:
    """Give a placement: company, correspondent, offer, weekly contribution in cents. Raises `NotTheRegion`, `InvalidField`."""
    only_the_region(desk)
    partner = SYNCED["partner"]
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        name = work.connection.execute(select(partner.c.name).where(partner.c.id == company_id)).scalar()
        if name is None:
            raise InvalidField(
                "company_id", _("Choisissez l’entreprise."), _("Prenez-la dans la liste, ou ajoutez-la.")
            )
        values: dict[str, Value] = {
            "company_id": company_id,
            "correspondent_id": correspondent_id,
            "offer_id": offer_id,
        }
        if contribution is not None:
            values["contribution"] = contribution
        write_stay(work, dossier_id, said_values(values))
        work.journal(dossier_id, "stay", _("Entreprise d’accueil : {name}").format(name=name))
        work.touch(dossier_id, "stay", "dossier")
    return work.outcome(None, _("Placement attribué"))


def contributions(desk: Desk) -> tuple[Contribution, ...]:
    """What host companies give, by name of company; weeks are those of the placement spent by today."""
    partner = SYNCED["partner"]
    with desk.reading() as connection:
        stays = {dossier: row for dossier, row in read_rows(connection).items() if row["contribution"]}
        records = read_records(connection, stays)
        names = {row.id: row.name or "" for row in connection.execute(select(partner.c.id, partner.c.name))}
    found = []
    for record in records.values():
        row = stays[record.id]
        country = str(record.dossier["destination_country"] or "")
        calendar = calendar_of(desk, _until(row, desk.today()), country)
        weeks = calendar.weeks_of_placement_done if calendar is not None else 0
        name = f"{record.person['first_name'] or ''} {record.person['surname'] or ''}".strip()
        found.append(Contribution(record.id, name, names.get(row["company_id"], ""), row["contribution"], weeks))
    return tuple(sorted(found, key=lambda each: (each.company.casefold(), each.name)))


def grant_file(desk: Desk) -> Rendered:
    """Accepted dossiers for the grant system: CSV with the columns the programme declares. Raises `NobodyAccepted`."""
    with desk.reading() as connection:
        accepted = _accepted(connection)
        records = read_records(connection, accepted)
    if not records:
        raise NobodyAccepted
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head for column in desk.programme.grant_columns])
    for record in sorted(records.values(), key=lambda each: str(each.dossier["file_number"])):
        known = {**record.person, **record.dossier, "decided_on": accepted[record.id].isoformat()}
        cells = (known.get(column.source) for column in desk.programme.grant_columns)
        writer.writerow(["" if cell is None else unlike_a_formula(str(cell)) for cell in cells])
    title = _("Dossiers acceptés")
    return Rendered("grant", title, "dossiers-acceptes.csv", out.getvalue().encode("utf-8-sig"), CSV)


def _until(row: Fields, today: date) -> Fields:
    """A stay as it stands today: it has not lasted longer than until now."""
    early = row["early_return_on"]
    return {**row, "early_return_on": min(early, today.isoformat()) if early else today.isoformat()}


def _accepted(connection: Connection) -> dict[str, date]:
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


def _searches(desk: Desk, connection: Connection, dossiers: Iterable[str]) -> dict[str, list[Search]]:
    partner, offer = SYNCED["partner"], SYNCED["offer"]
    query = (
        select(search_table, partner.c.name.label("partner_name"), offer.c.title.label("offer_title"))
        .outerjoin(partner, partner.c.id == search_table.c.correspondent_id)
        .outerjoin(offer, offer.c.id == search_table.c.offer_id)
        .where(among(search_table.c.dossier_id, dossiers), search_table.c.deleted_at.is_(None))
        .order_by(search_table.c.asked_on.desc())
    )
    found: dict[str, list[Search]] = {}
    for row in connection.execute(query):
        made = Search(
            row.id, row.partner_name or "", row.offer_title or "", date.fromisoformat(row.asked_on),
            kept_day(row.answered_on), row.answer or "",
            label_in(desk.programme.search_answers, row.answer), row.note or "", displayed(None, row.stamps),
        )  # fmt: skip
        found.setdefault(row.dossier_id, []).append(made)
    return found
