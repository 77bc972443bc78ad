"""Two dossiers that turn out to be of one person: people say so, the lesser person points to the greater, and it can be undone.

Nothing is merged: each dossier keeps its own pieces and its journal. The person is counted once in the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from chance_desktop.casework.session.access import owns
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import dossier, person
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps


class SameDossier(ExpectedError):
    """A dossier joined with itself, or with one of the same person."""

    def __init__(self) -> None:
        super().__init__(_("Ces dossiers sont déjà ceux de la même personne."), _("Choisissez un autre dossier."))


class OnlyTheRegionJoins(ExpectedError):
    """Dossiers of two Missions Locales."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces dossiers sont suivis par deux Missions Locales."),
            _("Demandez à la Région de les réunir, par une note de liaison."),
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """Another dossier of the same person."""

    dossier_id: str
    name: str
    file_number: str


def seen_of(desk: Desk, dossiers: Iterable[str]) -> dict[str, Stamps]:
    """The stamps of who dossiers are of, and of those these were joined to, by row: what a screen of joining displays."""
    with desk.reading() as connection:
        own = select(dossier.c.person_id).where(among(dossier.c.id, dossiers))
        to = select(person.c.joined_to).where(person.c.id.in_(own))
        query = select(person.c.id, person.c.stamps).where(
            person.c.id.in_(own) | person.c.id.in_(to) | person.c.joined_to.in_(own)
        )
        return {row.id: read_stamps(row.stamps) for row in connection.execute(query)}


def join(desk: Desk, dossier_id: str, other_id: str, seen: Mapping[str, Stamps] | None = None) -> Outcome[None]:
    """Say that two dossiers are of one person; `seen` is what `seen_of` gave.

    Raises `SameDossier`, `OnlyTheRegionJoins` or `DossierUnknown`.
    """
    with desk.working() as work:
        one, other = read_record(work.connection, dossier_id), read_record(work.connection, other_id)
        if not owns(desk, one.dossier["structure_code"], other.dossier["structure_code"]):
            raise OnlyTheRegionJoins
        roots = {_root(work.connection, each.person["id"]) for each in (one, other)}
        if len(roots) == 1:
            raise SameDossier
        lesser, greater = sorted(roots)
        stamps = work.connection.execute(select(person.c.stamps).where(person.c.id == lesser)).scalar_one()
        work.tx.update("person", lesser, {"joined_to": greater}, displayed((seen or {}).get(lesser), stamps))
        for each, told in ((one, other), (other, one)):
            number = told.dossier["file_number"] or _("sans numéro")
            work.journal(each.id, entry(Event.DOSSIERS_JOINED, number=number))
            work.touch(each.id, ChangeKind.PERSON)
    return work.outcome(None, _("Dossiers réunis"))


def separate(desk: Desk, dossier_id: str, seen: Mapping[str, Stamps] | None = None) -> Outcome[None]:
    """Say that a dossier is of nobody else: what pointed from or to its person no longer does; `seen` is what `seen_of` gave.

    Raises `DossierUnknown`.
    """
    with desk.working() as work:
        own = read_record(work.connection, dossier_id).person["id"]
        query = select(person).where((person.c.id == own) | (person.c.joined_to == own))
        for row in work.connection.execute(query).all():
            if row.joined_to:
                work.tx.update("person", row.id, {"joined_to": ""}, displayed((seen or {}).get(row.id), row.stamps))
        work.journal(dossier_id, entry(Event.DOSSIERS_SEPARATED))
        work.touch(dossier_id, ChangeKind.PERSON)
    return work.outcome(None, _("Dossiers séparés"))


def joined(desk: Desk, dossier_id: str) -> tuple[Joined, ...]:
    """The other dossiers of the same person, oldest first. Raises `DossierUnknown`."""
    with desk.reading() as connection:
        own = _root(connection, read_record(connection, dossier_id).person["id"])
        query = (
            select(
                dossier.c.id, dossier.c.file_number, person.c.id.label("person"), person.c.first_name, person.c.surname
            )
            .join(person, person.c.id == dossier.c.person_id)
            .where(dossier.c.deleted_at.is_(None), dossier.c.id != dossier_id)
            .where((person.c.id == own) | person.c.joined_to.is_not(None))
            .order_by(dossier.c.id)
        )
        return tuple(
            Joined(row.id, f"{row.first_name or ''} {row.surname or ''}".strip(), row.file_number or "")
            for row in connection.execute(query).all()
            if _root(connection, row.person) == own
        )


def _root(connection: Connection, person_id: str) -> str:
    """The greatest person one points to; two postes that joined in a ring at the same time end it at its greatest."""
    seen = [person_id]
    while True:
        following = connection.execute(select(person.c.joined_to).where(person.c.id == seen[-1])).scalar()
        if not following or following in seen:
            return max(seen) if following in seen else seen[-1]
        seen.append(following)
