"""Several desks of the Region on one store: make it or join it, and move to it from a store of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.exchange.postes.keys import EXCHANGE_DESK
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.desk import DESK_SETTINGS, OF_A_DESK, Desk, desk_setting
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.recovery_words import identity_of, new_words
from chance_desktop.runtime.vault import DATABASE_PASSWORD
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.copies.copying import copy_tables
from chance_desktop.store.engines.database_address import DatabaseAddress
from chance_desktop.store.engines.engine import make_engine, reading, writing
from chance_desktop.store.engines.postgresql import make_shared_engine
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.scans.attachments import Attachments, ScanLost, ScansClosed, SharedTable
from chance_desktop.store.scans.scan_keys import leave_parcel, put_in_clear, take_out, take_parcel
from chance_desktop.store.shared import prepare
from chance_desktop.sync.delivery.receipts import leave_desks
from chance_desktop.sync.peers.trust import KnownPoste, remember_former

_FICTIONAL = "fictional"
_WITH_FORMER = 2


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


class NotShared(ExpectedError):
    """This desk works alone."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste ne travaille pas dans une base partagée."),
            _("Il n’y a rien à faire : il lit ses propres pièces."),
        )


class NoCertificate(ExpectedError):
    """There is no such file."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier de certificat est introuvable."), _("Vérifiez son chemin avec le service informatique.")
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


def trust_certificate(home: Path, certificate: str) -> str:
    """Prove the server of the database of a home by the authority whose certificate is in a file, or by those of the computer.

    Returns the database as it may be shown. Raises `NoHome`, `NotShared` or `NoCertificate`.
    """
    layout = HomeLayout(home)
    identity = HomeIdentity.read(layout)
    if not identity.database:
        raise NotShared
    path = Path(certificate).absolute()
    if certificate != "system" and not path.is_file():
        raise NoCertificate
    address, _password = DatabaseAddress.parse(identity.database, kept=True)
    trusting = address.trusting(certificate if certificate == "system" else str(path))
    replace(identity, database=trusting.url).write(layout)
    return str(trusting)


def hand_over_scans(desk: Desk) -> tuple[str, ...]:
    """Leave the key of the scans for another desk: twelve words open it there, once. Raises `NotTheRegion`, `NotShared` or `ScansClosed`."""
    check_shared(desk)
    if desk.store.attachments.closed:
        raise ScansClosed
    words = new_words()
    recipient = identity_of(" ".join(words)).recipient.text
    with told_in_french(), writing(desk.store.engine) as connection:
        leave_parcel(connection, desk.store.attachments.identities, recipient)
    return words


def open_scans(desk: Desk, words: Identity) -> None:
    """Take the key of the scans that was left for this desk.

    Raises `NotTheRegion`, `NotShared` or `ParcelMissing`.
    """
    check_shared(desk)
    with told_in_french(), writing(desk.store.engine) as connection:
        found = take_parcel(connection, desk.vault, words.text)
    desk.store = replace(desk.store, attachments=Attachments(desk.store.attachments.shelf, found))


def seal_scans_again(desk: Desk, progress: Progress | None = None) -> tuple[int, int]:
    """Seal with the key of today the scans that a former key sealed; returns how many, and how many were lost before. One that is
    stopped goes on from there; at the end the former keys are forgotten.

    Raises `NotTheRegion`, `NotShared` or `ScansClosed`.
    """
    check_shared(desk)
    attachments, report = desk.store.attachments, progress or NoProgress()
    with desk.reading() as connection:
        digests = attachments.to_seal_again(connection)
    lost = 0
    for done, digest in enumerate(digests):
        report.advance(done, len(digests), _("Pièces numérisées"))
        try:
            with told_in_french(), writing(desk.store.engine) as connection:
                attachments.seal_again(connection, digest)
        except ScanLost:
            lost += 1
    if not lost:
        _forget_former_keys(desk)
    return len(digests) - lost, lost


def scans_to_seal_again(desk: Desk) -> int:
    """How many scans a former key seals still; none where this desk reads no scans."""
    if not desk.store.shared or len(desk.store.attachments.identities) < _WITH_FORMER:
        return 0
    with desk.reading() as connection:
        return len(desk.store.attachments.to_seal_again(connection))


def _forget_former_keys(desk: Desk) -> None:
    attachments = desk.store.attachments
    with told_in_french(), writing(desk.store.engine) as connection:
        if not attachments.to_seal_again(connection):
            kept = take_out(connection, desk.vault, attachments.identities[:1])
            desk.store = replace(desk.store, attachments=Attachments(attachments.shelf, kept))


def check_shared(desk: Desk) -> None:
    """Raises `NotTheRegion` or `NotShared`."""
    only_the_region(desk)
    if not desk.store.shared:
        raise NotShared


def leave_sharing(desk: Desk, copy: Path, key: str) -> None:
    """Make of the copy of a shared store, in an encrypted file, the store of one poste: the desk given."""
    engine = make_engine(copy, key)
    try:
        with told_in_french(), engine.begin() as connection:
            own = {name: settings.get(connection, desk_setting(desk.store.device, name)) for name in OF_A_DESK}
            leave_desks(connection)
            for name in (EXCHANGE_DESK, *settings.starting_with(connection, DESK_SETTINGS)):
                settings.remove(connection, name)
            for name, value in {**own, "device": desk.store.device}.items():
                settings.put(connection, name, value)
            put_in_clear(connection, desk.store.attachments.identities)
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
    take_out(target, desk.vault, desk.store.attachments.identities)
    settings.put(target, EXCHANGE_DESK, device)
    settings.put(target, _FICTIONAL, "1" if desk.fictional else "")
