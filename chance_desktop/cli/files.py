"""Write a document where the person asked."""

from __future__ import annotations

from pathlib import Path

from chance_desktop.casework.session.rendered import Rendered
from chance_desktop.cli.console import CONSOLE
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


def write_file(path: Path, content: bytes) -> None:
    """Write bytes. Raises `ExpectedError` when the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise ExpectedError(
            _("Le fichier ne peut pas être écrit à cet endroit."), _("Vérifiez la place libre et vos droits.")
        ) from error


def write_document(path: Path, document: Rendered) -> None:
    """Write a document and say where."""
    write_file(path, document.content)
    CONSOLE.tell(
        {"file": path, "document": document.name, "bytes": len(document.content)},
        _("{title} : {path}").format(title=document.title, path=path),
    )
