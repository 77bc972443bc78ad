"""The counsellors who share a poste: their names, whether they have a personal PIN, and who is working now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office import pins
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.domain.change import Value
from chance_desktop.domain.people import names
from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import counsellor as table
from chance_desktop.store.writing.stamps import Stamps, read_stamps


class NameMissing(ExpectedError):
    """A counsellor without a name."""

    def __init__(self) -> None:
        super().__init__(_("Le prénom et le nom sont nécessaires."), _("Complétez-les, puis recommencez."))


@dataclass(frozen=True, slots=True)
class NewCounsellor:
    """Someone who works on this poste."""

    first_name: str
    surname: str
    title: str = ""
    phone: str = ""
    email: str = ""
    pin: str = ""


@dataclass(frozen=True, slots=True)
class Counsellor:
    """A counsellor as recorded."""

    id: str
    first_name: str
    surname: str
    title: str
    phone: str
    email: str
    has_pin: bool
    active: bool
    here: bool
    referent: bool
    """Whether they are a mobility référent of this poste: see `pins`."""
    seen: Stamps

    @property
    def full_name(self) -> str:
        """« Claire Audebert »."""
        return f"{self.first_name} {self.surname}".strip()

    @property
    def short_name(self) -> str:
        """« Claire A. »."""
        return f"{self.first_name} {self.surname[:1]}.".strip() if self.surname else self.first_name

    @property
    def initials(self) -> str:
        """« CA »."""
        return names.initials(self.first_name, self.surname)


def list_counsellors(desk: Desk, *, everyone: bool = False) -> tuple[Counsellor, ...]:
    """The active counsellors of this branch, by name; `everyone` adds those of other branches and those who left."""
    with desk.reading() as connection:
        found = read_counsellors(connection, desk.branch_id)
    return tuple(each for each in found.values() if everyone or (each.active and each.here))


_COUNSELLORS = select(table).where(table.c.deleted_at.is_(None))


def read_counsellors(connection: Connection, branch_id: str) -> dict[str, Counsellor]:
    """Every counsellor known, by id, in the order of their names."""
    with_pin, chosen = pins.those_with_a_pin(connection), pins.referents(connection)
    rows = connection.execute(_COUNSELLORS)
    made = [_counsellor(row, branch_id, has_pin=row.id in with_pin, referent=row.id in chosen) for row in rows]
    return {each.id: each for each in sorted(made, key=lambda each: names.fold(each.full_name))}


def add_counsellor(desk: Desk, new: NewCounsellor) -> Outcome[str]:
    """Add a counsellor to this branch; returns the id. The first one of a poste is its mobility référent.

    Raises `NameMissing`, `Unreadable` or `BadPin`.
    """
    if not new.first_name.strip() or not new.surname.strip():
        raise NameMissing
    values: dict[str, Value] = {
        "branch_id": desk.branch_id,
        "first_name": new.first_name.strip(),
        "surname": new.surname.strip(),
        "title": new.title.strip(),
        "active": True,
        **read_contacts({"phone": new.phone, "email": new.email}),
    }
    pins.check_pin(new.pin)
    first = not list_counsellors(desk)
    with desk.working() as work:
        made = work.tx.create("counsellor", values)
        work.kinds.add(ChangeKind.COUNSELLOR)
    if first:
        pins.name_referent(desk, made, yes=True)
    if new.pin:
        pins.first_pin(desk, made, new.pin)
    return work.outcome(made)


def update_counsellor(desk: Desk, counsellor_id: str, values: Mapping[str, Value], seen: Stamps) -> Outcome[None]:
    """Change a counsellor's card; `{"active": False}` for someone who left. Raises `Unreadable`."""
    values = {**values, **read_contacts({name: value for name, value in values.items() if isinstance(value, str)})}
    with desk.working() as work:
        work.tx.update("counsellor", counsellor_id, values, seen)
        work.kinds.add(ChangeKind.COUNSELLOR)
    return work.outcome(None, _("Fiche du conseiller"))


def sign_in(desk: Desk, counsellor_id: str, pin: str = "") -> Counsellor:
    """Work in the name of a counsellor from now on. Raises `WrongPin` or `PinWait`."""
    pins.prove(desk, counsellor_id, pin)
    with desk.reading() as connection:
        counsellor = read_counsellors(connection, desk.branch_id)[counsellor_id]
    desk.author = counsellor.id
    return counsellor


def current(desk: Desk) -> Counsellor | None:
    """Who is working now."""
    with desk.reading() as connection:
        return read_counsellors(connection, desk.branch_id).get(desk.author)


def lock(desk: Desk) -> None:
    """Nobody is working until someone signs in."""
    desk.author = ""


def _counsellor(row: Row[tuple[object, ...]], branch_id: str, *, has_pin: bool, referent: bool) -> Counsellor:
    values = row._mapping
    return Counsellor(
        id=values["id"],
        first_name=values["first_name"] or "",
        surname=values["surname"] or "",
        title=values["title"] or "",
        phone=values["phone"] or "",
        email=values["email"] or "",
        has_pin=has_pin,
        active=values["active"] is not False,
        here=values["branch_id"] == branch_id,
        referent=referent,
        seen=read_stamps(values["stamps"]),
    )


def author_name(people: dict[str, Counsellor], by: str) -> str:
    """« Claire A. »; « Ce poste » for a change made by no one signed in."""
    return people[by].short_name if by in people else _("Ce poste")
