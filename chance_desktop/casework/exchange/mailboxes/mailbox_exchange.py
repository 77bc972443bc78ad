"""An exchange through the mailbox: take in what is there for this poste, leave there what others lack, tidy up.

It goes by small steps, each of which may be the last: whatever cuts it, the next exchange goes on from there. Only bundles,
signed and encrypted, are ever on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from chance_desktop.casework.exchange import after_exchange, bundles
from chance_desktop.casework.exchange.bundles import NotEnrolled
from chance_desktop.casework.exchange.mailbox_ledger import (
    Ledger,
    forget_ledger,
    keep_ledger,
    keep_taken,
    last_received,
    ledgers,
    read_ledger,
    something_to_tell,
    taken,
    what_is_understood,
)
from chance_desktop.casework.exchange.mailboxes.mailbox import kept_access, opened
from chance_desktop.casework.exchange.mailboxes.mailbox_outgoing import (
    described,
    former_places,
    not_replaced,
    still_there,
    take_back,
)
from chance_desktop.casework.exchange.mailboxes.one_at_a_time import only_exchange
from chance_desktop.casework.exchange.notes import Way, last_bundle, note_exchange
from chance_desktop.casework.exchange.postes.enrolment import REPLACES, must_renew, renew_identity
from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.progress import NoProgress, Progress, Stopped
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull, file_failure
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.engine import keeping
from chance_desktop.store.failures import told_in_french
from chance_desktop.sync.bundle.envelope import LARGEST_BUNDLE
from chance_desktop.sync.delivery import receipts
from chance_desktop.sync.identity import key_id
from chance_desktop.sync.mailboxes.failures import FileNotPassed, FileTooLarge
from chance_desktop.sync.mailboxes.mailbox import PART, Entry, Mailbox, Patience
from chance_desktop.sync.mailboxes.systems import Access
from chance_desktop.sync.peers import trust
from chance_desktop.sync.peers.trust import KnownPoste

_NAME = re.compile(rf"([0-9A-F]{{16}})-[0-9a-f]{{12}}{re.escape(bundles.SUFFIX)}")
NO_CHANGES = Changes()
_OFTEN = 20
"""After how many files what was taken in is noted; a file taken in twice changes nothing."""


class ExchangeStopped(ExpectedError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__(_("L’échange a été arrêté."), _("Le prochain échange reprendra là où celui-ci s’est arrêté."))


class TakenBack(ExpectedError):
    """What was received tells that this store was taken back from a backup, or copied; it has a new name now."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste a été repris d’une ancienne sauvegarde : il a reçu un nouveau nom."),
            _(
                "Envoyez une nouvelle demande à la Région, ajoutez sa réponse, puis recommencez. Votre travail est gardé."
            ),
        )


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of the mailbox that was refused, whole or in part, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """What an exchange did. `interrupted` says what cut it, when something did: all the rest is done and kept."""

    sent: int = 0
    received: int = 0
    applied: int = 0
    conflicts: int = 0
    refused: tuple[RefusedFile, ...] = ()
    told: tuple[str, ...] = ()
    """What is to be said besides; nothing was refused for it."""
    changes: Changes = NO_CHANGES
    interrupted: ExpectedError | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step about to be taken: how many are behind, how many are known, what it does, and whether it writes in the store.
    Those that wait for the network never do."""

    done: int
    total: int
    what: str
    writes: bool = False


Steps = Generator[Step, None, None]


def exchange_now(
    desk: Desk, progress: Progress | None = None, access: Access | None = None, patience: Patience | None = None
) -> ExchangeReport:
    """Exchange through the mailbox chosen, or another one.

    Raises `NoMailbox`, `NotEnrolled`, or a `MailboxFailed` when nothing could even begin; what happens later is told by the
    report.
    """
    report = progress or NoProgress()
    run = Exchange(desk, access or kept_access(desk), patience)
    steps, after = run.steps(), last_bundle(desk)
    try:
        for step in steps:
            try:
                report.advance(step.done, step.total, step.what)
            except Stopped:
                run.report = replace(run.report, interrupted=ExchangeStopped())
                break
    except ExpectedError as failure:
        if not run.begun:
            raise
        run.report = replace(run.report, interrupted=failure)
    finally:
        steps.close()
    # A home without any room left says so in the report already.
    with suppress(StoreFull, ReadOnlyHome):
        note_exchange(desk, Way.MAILBOX, after, run.report.interrupted)
    return run.report


def exchange_steps(desk: Desk, patience: Patience | None = None, *, in_clear: bool = False) -> Exchange:
    """The same for a caller that takes the steps one by one, to let other work in between: see `Exchange.steps`."""
    return Exchange(desk, kept_access(desk, in_clear=in_clear), patience)


@dataclass(slots=True)
class Exchange:
    """One exchange. `report` is true at each step."""

    desk: Desk
    access: Access
    patience: Patience | None = None
    report: ExchangeReport = field(default_factory=ExchangeReport)
    begun: bool = False
    _done: int = 0
    _total: int = 1
    _stuck: dict[str, FileNotPassed] = field(default_factory=dict)
    """The smallest file that the line did not let through, each way: no larger one is tried any more."""

    def steps(self) -> Steps:
        """Every step is announced before it is taken; closing the generator ends the exchange there."""
        desk = self.desk
        if not bundles.recipients(desk) or (desk.role == PosteRole.OFFICE and desk.setting(REPLACES)):
            raise NotEnrolled
        own = key_id(keys_of(desk).signing_public)
        with only_exchange(desk):
            yield from self._with_mailbox(own)

    def _with_mailbox(self, own: str) -> Steps:
        desk = self.desk
        with opened(self.access, self.patience) as box:
            yield self._step(_("Ouverture de la boîte d’échange"))
            box.check()
            self.begun = True
            yield from self._receive(box, own)
            if must_renew(desk):
                yield self._step(_("Rangement"), writes=True)
                renew_identity(desk)
                raise TakenBack
            # what was received may have told that another poste is the Region's now
            yield from self._send(box, own, bundles.recipients(desk))
        yield self._step(_("Rangement"), writes=True)
        after_exchange.after_exchange(desk)
        for failure in self._stuck.values():
            raise failure

    def _step(self, what: str, *, writes: bool = False) -> Step:
        self._done += 1
        self._total = max(self._total, self._done)
        return Step(self._done - 1, self._total, what, writes)

    def _receive(self, box: Mailbox, key: str) -> Steps:
        with self.desk.reading() as connection:
            own = {key, *(each.key_id for each in receipts.former_selves(connection))}
            senders = [key_id(each.signing_key) for each in trust.living(trust.known_postes(connection))]
        self._total += len(senders)
        for sender in senders:
            yield self._step(_("Recherche des paquets reçus"))
            there = {each.name: each for each in box.listed(sender) if _is_for(own, each.name)}
            with self.desk.reading() as connection:
                known = taken(connection, sender)
            marks = {name: mark for name, mark in known.items() if name in there}
            wanted = [each for name, each in there.items() if name not in marks or marks[name] not in ("", _mark(each))]
            self._total += 2 * len(wanted)
            yield from self._take(box, sender, wanted, marks)

    def _take(self, box: Mailbox, sender: str, wanted: list[Entry], marks: dict[str, str]) -> Steps:
        folder = _private(self.desk, "recus")
        noted = len(marks)
        try:
            for each in wanted:
                path = folder / each.name
                try:
                    yield self._step(_("Réception des paquets"))
                    try:
                        if each.size > LARGEST_BUNDLE:
                            raise FileTooLarge
                        if self._too_long("in", each.size) or not box.fetch(sender, each.name, path, each.size):
                            continue
                    except FileNotPassed as failure:
                        self._stuck["in"] = failure
                        continue
                    except FileTooLarge as refusal:
                        self._refuse(each.name, refusal.text)
                        marks[each.name] = _mark(each)
                        continue
                    yield self._step(_("Lecture des paquets"), writes=True)
                    marks[each.name] = "" if self._import(path) else _mark(each)
                finally:
                    path.unlink(missing_ok=True)
                if len(marks) >= noted + _OFTEN:
                    self._keep_taken(sender, marks)
                    noted = len(marks)
            if wanted:
                yield self._step(_("Lecture des paquets"), writes=True)
                self._keep_taken(sender, marks)
                wanted = []
        finally:
            if wanted:  # cut: what cut it is what is told, and a file taken in twice changes nothing
                with suppress(ExpectedError):
                    self._keep_taken(sender, marks)

    def _too_long(self, way: str, size: int) -> bool:
        return way in self._stuck and size >= self._stuck[way].size

    def _import(self, path: Path) -> bool:
        """Take a file in; whether it was accepted, wholly or in part."""
        outcome = bundles.import_bundles(self.desk, (path,))
        found, report = outcome.result[0], self.report
        accepted = bool(found.applied or found.parked or found.repeated or not found.refused)
        self.report = replace(
            report,
            received=report.received + (accepted and not found.repeated),
            applied=report.applied + found.applied,
            conflicts=report.conflicts + found.conflicts,
            refused=(*report.refused, *(RefusedFile(path.name, reason) for reason in found.refused)),
            told=tuple(dict.fromkeys((*report.told, *found.told, *filter(None, (found.ahead,))))),
            changes=Changes(report.changes.kinds | outcome.changes.kinds, report.changes.ids | outcome.changes.ids),
        )
        return accepted

    def _refuse(self, name: str, reason: str) -> None:
        self.report = replace(self.report, refused=(*self.report.refused, RefusedFile(name, reason)))

    def _keep_taken(self, sender: str, marks: dict[str, str]) -> None:
        with told_in_french(), keeping(self.desk.store.engine) as connection:
            keep_taken(connection, sender, marks)

    def _send(self, box: Mailbox, own: str, recipients: tuple[KnownPoste, ...]) -> Steps:
        folder = _private(self.desk, "a-envoyer")
        yield self._step(_("Recherche des paquets envoyés"))
        there = {each.name: each.size for each in box.listed(own)}
        for name in there:
            if name.endswith(PART) and _NAME.fullmatch(name.removesuffix(PART)):
                box.remove(own, name)  # what a cut left
        self._forget_orphans(folder)
        self._total += 2 * len(recipients)
        for recipient in recipients:
            former = former_places(self.desk, recipient)
            if former:
                yield self._step(_("Rangement de la boîte d’échange"))
                take_back(self.desk, box, recipient, former, there)
            yield self._step(_("Préparation des paquets"), writes=True)
            ledger = self._prepared(recipient, folder, there)
            waiting = [each for each in ledger.files if not each.uploaded]
            self._total += 2 * len(waiting)
            for each in waiting:
                yield self._step(_("Envoi des paquets"))
                if there.get(each.name) != each.size:
                    if self._too_long("out", each.size):
                        continue
                    try:
                        for place in (own, *former):
                            box.send(folder / each.name, place, each.name)
                    except FileNotPassed as failure:
                        self._stuck["out"] = failure
                        continue
                there[each.name] = each.size
                yield self._step(_("Envoi des paquets"), writes=True)
                ledger = ledger.uploaded(each.name, former)
                self._keep(recipient.device, ledger)
                (folder / each.name).unlink(missing_ok=True)
                self.report = replace(self.report, sent=self.report.sent + 1)
            yield self._step(_("Rangement de la boîte d’échange"))
            yield from self._tidy(box, own, recipient.device, ledger)
        yield from self._leave(box, own, frozenset(each.device for each in recipients))

    def _forget_orphans(self, folder: Path) -> None:
        """Files made just before a cut, that no ledger knows: what they told is made again."""
        with self.desk.reading() as connection:
            known = {each.name for ledger in ledgers(connection).values() for each in ledger.files}
        for path in folder.iterdir():
            if path.name not in known:
                path.unlink()

    def _prepared(self, recipient: KnownPoste, folder: Path, there: dict[str, int]) -> Ledger:
        """The ledger of a recipient with all it is to be told: made now, or waiting since a cut."""
        desk, peer = self.desk, recipient.device
        with desk.reading() as connection:
            ledger = still_there(read_ledger(connection, peer), folder, there, connection, peer)
            state = something_to_tell(connection, recipient, desk.role)
            heard = last_received(connection, peer)
        if not state or state != ledger.state:
            made = bundles.write_bundles(desk, recipient, folder)
            files = described(keys_of(desk), made, folder, ledger.turn + 1, heard)
            with desk.reading() as connection:
                state = something_to_tell(connection, recipient, desk.role)
            ledger = Ledger(state, ledger.turn + 1, (*not_replaced(ledger, folder, files), *files))
        self._keep(peer, ledger)
        return ledger

    def _tidy(self, box: Mailbox, own: str, peer: str, ledger: Ledger) -> Steps:
        with self.desk.reading() as connection:
            useless = ledger.useless(connection, peer)
        for each in useless:
            for place in (own, *each.also):
                box.remove(place, each.name)
            ledger = ledger.without(each.name)
        if useless:
            yield self._step(_("Rangement de la boîte d’échange"), writes=True)
            self._keep(peer, ledger)

    def _leave(self, box: Mailbox, own: str, still: frozenset[str]) -> Steps:
        """Take back what waits for postes nobody writes to any more."""
        with self.desk.reading() as connection:
            gone = {peer: ledger for peer, ledger in ledgers(connection).items() if peer not in still}
        for peer, ledger in gone.items():
            for each in ledger.files:
                box.remove(own, each.name)
            yield self._step(_("Rangement de la boîte d’échange"), writes=True)
            with told_in_french(), keeping(self.desk.store.engine) as connection:
                forget_ledger(connection, peer)

    def _keep(self, peer: str, ledger: Ledger) -> None:
        with told_in_french(), keeping(self.desk.store.engine) as connection:
            keep_ledger(connection, peer, ledger)


def _is_for(own: Collection[str], name: str) -> bool:
    """Whether a file is for this poste, or for what it was before it took another name."""
    found = _NAME.fullmatch(name)
    return found is not None and found.group(1) in own


def _mark(entry: Entry) -> str:
    """What a refused file looks like: it is tried again once it has another size, or once this version is another."""
    return f"{entry.size}/{what_is_understood()}"


def _private(desk: Desk, name: str) -> Path:
    """A folder of the home where bundles wait."""
    folder = desk.home / "mailbox" / name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise file_failure(error) from None
    return folder
