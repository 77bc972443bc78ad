"""The homes of the former version, packed small: their stores lie in clear pages, which compress, and are sealed again with their key.

What the former version sealed itself is opened by the live exchange of the two versions (`test_two_versions`).
"""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from pathlib import Path

from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.store.engines.engine import open_connection, start_journal

HOMES = Path(__file__).with_name("homes.zip")
_PARTS = ("office", "region", "to-region", "to-office", "shown.json")
_CLEAR = "store.db"


def pack(folder: Path) -> None:
    """Keep the homes of a folder, which nobody has open."""
    for name in ("office", "region"):
        layout = HomeLayout(folder / name)
        with closing(open_connection(layout.store, key_of(layout))) as connection:
            connection.execute("ATTACH DATABASE ? AS other KEY ''", (str(layout.root / _CLEAR),))
            connection.execute("SELECT sqlcipher_export('other')").fetchall()
        layout.store.unlink()
    with zipfile.ZipFile(HOMES, "w", zipfile.ZIP_LZMA) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder)
            if name.parts[0] in _PARTS:
                archive.write(path, name)


def unpack(folder: Path) -> None:
    """Lay the homes into a folder, as the former version left them."""
    with zipfile.ZipFile(HOMES) as archive:
        archive.extractall(folder)
    for name in ("office", "region"):
        layout = HomeLayout(folder / name)
        clear, key = layout.root / _CLEAR, key_of(layout)
        start_journal(layout.store, key)
        with closing(open_connection(layout.store, key)) as connection:
            connection.execute("ATTACH DATABASE ? AS other KEY ''", (str(clear),))
            connection.execute("SELECT sqlcipher_export('main', 'other')").fetchall()
            connection.execute("DETACH DATABASE other")
        clear.unlink()


def key_of(layout: HomeLayout) -> str:
    """The key of a store; a fictional home keeps it in clear."""
    return str(json.loads((layout.root / "key").read_text("utf-8"))["store-key"])
