"""The follow-up sheets as a path of squares, and what can be done with the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from chance_desktop.casework.forms.answers import form_code
from chance_desktop.casework.stays.follow_up import sheet_not_come
from chance_desktop.casework.stays.stays import SheetView, sheet_came, sheet_chased
from chance_desktop.desktop.dossier.stay.form_sheet import open_form_sheet
from chance_desktop.desktop.dossier.stay.model import SHEET_LABELS, SHEET_LOOKS, sheet_line, sheet_title
from chance_desktop.desktop.forms.papers import RETURNED
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.inputs.choices import one_tab_stop
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.painting import round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.marks.stay_band import SHEET_WORDS, paint_sheet
from chance_desktop.desktop.ui_kit.plain_words import PlainRadio
from chance_desktop.desktop.ui_kit.text import Label, day_width, draw_day
from chance_desktop.domain.states import FormRole, SheetState
from chance_desktop.runtime.words import _, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator


class SheetSquare(PlainRadio):
    """One sheet: its square, its number, its day."""

    def __init__(self, sheet: SheetView, parent: QWidget) -> None:
        super().__init__(sheet_title(sheet), parent)
        self.sheet = sheet
        self._day = short_date(sheet.due)
        told = _("{sheet}, {state}, {day}").format(
            sheet=sheet_title(sheet), state=SHEET_WORDS[sheet.state], day=self._day
        )
        self.setAccessibleName(told)
        set_tooltip(self, told)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(role_font(Role.NOTE))

    def sizeHint(self) -> QSize:
        return QSize(max(px(64), self.fontMetrics().horizontalAdvance(self._day) + px(14)), px(66))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            round_box(painter, QRectF(self.rect()), px(8), colour("sel"), QPen(colour("accent_line"), 1))
        side = px(22)
        paint_sheet(painter, QRectF((self.width() - side) / 2, px(8), side, side), self.sheet.state)
        painter.setFont(role_font(Role.NOTE_STRONG if self.isChecked() else Role.NOTE))
        painter.setPen(colour("red" if self.sheet.state == SheetState.LATE else "ink2"))
        left = (self.width() - day_width(painter, self._day)) // 2
        draw_day(painter, (left, px(34), self.width(), px(26)), self._day)
        painter.end()


class SheetPath(Flow):
    """The sheets in order; `picked` says which is chosen."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self.setAccessibleName(_("Fiches de suivi"))
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._toggled)
        self.squares: dict[int, SheetSquare] = {}

    def show_sheets(self, sheets: tuple[SheetView, ...], chosen: int) -> None:
        """Show the sheets, one of them chosen."""
        had = any(square.hasFocus() for square in self.squares.values())
        self._group.blockSignals(True)
        for square in self.squares.values():
            self._group.removeButton(square)
        self.clear()
        self.squares = {}
        for sheet in sheets:
            square = SheetSquare(sheet, self)
            self.squares[sheet.number] = square
            self._group.addButton(square)
            square.setChecked(sheet.number == chosen)
            self.addWidget(square)
        self._group.blockSignals(False)
        one_tab_stop(self.squares.values())
        if had and chosen in self.squares:
            self.squares[chosen].setFocus()

    def _toggled(self, square: SheetSquare, on: bool) -> None:
        if on:
            one_tab_stop(self.squares.values())
            self.picked.emit(square.sheet.number)


class SheetsCard(Card):
    """The path, and the sheet chosen."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._sheets: tuple[SheetView, ...] = ()
        self._dossier_id, self._about = "", ""
        self.number = 0
        box = column(self, 0, (1, 1, 1, 14))
        self.head = CardHeader(_("Fiches de suivi"), "list-checks", "green", "")
        box.addWidget(self.head)
        self._body = plain_widget()
        inside = column(self._body, 8, (14, 0, 16, 0))
        self.path = SheetPath()
        self.path.picked.connect(self.choose)
        inside.addWidget(self.path)
        self._one = Card("sunken")
        one = column(self._one, 8, (14, 10, 14, 12))
        head = row(gap=10)
        self.title = Label("", Role.BODY_STRONG)
        head.addWidget(self.title)
        self._pills = row(gap=8)
        head.addLayout(self._pills)
        head.addStretch(1)
        one.addLayout(head)
        self.line = Label("", Role.CELL, "ink2", wrap=True)
        one.addWidget(self.line)
        gestures = Flow(8)
        self.came = self._gesture(gestures, _("La fiche est arrivée"), "inbox", self.mark_came, Kind.PRIMARY)
        self.chase = self._gesture(gestures, _("Noter une relance"), "bell-ring", self.mark_chased)
        self.not_come = self._gesture(gestures, _("Elle n’est pas arrivée"), "rotate-ccw", self.mark_not_come)
        self.form = self._gesture(gestures, _("Remplir la fiche"), "pencil", self.open_form)
        one.addWidget(gestures)
        inside.addWidget(self._one)
        self.drop = DropZone(
            _("La fiche est revenue par courriel\u00a0?"), _("Déposez ici le PDF ou l’ODT rempli\u00a0: ses réponses seront reprises."),
            "file-down", RETURNED, several=False,
        )  # fmt: skip
        self.drop.files_given.connect(lambda files: self.open_form(files[0]))
        inside.addWidget(self.drop)
        box.addWidget(self._body)
        self._none = Label(_("Les fiches apparaîtront avec les dates du séjour."), Role.CELL, "ink2", wrap=True)
        self._none.setContentsMargins(px(18), px(2), px(18), px(4))
        box.addWidget(self._none)

    @staticmethod
    def _gesture(flow: Flow, words: str, icon: str, call: object, kind: Kind = Kind.OUTLINE) -> Button:
        button = Button(words, kind, icon, height=36)
        button.clicked.connect(lambda _on=False: call())  # type: ignore[operator]
        flow.addWidget(button)
        return button

    def show_content(self, content: StayContent, about: DossierView) -> None:
        """Show the sheets of a stay."""
        other = content.stay.dossier_id != self._dossier_id
        self._dossier_id, self._about = content.stay.dossier_id, about.name
        self._sheets = content.stay.sheets
        self._body.setVisible(bool(self._sheets))
        self._none.setVisible(not self._sheets)
        came = sum(sheet.state == SheetState.RECEIVED for sheet in self._sheets)
        self.head.show_count(f"{came}/{len(self._sheets)}")
        if other or self.number not in {sheet.number for sheet in self._sheets}:
            self.number = _first_to_see(self._sheets)
        self.path.show_sheets(self._sheets, self.number)
        self._show_one()

    def choose(self, number: int) -> None:
        """Show one sheet."""
        self.number = number
        self._show_one()

    @property
    def sheet(self) -> SheetView | None:
        """The sheet chosen."""
        return next((sheet for sheet in self._sheets if sheet.number == self.number), None)

    def _show_one(self) -> None:
        sheet = self.sheet
        self._one.setVisible(sheet is not None)
        if sheet is None:
            return
        self.title.say(sheet_title(sheet))
        empty(self._pills)
        self._pills.addWidget(Pill(SHEET_LABELS[sheet.state], SHEET_LOOKS[sheet.state]))
        self.line.say(sheet_line(sheet, self._navigator.desk.today()))
        self.came.setVisible(sheet.state != SheetState.RECEIVED)
        self.not_come.setVisible(sheet.received_on is not None and not sheet.filled.answers)
        self.chase.setVisible(sheet.state in (SheetState.LATE, SheetState.DUE))
        words = _("Voir les réponses") if sheet.filled.answers else _("Remplir la fiche")
        self.form.setText(words)
        self.form.updateGeometry()

    # gestures

    def mark_came(self) -> None:
        """The sheet chosen came in, today."""
        desk, dossier_id, number = self._navigator.desk, self._dossier_id, self.number
        self._navigator.write(lambda: sheet_came(desk, dossier_id, number))

    def mark_not_come(self) -> None:
        """The sheet chosen was noted as arrived by mistake."""
        desk, dossier_id, number = self._navigator.desk, self._dossier_id, self.number
        self._navigator.write(lambda: sheet_not_come(desk, dossier_id, number))

    def mark_chased(self) -> None:
        """The sheet chosen was asked for again, today."""
        desk, dossier_id, number = self._navigator.desk, self._dossier_id, self.number
        self._navigator.write(lambda: sheet_chased(desk, dossier_id, number))

    def open_form(self, file: object = None) -> None:
        """Open the questions of the sheet chosen, with what a returned paper answers when there is one."""
        sheet = self.sheet
        if sheet is not None:
            form = form_code(self._navigator.desk, FormRole.FOLLOW_UP)
            open_form_sheet(self._navigator, form, sheet.subject, self._about, self, sheet.number, file)


def _first_to_see(sheets: tuple[SheetView, ...]) -> int:
    """The first late one, or the first not there yet, or the last."""
    for states in ((SheetState.LATE,), (SheetState.DUE, SheetState.COMING)):
        for sheet in sheets:
            if sheet.state in states:
                return sheet.number
    return sheets[-1].number if sheets else 0
