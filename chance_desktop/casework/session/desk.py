"""An open home: everything a use case needs, made in one place."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.home_identity import RECOVERY_SHEET, HomeIdentity, home_exists
from chance_desktop.casework.session.outcome import Changes, Outcome, Undo
from chance_desktop.domain.access import Standing
from chance_desktop.domain.change import Value
from chance_desktop.domain.fields.declaration import LONGEST_TEXT
from chance_desktop.domain.fields.journal import Category
from chance_desktop.domain.journal.vocabulary import Vocabulary
from chance_desktop.domain.journal.wording import Entry, written_words
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime import crash
from chance_desktop.runtime.assets import forms_folder
from chance_desktop.runtime.clear_copies import empty_clear_copies
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import RunningLock
from chance_desktop.runtime.vault import Vault
from chance_desktop.store import settings
from chance_desktop.store.engines.database_address import DatabaseAddress
from chance_desktop.store.engines.engine import keeping, reading
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.opening import Store
from chance_desktop.store.writing.writer import WriteTransaction

if TYPE_CHECKING:
    from chance_desktop.casework.session.records import DossierRecord
    from chance_desktop.domain.programme.programme import Programme

__all__ = ["Desk", "Work", "home_exists"]

REFRESHED = "summaries-refreshed"
"""Local setting: the day the summaries were last brought up to date, and the digest of the programme followed then."""

LISTS_BEHIND = "lists-behind"
"""Local setting: an import ended before the lists followed."""

RULES_CHECKED = "rules-checked"
"""Local setting: the rules of the fields that the values kept here were last looked at with."""

OVERLAY = "programme-overlay"
"""Local setting: the folder of this home that holds the programme as the Region published it."""

BOUND = "home-bound"
"""Local setting: the identity that stands beside the store is bound to its key; one that is not is no longer taken."""

OF_A_DESK = frozenset({
    OVERLAY, BOUND, RECOVERY_SHEET, "recovery-sealed", "recovery-printed", "branch_name", "programme_folder",
    "last-counsellor", "mailbox-url", "mailbox-user", "mailbox-host-key",
})  # fmt: skip
"""Settings that each desk of a shared store has of its own."""
DESK_SETTINGS = "desk/"
"""How their names begin there."""

PROGRAMME_FILE = "programme.toml"
DEFAULT_PROGRAMME = "une-chance-pour-l-europe"
DETAIL_SLOT = "detail"
"""The slot of the data of a line of a journal, beside its sentence."""

_NEVER_UNDONE = frozenset({"journal", "journal_detail", "contact"})
"""Tables of what was said and done: undoing it adds to them."""

T = TypeVar("T")


@dataclass(slots=True)
class Work:
    """One transaction of a use case: what it writes, and the dossiers it concerns."""

    desk: Desk
    tx: WriteTransaction
    kinds: set[ChangeKind] = field(default_factory=set)
    dossiers: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    """Rows that belong to no dossier."""
    fresh: dict[str, DossierRecord] = field(default_factory=dict)
    """Dossiers made in this transaction and only noted in the journal since: their summary needs no reading back."""
    number_signs: tuple[str, str] | None = None
    """What the file numbers of this poste bear, once one was given in this transaction."""
    _vocabulary: Vocabulary | None = field(default=None, init=False)

    @property
    def connection(self) -> Connection:
        """For reading within the transaction."""
        return self.tx.connection

    def touch(self, dossier_id: str, *kinds: ChangeKind) -> None:
        """Say what changed, on which dossier."""
        if kinds != ("journal",):
            self.fresh.pop(dossier_id, None)
        self.dossiers.add(dossier_id)
        self.kinds.update(kinds)

    def journal(self, dossier_id: str, line: Entry, on: date | None = None) -> None:
        """Append a line to the journal of a dossier; `on` is the day of the event, today when not given.

        Its sentence is kept beside its data, for the postes of former versions, which know sentences only; and alone where it
        quotes more than the data of a line may hold.
        """
        row = self._journal_row(dossier_id, line.category, self.worded(line), on)
        if len(line.parameters_text) > LONGEST_TEXT:
            return
        detail: dict[str, Value] = {
            "dossier_id": dossier_id,
            "journal_id": row,
            "event": line.event.value,
            "parameters": line.parameters_text,
        }
        self.tx.create("journal_detail", detail, slot_id(row, DETAIL_SLOT))

    def note(self, dossier_id: str, text: str, on: date | None = None) -> None:
        """Append what a person wrote to the journal of a dossier: these words are all there is."""
        self._journal_row(dossier_id, Category.NOTE, text, on)

    def worded(self, line: Entry) -> str:
        """A line of a journal in the words of today."""
        if self._vocabulary is None:
            self._vocabulary = self.desk.vocabulary(self.connection)
        return written_words(line, self._vocabulary)

    def _journal_row(self, dossier_id: str, category: Category, text: str, on: date | None) -> str:
        now = self.desk.now()
        line: dict[str, Value] = {
            "dossier_id": dossier_id,
            "on": (on or self.desk.today()).isoformat(),
            "recorded_at": now.isoformat(timespec="seconds"),
            "by": self.tx.by,
            "kind": category.value,
            "text": text,
        }
        self.touch(dossier_id, ChangeKind.JOURNAL)
        return self.tx.create("journal", line)

    def outcome(self, result: T, undo: str = "") -> Outcome[T]:
        """The outcome, once the transaction is over; with a label it can be undone."""
        changes = Changes(frozenset(self.kinds), frozenset(self.dossiers | self.rows))
        way_back = tuple(each for each in self.tx.written if each.table not in _NEVER_UNDONE)
        return Outcome(result, changes, Undo(undo, way_back, tuple(self.dossiers)) if undo and way_back else None)


class Desk:
    """An open home. Reading is safe from any thread; writing belongs to one thread at a time."""

    def __init__(
        self,
        layout: HomeLayout,
        identity: HomeIdentity,
        vault: Vault,
        store: Store,
        lock: RunningLock,
        clock: Callable[[], datetime],
        follow: Callable[[Work], None],
        words: Callable[[Desk, Connection], Vocabulary],
    ) -> None:
        self.layout = layout
        self.identity = identity
        self.vault = vault
        self.store = store
        self.author = ""
        self.program = secrets.token_hex(8)
        """Tells this opening of the home from those of other programs."""
        self._lock = lock
        self._clock = clock
        self._follow = follow
        self._words = words

    @property
    def home(self) -> Path:
        """The folder."""
        return self.layout.root

    @property
    def fictional(self) -> bool:
        """Whether everything in it is invented."""
        return self.identity.fictional

    @property
    def shares_with(self) -> str:
        """The database this desk shares with others, as it may be shown; empty where the store is a file of this home."""
        if not self.identity.database:
            return ""
        return str(DatabaseAddress.parse(self.identity.database, kept=True)[0])

    @cached_property
    def role(self) -> PosteRole:
        """Whether it is an antenne's or the Region's."""
        return PosteRole(self.setting("role", PosteRole.OFFICE))

    @property
    def standing(self) -> Standing:
        """In whose name this desk writes."""
        return Standing(self.role, self.structure_code)

    @cached_property
    def structure_code(self) -> str:
        """Code of the Mission Locale; empty for the Region."""
        return self.setting("structure_code")

    @cached_property
    def branch_id(self) -> str:
        """Row of this branch."""
        return self.setting("branch_id")

    @property
    def programme_folder(self) -> Path:
        """Folder of the programme this home follows: as the Region published it, or as it was shipped."""
        overlay = self.setting(OVERLAY)
        published = self.home / overlay if overlay else None
        return published if published is not None and published.exists() else self.shipped_programme

    @property
    def shipped_programme(self) -> Path:
        """Folder of the programme before anything was published."""
        named = self.setting("programme_folder")
        return Path(named) if named else forms_folder() / DEFAULT_PROGRAMME

    def forget_programme(self) -> None:
        """Read the programme again when it is next needed."""
        for read in ("programme", "programme_title"):
            self.__dict__.pop(read, None)

    @cached_property
    def programme_title(self) -> str:
        """What the programme is called, read without the rest of it; empty where its file says nothing one can read.

        The window shows it before anything else of the programme is needed, which says then what is wrong with it.
        """
        try:
            written = tomllib.loads((self.programme_folder / PROGRAMME_FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return ""
        return str(written.get("title", ""))

    @cached_property
    def programme(self) -> Programme:
        """The programme, read the first time it is needed (it is not needed to show the list)."""
        from chance_desktop.casework.session.programme.programme_folder import read_programme

        return read_programme(self.programme_folder)

    def vocabulary(self, connection: Connection) -> Vocabulary:
        """The words in which a journal is told, read within a connection."""
        return self._words(self, connection)

    def now(self) -> datetime:
        """This instant, in UTC."""
        return self._clock()

    def today(self) -> date:
        """The day it is on this computer."""
        return self._clock().astimezone().date()

    def setting(self, name: str, default: str = "") -> str:
        """A local setting."""
        with self.reading() as connection:
            return settings.get(connection, self.setting_name(name), default)

    def put_setting(self, name: str, value: str) -> None:
        """Keep a local setting."""
        with told_in_french(), keeping(self.store.engine) as connection:
            settings.put(connection, self.setting_name(name), value)

    def setting_name(self, name: str) -> str:
        """Under which name the store keeps a setting."""
        return desk_setting(self.store.device, name) if self.store.shared and name in OF_A_DESK else name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        with told_in_french(), reading(self.store.engine) as connection:
            yield connection

    @contextmanager
    def working(self) -> Iterator[Work]:
        """A transaction in the name of the counsellor signed in; what is computed from the rows it touches follows."""
        with self.store.writer.transaction(self.author, self.standing) as tx:
            work = Work(self, tx)
            yield work
            tx.flush()
            self._follow(work)

    def become(self, device: str) -> None:
        """Write in the name of another device from now on; the store was told already."""
        self.store = self.store.renamed(device)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep every other program out of this home meanwhile. Raises `HomeBusy` or `OthersAtWork`."""
        with self._lock.alone():
            yield

    def close(self) -> None:
        """Close the store and leave the home; the last one takes the copies in clear away."""
        self.store.close()
        with self._lock.leaving() as last:
            if last:
                empty_clear_copies(self.layout)
        crash.stop_log()


def desk_setting(device: str, name: str) -> str:
    """Name in a shared store of a setting that one desk has of its own."""
    return f"{DESK_SETTINGS}{device}/{name}"
