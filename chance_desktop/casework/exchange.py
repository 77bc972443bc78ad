"""Exchange with the Region by files: make bundles, take bundles in, and let each other know."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from chance_desktop.casework import summaries
from chance_desktop.casework.desk import Desk
from chance_desktop.casework.exchange_state import ExchangeState, exchange_state
from chance_desktop.casework.outcome import Changes, NoProgress, Outcome, Progress
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.files import write_whole
from chance_desktop.store.tables import SYNCED
from chance_desktop.store.tables import dossier as dossier_table
from chance_desktop.sync import failures, importing, trust
from chance_desktop.sync.envelope import Opened, open_envelope
from chance_desktop.sync.exporting import Sender, make_bundles
from chance_desktop.sync.identity import PosteKeys, key_id, poste_keys
from chance_desktop.sync.trust import KnownPoste, PosteCard

__all__ = ["ExchangeState", "accept", "exchange_state", "export_bundle", "import_bundles", "inspect", "request"]

SUFFIX = ".chance"
_REQUESTS = "request-digests"


class NotEnrolled(ExpectedError):
    """The Region does not know this poste yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’est pas encore relié à la Région."),
            _("Envoyez-lui d’abord la demande de ce poste, puis ajoutez sa réponse. Votre travail est déjà gardé."),
        )


class NothingToSend(ExpectedError):
    """Everything was sent already."""

    def __init__(self) -> None:
        super().__init__(_("Il n’y a rien de nouveau à envoyer."), _("Revenez après votre prochaine modification."))


@dataclass(frozen=True, slots=True)
class ExportResult:
    """Files made: the first one, all of them, and the changes they hold."""

    file: Path
    files: tuple[Path, ...]
    changes: int
    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class ImportedBundle:
    """What one file did; `refused` says why, in French, for the whole file or for some of its changes."""

    file: Path
    applied: int
    parked: int
    refused: tuple[str, ...]
    conflicts: int
    repeated: bool = False
    missing_numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a bundle says of itself without being taken in."""

    file: Path
    format: int
    sender: str
    number: int
    office: str
    changes: int
    blobs: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A request or a welcome written to a file, and the fingerprint to read on the telephone."""

    file: Path | None
    fingerprint: str
    branch: str


def export_bundle(desk: Desk, folder: Path, progress: Progress | None = None) -> ExportResult:
    """Write to a folder what the Region has not acknowledged. Raises `NotEnrolled` or `NothingToSend`."""
    report = progress or NoProgress()
    with told_in_french(), writing(desk.store.engine) as connection:
        recipient = _recipient(desk, trust.known_postes(connection))
        sender = Sender(desk.store.device, desk.structure_code, poste_keys(desk.vault), desk.store.attachments)
        bundles = make_bundles(
            connection, sender, recipient, lambda done, total: report.advance(done, total, _("Préparation du fichier"))
        )
        made = [(_write(folder, sender.keys, bundle.content), bundle) for bundle in bundles]
    if not made:
        raise NothingToSend
    with_changes = [bundle for _path, bundle in made if bundle.changes]
    return ExportResult(
        made[0][0],
        tuple(path for path, _bundle in made),
        sum(bundle.changes for bundle in with_changes),
        min((bundle.first_seq for bundle in with_changes), default=0),
        max((bundle.last_seq for bundle in with_changes), default=0),
    )


def import_bundles(
    desk: Desk, paths: tuple[Path, ...], progress: Progress | None = None
) -> Outcome[tuple[ImportedBundle, ...]]:
    """Take in files, each in its own transaction; one that is refused changes nothing and does not stop the others."""
    report = progress or NoProgress()
    found: list[ImportedBundle] = []
    kinds: set[str] = set()
    dossiers: set[str] = set()
    for done, path in enumerate(paths):
        report.advance(done, len(paths), _("Lecture des paquets"))
        try:
            imported, touched = _import_one(desk, path)
        except failures.BundleRefused as refusal:
            found.append(ImportedBundle(path, 0, 0, (refusal.text,), 0))
            continue
        kinds.update(table for table, _row in imported.rows)
        dossiers.update(touched)
        found.append(
            ImportedBundle(
                path, imported.applied, imported.parked, imported.refused, imported.conflicts, imported.repeated,
                imported.missing_numbers,
            )
        )  # fmt: skip
    return Outcome(tuple(found), Changes(frozenset(kinds), frozenset(dossiers)))


def inspect(desk: Desk, path: Path) -> Inspected:
    """What a bundle for this poste says of itself. Raises `BundleRefused`."""
    opened = open_envelope(_read(path))
    with desk.reading() as connection:
        _sender, content = importing.check(connection, opened, _receiver(desk))
    manifest = content.manifest
    return Inspected(
        path, opened.header.format, opened.header.sender, opened.header.number, manifest.office, len(content.changes),
        len(content.blobs),
    )  # fmt: skip


def request(desk: Desk, path: Path) -> Enrolment:
    """Write the file by which this poste asks the Region to know it."""
    card = _card(desk, "request")
    content = trust.write_card(card, poste_keys(desk.vault))
    desk.put_setting(_REQUESTS, f"{desk.setting(_REQUESTS)} {trust.digest_of(content)}".strip())
    write_whole(path, content)
    return Enrolment(path, card.fingerprint, card.branch)


def accept(desk: Desk, path: Path, answer: Path | None = None) -> Enrolment:
    """Accept the other side: for the Region a request, answered with a welcome; for an office that welcome.

    The person compares the fingerprint by telephone before. Raises `BundleRefused`.
    """
    content = _read(path)
    card = trust.read_card(content, "request" if desk.role == "region" else "welcome")
    if card.role != ("office" if desk.role == "region" else "region"):
        raise failures.damaged()
    if card.fictional != desk.fictional:
        raise failures.BundleRefused(
            _("Un poste réel et un poste fictif ne peuvent pas échanger."), _("Vérifiez que c’est le bon fichier.")
        )
    if desk.role == "office" and card.answers not in _own_requests(desk):
        raise failures.not_for_us()
    with told_in_french(), desk.store.engine.begin() as connection:
        trust.remember(connection, card)
    if answer is not None and desk.role == "region":
        write_whole(answer, trust.write_card(_card(desk, "welcome", trust.digest_of(content)), poste_keys(desk.vault)))
    return Enrolment(answer, card.fingerprint, card.branch)


def _import_one(desk: Desk, path: Path) -> tuple[importing.Imported, set[str]]:
    opened = open_envelope(_read(path))
    receiver = _receiver(desk)
    with desk.reading() as connection:
        sender, content = importing.check(connection, opened, receiver)
    with told_in_french(), writing(desk.store.engine) as connection:
        imported = importing.apply(connection, opened, _digest(opened), sender, content, receiver)
        touched = {row for table, row in imported.rows if table == "dossier"}
        for table in ("person", *(name for name, each in SYNCED.items() if "dossier_id" in each.c)):
            rows = [row for name, row in imported.rows if name == table]
            for start in range(0, len(rows), 500):
                some = rows[start : start + 500]
                if table == "person":
                    query = select(dossier_table.c.id).where(dossier_table.c.person_id.in_(some))
                else:
                    columns = SYNCED[table].c
                    query = select(columns.dossier_id).where(columns.id.in_(some))
                touched.update(each for each in connection.execute(query).scalars() if each)
        summaries.refresh(desk, connection, touched)
    return imported, touched


def _receiver(desk: Desk) -> importing.Receiver:
    return importing.Receiver(desk.store.device, poste_keys(desk.vault), desk.store.attachments, desk.store.clock)


def _recipient(desk: Desk, postes: tuple[KnownPoste, ...]) -> KnownPoste:
    """The Region, for an office."""
    for poste in postes:
        if poste.role == "region":
            return poste
    raise NotEnrolled


def _card(desk: Desk, kind: str, answers: str = "") -> PosteCard:
    keys = poste_keys(desk.vault)
    return PosteCard(
        kind, desk.store.device, desk.role, desk.structure_code, desk.setting("branch_name"), keys.age_recipient,
        keys.signing_public, desk.fictional, answers,
    )  # fmt: skip


def _own_requests(desk: Desk) -> frozenset[str]:
    """Digests of the requests this poste wrote: a welcome must answer one of them."""
    return frozenset(desk.setting(_REQUESTS).split())


def _digest(opened: Opened) -> str:
    return hashlib.sha256(opened.head).hexdigest()


def _write(folder: Path, keys: PosteKeys, content: bytes) -> Path:
    """Under a name that says nothing but who sent it."""
    path = folder / f"{key_id(keys.signing_public)}-{secrets.token_hex(6)}{SUFFIX}"
    write_whole(path, content)
    return path


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > 64 * 1024 * 1024:
            raise failures.too_large()
        return path.read_bytes()
    except OSError as error:
        raise failures.BundleRefused(
            _("Ce fichier ne peut pas être lu."), _("Vérifiez que la clé est branchée et que le fichier existe.")
        ) from error
