"""What is attached to a message or to a PDF, offered in the place of the file itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.scans import HOLDS_PAPERS, PaperInside, attach_inside, read_inside
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.pieces.pieces import ScanView
    from chance_desktop.casework.session.kit.displayed import Displayed
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.errors import ExpectedError

_LONG_NAME = 50
"""Letters above which the sheet is made wider: a name is read whole."""


@dataclass(frozen=True, slots=True)
class CopyOf:
    """The piece a file was given for, and the day it came when that is said."""

    dossier_id: str
    code: str
    label: str
    on: date | None = None
    seen: Displayed | None = None
    """The stamps displayed of the piece, or of its letter."""


def offer_or_tell(
    navigator: Navigator,
    piece: CopyOf,
    files: tuple[Path, ...],
    refusal: ExpectedError,
    host: QWidget,
    *,
    tell: Callable[[str], None],
    then: Callable[[], None] | None = None,
) -> None:
    """After a refusal: offer what the file holds, `then` once it is kept; `tell` the refusal when there is nothing to offer."""
    if len(files) != 1 or not isinstance(refusal, HOLDS_PAPERS):
        tell(refusal.text)
        return

    def came(papers: tuple[PaperInside, ...]) -> None:
        if not papers:
            tell(refusal.text)
            return
        sheet = PapersInsideSheet(navigator, piece, files[0], papers, host)
        if then is not None:
            sheet.accepted.connect(then)
        open_sheet(sheet)

    navigator.tasks.read(lambda: read_inside(files[0]), came, lambda failure: tell(failure.text), owner=host)


class PapersInsideSheet(Sheet):
    """Which of them is the copy? Several become one document."""

    def __init__(
        self, navigator: Navigator, piece: CopyOf, file: Path, papers: tuple[PaperInside, ...], parent: QWidget
    ) -> None:
        inside = sum(1 for paper in papers if paper.order >= 0)
        line = plural(
            "Ce fichier en contient un autre. Cochez ce qui est la copie de la pièce.",
            "Ce fichier en contient {n} autres. Cochez ce qui est la copie de la pièce\u00a0: cela devient un seul document.",
            inside,
        )
        long = max(len(paper.name) for paper in papers) > _LONG_NAME
        super().__init__(piece.label, parent, line=line, width=760 if long else 520)
        self._navigator, self._piece, self._file = navigator, piece, file
        self.boxes: list[tuple[int, CheckBox]] = []
        for paper in papers:
            own = paper.order < 0
            box = CheckBox(_("Les pages de «\u00a0{name}\u00a0»").replace("{name}", paper.name) if own else paper.name)
            box.setChecked(inside == 1 and not own)
            self.boxes.append((paper.order, box))
            self.body.addWidget(box)
        self.add_cancel()
        self.add_action(_("Ajouter la copie"), self._finish, "paperclip")

    def _finish(self) -> None:
        orders = tuple(order for order, box in self.boxes if box.isChecked())
        if not orders:
            self.notice.say(_("Cochez au moins un fichier."))
            return
        desk, piece, file = self._navigator.desk, self._piece, self._file

        def work(progress: SharedProgress) -> Outcome[tuple[ScanView, ...]]:
            return attach_inside(desk, piece.dossier_id, piece.code, file, orders, piece.on, progress, piece.seen)

        def done(outcome: Outcome[tuple[ScanView, ...]]) -> None:
            self._navigator.done(outcome, _("Copie ajoutée\u00a0: {label}").format(label=piece.label))
            self.accept()

        self._navigator.tasks.long(
            _("Lecture de la copie"), work, done, lambda failure: self.notice.say(failure.text), owner=self
        )
