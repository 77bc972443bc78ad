"""Create a dossier, after showing those that may already be the same person's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import new_record
from chance_desktop.casework.situation.file_numbers import next_file_number
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.people.duplicates import Identity, likeness
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.states import DossierState
from chance_desktop.domain.typed.days import DayUse, checked_day
from chance_desktop.domain.typed.postcodes import tidy_postcode
from chance_desktop.domain.typed.telephones import tidy_phone
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import dossier as dossier_table
from chance_desktop.store.schema.tables import dossier_summary, person


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who a new dossier is about."""

    surname: str
    first_name: str
    birth_date: date | None = None
    sex: str = ""
    town: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    ml_number: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """A dossier that may be the same person's, and why."""

    dossier_id: str
    name: str
    birth_date: date | None
    town: str
    file_number: str
    why: str


class NameNeeded(ExpectedError):
    """A dossier without a name."""

    def __init__(self) -> None:
        super().__init__(_("Le nom et le prénom sont nécessaires pour créer un dossier."), _("Complétez-les."))


class LikelyDuplicate(ExpectedError):
    """Dossiers of the same person may exist; they must be looked at first."""

    def __init__(self, likely: tuple[Likely, ...]) -> None:
        super().__init__(
            _("Un dossier existe peut-être déjà pour cette personne."),
            _("Ouvrez le dossier existant, ou confirmez qu’il s’agit de quelqu’un d’autre."),
        )
        self.likely = likely


def likely_duplicates(desk: Desk, new: NewPerson) -> tuple[Likely, ...]:
    """Dossiers that may be the same person's."""
    with desk.reading() as connection:
        return find_likely(connection, new)


def find_likely(connection: Connection, new: NewPerson) -> tuple[Likely, ...]:
    """The same, within a transaction: candidates share a number, a birth date, the name, a telephone or an address."""
    wanted = identity_of(new)
    reasons = [dossier_summary.c.sort_name == f"{fold(new.surname)} {fold(new.first_name)}"]
    if new.birth_date:
        reasons.append(person.c.birth_date == new.birth_date.isoformat())
    if new.ml_number:
        reasons.append(person.c.ml_number == new.ml_number)
    if wanted.phone:
        reasons.append(person.c.phone == wanted.phone)
    if new.email:
        reasons.append(func.lower(person.c.email) == new.email.strip().lower())
    columns = (
        dossier_summary.c.dossier_id, dossier_summary.c.file_number, person.c.surname, person.c.first_name,
        person.c.birth_date, person.c.town, person.c.ml_number, person.c.phone, person.c.email, person.c.sex,
    )  # fmt: skip
    joined = dossier_summary.join(dossier_table, dossier_table.c.id == dossier_summary.c.dossier_id).join(
        person, person.c.id == dossier_table.c.person_id
    )
    found: list[Likely] = []
    for row in connection.execute(select(*columns).select_from(joined).where(or_(*reasons))):
        birth = kept_day(row.birth_date)
        other = Identity(
            surname=row.surname or "",
            first_name=row.first_name or "",
            birth_date=birth,
            ml_number=row.ml_number or "",
            phone=row.phone or "",
            email=row.email or "",
            sex=row.sex or "",
        )
        why = likeness(wanted, other)
        if why:
            name = f"{row.first_name} {row.surname}"
            found.append(Likely(row.dossier_id, name, birth, row.town or "", row.file_number, why))
    return tuple(found)


def identity_of(new: NewPerson) -> Identity:
    """What the person is recognised by."""
    return Identity(
        surname=new.surname,
        first_name=new.first_name,
        birth_date=new.birth_date,
        ml_number=new.ml_number,
        phone=tidy_phone(new.phone),
        email=new.email,
        sex=new.sex,
    )


def create_dossier(
    desk: Desk, new: NewPerson, entered_on: date | None = None, despite: tuple[str, ...] = ()
) -> Outcome[str]:
    """Create a person and their dossier; returns the dossier's id.

    Raises `NameNeeded`, `ImpossibleDay`, or `LikelyDuplicate` unless every likely dossier was seen and named in `despite`.
    """
    if not new.surname.strip() or not new.first_name.strip():
        raise NameNeeded
    if new.birth_date:
        checked_day(new.birth_date, DayUse.BIRTH, desk.today())
    with desk.working() as work:
        likely = find_likely(work.connection, new)
        if any(each.dossier_id not in despite for each in likely):
            raise LikelyDuplicate(likely)
        made = write_dossier(work, person_values(new), {}, entered_on or desk.today())
    return work.outcome(made, _("Nouveau dossier"))


def write_dossier(
    work: Work, person_fields: dict[str, Value], dossier_fields: dict[str, Value], entered_on: date
) -> str:
    """Lay down a person and a dossier with its number; returns the dossier's id."""
    desk = work.desk
    person_id = work.tx.create("person", person_fields)
    fields: dict[str, Value] = {
        "person_id": person_id,
        "programme": desk.programme.code,
        "structure_code": desk.structure_code,
        "entry_structure": desk.structure_code,
        "branch_id": desk.branch_id,
        "file_number": next_file_number(work, entered_on.year),
        "step": desk.programme.steps[0].code,
        "state": DossierState.ACTIVE.value,
        "entered_on": entered_on.isoformat(),
        "accompanying_id": work.tx.by or None,
        # a number of the Mission Locale is given to whoever registers there; without it, it is asked
        **({"ml_registered": True} if person_fields.get("ml_number") else {}),
        **dossier_fields,
    }
    made = work.tx.create("dossier", fields)
    work.touch(made, ChangeKind.DOSSIER, ChangeKind.PERSON)
    work.journal(made, entry(Event.DOSSIER_OPENED), entered_on)
    work.fresh[made] = new_record({**fields, "id": made}, {**person_fields, "id": person_id}, work.desk.now())
    return made


def person_values(new: NewPerson) -> dict[str, Value]:
    """Fields of the person, without those left empty."""
    values = {
        "surname": new.surname.strip(),
        "first_name": new.first_name.strip(),
        "birth_date": new.birth_date.isoformat() if new.birth_date else "",
        "sex": new.sex,
        "town": new.town.strip(),
        "postcode": tidy_postcode(new.postcode),
        "phone": tidy_phone(new.phone),
        "email": new.email.strip(),
        "ml_number": new.ml_number.strip(),
    }
    return {name: value for name, value in values.items() if value}
