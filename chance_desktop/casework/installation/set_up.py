"""Set up an office on this computer, and the card of its branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chance_desktop.casework.exchange.postes.enrolment import name_after_key
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.shared_store import begin_sharing, join, read_place
from chance_desktop.casework.session.desk import DEFAULT_PROGRAMME, RULES_CHECKED, Desk
from chance_desktop.casework.session.home_identity import (
    SHORTEST_PASSPHRASE,
    HomeIdentity,
    HomeTaken,
    PassphraseTooShort,
    home_exists,
    new_identity,
    vault_of,
)
from chance_desktop.casework.session.office.branch_card import BranchContact, BranchMissing
from chance_desktop.casework.session.office.counsellors import NewCounsellor, add_counsellor, list_counsellors
from chance_desktop.casework.session.programme.programme_folder import check_programme, read_programme
from chance_desktop.domain.fields.checks import rules_digest
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.runtime.assets import forms_folder
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.vault import DATABASE_PASSWORD, STORE_KEY, desktop_vault_available
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.opening import create_store, new_key
from chance_desktop.store.shared import new_device, prepare

if TYPE_CHECKING:
    from chance_desktop.domain.programme.programme import Programme
    from chance_desktop.store.engines.database_address import DatabaseAddress


class UnknownOffice(ExpectedError):
    """The code names no office of the directory."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("« {code} » n’est pas une structure de l’annuaire.").replace("{code}", code),
            _("Choisissez l’une des Missions Locales proposées."),
        )


class ForTheRegion(ExpectedError):
    """A shared store in another role."""

    def __init__(self) -> None:
        super().__init__(
            _("Seule la Région travaille dans une base de données partagée."),
            _("Installez ce poste sans base : une antenne garde ses dossiers chez elle."),
        )


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office a counsellor may choose; `towns` are proposed names of branches."""

    code: str
    name: str
    department: str
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeSetup:
    """What the first start asks. Without a passphrase, the desktop's vault keeps the key."""

    structure_code: str
    branch: BranchContact
    counsellors: tuple[NewCounsellor, ...] = ()
    passphrase: str | None = None
    role: PosteRole = PosteRole.OFFICE
    fictional: bool = False
    programme_folder: Path | None = None
    database: str = ""
    """For the Region: the URL of a PostgreSQL database its desks share; its store is a file of this home without one."""
    database_password: str = ""


def welcome(programme_folder: Path | None = None) -> str:
    """The sentence that says, at the first start, what the programme is for."""
    return _declared(programme_folder or forms_folder() / DEFAULT_PROGRAMME).welcome


def directory(programme_folder: Path | None = None) -> tuple[OfficeEntry, ...]:
    """The offices of the programme."""
    programme = _declared(programme_folder or forms_folder() / DEFAULT_PROGRAMME)
    return tuple(OfficeEntry(each.code, each.name, each.department, each.branches) for each in programme.offices)


@cache
def _declared(folder: Path) -> Programme:
    """The programme of a folder, before any home says which one it follows."""
    return read_programme(folder)


@cache
def _sound(folder: Path) -> None:
    """Nothing is wrong in the programme: told before a home follows it."""
    check_programme(folder)


def vault_available() -> bool:
    """Whether the desktop keeps secrets; when it does not, a passphrase is asked."""
    return desktop_vault_available()


def set_up_office(home: Path, setup: OfficeSetup, clock: Callable[[], datetime] | None = None) -> bool:
    """Make a home. `clock` tells the time of its first changes, that of the computer when not given.

    A Region's poste makes the tables of the shared database it names, or joins the desks that work there: returns whether it
    joined.

    Raises `HomeTaken`, `UnknownOffice`, `BranchMissing`, `Unreadable`, `PassphraseTooShort`, `VaultUnavailable`, `ReadOnlyHome` or
    `ProgrammeMistake`; with a
    database `ForTheRegion`, `OtherKindOfWork`, and what `store.shared.prepare` raises.
    """
    if home_exists(home):
        raise HomeTaken
    _check(setup)
    layout = HomeLayout(home)
    key = new_key()
    identity = new_identity(_vault_kind(setup), key, fictional=setup.fictional)
    joining = False
    if setup.database:
        identity, joining = _on_a_database(identity, setup)
    identity.write(layout)
    try:
        vault = vault_of(identity, layout, setup.passphrase)
        vault.put(STORE_KEY, key)
        if setup.database:
            vault.put(DATABASE_PASSWORD, _place(setup)[1])
        else:
            create_store(layout, key)
        desk = open_desk(home, passphrase=setup.passphrase, clock=clock)
        try:
            if joining:
                _join(desk, setup)
            else:
                if not setup.database:
                    name_after_key(desk)
                _record(desk, setup)
        finally:
            desk.close()
    except BaseException:
        layout.identity.unlink(missing_ok=True)
        raise
    return joining


def _place(setup: OfficeSetup) -> tuple[DatabaseAddress, str]:
    return read_place(setup.database, setup.database_password)


def _on_a_database(identity: HomeIdentity, setup: OfficeSetup) -> tuple[HomeIdentity, bool]:
    """The identity of a desk of a shared store, and whether a Region works there already."""
    address, password = _place(setup)
    joining = prepare(address, password)
    return replace(identity, database=address.url, device=new_device()), joining


def _join(desk: Desk, setup: OfficeSetup) -> None:
    join(desk, setup.branch.name, setup.programme_folder)
    known = {each.full_name for each in list_counsellors(desk)}
    for counsellor in setup.counsellors:
        if f"{counsellor.first_name} {counsellor.surname}".strip() not in known:
            add_counsellor(desk, counsellor)


def _check(setup: OfficeSetup) -> None:
    _sound(setup.programme_folder or forms_folder() / DEFAULT_PROGRAMME)
    if setup.database and setup.role != PosteRole.REGION:
        raise ForTheRegion
    if setup.role == PosteRole.OFFICE:
        if setup.structure_code not in {entry.code for entry in directory(setup.programme_folder)}:
            raise UnknownOffice(setup.structure_code)
        if not setup.branch.name.strip():
            raise BranchMissing
    read_contacts(asdict(setup.branch))
    if setup.passphrase is not None and len(setup.passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort


def _vault_kind(setup: OfficeSetup) -> str:
    if setup.fictional:
        return "file"
    return "desktop" if setup.passphrase is None else "passphrase"


def _record(desk: Desk, setup: OfficeSetup) -> None:
    branch_id = slot_id(setup.structure_code or "region", fold(setup.branch.name))
    desk.put_setting("programme_folder", str(setup.programme_folder or ""))
    programme = desk.programme
    name = programme.office(setup.structure_code).name if setup.role == PosteRole.OFFICE else programme.region.name
    for setting, value in {
        "organisation": name,
        "role": setup.role,
        "structure_code": setup.structure_code,
        "branch_id": branch_id,
        "branch_name": setup.branch.name,
        RULES_CHECKED: rules_digest(),
    }.items():
        desk.put_setting(setting, value)
    with desk.working() as work:
        work.tx.create(
            "branch", {"structure_code": setup.structure_code, **read_contacts(asdict(setup.branch))}, branch_id
        )
    for counsellor in setup.counsellors:
        add_counsellor(desk, counsellor)
    if setup.database:
        begin_sharing(desk)
