"""What is attached to a message or to a PDF, offered in the place of the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.scans import PaperInside, attach_inside
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.fields import CheckBox
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.pieces import PieceView, ScanView
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress


class PapersInsideSheet(Sheet):
    """Which of them is the copy? Several become one document."""

    def __init__(
        self, navigator: Navigator, view: DossierView, piece: PieceView,
        found: tuple[Path, tuple[PaperInside, ...]], parent: QWidget,
    ) -> None:  # fmt: skip
        self._file, papers = found
        inside = sum(1 for paper in papers if paper.order >= 0)
        line = plural(
            "Ce fichier en contient un autre. Cochez ce qui est la copie de la pièce.",
            "Ce fichier en contient {n} autres. Cochez ce qui est la copie de la pièce\u00a0: cela devient un seul document.",
            inside,
        )
        super().__init__(piece.label, parent, line=line)
        self._navigator, self._view, self._piece = navigator, view, piece
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
        desk, view, piece, file = self._navigator.desk, self._view, self._piece, self._file

        def work(progress: SharedProgress) -> Outcome[tuple[ScanView, ...]]:
            return attach_inside(desk, view.id, piece.code, file, orders, progress)

        def done(outcome: Outcome[tuple[ScanView, ...]]) -> None:
            self._navigator.done(outcome, _("Copie ajoutée\u00a0: {label}").format(label=piece.label))
            self.accept()

        self._navigator.tasks.long(
            _("Lecture de la copie"), work, done, lambda failure: self.notice.say(failure.text), owner=self
        )
