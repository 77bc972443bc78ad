"""The library: minutes, guides, flyers, posters. What the Region adds reaches every office; an office keeps its own for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from chance_desktop.casework.cards.kinds import LIBRARY_DOCUMENT
from chance_desktop.casework.cards.options import codes_allowed
from chance_desktop.casework.cards.rows import Card, cards, insert_card
from chance_desktop.casework.cards.values import Typed, stored_values
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import CardGone
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.schema.tables import SYNCED

LARGEST = 20 * 1024 * 1024
_SAFE = {".pdf", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".txt", ".csv"}
_BEGINS = {
    ".pdf": (b"%PDF-",), ".png": (b"\x89PNG",), ".jpg": (b"\xff\xd8",), ".jpeg": (b"\xff\xd8",),
    **dict.fromkeys((".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx"), (b"PK\x03\x04",)),
}  # fmt: skip


class DocumentRefused(ExpectedError):
    """A file the library does not keep."""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A document of the library; `here` says whether its file has arrived."""

    card: Card
    title: str
    kind: str
    kind_label: str
    on: date | None
    size: int
    shared: bool
    here: bool


def library(desk: Desk) -> tuple[LibraryRow, ...]:
    """Every document, the latest first."""
    found = []
    for card in cards(desk, LIBRARY_DOCUMENT):
        day = card.values["on"]
        found.append(
            LibraryRow(
                card=card, title=card.text("title"), kind=card.text("kind"), kind_label=label_in(desk.programme.library_kinds, card.text("kind")),
                on=day if isinstance(day, date) else None, size=int(card.row["size"] or 0), shared=not card.text("structure_code"),
                here=not desk.store.attachments.closed and desk.store.attachments.has(card.text("sha256")),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.on or date.min, each.title), reverse=True))


def add_document(desk: Desk, file: Path, kind: str, title: str, on: date | None = None, note: str = "") -> Outcome[str]:
    """Keep a file in the library; returns the row. Raises `DocumentRefused`, `InvalidField` or `NeverStored`."""
    content = _checked(file)
    typed: dict[str, Typed] = {"kind": kind, "title": title or file.stem, "on": on or desk.today(), "note": note}
    values = stored_values(LIBRARY_DOCUMENT, typed, codes_allowed(desk, LIBRARY_DOCUMENT), desk.today())
    with desk.working() as work:
        digest = desk.store.attachments.put(work.connection, content)
        values |= {"sha256": digest, "size": len(content), "file_name": _plain_name(file), "by": work.tx.by}
        made = insert_card(work, LIBRARY_DOCUMENT, values)
    return work.outcome(made, _("Document ajouté"))


def document_file(desk: Desk, row_id: str) -> tuple[str, bytes]:
    """Name and content of a document. Raises `CardGone`, or `DocumentRefused` while its file has not arrived."""
    table = SYNCED["library_document"]
    with desk.reading() as connection:
        found = connection.execute(select(table).where(table.c.id == row_id, table.c.deleted_at.is_(None))).first()
    if found is None:
        raise CardGone
    if not desk.store.attachments.has(found.sha256):
        raise DocumentRefused(
            _("Ce document n’est pas encore arrivé sur ce poste."), _("Il viendra au prochain échange avec la Région.")
        )
    return _plain_name(Path(found.file_name or "document")), desk.store.attachments.get(found.sha256)


def may_open(file_name: str) -> bool:
    """Whether a document may be handed to the system's viewer: never a program, whoever shared it."""
    return Path(file_name).suffix.lower() in _SAFE


def _checked(file: Path) -> bytes:
    kind = file.suffix.lower()
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise DocumentRefused(_("Ce fichier ne peut pas être lu."), _("Vérifiez qu’il existe encore.")) from error
    if size > LARGEST:
        raise DocumentRefused(_("Ce fichier dépasse 20 Mo."), _("Réduisez-le, ou partagez-le autrement."))
    if not content:
        raise DocumentRefused(_("Ce fichier est vide."), _("Choisissez un autre fichier."))
    begins = _BEGINS.get(kind)
    if kind not in _SAFE or (begins and not content.startswith(begins)):
        raise DocumentRefused(
            _("Ce fichier n’est pas un document que la bibliothèque garde."),
            _("Choisissez un PDF, un document LibreOffice ou Word, un tableur ou une image."),
        )
    return content


def _plain_name(file: Path) -> str:
    return "".join(char for char in file.name if char.isalnum() or char in " ._-’'()")[:120] or "document"
