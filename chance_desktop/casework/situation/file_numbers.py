"""The file numbers this poste gives, the dossiers that share one given by a former version, and another number for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.programme import file_numbers
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import among
from chance_desktop.store.schema.tables import dossier, dossier_summary, known_device
from chance_desktop.store.writing.stamps import Stamps, displayed


class NumberIsItsOwn(ExpectedError):
    """Another number asked for a dossier that shares its own with none."""

    def __init__(self) -> None:
        super().__init__(_("Aucun autre dossier ne porte ce numéro."), _("Il reste le sien : rien n’a été modifié."))


class AmbiguousNumber(ExpectedError):
    """A file number that several dossiers have: none is taken for the other."""

    def __init__(self, number: str, ids: Sequence[str]) -> None:
        told = _("Plusieurs dossiers portent le numéro {number} : rien n’a été fait.")
        super().__init__(
            told.replace("{number}", number),
            _("Désignez-le par son identifiant : {ids}.").replace("{ids}", ", ".join(ids)),
        )


@dataclass(frozen=True, slots=True)
class Twin:
    """A dossier that shares its file number with others."""

    dossier_id: str
    file_number: str
    name: str
    structure: str


def next_file_number(work: Work, year: int) -> str:
    """The next number of this poste, which nobody else gives."""
    counter = work.tx.take_number(f"file-number/{year}")
    if work.number_signs is None:
        work.number_signs = (_branch(work.desk), _signs(work))
    return file_numbers.written(year, *work.number_signs, counter)


def shares_its_number(connection: Connection, number: str) -> bool:
    """Whether several dossiers have this number."""
    return len(_described(connection, dossier.c.file_number == number)) > 1 if number else False


def named_by_number(desk: Desk, number: str) -> tuple[Twin, ...]:
    """The dossiers that have a file number; those that had it, when nobody has it any more."""
    with desk.reading() as connection:
        now = _described(connection, dossier.c.file_number == number)
        return now or _described(connection, dossier.c.former_numbers.contains(number, autoescape=True))


def twins(connection: Connection) -> tuple[Twin, ...]:
    """The dossiers whose number others have too, by number."""
    shared = (
        select(dossier.c.file_number)
        .where(dossier.c.deleted_at.is_(None), dossier.c.file_number.is_not(None), dossier.c.file_number != "")
        .group_by(dossier.c.file_number)
        .having(func.count() > 1)
    )
    numbers = list(connection.execute(shared).scalars())
    if not numbers:
        return ()
    return _described(connection, among(dossier.c.file_number, numbers))


def _described(connection: Connection, which: ColumnElement[bool]) -> tuple[Twin, ...]:
    shown = dossier_summary.c
    query = (
        select(dossier.c.id, dossier.c.file_number, dossier.c.structure_code, shown.first_name, shown.surname)
        .join(dossier_summary, shown.dossier_id == dossier.c.id, isouter=True)
        .where(which, dossier.c.deleted_at.is_(None))
        .order_by(dossier.c.file_number, shown.surname, dossier.c.id)
    )
    return tuple(
        Twin(row.id, row.file_number, f"{row.first_name or ''} {row.surname or ''}".strip(), row.structure_code or "")
        for row in connection.execute(query)
    )


def give_another_number(desk: Desk, dossier_id: str, seen: Stamps | None = None) -> Outcome[str]:
    """Give a dossier that shares its number one of its own; both are found by the former one, which the journal keeps.

    Raises `NotTheRegion`, `DossierUnknown` or `NumberIsItsOwn`.
    """
    only_the_region(desk)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        former = str(record.dossier["file_number"] or "")
        if not shares_its_number(work.connection, former):
            raise NumberIsItsOwn
        year = former[:4] if former[:4].isdigit() else str(desk.today().year)
        made = next_file_number(work, int(year))
        kept = " ".join(filter(None, (former, str(record.dossier["former_numbers"] or ""))))
        looked = displayed(seen, record.dossier["stamps"])
        work.tx.update("dossier", dossier_id, {"file_number": made, "former_numbers": kept}, looked)
        work.journal(dossier_id, entry(Event.NUMBER_REPLACED, former=former, number=made))
        work.touch(dossier_id, ChangeKind.DOSSIER)
    return work.outcome(made, _("Nouveau numéro"))


def _branch(desk: Desk) -> str:
    if desk.role == PosteRole.REGION:
        return file_numbers.REGION
    return desk.programme.branch_code(desk.structure_code, desk.setting("branch_name"))


def _signs(work: Work) -> str:
    """From the name of this poste, beside those of its colleagues of the same Mission Locale."""
    desk = work.desk
    query = select(known_device.c.device).where(
        known_device.c.structure_code == desk.structure_code, known_device.c.role == desk.role
    )
    return file_numbers.poste_signs(desk.store.device, work.connection.execute(query).scalars())
