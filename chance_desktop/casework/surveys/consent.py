"""The agreement of someone who came back to be asked again, and its withdrawal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.session.rows.row_slots import write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.rows.surveys import KeptAfterwards
from chance_desktop.domain.typed.telephones import tidy_phone
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_row
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

table = SYNCED["afterwards"]


class ConsentNeeded(ExpectedError):
    """Someone who did not agree to be asked again."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette personne n’a pas donné son accord pour être recontactée, ou l’a retiré."),
            _("Sans cet accord, aucune enquête ne peut lui être adressée."),
        )


def give_consent(desk: Desk, dossier_id: str, on: date, correspondent: str = "") -> Outcome[str]:
    """The person agrees to be asked again after the stay; returns the row. Raises `InvalidField` without a return day."""
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row, person = record.dossier, record.person
        back = row["return_on"]
        if not back:
            raise InvalidField(
                "return_on", _("Le jour du retour n’est pas connu."), _("Indiquez-le dans le séjour, puis recommencez.")
            )
        owner: dict[str, Value] = {
            "structure_code": row["entry_structure"] or row["structure_code"], "former_dossier": dossier_id,
        }  # fmt: skip
        values: dict[str, Value] = {
            "first_name": person["first_name"], "surname": person["surname"],
            "phone": tidy_phone(person["phone"] or ""), "email": person["email"], "entered_on": row["entered_on"],
            "returned_on": back, "correspondent": correspondent or _correspondent(work.connection, dossier_id),
            "consent_on": on.isoformat(), "consent_ended_on": None,
        }  # fmt: skip
        made = slot_id(dossier_id, "afterwards")
        write_row(work, "afterwards", made, owner, values)
        work.journal(dossier_id, entry(Event.CONSENT_GIVEN), on)
        work.touch(dossier_id, ChangeKind.AFTERWARDS)
    return work.outcome(made, _("Accord noté"))


def withdraw_consent(desk: Desk, contact_id: str, on: date | None = None, seen: Stamps | None = None) -> Outcome[None]:
    """The person no longer agrees: what served to reach them is forgotten at once."""
    with desk.working() as work:
        row = _contact_row(work, contact_id)
        values: dict[str, Value] = {
            "consent_ended_on": (on or desk.today()).isoformat(), "phone": "", "email": "", "first_name": "", "surname": "",
        }  # fmt: skip
        work.tx.update("afterwards", contact_id, values, displayed(seen, row["stamps"]))
        tell_of(work, contact_id, row["former_dossier"] or "")
    return work.outcome(None, _("Accord retiré"))


@dataclass(frozen=True, slots=True)
class Consent:
    """The day someone agreed to be asked again, and their row as displayed; nothing when they did not, or no longer."""

    on: date | None = None
    row: str = ""
    seen: Stamps = field(default_factory=dict)


def consent_of(desk: Desk, dossier_id: str) -> Consent:
    """Whether the person of a dossier agreed to be asked again."""
    with desk.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == slot_id(dossier_id, "afterwards"))).first()
    if row is None or row.deleted_at or row.consent_ended_on or not row.consent_on:
        return Consent()
    return Consent(date.fromisoformat(row.consent_on), row.id, read_stamps(row.stamps))


def _contact_row(work: Work, contact_id: str) -> KeptAfterwards:
    found = kept_row(work.connection, KeptAfterwards, select(table).where(table.c.id == contact_id))
    if found is None or found["deleted_at"]:
        raise ConsentNeeded
    return found


def _correspondent(connection: Connection, dossier_id: str) -> str:
    stay, partner = SYNCED["stay"], SYNCED["partner"]
    query = (
        select(partner.c.name)
        .join(stay, stay.c.correspondent_id == partner.c.id)
        .where(stay.c.dossier_id == dossier_id, stay.c.deleted_at.is_(None))
    )
    return str(connection.execute(query).scalar() or "")


def tell_of(work: Work, row: str, dossier_id: str) -> None:
    """Say what changed; what is to be done next on the dossier follows, while there is one."""
    if dossier_id:
        work.touch(dossier_id, ChangeKind.SURVEY)
    work.rows.add(row)
    work.kinds.update((ChangeKind.AFTERWARDS, ChangeKind.SURVEY))
