"""Windows over the window: a question where something would be lost, a long work to stop, a sheet to fill."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QProgressBar, QWidget

from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.gesture import is_held
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.frame.window_place import placed
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, LongField, SearchField
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.plain_words import title_words
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _


class Sheet(QDialog):
    """A dialog with a title, a body to fill, a place for what is wrong, and its buttons.

    Escape and its cross never drop what is typed without asking; one whose words are kept as they are typed `keeps_typing`.
    """

    keeps_typing = False

    def __init__(self, title: str, parent: QWidget | None, *, line: str = "", width: float = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title_words(title))
        self._wanted = width
        self._at_least = 0
        self._fitted = False
        outer = column(self, 14, (24, 22, 24, 20))
        self.heading = Label(title, Role.NAME, wrap=True)
        outer.addWidget(self.heading)
        self.line = Label(line, Role.BODY, "ink2", wrap=True)
        outer.addWidget(self.line)
        if not line:
            self.line.hide()
        self._content = plain_widget()
        self.body = column(self._content, 12, (4, 4, 4, 4))
        self._scroll = Scroll(self._content)
        outer.addWidget(self._scroll, 1)
        self.notice = Notice("", "red")
        outer.addWidget(self.notice)
        self._buttons = Flow(10, at_end=True)
        outer.addWidget(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._fitted:
            # what is left over goes below, unless something asked for it
            self.body.addStretch(0)
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """As large as what it holds, never larger than the window it stands over; the rest scrolls."""
        parent, layout, body = self.parentWidget(), self.layout(), self._content.layout()
        if layout is None or body is None:
            return
        over = parent.window().geometry() if parent is not None else self.screen().availableGeometry()
        width = min(px(self._wanted), over.width() - 40)
        inside = width - px(48) - 16
        tall = body.heightForWidth(inside) if body.hasHeightForWidth() else body.sizeHint().height()
        body.activate()
        least = min(tall + 4, px(90))
        self._scroll.setMinimumHeight(least)
        layout.invalidate()
        frame = layout.minimumHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()
        height = min(max(frame - least + tall + 4, self._at_least), over.height() - 40)
        self._fitted = True
        centre = over.center()
        wanted = QRect(centre.x() - width // 2, max(over.top() + 20, centre.y() - height // 2), width, height)
        self.setGeometry(placed(wanted, [self.screen().availableGeometry()]))

    def show_below(self, widget: QWidget) -> None:
        """Bring a part of the body into view."""
        self._scroll.ensureWidgetVisible(widget, 0, 0)

    def keep_tall(self, height: float) -> None:
        """A sheet that shows a page asks for height, in px of the design."""
        self._at_least = px(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and (event.isAutoRepeat() or any(is_held(each) for each in self.findChildren(Button))):
            # Enter presses the filled button, whose work is under way
            return
        super().keyPressEvent(event)

    def typed_words(self) -> bool:
        """Whether the person typed something that closing would drop."""
        lines = [each for each in self._content.findChildren(QLineEdit) if not isinstance(each, SearchField)]
        texts = self._content.findChildren(QPlainTextEdit)
        return any(each.isModified() and each.text().strip() for each in lines if not each.isReadOnly()) or any(
            each.document().isModified() and each.toPlainText().strip() for each in texts if not each.isReadOnly()
        )

    def reject(self) -> None:
        """Escape, or the cross of the window."""
        if self.keeps_typing or not self.typed_words():
            self.leave()
            return
        sheet = Sheet(
            _("Abandonner ce que vous avez tapé\u00a0?"), self, line=_("Ce n’est pas encore enregistré."), width=440
        )
        sheet.add_cancel(_("Continuer la saisie"))
        sheet.add_action(_("Abandonner la saisie"), sheet.accept)
        sheet.accepted.connect(self.leave)
        open_sheet(sheet)

    def leave(self) -> None:
        """Close without doing anything."""
        super().reject()

    def add_cancel(self, text: str = "") -> Button:
        """The way out without doing anything."""
        button = Button(text or _("Annuler"), Kind.OUTLINE)
        button.clicked.connect(self.leave)
        self._buttons.addWidget(button)
        return button

    def add_action(self, text: str, action: Callable[[], None], icon: str = "") -> Button:
        """The one filled button."""
        button = Button(text, Kind.PRIMARY, icon)
        button.setAutoDefault(True)
        button.setDefault(True)
        button.clicked.connect(lambda _on=False: action())
        self._buttons.addWidget(button)
        return button


def confirm(parent: QWidget | None, title: str, line: str, verb: str, otherwise: str = "") -> bool:
    """Ask before something is lost, or noted; the buttons say what happens."""
    sheet = Sheet(title, parent, line=line, width=440)
    sheet.add_cancel(otherwise or _("Ne rien changer"))
    sheet.add_action(verb, sheet.accept)
    return sheet.exec() == QDialog.DialogCode.Accepted


class ReasonSheet(Sheet):
    """Asks for the reason that a step back or a refusal must carry."""

    def __init__(self, title: str, line: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, line=line, width=480)
        self._field = LongField(lines=3)
        labelled = LabelledField(
            _("Motif"), self._field, _("Rien sur la santé, les opinions ou l’origine : le dossier est lu par d’autres.")
        )
        self._labelled = labelled
        self.body.addWidget(labelled)
        self.add_cancel()
        self.add_action(verb, self._finish)

    def _finish(self) -> None:
        if self.reason():
            self.accept()
        else:
            self._labelled.say_error(_("Écrivez le motif en quelques mots."))

    def reason(self) -> str:
        """What was typed."""
        return self._field.toPlainText().strip()


class ProgressDialog(QDialog):
    """A long work under way, with its stop."""

    def __init__(self, title: str, stop: Callable[[], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title_words(title))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(px(420))
        self._stop = stop
        box = column(self, 12, (24, 20, 24, 20))
        box.addWidget(Label(title, Role.CARD_TITLE, wrap=True))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        box.addWidget(self.bar)
        self.line = Label("", Role.CELL, "ink2", wrap=True)
        box.addWidget(self.line)
        foot = row()
        foot.addStretch(1)
        self.button = Button(_("Arrêter"), Kind.OUTLINE, "x")
        self.button.clicked.connect(self.reject)
        foot.addWidget(self.button)
        box.addLayout(foot)
        box.addWidget(plain_widget())

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Where the work is."""
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        self.line.say(f"{what} {done}/{total}" if total else what)

    def reject(self) -> None:
        """Closing is asking to stop; the dialog goes when the work has."""
        self.button.setEnabled(False)
        self.line.say(_("Arrêt en cours…"))
        self._stop()


def open_sheet(sheet: QDialog) -> None:
    """Open a dialog over its window; once closed, it goes."""
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
