"""Write a document where the person asked."""

from __future__ import annotations

from pathlib import Path

from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises `StoreFull` or `ReadOnlyHome`, which name the place."""
    write_whole(path, content)


def write_document(path: Path, document: Rendered) -> None:
    """Write a document and say where."""
    write_file(path, document.content)
    CONSOLE.tell(
        {"file": path, "document": document.name, "bytes": len(document.content)},
        _("{title} : {path}").format(title=document.title, path=path),
    )
