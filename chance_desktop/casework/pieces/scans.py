"""Scans of pieces: checked by their content, turned into clean PDF, seen, rotated, ordered, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from chance_desktop.casework.pieces.letters import receive
from chance_desktop.casework.pieces.pieces import FutureDate, ScanView, read_scans
from chance_desktop.casework.pieces.slots import former_proof, status_now, write_piece
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.documents.scans.errors import ScanError, ScanHoldsOthers, ScanMessage
from chance_desktop.documents.scans.files.kinds import MOST_BYTES, is_pdf
from chance_desktop.documents.scans.inside import papers_inside
from chance_desktop.documents.scans.intake import inspect_scan, normalise
from chance_desktop.documents.scans.pages import merge_pdfs, order_pages, rotate_pages
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.rows.pieces import KeptScan
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_row
from chance_desktop.store.schema.tables import scan as table
from chance_desktop.store.writing.stamps import Stamps, displayed, read_stamps

MOST_AT_ONCE = 30
HOLDS_PAPERS = (ScanMessage, ScanHoldsOthers)
"""The refusals of a file in the place of which `read_inside` may offer others."""


class FileUnreadable(ExpectedError):
    """The file cannot be read from the disk."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier ne peut pas être lu."),
            _("Vérifiez qu’il existe encore et qu’aucun programme ne le tient ouvert."),
        )


class TooManyFiles(ExpectedError):
    """Too many files dropped at once."""

    def __init__(self) -> None:
        super().__init__(_("Trop de fichiers à la fois (30 au plus)."), _("Déposez-les en plusieurs fois."))


class AlreadyKept(ExpectedError):
    """The same file a second time for the same piece."""

    def __init__(self) -> None:
        super().__init__(_("Cette copie est déjà dans cette pièce."), _("Rien n’a été ajouté."))


class OneFileRefused(ExpectedError):
    """One of several files cannot be kept: which one, and why."""

    def __init__(self, name: str, why: ExpectedError) -> None:
        sentence = _("« {name} » : {why}").replace("{name}", name).replace("{why}", why.sentence)
        super().__init__(sentence, f"{why.next_step} {_('Rien n’a été ajouté.')}".strip())


class FolderGiven(ExpectedError):
    """A folder in place of files."""

    def __init__(self) -> None:
        super().__init__(_("C’est un dossier, pas un fichier."), _("Ouvrez-le et déposez les fichiers eux-mêmes."))


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given; `alone` when its own pages are wanted without what is attached to them."""

    name: str
    content: bytes
    alone: bool = False


@dataclass(frozen=True, slots=True)
class PaperInside:
    """A paper inside a message or a PDF: `order` from 0 chooses it, -1 chooses the pages of the PDF itself."""

    order: int
    name: str


def read_inside(file: Path) -> tuple[PaperInside, ...]:
    """What may be chosen inside a file that was refused for what it holds; nothing when it holds no paper."""
    (content,) = _read_files((file,))
    papers = papers_inside(content)
    own = (PaperInside(-1, file.name),) if papers and is_pdf(content) else ()
    return (*own, *(PaperInside(order, paper.name or _("Sans nom")) for order, paper in enumerate(papers)))


def attach_inside(
    desk: Desk,
    dossier_id: str,
    code: str,
    file: Path,
    orders: tuple[int, ...],
    on: date | None = None,
    progress: Progress | None = None,
    seen: Stamps | None = None,
) -> Outcome[tuple[ScanView, ...]]:
    """Keep what was chosen inside a file, as `attach` keeps files; raises what it raises."""
    (content,) = _read_files((file,))
    papers = papers_inside(content)
    given = tuple(
        Given(file.name, content, alone=True) if order < 0 else Given(papers[order].name, papers[order].content)
        for order in orders
    )
    return _attach(desk, dossier_id, code, given, on, progress or NoProgress(), seen)


def attach(
    desk: Desk,
    dossier_id: str,
    code: str,
    files: tuple[Path, ...],
    on: date | None = None,
    progress: Progress | None = None,
    seen: Stamps | None = None,
) -> Outcome[tuple[ScanView, ...]]:
    """Keep files for a piece and mark it as received; several photographs become one PDF. `seen` are the stamps displayed of
    the piece, or of its letter.

    Raises `FutureDate`, `FileUnreadable`, `TooManyFiles`, `AlreadyKept`, `NoReferee` for a letter of which nobody is named, or one of the refusals of
    `documents.scans.errors`; nothing is kept then.
    """
    given = tuple(Given(path.name, content) for path, content in zip(files, _read_files(files), strict=True))
    return _attach(desk, dossier_id, code, given, on, progress or NoProgress(), seen)


def _attach(
    desk: Desk,
    dossier_id: str,
    code: str,
    given: tuple[Given, ...],
    on: date | None,
    progress: Progress,
    seen: Stamps | None,
) -> Outcome[tuple[ScanView, ...]]:
    content = _one_pdf(given, progress)
    day = on or desk.today()
    if day > desk.today():
        raise FutureDate
    piece = desk.programme.piece(code)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row, former = record.pieces.get(code), status_now(desk, record, code)
        if piece.letter:
            known = record.letter(piece.letter)
            former = Status(known["status"] or former) if known is not None else former
            receive(work, dossier_id, piece.letter, day, seen)
        elif not former.obtained:
            values = {"status": Status.RECEIVED.value, "received_on": day.isoformat(), **former_proof(row, former)}
            write_piece(work, dossier_id, piece, row, values, seen)
        _add_scan(work, dossier_id, code, content, piece.label)
        what = _("copie ajoutée") if former.obtained else status_label(Status.RECEIVED, piece.gender).lower()
        label = f"{piece.label}\u00a0: {what}"
        received = entry(Event.PIECE_MARKED, piece=code, status=Status.RECEIVED.value)
        work.journal(dossier_id, entry(Event.PIECE_COPIED, piece=code) if former.obtained else received, day)
    return work.outcome(read_scans(desk, dossier_id).get(code, ()), label)


def keep_scan(desk: Desk, dossier_id: str, code: str, content: bytes, label: str) -> None:
    """Keep one scan without touching the status of its piece."""
    pdf = _one_pdf((Given("", content),), NoProgress())
    with desk.working() as work:
        _add_scan(work, dossier_id, code, pdf, label)


@dataclass(frozen=True, slots=True)
class ShownScan:
    """A scan as a screen shows it, and the stamps that were displayed."""

    pdf: bytes
    seen: Stamps


def shown_scan(desk: Desk, scan_id: str) -> ShownScan:
    """A scan to look at. Raises `ScanLost`."""
    row = _row(desk, scan_id)
    return ShownScan(desk.store.attachments.get(row["sha256"]), read_stamps(row["stamps"]))


def scan_pdf(desk: Desk, scan_id: str) -> bytes:
    """The PDF of a scan. Raises `ScanLost`."""
    return desk.store.attachments.get(_row(desk, scan_id)["sha256"])


def rotate_page(desk: Desk, scan_id: str, page: int, degrees: int, seen: Stamps | None = None) -> Outcome[None]:
    """Turn a page, numbered from 0, clockwise by a multiple of 90."""
    turned = rotate_pages(scan_pdf(desk, scan_id), {page: degrees})
    return _replace(desk, scan_id, turned, _("Page tournée"), seen)


def reorder_pages(desk: Desk, scan_id: str, order: tuple[int, ...], seen: Stamps | None = None) -> Outcome[None]:
    """Put the pages in another order; a page left out is removed."""
    ordered = order_pages(scan_pdf(desk, scan_id), list(order))
    return _replace(desk, scan_id, ordered, _("Pages remises en ordre"), seen)


def remove_scan(desk: Desk, scan_id: str, seen: Stamps | None = None) -> Outcome[None]:
    """Remove a scan from its piece; it can be undone."""
    row = _row(desk, scan_id)
    with desk.working() as work:
        work.tx.remove("scan", scan_id, displayed(seen, row["stamps"]))
        work.journal(row["dossier_id"], entry(Event.COPY_REMOVED, label=row["label"] or _("sans nom")))
        work.touch(row["dossier_id"], ChangeKind.SCAN, ChangeKind.PIECE)
    return work.outcome(None, _("Copie retirée"))


def _read_files(files: tuple[Path, ...]) -> list[bytes]:
    if len(files) > MOST_AT_ONCE:
        raise TooManyFiles
    if any(path.is_dir() for path in files):
        raise FolderGiven
    try:
        return [_bytes_of(path) for path in files]
    except OSError as error:
        raise FileUnreadable from error


def _bytes_of(path: Path) -> bytes:
    """No more than what is refused as too large: a film dropped by mistake is not read whole."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _one_pdf(given: Sequence[Given], progress: Progress) -> bytes:
    """One clean PDF of everything given: photographs straightened, PDFs cleaned, in the order given.

    Of several files, the refusal says by its name which one is meant.
    """
    pages: list[bytes] = []
    what = plural("Lecture de {n} fichier", "Lecture de {n} fichiers", len(given))
    for number, file in enumerate(given):

        def tick(done: int, steps: int, number: int = number) -> None:
            alone = len(given) == 1
            progress.advance(done if alone else number, steps if alone else len(given), what)

        tick(0, 0)
        try:
            pages.append(normalise(file.content, straighten=True, alone=file.alone, tick=tick))
        except ScanError as why:
            if len(given) < 2:
                raise
            raise OneFileRefused(file.name, why) from why
    progress.advance(len(given), len(given), _("Enregistrement"))
    return pages[0] if len(pages) == 1 else merge_pdfs(pages)


def _add_scan(work: Work, dossier_id: str, code: str, content: bytes, label: str) -> str:
    digest = work.desk.store.attachments.put(work.connection, content)
    _refuse_twice(work, dossier_id, code, digest)
    work.touch(dossier_id, ChangeKind.SCAN, ChangeKind.PIECE)
    return work.tx.create("scan", {
        "dossier_id": dossier_id, "piece_id": slot_id(dossier_id, code), "sha256": digest, "size": len(content),
        "pages": inspect_scan(content).pages, "label": label, "added_on": work.desk.today().isoformat(),
        "by": work.tx.by,
    })  # fmt: skip


def _refuse_twice(work: Work, dossier_id: str, code: str, digest: str) -> None:
    query = select(table.c.id).where(
        table.c.dossier_id == dossier_id, table.c.piece_id == slot_id(dossier_id, code), table.c.sha256 == digest,
        table.c.deleted_at.is_(None),
    )  # fmt: skip
    if work.connection.execute(query).first() is not None:
        raise AlreadyKept


def _replace(desk: Desk, scan_id: str, content: bytes, label: str, seen: Stamps | None) -> Outcome[None]:
    row = _row(desk, scan_id)
    with desk.working() as work:
        digest = desk.store.attachments.put(work.connection, content)
        values: dict[str, Value] = {"sha256": digest, "size": len(content), "pages": inspect_scan(content).pages}
        work.tx.update("scan", scan_id, values, displayed(seen, row["stamps"]))
        work.touch(row["dossier_id"], ChangeKind.SCAN, ChangeKind.PIECE)
    return work.outcome(None, label)


def _row(desk: Desk, scan_id: str) -> KeptScan:
    with desk.reading() as connection:
        query = select(table).where(table.c.id == scan_id, table.c.deleted_at.is_(None))
        found = kept_row(connection, KeptScan, query)
    if found is None:
        raise ExpectedError(_("Cette copie n’existe plus."), _("Rouvrez le dossier."))
    return found
