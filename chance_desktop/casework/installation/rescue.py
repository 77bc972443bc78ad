"""Save what can still be read of a damaged store: a home is prepared from it beside what is there, then takes its place in one step.

The damaged one is kept whole beside. The rescued home is a new poste, as a restored one is: what the Region and the other postes
had received of what was lost comes back with the next exchange, since it says to have heard nothing yet.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select

from chance_desktop.casework.dossiers.summaries import refresh_all
from chance_desktop.casework.exchange.postes.enrolment import renew_identity
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.page_watch import OnAServer, forget_damage
from chance_desktop.casework.installation.prepared_home import (
    carry_erasures,
    forget_prepared,
    give_identity,
    held,
    removed_unless_whole,
)
from chance_desktop.casework.installation.rehearsal import named_scans
from chance_desktop.casework.programme.published_parts import apply_parts
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeIdentity, key_check, new_identity, vault_of
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.runtime import computer_time
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.replacement import finish_replacement, replace_contents
from chance_desktop.runtime.vault import STORE_KEY, KeyMissing, secrets_of
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import StoreDamaged, told_in_french
from chance_desktop.store.schema.tables import dossier_summary
from chance_desktop.store.soundness import rescue
from chance_desktop.sync.delivery.receipts import former_selves
from chance_desktop.sync.enrolment.renewal import hear_all_again, write_rows_again


class OfNobody(ExpectedError):
    """What says whose the store is cannot be read any more."""

    def __init__(self) -> None:
        super().__init__(
            _("La page qui dit à qui sont ces dossiers est abîmée, et aucune copie plus ancienne ne le dit."),
            _(
                "Reprenez la dernière sauvegarde. Ce que la Région et les autres postes avaient reçu reviendra au prochain échange."
            ),
        )


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was saved: dossiers, of how many known at least; scans, and those that are missing; pages that could not be read, of how
    many; rows lost by table, and rows told again by the log. The damaged home is in `kept`.
    """

    dossiers: int
    of: int
    scans: int
    scans_missing: int
    pages: int
    of_pages: int
    lost: dict[str, int]
    told_again: int
    kept: Path | None = None


def can_be_rescued(failure: ExpectedError) -> bool:
    """Whether a home that does not open may still be read in part."""
    return isinstance(failure, StoreDamaged)


def asks_passphrase(home: Path) -> bool:
    """Whether the secrets of a home are sealed with a passphrase."""
    try:
        return HomeIdentity.read(HomeLayout(home)).vault == "passphrase"
    except ExpectedError:
        return False


def rescue_home(home: Path, passphrase: str | None = None, progress: Progress | None = None) -> Rescued:
    """Put a home made of what can be read in the place of a damaged one, which is kept beside; it must be closed.

    Raises `NoHome`, `AlreadyRunning`, `PassphraseNeeded`, `WrongPassphrase`, `KeyMissing`, `OnAServer`, `NothingReadable`, `OfNobody`,
    `StoreFull` or `ReadOnlyHome`; the damaged home stands then as it was.
    """
    report, layout = progress or NoProgress(), HomeLayout(home)
    finish_replacement(layout)
    identity = HomeIdentity.read(layout)
    if identity.database:
        raise OnAServer
    with held(layout):
        vault = vault_of(identity, layout, passphrase)
        key = vault.get(STORE_KEY)
        if key_check(key, fictional=identity.fictional) != identity.key_check:
            raise KeyMissing
        if not layout.store.exists():
            raise StoreDamaged
        forget_prepared(layout)
        with removed_unless_whole(layout):
            inside = HomeLayout(layout.prepared)
            with told_by_place(layout.root):
                layout.prepared.mkdir(mode=0o700)
            made = _saved(layout, inside, key, lambda done, of: report.advance(done, of, _("Lecture des dossiers")))
            carry_erasures(layout)
            give_identity(
                inside, new_identity(identity.vault, key, fictional=identity.fictional), secrets_of(vault), passphrase
            )
            report.advance(0, 0, _("Préparation des dossiers"))
            found = _begun_again(inside, passphrase, made)
        kept = replace_contents(layout, computer_time.now().astimezone())
    return replace(found, kept=kept)


def _saved(layout: HomeLayout, inside: HomeLayout, key: str, advance: Callable[[int, int], None]) -> rescue.Salvage:
    """The store and the scans, and what an older copy beside them still says of the home."""
    with told_in_french(), told_by_place(layout.root):
        made = rescue.salvage(layout, key, inside, advance)
        older_copies = sorted(layout.backups.glob("before-migration-*.chance-db"), reverse=True)
        for older in (layout.settings_copy, *older_copies):
            rescue.take_settings(inside.store, key, older)
        if not rescue.is_somebodys(inside.store, key):
            raise OfNobody
        if layout.attachments.exists():
            shutil.copytree(layout.attachments, inside.attachments, copy_function=_same_file)
    return made


def _same_file(source: str, target: str) -> None:
    """A second name of a sealed scan, which is never written over; a copy where the disk knows no second names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _begun_again(inside: HomeLayout, passphrase: str | None, made: rescue.Salvage) -> Rescued:
    """Open the prepared home under a new name, with the rows the log tells and the changes the rows tell."""
    desk = open_desk(inside.root, passphrase=passphrase)
    try:
        with told_in_french():
            told_again = rescue.lay_again(desk.store)
        renew_identity(desk)
        with told_in_french(), writing(desk.store.engine) as connection:
            former = {each.device for each in former_selves(connection)}
            write_rows_again(connection, desk.store.device, former)
            hear_all_again(connection)
        forget_damage(desk)
        apply_parts(desk)
        refresh_all(desk)
        named, missing = named_scans(desk, NoProgress())
        dossiers = _count(desk)
    finally:
        desk.close()
    with suppress(OSError):
        shutil.rmtree(inside.logs)
    with told_by_place(inside.root):
        inside.lock.unlink(missing_ok=True)
        shutil.rmtree(inside.running, ignore_errors=True)
    return Rescued(
        dossiers=dossiers,
        of=max(dossiers, made.dossiers),
        scans=named - missing,
        scans_missing=missing,
        pages=len(made.pages),
        of_pages=made.of,
        lost=made.lost,
        told_again=told_again,
    )


def rescued_words(found: Rescued) -> str:
    """What was saved and what is missing, in sentences."""
    told = [
        plural("{n} dossier repris sur {of}.", "{n} dossiers repris sur {of}.", found.dossiers).replace(
            "{of}", str(found.of)
        ),
        plural("{n} pièce numérisée gardée.", "{n} pièces numérisées gardées.", found.scans),
    ]
    if found.scans_missing:
        told.append(plural("{n} pièce numérisée manque.", "{n} pièces numérisées manquent.", found.scans_missing))
    if found.kept is not None:
        told.append(_("Le fichier abîmé est gardé dans {kept}.").replace("{kept}", str(found.kept)))
    told.append(_("Reliez de nouveau ce poste à la Région, puis échangez : ce qu’elle avait reçu revient."))
    return " ".join(told)


def _count(desk: Desk) -> int:
    with desk.reading() as connection:
        return connection.execute(select(func.count()).select_from(dossier_summary)).scalar_one()
