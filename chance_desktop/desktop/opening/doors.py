"""What stands before the work when the store does not open: the first run, the passphrase, or the reason in words."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from chance_desktop.casework.installation.rescue import can_be_rescued
from chance_desktop.casework.session.home_identity import NoHome, PassphraseNeeded
from chance_desktop.desktop.opening.assistant import Assistant
from chance_desktop.desktop.opening.door import Door
from chance_desktop.desktop.opening.home_opener import WindowSilent
from chance_desktop.desktop.opening.recovery import RecoverySheet
from chance_desktop.desktop.opening.rescue import RescueSheet
from chance_desktop.desktop.opening.restore import RestoreSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.layouts import row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.vault import KeyFileDamaged, KeyMissing, VaultUnavailable, WrongPassphrase
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.opening.home_opener import HomeOpener

_LOOK_EVERY_MS = 1_000


def door_for(failure: ExpectedError, window: HomeOpener) -> QWidget:
    """The page that answers a failure to open."""
    if isinstance(failure, NoHome):
        return Assistant(window)
    if isinstance(failure, PassphraseNeeded | WrongPassphrase):
        return PassphraseDoor(window, failure.text if isinstance(failure, WrongPassphrase) else "")
    if isinstance(failure, WindowSilent):
        return WaitingDoor(window, failure)
    return ClosedDoor(window, failure)


class PassphraseDoor(Door):
    """The key is sealed with a passphrase."""

    def __init__(self, window: HomeOpener, wrong: str = "") -> None:
        super().__init__("lock", _("Votre phrase secrète"))
        self._window = window
        self.box.addWidget(
            Label(
                _("Elle a été choisie à l’installation de ce poste et protège tous les dossiers."),
                tone="ink2",
                wrap=True,
            )
        )
        self.phrase = TextField()
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        field = LabelledField(_("Phrase secrète"), self.phrase)
        self.box.addWidget(field)
        if wrong:
            field.say_error(wrong)
        self.button = Button(_("Ouvrir les dossiers"), Kind.PRIMARY, "key-round", height=48)
        self.button.clicked.connect(self._open)
        self.phrase.returnPressed.connect(self.button.click)
        self.box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.lost = _lost_passphrase(window, self)
        self.box.addWidget(self.lost, 0, Qt.AlignmentFlag.AlignLeft)
        self.first = self.phrase

    def _open(self) -> None:
        if not self.button.isEnabled():
            return  # a key pressed twice opens once
        self.button.setEnabled(False)
        self._window.start(self.phrase.text())


class ClosedDoor(Door):
    """The store does not open: why, and what to do."""

    def __init__(self, window: HomeOpener, failure: ExpectedError) -> None:
        super().__init__("triangle-alert", failure.sentence, "orange")
        if failure.next_step:
            self.box.addWidget(Label(failure.next_step, Role.LEAD, "ink2", wrap=True))
        again = Button(_("Réessayer"), Kind.PRIMARY, "refresh-cw", height=48)
        again.clicked.connect(lambda: window.start())
        restore = Button(_("Reprendre une sauvegarde"), Kind.OUTLINE, "rotate-ccw", height=48)
        restore.clicked.connect(lambda: open_sheet(RestoreSheet(window, self)))
        line = row(gap=10)
        line.addWidget(again)
        line.addWidget(restore)
        line.addStretch(1)
        self.box.addLayout(line)
        if isinstance(failure, KeyMissing | KeyFileDamaged | VaultUnavailable):
            self.box.addWidget(_lost_passphrase(window, self), 0, Qt.AlignmentFlag.AlignLeft)
        if can_be_rescued(failure):
            rescue = Button(_("Sauver ce qui se lit encore"), Kind.TEXT, "life-buoy", height=36)
            rescue.clicked.connect(lambda: open_sheet(RescueSheet(window, self, failure.sentence)))
            self.box.addWidget(rescue, 0, Qt.AlignmentFlag.AlignLeft)
        self.first = again


class WaitingDoor(Door):
    """Another window has the home and does not answer; this one opens as soon as it is gone."""

    def __init__(self, window: HomeOpener, failure: ExpectedError) -> None:
        super().__init__("hourglass", failure.sentence, "orange")
        self._window = window
        self.box.addWidget(Label(failure.next_step, Role.LEAD, "ink2", wrap=True))
        again = Button(_("Réessayer"), Kind.PRIMARY, "refresh-cw", height=48)
        again.clicked.connect(lambda: window.start())
        self.box.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.first = again
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    def _look(self) -> None:
        with suppress(ExpectedError):
            if self._window.is_first():
                self._timer.stop()
                self._window.start()


def _lost_passphrase(window: HomeOpener, door: QWidget) -> Button:
    """What opens the dossiers when their secrets are gone."""
    lost = Button(_("J’ai perdu la phrase secrète"), Kind.TEXT, "life-buoy", height=36)
    lost.clicked.connect(lambda: open_sheet(RecoverySheet(window, door)))
    return lost
