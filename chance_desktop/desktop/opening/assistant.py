"""The first run: where you work, who works here, how it is protected; or a try with fictional data, or a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from chance_desktop.casework.demo.filling import fill_demo
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office, welcome
from chance_desktop.desktop.opening.restore import RestoreSheet
from chance_desktop.desktop.opening.steps import PeopleStep, PlaceStep, ProtectionStep
from chance_desktop.desktop.ui_kit.boxes.card import Card, IconMark, Tile
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme
from chance_desktop.desktop.ui_kit.marks.mosaic import ASSISTANT, Mosaic, logo
from chance_desktop.desktop.ui_kit.marks.stepper import MiniStepper
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, french_spaces

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.desktop.opening.home_opener import HomeOpener
    from chance_desktop.runtime.errors import ExpectedError

_FICTIONAL_PEOPLE = 23


class _Welcome(QWidget):
    """The left half: what this is for, and the squares of the cover."""

    def __init__(self) -> None:
        super().__init__()
        box = column(self, 0, (48, 48, 40, 0))
        head = row(gap=16)
        head.addWidget(logo(48))
        head.addWidget(Label(_("Une chance\npour l’Europe"), Role.NAME, "nav"), 1)
        box.addLayout(head)
        box.addSpacing(px(44))
        box.addWidget(Label(_("Bienvenue"), Role.WELCOME, "nav", wrap=True))
        box.addSpacing(px(10))
        box.addWidget(Label(french_spaces(welcome()), Role.LEAD, "nav2", wrap=True))
        box.addStretch(1)
        self._mosaic = Mosaic(ASSISTANT, 470, 320, on_nav=True)
        self._mosaic.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._mosaic.move(0, self.height() - self._mosaic.height())
        self._mosaic.setVisible(theme().scale < 1.4)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("nav"))
        painter.end()


class Assistant(QWidget):
    """Three questions."""

    def __init__(self, window: HomeOpener) -> None:
        super().__init__()
        self._window = window
        self.setObjectName("page")
        outer = row(self)
        self._welcome = _Welcome()
        self._welcome.setFixedWidth(min(px(470), 560))
        outer.addWidget(self._welcome)
        inside = plain_widget()
        page = column(inside, 0, (72, 40, 72, 18))
        page.addLayout(self._top())
        page.addSpacing(px(20))
        self.place, self.people, self.protection = PlaceStep(window.tasks), PeopleStep(), ProtectionStep()
        self.steps = QStackedWidget()
        for step in (self.place, self.people, self.protection):
            self.steps.addWidget(step)
        page.addWidget(self.steps, 1)
        self.place.ready.connect(lambda: self._go(1))
        self.people.ready.connect(lambda: self._go(2))
        self.protection.ready.connect(self._install)
        self.notice = Notice("", "red")
        page.addSpacing(px(10))
        page.addWidget(self.notice)
        self._try = self._trying()
        page.addWidget(self._try)
        page.addSpacing(px(14))
        foot = row(gap=8)
        foot.addWidget(IconMark("lock", "ink2", 17), 0, Qt.AlignmentFlag.AlignTop)
        promise = _(
            "Les données restent sur ce poste, chiffrées, et ne sont transmises qu’à la Région et aux postes de votre "
            "Mission Locale."
        )
        foot.addWidget(Label(promise, Role.CELL, "ink2", wrap=True), 1)
        page.addLayout(foot)
        outer.addWidget(Scroll(inside), 1)
        self._go(0)

    def _top(self) -> QHBoxLayout:
        top = row(gap=14)
        self.back = Button(_("Revenir"), Kind.TEXT, "chevron-left", height=36)
        self.back.clicked.connect(lambda: self._go(self.steps.currentIndex() - 1))
        top.addWidget(self.back)
        self._squares = MiniStepper(22, 12)
        top.addWidget(self._squares)
        self._where = Label("", Role.BODY_STRONG, "ink2")
        top.addWidget(self._where)
        top.addStretch(1)
        backup = Button(_("J’ai un fichier de sauvegarde"), Kind.TEXT, "rotate-ccw", height=36)
        backup.clicked.connect(self._restore)
        top.addWidget(backup)
        return top

    def _trying(self) -> Card:
        card = Card()
        box = row(card, 14, (16, 14, 16, 14))
        box.addWidget(Tile("flask-conical", "accent", 44, 22))
        words = column(gap=1)
        words.addWidget(Label(_("Juste pour essayer\u00a0?"), Role.BODY_STRONG, wrap=True))
        line = _("23\u00a0jeunes fictifs, rien n’est envoyé, tout s’efface d’un clic.")
        words.addWidget(Label(line, Role.CELL, "ink2", wrap=True))
        box.addLayout(words, 1)
        button = Button(_("Essayer avec des données fictives"), Kind.OUTLINE)
        button.clicked.connect(self.try_fictional)
        box.addWidget(button)
        return card

    def _go(self, step: int) -> None:
        for number, one in enumerate((self.place, self.people, self.protection)):
            counted = QSizePolicy.Policy.Preferred if number == step else QSizePolicy.Policy.Ignored
            one.setSizePolicy(QSizePolicy.Policy.Preferred, counted)
        self.steps.setCurrentIndex(step)
        where = _("Étape {step} sur 3").format(step=step + 1)
        self._squares.show_step(("prepare",) * 3, step + 1, where)
        self._where.say(where)
        self.back.setVisible(step > 0)
        self._try.setVisible(step == 0)
        self.notice.say("")
        if step == 2:
            self.protection.show_summary(self.place.summary(), self.people.summary())
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on the first answer of the question."""
        first = (self.place, self.people, self.protection)[self.steps.currentIndex()].first
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        open_sheet(RestoreSheet(self._window, self))

    def try_fictional(self) -> None:
        """Fill this home with invented people and open it."""
        home = self._window.home

        def work(progress: SharedProgress) -> None:
            fill_demo(home, _FICTIONAL_PEOPLE, progress=progress)

        self._window.tasks.long(
            _("Préparation des données fictives"), work, lambda _none: self._window.start(), self._refused, owner=self
        )

    def _install(self) -> None:
        home, passphrase = self._window.home, self.protection.passphrase()
        code, branch, counsellors = self.place.structure_code(), self.place.branch(), self.people.counsellors()

        def work(progress: SharedProgress) -> None:
            set_up_office(home, OfficeSetup(code, branch, counsellors, passphrase))

        self._window.tasks.long(
            _("Installation de votre antenne"),
            work,
            lambda _none: self._window.start(passphrase),
            self._refused,
            owner=self,
        )

    def _refused(self, failure: ExpectedError) -> None:
        self.notice.say(failure.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._welcome.setVisible(event.size().width() >= px(1000))
        super().resizeEvent(event)
