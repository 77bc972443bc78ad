"""Who works here now: one click, and a code for those who chose one; also the lock of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit

from chance_desktop.casework.session.office.counsellors import (
    Counsellor,
    NewCounsellor,
    add_counsellor,
    list_counsellors,
    sign_in,
)
from chance_desktop.desktop.opening.door import Door
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.tasks import Tasks
    from chance_desktop.runtime.errors import ExpectedError


class PersonChoice(Door):
    """The people of this branch, `expected` chosen first; the first of all says their name, where a command or another poste made
    the home."""

    def __init__(self, desk: Desk, tasks: Tasks, chosen: Callable[[], None], expected: str = "") -> None:
        super().__init__("users", _("Qui travaille sur ce poste\u00a0?"))
        self._desk, self._tasks, self._chosen, self._expected = desk, tasks, chosen, expected
        self.box.addWidget(Label(_("Votre nom signe les lettres et le journal des dossiers."), tone="ink2", wrap=True))
        self._people = column(gap=8)
        self.box.addLayout(self._people)
        self._group = QButtonGroup(self)
        self.cards: dict[str, RadioCard] = {}
        self._with_pin: set[str] = set()
        self.pin = TextField()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin_field = LabelledField(_("Votre code"), self.pin)
        self.pin_field.hide()
        self.box.addWidget(self.pin_field)
        self.names = {"first_name": TextField(), "surname": TextField()}
        labels = {"first_name": _("Votre prénom"), "surname": _("Votre nom")}
        self.name_fields = {code: LabelledField(labels[code], field) for code, field in self.names.items()}
        for labelled in self.name_fields.values():
            labelled.hide()
            self.box.addWidget(labelled)
        self.button = Button(_("Commencer"), Kind.PRIMARY, trailing="arrow-right", height=48)
        self.button.setEnabled(False)
        self.button.clicked.connect(self._enter)
        for field in (self.pin, *self.names.values()):
            field.returnPressed.connect(self.button.click)
        self.box.addWidget(self.button)
        tasks.read(lambda: list_counsellors(desk), self._show, owner=self)

    def _show(self, people: tuple[Counsellor, ...]) -> None:
        for one in people:
            if not one.active:
                continue
            line = f"{one.title} · {_('code demandé')}" if one.title and one.has_pin else one.title
            card = RadioCard(one.full_name, line or (_("Code demandé") if one.has_pin else ""))
            card.toggled.connect(lambda on, who=one: self._picked(who) if on else None)
            self.cards[one.id] = card
            self._group.addButton(card)
            self._people.addWidget(card)
            if one.has_pin:
                self._with_pin.add(one.id)
        first = self.cards.get(self._expected) or next(iter(self.cards.values()), None)
        if first is not None:
            first.setChecked(True)
            (self.pin if self._expected in self._with_pin else first).setFocus()
            return
        for field in self.name_fields.values():
            field.show()
        self.button.setEnabled(True)
        self.names["first_name"].setFocus()

    def _picked(self, who: Counsellor) -> None:
        self.button.setEnabled(True)
        self.button.setText(_("Continuer en tant que {name}").format(name=who.first_name))
        self.button.updateGeometry()
        self.pin_field.setVisible(who.has_pin)
        self.pin.clear()
        self.pin_field.say_error("")

    def _enter(self) -> None:
        who = next((code for code, card in self.cards.items() if card.isChecked()), "")
        if not who:
            if not self.cards:
                self._begin()
            return
        desk, pin = self._desk, self.pin.text()

        def refused(failure: ExpectedError) -> None:
            self.pin_field.show()
            self.pin_field.say_error(failure.text)
            self.pin.selectAll()
            self.pin.setFocus()

        self._tasks.write(lambda: sign_in(desk, who, pin), lambda _who: self._chosen(), refused, owner=self)

    def _begin(self) -> None:
        """The first person of this poste."""
        desk = self._desk
        new = NewCounsellor(self.names["first_name"].text(), self.names["surname"].text())

        def work() -> Counsellor:
            return sign_in(desk, add_counsellor(desk, new).result)

        def refused(failure: ExpectedError) -> None:
            self.name_fields["surname"].say_error(failure.text)

        self._tasks.write(work, lambda _who: self._chosen(), refused, owner=self)
