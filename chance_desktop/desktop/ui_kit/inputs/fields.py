"""Fields to fill in: search, text, choice, tick box, each under its label and above its error."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from chance_desktop.desktop.ui_kit.boxes.card import IconMark
from chance_desktop.desktop.ui_kit.feedback import announce
from chance_desktop.desktop.ui_kit.frame.tab_order import focus_first_in
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.icons import draw_icon
from chance_desktop.desktop.ui_kit.look.painting import checked_square, round_box
from chance_desktop.desktop.ui_kit.look.theme import colour, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.plain_words import plain, unmarked
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, plural

_LEADING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier

KEPT_ELSEWHERE = "kept_elsewhere"
"""Property of a field whose words somebody keeps as they are typed, or that are no work of anybody."""


class TextField(QLineEdit):
    """One line of text."""

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(role_font(Role.BODY))
        self.setPlaceholderText(placeholder)

    def mark_wrong(self, wrong: bool) -> None:
        """Show or hide the red border."""
        mark_wrong(self, wrong)


class LongField(QPlainTextEdit):
    """Several lines of text; Tab goes to the next field."""

    def __init__(self, text: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(role_font(Role.BODY))
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + px(24))


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Show or hide the red border of a field."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


class Combo(QComboBox):
    """A choice among several; the wheel never changes it by accident."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(role_font(Role.BODY))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)

    def offer(self, choices: Sequence[tuple[str, str]], current: str = "") -> None:
        """Fill in `(code, label)` pairs and choose one."""
        self.blockSignals(True)
        self.clear()
        for code, label in choices:
            self.addItem(as_shown(label), code)
        self.setCurrentIndex(max(0, self.findData(current)))
        self.blockSignals(False)

    def code(self) -> str:
        """The chosen code."""
        return str(self.currentData() or "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - px(54)
        option.currentText = self.fontMetrics().elidedText(
            as_shown(self.currentText()), Qt.TextElideMode.ElideRight, room
        )
        set_tooltip(self, self.currentText() if option.currentText != self.currentText() else "")
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        draw_icon(painter, "chevron-down", "ink2", QPointF(self.width() - px(20), self.height() / 2), 18)
        painter.end()


class CheckBox(QCheckBox):
    """A box to tick; its text may take several lines when the window is narrow."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFont(role_font(Role.BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setText(self, text: str) -> None:
        super().setText(unmarked(text))

    def text(self) -> str:
        return plain(super().text())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(px(32) + metrics.horizontalAdvance(self.text()) + 4, max(px(32), metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = px(20)
        box = QRectF(2, (self.height() - side) / 2, side, side)
        if self.checkState() == Qt.CheckState.Checked:
            checked_square(painter, box, "accent", "on_accent")
        else:
            round_box(painter, box, px(4), colour("surface"), QPen(colour("strong"), 1.6))
        painter.setFont(self.font())
        painter.setPen(colour("ink" if self.isEnabled() else "ink3"))
        text = self.rect().adjusted(px(32), 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, as_shown(self.text()))
        painter.end()


class SearchField(QLineEdit):
    """The search at the top of a page: the cursor is there when the page opens, Escape empties it.

    ↓ and Enter lead to what was found, once it is: the page says where (`lead_to`) and each time how many (`found`), which
    a screen reader hears.
    """

    def __init__(self, placeholder: str, width: float = 294, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(role_font(Role.BODY))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(_("Rechercher"))
        self.setTextMargins(px(30), 0, px(4), 0)
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(px(min(width, 180)))
        self.setMaximumWidth(px(width))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._results: Callable[[], QWidget | QLayout | None] | None = None
        self._awaited = self._going = False
        self._told: tuple[str, str] = ("", "")
        self.textChanged.connect(self._asked)

    def lead_to(self, results: Callable[[], QWidget | QLayout | None]) -> None:
        """Say where what is found stands, at the time it is asked."""
        self._results = results

    def found(self, count: int, words: str = "") -> None:
        """What is searched now is shown: `count` lines, or as many as the words tell."""
        told = words or (plural("{n} résultat", "{n} résultats", count) if count else _("Aucun résultat"))
        searched = self.text().strip()
        if searched and (searched, told) != self._told:
            announce(self, told)
        self._told = (searched, told)
        self.settled()

    def settled(self) -> None:
        """Nothing more comes for what is typed: the keyboard goes there if it was asked to meanwhile."""
        self._awaited = False
        if self._going:
            self._go_on()

    @property
    def waits(self) -> bool:
        """Whether what is typed is not answered yet."""
        return self._awaited

    def _asked(self, text: str) -> None:
        self._awaited, self._going = True, False
        if not text:
            # the same words searched again are heard again
            self._told = ("", "")

    def _go_on(self) -> None:
        self._going = self._awaited
        if not self._awaited:
            # once the lines just made are shown
            QTimer.singleShot(0, self, self._lead)

    def _lead(self) -> None:
        results = self._results() if self._results is not None else None
        if results is not None:
            focus_first_in(results)

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif self._results is not None and event.key() in _LEADING and not event.modifiers() & _HELD:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw_icon(painter, "search", "ink2", QPointF(px(22), self.height() / 2), 18)
        painter.end()


class ErrorLine(QWidget):
    """What is wrong with a field and what to do, below it; hidden while all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = row(self, 6, (0, 2, 0, 0))
        self._mark = IconMark("circle-alert", "red", 15)
        box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.label = Label("", Role.NOTE, "red", wrap=True)
        box.addWidget(self.label, 1)
        self.hide()

    def say(self, sentence: str, tone: str = "red") -> None:
        """Show a sentence, or nothing when it is empty."""
        self.label.set_tone(tone)
        self._mark.show_icon("circle-alert" if tone == "red" else "info", tone)
        self.label.say(sentence)
        self.setVisible(bool(sentence))


class LabelledField(QWidget):
    """A field with its label above, its help and its error below."""

    edited = Signal()

    def __init__(
        self,
        label: str,
        field: QWidget,
        help_text: str = "",
        *,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._box = box = column(self, 4)
        shown = f"{label} {_('(facultatif)')}" if optional else label
        self.caption = Label(shown, Role.CELL_STRONG, wrap=True)
        self.caption.setBuddy(field)
        box.addWidget(self.caption)
        self.field = field
        self.is_saved: Callable[[], bool] = lambda: False
        """Whether the store holds what stands here: a field that keeps it says so."""
        if not field.accessibleName():
            field.setAccessibleName(label)
        field.setAccessibleDescription(" ".join(filter(None, (help_text, field.accessibleDescription()))))
        box.addWidget(field)
        self.help = Label(help_text, Role.NOTE, "ink2", wrap=True)
        if not help_text:
            self.help.hide()
        box.addWidget(self.help)
        self.error = ErrorLine()
        box.addWidget(self.error)
        field.installEventFilter(self)

    def add(self, widget: QWidget) -> None:
        """Put something more below."""
        self._box.addWidget(widget)

    def say_error(self, sentence: str) -> None:
        """Show what is wrong, or that nothing is."""
        mark_wrong(self.field, bool(sentence))
        self.error.say(sentence)
        if sentence:
            # once the sentence has its place
            QTimer.singleShot(0, self, self._show_whole)

    def _show_whole(self) -> None:
        """The sentence under the field that has the keyboard is in sight, where the page or the sheet scrolls."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self.field.hasFocus():
            around.ensureWidgetVisible(self, 0, px(8))

    def say_warning(self, sentence: str) -> None:
        """Show a remark that does not stop anyone."""
        mark_wrong(self.field, False)
        self.error.say(sentence, "orange")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a list or a menu that opens over the field took the keyboard for a moment: it is not left
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.edited.emit()
        return super().eventFilter(watched, event)
