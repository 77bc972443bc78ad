"""Where the tables of the encrypted file begin, kept beside it: the few pages that say so are the only ones nothing else tells again.

It names tables and columns, and holds the first page as it is encrypted: nothing of anyone. A table never moves once it is made.
"""

from __future__ import annotations

import base64
import json
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from chance_desktop.runtime.files import ReadOnlyHome, StoreFull, write_whole
from chance_desktop.store.engines.engine import open_connection
from chance_desktop.store.soundness.page_seals import PAGE, Seals


@dataclass(frozen=True, slots=True)
class PageMap:
    """The rows of the schema (type, name, table, first page, statement), and the first page in base 64."""

    schema: tuple[tuple[str, str, str, int, str | None], ...]
    first: str

    @property
    def first_page(self) -> bytes:
        """The first page, encrypted."""
        return base64.b64decode(self.first)


def keep_map(store: Path, key: str, place: Path) -> None:
    """Keep the map of a whole store; a disk that is full leaves the former one."""
    with store.open("rb") as file:
        first = file.read(PAGE)
    if not Seals.of(key, first).holds(1, first):
        return
    former = read_map(place)
    if former is not None and former.first_page == first:
        return
    with closing(open_connection(store, key)) as connection, suppress(sqlcipher.DatabaseError):
        rows = connection.execute(
            "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE rootpage"
        ).fetchall()
        made = PageMap(tuple(rows), base64.b64encode(first).decode())
        with suppress(StoreFull, ReadOnlyHome):
            write_whole(place, json.dumps(asdict(made), separators=(",", ":")).encode(), private=True)


def read_map(place: Path) -> PageMap | None:
    """The map kept at a place, if there is one."""
    try:
        found = json.loads(place.read_bytes())
        return PageMap(tuple(tuple(row) for row in found["schema"]), str(found["first"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
