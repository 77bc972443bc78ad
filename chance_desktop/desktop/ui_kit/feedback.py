"""What the window says back: saved, done with a way back, a remark in place, nothing here yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QFrame, QLineEdit, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark, Tile
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import NO_BREAK_SPACE, _, moment_time

_TOAST_STAYS_MS = 12_000
_TOAST_OF_THIS_GESTURE_MS = 1_500
_GESTURES = frozenset((QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride))
_NOTICE_ICONS = {"orange": "bell-ring", "red": "circle-alert", "green": "circle-check", "blue": "info"}


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Notice(Card):
    """A sentence in place, with an icon and a tint; `say` shows it, an empty sentence hides it."""

    def __init__(self, sentence: str = "", kind: str = "sunken", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        box = row(self, 10, (12, 9, 12, 9))
        self._mark = IconMark(icon or _NOTICE_ICONS.get(kind, "info"), self._tone(kind), 18)
        box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.label = Label(sentence, Role.CELL, wrap=True)
        self.label.setMinimumHeight(px(20))
        box.addWidget(self.label, 1)
        if not sentence:
            self.hide()

    @staticmethod
    def _tone(kind: str) -> str:
        return kind if kind in {"orange", "red", "green", "blue"} else "ink2"

    def say(self, sentence: str, kind: str = "", icon: str = "") -> None:
        """Show another sentence, or hide."""
        if kind:
            self.become(kind)
            self._mark.show_icon(icon or _NOTICE_ICONS.get(kind, "info"), self._tone(kind))
        self.label.say(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


class EmptyState(QWidget):
    """What to do when there is nothing to show."""

    def __init__(
        self,
        icon: str,
        title: str,
        line: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = column(self, 8, (24, 28, 24, 28))
        box.addStretch(1)
        box.addWidget(Tile(icon, "accent", 48, 24), 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = Label(title, Role.CARD_TITLE, wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.line = Label(line, Role.BODY, "ink2", wrap=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.title)
        box.addWidget(self.line)
        if action and on_action is not None:
            button = Button(action, Kind.OUTLINE)
            button.clicked.connect(on_action)
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)


class SavedIndicator(QWidget):
    """« Enregistré à 14 h 05 », or why it is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = row(self, 8)
        self.label = Label("", Role.CELL, "ink2")
        self._mark = IconMark("check", "green", 17)
        self._mark.hide()
        box.addWidget(self.label)
        box.addWidget(self._mark)

    def saved(self, at: datetime) -> None:
        """Everything typed is kept, since an instant of the desk: it is told in local time."""
        self._show(_("Enregistré à") + NO_BREAK_SPACE + moment_time(at.astimezone()), "ink2", "check", "green")

    def saving(self) -> None:
        """Being written."""
        self._show(_("Enregistrement…"), "ink2", "", "")

    def failed(self, sentence: str) -> None:
        """Not kept, and why."""
        self._show(sentence, "red", "circle-alert", "red")
        announce(self, sentence)

    def _show(self, text: str, tone: str, icon: str, icon_tone: str) -> None:
        self.label.say(text)
        self.label.set_tone(tone)
        self._mark.setVisible(bool(icon))
        if icon:
            self._mark.show_icon(icon, icon_tone)


class Toast(QFrame):
    """What was just done, at the bottom of the window, with « Annuler » when there is a way back."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("card", "true")
        self.setObjectName("toast")
        box = row(self, 12, (14, 8, 8, 8))
        self._mark = IconMark("circle-check", "green", 18)
        box.addWidget(self._mark)
        self.label = Label("", Role.BODY_STRONG)
        box.addWidget(self.label)
        self.undo = Button(_("Annuler"), Kind.TEXT, "undo-2", height=36)
        box.addWidget(self.undo)
        self.close_button = IconButton("x", _("Fermer ce message"), side=32, bare=True)
        self.close_button.clicked.connect(self.hide)
        box.addWidget(self.close_button)
        self._undo_action: Callable[[], None] | None = None
        self.undo.clicked.connect(self._undo_clicked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fade)
        self._since = QElapsedTimer()
        self._since.start()
        self._another_gesture = False
        host.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._make_room)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], None] | None = None, tone: str = "green") -> None:
        """Show a sentence and its way back; without words nothing is shown."""
        if not sentence.strip():
            return
        self._undo_action = undo
        self.undo.setVisible(undo is not None)
        self._mark.show_icon("circle-check" if tone == "green" else "circle-alert", tone)
        self.label.say(sentence)
        self.label.setWordWrap(False)
        self.label.setWordWrap(self.sizeHint().width() > self._host.width() - px(60))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_TOAST_STAYS_MS)
        self._since.restart()
        self._another_gesture = False
        announce(self, sentence)

    def page_changed(self) -> None:
        """What was told of a page goes with it; what the gesture that changed the page says stays."""
        if self.isVisible() and (self._another_gesture or self._since.elapsed() > _TOAST_OF_THIS_GESTURE_MS):
            self.hide()

    def _fade(self) -> None:
        if self.underMouse() or self.undo.hasFocus() or self.close_button.hasFocus():
            self._timer.start(_TOAST_STAYS_MS)
        else:
            self.hide()

    def _undo_clicked(self) -> None:
        self.hide()
        if self._undo_action is not None:
            self._undo_action()

    def _place(self) -> None:
        host = self._host
        self.adjustSize()
        width = min(self.sizeHint().width(), host.width() - px(40))
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        left, low, high = (host.width() - width) // 2, host.height() - height - px(20), px(20)
        right = host.width() - width - px(20)
        places = [QRect(x, y, width, height) for y in (low, high) for x in (left, right)]
        needed = self._needed()
        self.setGeometry(
            min(places, key=lambda at: (self._hides_typing(at), sum(self._hides(each, at) for each in needed)))
        )

    def _needed(self) -> list[QWidget]:
        """What one may press or fill, and that no scrolling brings out."""
        every: list[QWidget] = [*self._host.findChildren(QAbstractButton), *self._host.findChildren(QLineEdit)]
        return [each for each in every if each.isVisibleTo(self._host) and each.isEnabled() and not _scrolls(each)]

    def _hides_typing(self, at: QRect) -> bool:
        typed = QApplication.focusWidget()
        return typed is not None and self._hides(typed, at)

    def _hides(self, widget: QWidget, at: QRect) -> bool:
        if self.isAncestorOf(widget) or not self._host.isAncestorOf(widget) or not widget.isVisibleTo(self._host):
            return False
        return QRect(widget.mapTo(self._host, widget.rect().topLeft()), widget.size()).intersects(at)

    def _make_room(self) -> None:
        if self.isVisible() and self._hides_typing(self.geometry()):
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() in _GESTURES:
            self._another_gesture = True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._listen(QApplication.instance(), on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._listen(QApplication.instance(), on=False)

    def _listen(self, application: QCoreApplication | None, *, on: bool) -> None:
        """What the person does next is known while the toast is there, and only then."""
        if application is not None:
            (application.installEventFilter if on else application.removeEventFilter)(self)


def _scrolls(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QAbstractScrollArea):
        around = around.parentWidget()
    return around is not None
