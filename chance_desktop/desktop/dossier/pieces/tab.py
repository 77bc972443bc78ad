"""The pieces of a dossier: what is missing above what is there, and beside them the next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.journal.journal import journal
from chance_desktop.desktop.dossier.pieces.actions import PieceActions
from chance_desktop.desktop.dossier.pieces.ask_sheet import AskPiecesSheet
from chance_desktop.desktop.dossier.pieces.row import PieceRow, PiecesHead
from chance_desktop.desktop.dossier.pieces.scan_sheet import PATTERNS
from chance_desktop.desktop.dossier.tab_kit.side import JournalCard, TodoCard
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.status import look_of
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Rule
from chance_desktop.domain.statuses import Status, status_label
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.journal.journal import JournalLine
    from chance_desktop.casework.pieces.pieces import PieceView
    from chance_desktop.desktop.navigation.navigator import Navigator


class PiecesTab(DossierTab):
    """Tab « Pièces »."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.gestures = PieceActions(navigator, self)
        page = plain_widget()
        box = column(page, 14, (28, 16, 24, 16)) if large() else row(page, 16, (28, 16, 24, 16))
        self._card = Card()
        if not large():
            self._card.setMinimumWidth(px(640))
        self._rows_box = column(self._card, 0, (1, 1, 1, 1))
        left = column()
        left.addWidget(self._card)
        left.addStretch(1)
        box.addLayout(left, 1)
        side = plain_widget()
        if not large():
            side.setFixedWidth(px(312))
        self._side = column(side, 14)
        self.todo = TodoCard()
        self.todo.asked.connect(self.action_asked)
        self._side.addWidget(self.todo)
        self.drop = DropZone(
            _("Déposez ici une copie"), _("ou choisissez un fichier (PDF, photo)"), "scan-line", PATTERNS
        )
        self.drop.files_given.connect(self._files_given)
        self._side.addWidget(self.drop)
        self.journal = JournalCard()
        self.journal.note_asked.connect(lambda: self.action_asked.emit("note"))
        self._side.addWidget(self.journal)
        self._side.addStretch(1)
        box.addWidget(side, 0)
        self.scroller = Scroll(page)
        self.outer.addWidget(self.scroller)
        self.rows: dict[str, PieceRow] = {}
        self._rest_shown = False

    def show_view(self, view: DossierView) -> None:
        same = self.view is not None and self.view.id == view.id
        kept = self.scroller.verticalScrollBar().value() if same else 0
        super().show_view(view)
        if not same:
            self.journal.show_nothing()
        self.todo.show_actions(view.action, view.todo)
        empty(self._rows_box)
        self.rows = {}
        pieces = view.pieces
        self._group(_("À obtenir"), pieces.to_obtain, to_obtain=True)
        if not pieces.to_obtain and pieces.received:
            self._rows_box.addWidget(_inset(Notice(_("Toutes les pièces attendues sont là."), "green")))
        elif not pieces.to_obtain:
            self._rows_box.addWidget(_inset(Notice(_("Aucune pièce n’est encore attendue à cette étape."))))
        self._rows_box.addSpacing(px(6))
        self._rows_box.addWidget(Rule())
        self._group(_("Déjà reçues"), pieces.received, to_obtain=False)
        if pieces.not_asked:
            self._rows_box.addSpacing(px(6))
            self._rows_box.addWidget(Rule())
            self._rest(pieces.not_asked)
        self.scroller.verticalScrollBar().setValue(kept)
        desk, wanted = self.desk, view.id

        def came(lines: tuple[JournalLine, ...]) -> None:
            if self.view is not None and self.view.id == wanted:
                self.journal.show_lines(lines)

        self.navigator.tasks.read(lambda: journal(desk, wanted, 3), came, owner=self)

    def _group(self, title: str, pieces: Sequence[PieceView], *, to_obtain: bool) -> None:
        self._rows_box.addWidget(PiecesHead(title, len(pieces), to_obtain=to_obtain))
        for piece in pieces:
            line = PieceRow(piece, to_obtain=to_obtain)
            line.action_asked.connect(self._act)
            line.menu_asked.connect(self._menu)
            line.view_asked.connect(self._look)
            line.files_dropped.connect(self._dropped)
            self.rows[piece.code] = line
            self._rows_box.addWidget(line)

    def _rest(self, pieces: Sequence[PieceView]) -> None:
        """What this dossier is not asked, one click away."""
        if self._rest_shown:
            self._group(_("Non demandées"), pieces, to_obtain=False)
            return
        words = plural("Voir la pièce non demandée", "Voir les {n} pièces non demandées", len(pieces))
        button = Button(words, Kind.TEXT, "chevron-down", height=36)
        button.clicked.connect(self._show_rest)
        self._rows_box.addWidget(_inset(button))

    def _show_rest(self) -> None:
        self._rest_shown = True
        if self.view is not None:
            self.show_view(self.view)

    def _look(self, code: str) -> None:
        line = self.rows.get(code)
        if line is not None and self.view is not None:
            self.gestures.view_scans(self.view, line.piece)

    def _act(self, code: str) -> None:
        line = self.rows.get(code)
        if line is None or self.view is None:
            return
        if line.piece.letter:
            self.action_asked.emit(f"letter:{line.piece.letter}")
        else:
            self.gestures.next_gesture(self.view, line.piece)

    def _menu(self, code: str, where: QWidget) -> None:
        line = self.rows.get(code)
        if line is None or self.view is None:
            return
        piece, view = line.piece, self.view
        entries: list[MenuEntry | None] = []
        for status in piece.next_statuses:
            words = _("Marquer «\u00a0{status}\u00a0»").format(status=status_label(Status(status), piece.gender))
            mark = partial(self.gestures.set_status, view, piece, status)
            entries.append(MenuEntry(look_of(status).icon or "check", words, mark))
        if piece.letter:
            letters = partial(self.action_asked.emit, f"letter:{piece.letter}")
            entries.append(MenuEntry("mail", _("Ouvrir la lettre"), letters))
        browse, meet = partial(self.gestures.browse, view, piece), partial(self.gestures.appointment, view, piece)
        entries += [None, MenuEntry("paperclip", _("Ajouter une copie…"), browse)]
        if not piece.letter:
            dates = partial(self.gestures.dates, view, piece)
            entries.append(MenuEntry("calendar-days", _("Noter un rendez-vous pour l’obtenir…"), meet))
            entries.append(MenuEntry("clock", _("Noter un autre jour ou sa validité…"), dates))
        if piece.waivable:
            waive = partial(self.gestures.waiver, view, piece)
            entries.append(MenuEntry("badge-check", _("Demander une dispense…"), waive))
        open_menu(entries, where)

    def _dropped(self, code: str, paths: list[Path]) -> None:
        line = self.rows.get(code)
        if line is not None and self.view is not None:
            self.gestures.attach(self.view, line.piece, tuple(paths))

    def _files_given(self, paths: list[Path]) -> None:
        if self.view is not None:
            self.gestures.choose_piece(self.view, tuple(paths))

    def perform(self, target: str) -> None:
        if target == "pieces:ask" and self.view is not None:
            open_sheet(AskPiecesSheet(self.navigator, self.view, self))
            return
        line = self.rows.get(target.partition(":")[2])
        if line is not None:
            self.scroller.ensureWidgetVisible(line)
            if line.action is not None:
                line.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        if self.view is not None:
            self.show_view(self.view)


def _inset(widget: QWidget) -> QWidget:
    holder = plain_widget()
    box = column(holder, 0, (16, 0, 16, 10))
    box.addWidget(widget)
    return holder
