"""The card of this branch: what letters and lists say of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from sqlalchemy import select

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import branch as branch_table
from chance_desktop.store.writing.stamps import Stamps, read_stamps


class BranchMissing(ExpectedError):
    """The branch has no name."""

    def __init__(self) -> None:
        super().__init__(_("Le nom de l’antenne est vide."), _("Tapez la commune où vous travaillez."))


@dataclass(frozen=True, slots=True)
class BranchContact:
    """What letters and lists say of a branch."""

    name: str
    address: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class BranchCard:
    """The branch as recorded."""

    mission_local: str
    mission_local_code: str
    branch: BranchContact
    seen: Stamps


def branch_card(desk: Desk) -> BranchCard:
    """The card of this branch; for the Region, its service as the programme declares it."""
    with desk.reading() as connection:
        row = connection.execute(select(branch_table).where(branch_table.c.id == desk.branch_id)).one()
    names = [each.name for each in fields(BranchContact)]
    contact = BranchContact(**{name: row._mapping[name] or "" for name in names})
    # The name is kept at set-up: the window shows it at once, long before the programme is needed.
    return BranchCard(desk.setting("organisation"), desk.structure_code, contact, read_stamps(row.stamps))


def save_branch(desk: Desk, contact: BranchContact, seen: Stamps) -> Outcome[None]:
    """Change the card of this branch. Raises `BranchMissing` or `Unreadable`."""
    if not contact.name.strip():
        raise BranchMissing
    values = read_contacts(asdict(contact))
    with desk.working() as work:
        work.tx.update("branch", desk.branch_id, values, seen)
        work.kinds.add(ChangeKind.BRANCH)
    return work.outcome(None, _("Coordonnées de l’antenne"))
