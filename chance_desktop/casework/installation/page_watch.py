"""Look for damaged pages at quiet moments, a little at a time, so that they are found before they are needed.

Pages are checked by their seals, then tables by SQLite, one after the other; a round begins again after a week. Where one stands is
kept in the store: a poste opened for an hour a day goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from time import monotonic

from chance_desktop.casework.session.desk import Desk
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.failures import StoreBusy, StoreDamaged
from chance_desktop.store.schema.tables import metadata
from chance_desktop.store.soundness.page_map import keep_map
from chance_desktop.store.soundness.pages import check_slice, check_table
from chance_desktop.store.soundness.rescue import keep_settings, readable_dossiers

_WHERE, _DAMAGE = "pages-checked", "store-damage"
_ROUND = timedelta(days=7)
SLICE_SECONDS = 0.2
_LONGEST_TABLE = 30.0
"""Seconds after which the check of one table is given up: its pages were checked all the same."""


class OnAServer(ExpectedError):
    """The store of this desk is a database of the Region."""

    def __init__(self) -> None:
        super().__init__(
            _("Les dossiers de ce poste sont dans la base de données de la Région, pas dans un fichier."),
            _(
                "Le service informatique la vérifie (pg_amcheck) et la reprend de ses propres copies (pg_dump, puis pg_restore) ; une "
                "sauvegarde faite par l’application se reprend aussi, sur un poste seul."
            ),
        )


@dataclass(frozen=True, slots=True)
class Damage:
    """What is damaged of the store: pages and tables; how many dossiers can be read, of how many known."""

    pages: tuple[int, ...]
    tables: tuple[str, ...]
    readable: int
    dossiers: int

    @property
    def sentence(self) -> str:
        """For the person at the screen."""
        damaged = _("Une partie du fichier des dossiers de ce poste est abîmée.")
        if not self.dossiers:
            return damaged
        told = plural("{n} dossier sur {of} se lit encore.", "{n} dossiers sur {of} se lisent encore.", self.readable)
        return f"{damaged} {told.replace('{of}', str(self.dossiers))}"


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the round stands: the next page, then the next table; the day it ended, once it has."""

    page: int = 1
    table: str = ""
    ended: str = ""


def known_damage(desk: Desk) -> Damage | None:
    """What the last round found, as long as nothing was done about it."""
    text = desk.setting(_DAMAGE)
    if not text:
        return None
    found = json.loads(text)
    return Damage(tuple(found["pages"]), tuple(found["tables"]), int(found["readable"]), int(found["dossiers"]))


def forget_damage(desk: Desk) -> None:
    """Begin anew with a store that was rescued."""
    for name in (_DAMAGE, _WHERE):
        desk.put_setting(name, "")


def look_on(desk: Desk, stopped: Callable[[], bool] = lambda: False, seconds: float = SLICE_SECONDS) -> Damage | None:
    """Check a little more of the store; what is newly found to be damaged. `stopped` ends a check at once.

    A shared store is its server's to check.
    """
    if desk.store.shared:
        return None
    path, key = desk.layout.store, desk.vault.get(STORE_KEY)
    keep_map(path, key, desk.layout.page_map)
    where = _where(desk)
    if where == _Where():
        with suppress(OSError):
            desk.layout.backups.mkdir(mode=0o700, exist_ok=True)
        keep_settings(path, key, desk.layout.settings_copy)
    if where.ended:
        if desk.today() - date.fromisoformat(where.ended) < _ROUND:
            return None
        where = _Where()
    if not where.table:
        found = check_slice(path, key, where.page, seconds)
        following = _Where(found.following) if found.following > 1 else _Where(1, _TABLES[0])
        return _noted(desk, following, found.damaged, ())
    end = monotonic() + _LONGEST_TABLE
    whole = check_table(path, key, where.table, lambda: stopped() or monotonic() > end)
    place = _TABLES.index(where.table) + 1
    following = _Where(1, _TABLES[place]) if place < len(_TABLES) else _Where(ended=desk.today().isoformat())
    return _noted(desk, following, (), () if whole else (where.table,))


def check_all(desk: Desk, advance: Callable[[int, int], None] = lambda _done, _of: None) -> Damage | None:
    """Check the whole store now; what is damaged. Raises `OnAServer`."""
    if desk.store.shared:
        raise OnAServer
    desk.put_setting(_WHERE, "")
    desk.put_setting(_DAMAGE, "")
    while True:
        look_on(desk, seconds=1.0)
        where = _where(desk)
        if where.ended:
            return known_damage(desk)
        advance(_TABLES.index(where.table) + 1 if where.table else 0, len(_TABLES) + 1)


_TABLES = tuple(sorted(metadata.tables))


def _where(desk: Desk) -> _Where:
    text = desk.setting(_WHERE)
    found = _Where(**json.loads(text)) if text else _Where()
    return found if not found.table or found.table in _TABLES else _Where()


def _noted(desk: Desk, following: _Where, pages: tuple[int, ...], tables: tuple[str, ...]) -> Damage | None:
    """Keep where the check stands, and what it found; that is returned where it is new."""
    damage = None
    former = known_damage(desk)
    fresh = set(pages) - set(former.pages if former else ()) or set(tables) - set(former.tables if former else ())
    if fresh:
        readable, dossiers = _readable(desk)
        damage = Damage(
            tuple(sorted({*pages, *(former.pages if former else ())})),
            tuple(sorted({*tables, *(former.tables if former else ())})),
            readable,
            dossiers,
        )
    # A store that can no longer be written is still told: the check will pass here again.
    with suppress(StoreFull, ReadOnlyHome, StoreBusy, StoreDamaged):
        if damage is not None:
            desk.put_setting(_DAMAGE, json.dumps(asdict(damage)))
        desk.put_setting(_WHERE, json.dumps(asdict(following)))
    return None if damage is None or (former is not None and former.readable == damage.readable) else damage


def _readable(desk: Desk) -> tuple[int, int]:
    """How many dossiers can be read, of how many; none where the first page is gone, or where there is no room to look."""
    try:
        return readable_dossiers(desk.layout, desk.vault.get(STORE_KEY))
    except (ExpectedError, OSError):
        return 0, 0
