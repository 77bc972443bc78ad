"""Exchange by files: make bundles for those who know this poste, take theirs in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.dossiers import summaries
from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.exchange.postes.region_documents import sign_what_is_new, take_up_what_was_forgotten
from chance_desktop.casework.exchange.prefetch import ReadBundle, Reader, read_bundle, receiver_of
from chance_desktop.casework.exchange.set_aside import set_aside
from chance_desktop.casework.programme.published_parts import apply_parts
from chance_desktop.casework.session.change_kinds import kinds_of
from chance_desktop.casework.session.desk import LISTS_BEHIND, Desk
from chance_desktop.casework.session.erasure_register import keep_beside
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.casework.surveys.surveys import SURVEYED, dossiers_surveyed
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime import crash
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _, plural
from chance_desktop.store import settings
from chance_desktop.store.engines.batches import batches
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.sync import failures, importing, senders
from chance_desktop.sync.bundle.envelope import Opened
from chance_desktop.sync.exporting import MadeBundle, Sender, make_bundles
from chance_desktop.sync.identity import PosteKeys, key_id
from chance_desktop.sync.laying_down import Follow
from chance_desktop.sync.peers import trust
from chance_desktop.sync.peers.trust import KnownPoste
from chance_desktop.sync.rights.audience import dossiers_touched

SUFFIX = ".chance"
_CLOCK_MINUTES = 5
_LISTS_AT_ONCE = 500


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
    ahead: str = ""
    """By how much the clock of the other poste is ahead, in words, when that is worth saying."""
    told: tuple[str, ...] = ()
    """What is to be said of it besides, in French; nothing was refused for it."""
    set_aside: bool = False
    """Whether the whole file failed for a reason nobody foresaw; it is kept."""


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


def export_bundle(desk: Desk, folder: Path, progress: Progress | None = None, to: Collection[str] = ()) -> ExportResult:
    """Write to a folder what recipients have not acknowledged: the Region for an office, every office for the Region.

    `to` names other recipients, by device. Raises `NotEnrolled` or `NothingToSend`.
    """
    known = recipients(desk)
    if not known:
        raise NotEnrolled
    wanted = [each for each in known if each.device in to] if to else _by_hand(desk, known)
    made = [file for recipient in wanted for file in write_bundles(desk, recipient, folder, progress)]
    if not made:
        raise NothingToSend
    with_changes = [each.bundle for each in made if each.bundle.changes]
    return ExportResult(
        made[0].path,
        tuple(each.path for each in made),
        sum(bundle.changes for bundle in with_changes),
        min((bundle.first_seq for bundle in with_changes if bundle.first_seq), default=0),
        max((bundle.last_seq for bundle in with_changes), default=0),
    )


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A bundle and its file."""

    path: Path
    bundle: MadeBundle


def write_bundles(
    desk: Desk, recipient: KnownPoste, folder: Path, progress: Progress | None = None
) -> tuple[WrittenBundle, ...]:
    """Write for one recipient what it has not acknowledged; nothing when it has everything."""
    report = progress or NoProgress()
    with told_in_french(), writing(desk.store.engine) as connection:
        keys = keys_of(desk)
        sign_what_is_new(desk, connection)
        sender = Sender(desk.store.device, desk.role, desk.structure_code, keys, desk.store.attachments)
        bundles = make_bundles(
            connection, sender, recipient, lambda done, total: report.advance(done, total, _("Préparation du fichier"))
        )
        return tuple(_written(folder, recipient, keys, bundle) for bundle in bundles)


def _written(folder: Path, recipient: KnownPoste, keys: PosteKeys, bundle: MadeBundle) -> WrittenBundle:
    """Under a name that says only who writes to whom; what the bundle holds is not kept in memory."""
    name = f"{key_id(keys.signing_public)}-{key_id(recipient.signing_key)}-{secrets.token_hex(6)}{SUFFIX}"
    path = folder / name
    write_whole(path, bundle.content)
    return WrittenBundle(path, replace(bundle, content=b""))


def _by_hand(desk: Desk, known: tuple[KnownPoste, ...]) -> list[KnownPoste]:
    """Whom files are made for when nobody is named: an office hands them to the Region."""
    chosen = [each for each in known if each.role == PosteRole.REGION] if desk.role == PosteRole.OFFICE else list(known)
    if not chosen:
        raise NotEnrolled
    return chosen


def import_bundles(
    desk: Desk, paths: tuple[Path, ...], progress: Progress | None = None
) -> Outcome[tuple[ImportedBundle, ...]]:
    """Take in files, each in its own transaction; one that is refused changes nothing and does not stop the others."""
    taken = take_in(desk, paths, progress)
    bring_lists_up_to_date(desk, taken.changes.ids, progress)
    return taken


def take_in(
    desk: Desk, paths: tuple[Path, ...], progress: Progress | None = None
) -> Outcome[tuple[ImportedBundle, ...]]:
    """Take in files without bringing the lists up to date where many dossiers are new: that is done after, by slices."""
    report = progress or NoProgress()
    found: list[ImportedBundle] = []
    kinds: set[str] = set()
    dossiers: set[str] = set()
    with Reader(desk, paths) as reader:
        for done, path in enumerate(paths):
            report.advance(done, len(paths), _("Lecture des paquets"))
            try:
                imported, touched = _import_one(desk, reader, done)
            except failures.BundleRefused as refusal:
                found.append(ImportedBundle(path, 0, 0, (refusal.text,), 0))
                continue
            except ExpectedError:
                raise
            except Exception as failure:  # noqa: BLE001 - one file's failure is that file's alone, whatever it is
                found.append(ImportedBundle(path, 0, 0, (set_aside(desk, path, failure),), 0, set_aside=True))
                continue
            kinds |= imported.tables
            dossiers.update(touched)
            found.append(
                ImportedBundle(
                    file=path,
                    applied=imported.applied,
                    parked=imported.parked,
                    refused=imported.refused,
                    conflicts=imported.conflicts,
                    repeated=imported.repeated,
                    missing_numbers=imported.missing_numbers,
                    ahead=ahead_words(imported.ahead_ms),
                    told=imported.told,
                )
            )
    if "programme_part" in kinds:
        apply_parts(desk)
    return Outcome(tuple(found), Changes(kinds_of(kinds), frozenset(dossiers)))


def bring_lists_up_to_date(desk: Desk, dossiers: Collection[str], progress: Progress | None = None) -> None:
    """Compute the lines of the lists that an import left behind."""
    if not desk.setting(LISTS_BEHIND):
        return
    report = progress or NoProgress()
    done = 0
    for some in batches(dossiers):
        report.advance(done, len(dossiers), _("Mise à jour des listes"))
        with told_in_french(), writing(desk.store.engine) as connection:
            summaries.refresh(desk, connection, some)
        done += len(some)
    desk.put_setting(LISTS_BEHIND, "")


def inspect(desk: Desk, path: Path) -> Inspected:
    """What a bundle for this poste says of itself. Raises `BundleRefused`."""
    read = read_bundle(desk, path)
    header, content = read.opened.header, read.content
    return Inspected(
        file=path, format=header.format, sender=header.sender, number=header.number, office=content.manifest.office, changes=len(content.changes),
        blobs=len(content.blobs),
    )  # fmt: skip


def followed_lists(desk: Desk, connection: Connection) -> Follow:
    """Lists that follow rows at once, to learn which of them cannot be shown."""

    def follow(rows: tuple[tuple[str, str], ...]) -> None:
        summaries.refresh(desk, connection, dossiers_touched(connection, rows) | dossiers_surveyed(connection, rows))

    return follow


def _import_one(desk: Desk, reader: Reader, place: int) -> tuple[importing.Imported, frozenset[str]]:
    read = reader.read(place)
    try:
        return _lay_down(desk, reader, place, read)
    except ExpectedError:
        raise
    except Exception as failure:  # noqa: BLE001 - what a peer wrote may fail in any way
        crash.log_crash(failure)
    # Once more, each transaction apart: what fails is set aside, and the rest goes on.
    return _lay_down(desk, reader, place, read, apart=True)


def _lay_down(
    desk: Desk, reader: Reader, place: int, read: ReadBundle, *, apart: bool = False
) -> tuple[importing.Imported, frozenset[str]]:
    receiver = receiver_of(desk)
    opened, sender, content = read.opened, read.sender, read.content
    with told_in_french(), writing(desk.store.engine) as connection:
        if senders.known_sender(connection, opened) not in (sender, None):
            # its standing changed since it was read: by the bundle before, while this one was read ahead
            sender, content = importing.check(connection, opened, receiver)
        follow = followed_lists(desk, connection) if apart else None
        imported = importing.apply(connection, opened, _digest(opened), sender, content, receiver, follow)
        surveyed = set() if imported.tables.isdisjoint(SURVEYED) else dossiers_surveyed(connection, imported.rows)
        touched = imported.dossiers | surveyed
        if len(touched) <= _LISTS_AT_ONCE:
            summaries.refresh(desk, connection, touched)
        else:
            settings.put(connection, LISTS_BEHIND, "1")
        reader.read_ahead(place + 1)
    if imported.erasures or imported.revoked:
        take_up_what_was_forgotten(desk)
    if imported.erasures or imported.revoked or "erasure" in imported.tables:
        keep_beside(desk)
        summaries.refresh_all(desk)
    return imported, touched


def ahead_words(ahead_ms: int) -> str:
    """By how much another clock is ahead, when it is worth saying; empty under five minutes."""
    minutes = ahead_ms // 60_000
    if minutes < _CLOCK_MINUTES:
        return ""
    if minutes < 120:
        how_much = plural("{n} minute", "{n} minutes", minutes)
    elif minutes < 48 * 60:
        how_much = plural("{n} heure", "{n} heures", minutes // 60)
    else:
        how_much = plural("{n} jour", "{n} jours", minutes // (24 * 60))
    return _("L’horloge de ce poste avance de {how_much}.").format(how_much=how_much)


def recipients(desk: Desk) -> tuple[KnownPoste, ...]:
    """Whom this poste writes to: an office the Region and the other postes of its Mission Locale, the Region every office."""
    with desk.reading() as connection:
        known = trust.living(trust.known_postes(connection))
    if desk.role == PosteRole.REGION:
        return tuple(each for each in known if each.role == PosteRole.OFFICE)
    siblings = [each for each in known if each.role == PosteRole.OFFICE and each.structure_code == desk.structure_code]
    return (*(each for each in known if each.role == PosteRole.REGION), *siblings)


def _digest(opened: Opened) -> str:
    return hashlib.sha256(opened.head).hexdigest()
