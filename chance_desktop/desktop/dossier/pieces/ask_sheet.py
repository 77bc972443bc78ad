"""The pieces that are missing, asked for at once, with the letter that says so to the young person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.asking import ASKABLE, ask_pieces
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.text import Rule
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.pieces import PieceView
    from chance_desktop.desktop.navigation.navigator import Navigator


def askable(view: DossierView) -> tuple[PieceView, ...]:
    """The pieces that may be asked for together, in the order of the programme."""
    return tuple(each for each in view.pieces.to_obtain if not each.letter and Status(each.status) in ASKABLE)


class AskPiecesSheet(WritingSheet):
    """Which of the missing pieces are asked for, all at first; the letter opens afterwards, ready to print."""

    def __init__(self, navigator: Navigator, view: DossierView, parent: QWidget) -> None:
        line = _("Elles seront notées demandées à cette date. Les lettres de recommandation se demandent à part.")
        super().__init__(navigator, _("Demander les pièces"), parent, line)
        self._view = view
        inside = plain_widget()
        box = column(inside, 6, (2, 2, 2, 2))
        self.boxes = {each.code: CheckBox(each.label) for each in askable(view)}
        for each in self.boxes.values():
            each.setChecked(True)
            box.addWidget(each)
        box.addStretch(1)
        self.body.addWidget(Scroll(inside), 1)
        self.on = self.add_day("piece", "requested_on", label=_("Demandées le"))
        self.body.addWidget(Rule())
        self.letter = CheckBox(_("Ouvrir la lettre au jeune, prête à imprimer"))
        self.letter.setChecked(True)
        self.body.addWidget(self.letter)
        self.add_cancel()
        self.add_action(_("Demander les pièces"), self._finish, "send")

    def _finish(self) -> None:
        on = self.on.day()
        codes = [code for code, box in self.boxes.items() if box.isChecked()]
        self.notice.say("" if codes else _("Cochez au moins une pièce."))
        if on is None or not codes:
            return
        desk, view, letter = self.navigator.desk, self._view, self.letter.isChecked()
        seen = {each.code: each.seen for each in askable(view)}

        def then(_asked: tuple[str, ...]) -> None:
            if letter:
                self.navigator.print_document(view.id, "missing-pieces")

        self.run(lambda: ask_pieces(desk, view.id, codes, seen, on), then=then)
