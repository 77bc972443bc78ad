"""Several desks of the Region on one store: make it or join it, and move to it from a store of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.exchange.keys import EXCHANGE_DESK
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.desk import DESK_SETTINGS, OF_A_DESK, Desk, desk_setting
from chance_desktop.casework.session.home_identity import DATABASE_PASSWORD
from chance_desktop.casework.session.progress import NoProgress, Progress
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.attachments import SharedTable
from chance_desktop.store.copying import copy_tables
from chance_desktop.store.database_address import DatabaseAddress
from chance_desktop.store.engine import make_engine, reading, writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.postgresql import make_shared_engine
from chance_desktop.store.shared import prepare
from chance_desktop.sync.trust import KnownPoste, remember_former

_FICTIONAL = "fictional"


class OtherKindOfWork(ExpectedError):
    """Real and invented dossiers never mix."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette base et ce poste ne vont pas ensemble : l’un est fictif, l’autre est réel."),
            _("Vérifiez l’adresse de la base."),
        )


class DatabaseTaken(ExpectedError):
    """The database holds a Region's dossiers already."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette base de données contient déjà les dossiers d’une Région."),
            _("Donnez l’adresse d’une base vide ; pour rejoindre celle-ci, installez un nouveau poste."),
        )


class SharedAlready(ExpectedError):
    """This desk works in a shared store already."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste travaille déjà dans une base partagée."), _("Il n’y a rien à déplacer depuis ce poste.")
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A store that moved: where to, how many rows and sealed files, and where the former file is kept."""

    database: str
    rows: int
    files: int
    kept: Path


def read_place(url: str, password: str = "") -> tuple[DatabaseAddress, str]:
    """The address of a database and its password, given beside the URL or in it. Raises as `DatabaseAddress.parse`."""
    address, within = DatabaseAddress.parse(url)
    return address, password or within


def begin_sharing(desk: Desk) -> None:
    """Note what the desks that join later need to know: this one made the store, and exchanges with the offices."""
    with told_in_french(), writing(desk.store.engine) as connection:
        settings.put(connection, EXCHANGE_DESK, desk.store.device)
        settings.put(connection, _FICTIONAL, "1" if desk.fictional else "")


def join(desk: Desk, name: str, programme_folder: Path | None) -> None:
    """Take a place among the desks of a store, under a name. Raises `OtherKindOfWork`."""
    if (desk.setting(_FICTIONAL) == "1") is not desk.fictional:
        raise OtherKindOfWork
    desk.put_setting("branch_name", name)
    desk.put_setting("programme_folder", str(programme_folder or ""))
    with told_in_french(), writing(desk.store.engine) as connection:
        remember_former(connection, KnownPoste(desk.store.device, PosteRole.REGION, "", name, "", ""))


def move_to(desk: Desk, url: str, password: str = "", progress: Progress | None = None) -> Moved:
    """Carry this Region's store into an empty database, compare, then work there; the former file is kept, unused.

    The desk given still works in the former store: close it, and open the home again. Nothing changes when this fails.
    Raises `NotTheRegion`, `SharedAlready`, `DatabaseTaken`, and what `store.shared.prepare` raises.
    """
    only_the_region(desk)
    if desk.store.shared:
        raise SharedAlready
    address, secret = read_place(url, password)
    report = progress or NoProgress()
    if prepare(address, secret):
        raise DatabaseTaken
    engine = make_shared_engine(address, secret)
    try:
        with told_in_french():
            files = _carry_files(desk, SharedTable(engine), report)
            with reading(desk.store.engine) as source, writing(engine) as target:
                if settings.get(target, "role"):
                    raise DatabaseTaken
                rows = copy_tables(
                    source, target, lambda done, all_: report.advance(done, all_, _("Copie des dossiers"))
                )
                _as_a_desk(desk, target)
    finally:
        engine.dispose()
    desk.vault.put(DATABASE_PASSWORD, secret)
    replace(desk.identity, database=address.url, device=desk.store.device).write(desk.layout)
    return Moved(str(address), rows, files, desk.layout.store)


def leave_sharing(desk: Desk, copy: Path, key: str) -> None:
    """Make of the copy of a shared store, in an encrypted file, the store of one poste: the desk given."""
    engine = make_engine(copy, key)
    try:
        with told_in_french(), engine.begin() as connection:
            own = {name: settings.get(connection, desk_setting(desk.store.device, name)) for name in OF_A_DESK}
            for name in (EXCHANGE_DESK, *settings.starting_with(connection, DESK_SETTINGS)):
                settings.remove(connection, name)
            for name, value in {**own, "device": desk.store.device}.items():
                settings.put(connection, name, value)
    finally:
        engine.dispose()


def _carry_files(desk: Desk, shelf: SharedTable, report: Progress) -> int:
    names = desk.store.attachments.shelf.names()
    there = set(shelf.names())
    for done, name in enumerate(names):
        report.advance(done, len(names), _("Copie des pièces numérisées"))
        if name not in there:
            shelf.write(name, desk.store.attachments.shelf.read(name))
    return len(names)


def _as_a_desk(desk: Desk, target: Connection) -> None:
    """What was said of the one poste of the former store is said of this desk in the new one."""
    device = desk.store.device
    for name in OF_A_DESK:
        value = settings.get(target, name)
        settings.remove(target, name)
        if value:
            settings.put(target, desk_setting(device, name), value)
    settings.put(target, EXCHANGE_DESK, device)
    settings.put(target, _FICTIONAL, "1" if desk.fictional else "")
