"""The payments of the grant: due, late or paid, with their amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import PAYMENT
from chance_desktop.casework.cards.options import options
from chance_desktop.casework.cards.rows import remove_card
from chance_desktop.casework.session.rows.values import euros
from chance_desktop.casework.stays.stays import PaymentView, save_payment
from chance_desktop.desktop.dossier.stay.model import PAYMENT_LABELS, PAYMENT_LOOKS, payment_line
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.sheets.card_sheet import NewCard, open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.boxes.lines import lay_ruled
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.states import PaymentState
from chance_desktop.runtime.words import _, dotted

if TYPE_CHECKING:
    from chance_desktop.casework.cards.values import Typed
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator

_FIELDS = ("amount", "due_on", "paid_on", "note")


class PaymentsCard(Card):
    """Those the programme declares, and any other."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self._navigator = navigator
        self._dossier_id = ""
        box = column(self, 0, (1, 1, 1, 12))
        head = CardHeader(_("Versements"), "wallet", "accent")
        self.adding = IconButton("plus", _("Ajouter un versement"), side=36)
        self.adding.clicked.connect(self.add)
        head.add(self.adding)
        box.addWidget(head)
        self._lines = column(gap=8, margins=(17, 0, 13, 0))
        box.addLayout(self._lines)
        self.buttons: dict[str, Button] = {}

    def show_content(self, content: StayContent) -> None:
        """Show a stay."""
        self._dossier_id = content.stay.dossier_id
        self.buttons = {}
        empty(self._lines)
        lay_ruled(self._lines, map(self._line, content.stay.payments))

    def _line(self, payment: PaymentView) -> QWidget:
        holder = plain_widget()
        box = column(holder, 4)
        head = row(gap=8)
        head.addWidget(Label(payment.label, Role.CELL_STRONG, wrap=True), 1)
        head.addWidget(Label(euros(payment.amount), Role.CELL_STRONG))
        box.addLayout(head)
        box.addWidget(Label(payment_line(payment, self._navigator.desk.today()), Role.CELL, "ink2", wrap=True))
        foot = Flow(8)
        foot.addWidget(Pill(PAYMENT_LABELS[payment.state], PAYMENT_LOOKS[payment.state]))
        words = _("Modifier") if payment.state == PaymentState.PAID else _("Noter le versement")
        button = Button(words, Kind.TEXT, height=36)
        button.setAccessibleName(dotted(words, payment.label))
        button.clicked.connect(lambda: self.note(payment))
        self.buttons[payment.code or payment.card_id] = button
        foot.addWidget(button)
        if not payment.code:
            remove = Button(_("Retirer"), Kind.TEXT, height=36)
            remove.setAccessibleName(_("Retirer ce versement, {what}").format(what=payment.label))
            remove.clicked.connect(lambda: self.remove(payment))
            self.buttons[f"remove/{payment.card_id}"] = remove
            foot.addWidget(remove)
        box.addWidget(foot)
        return holder

    def note(self, payment: PaymentView) -> None:
        """Note what was paid and when."""
        if not payment.code:
            open_card(self._navigator, PAYMENT, self, payment.card_id)
            return
        open_sheet(PaymentSheet(self._navigator, self._dossier_id, payment, self))

    def remove(self, payment: PaymentView) -> None:
        """Take off a payment that was added by hand; it can be undone."""
        desk = self._navigator.desk
        self._navigator.write(lambda: remove_card(desk, PAYMENT, payment.card_id, payment.seen))

    def add(self) -> None:
        """A payment the programme does not declare."""
        open_card(self._navigator, PAYMENT, self, new=NewCard(self._dossier_id))


class PaymentSheet(BoxesSheet):
    """A payment the programme declares: its amount, its day."""

    def __init__(self, navigator: Navigator, dossier_id: str, payment: PaymentView, parent: QWidget) -> None:
        super().__init__(navigator, payment.label, parent, payment_line(payment, navigator.desk.today()), width=480)
        self._dossier_id, self._payment = dossier_id, payment
        shown: dict[str, Typed] = {
            "amount": payment.amount, "due_on": payment.due, "paid_on": payment.paid_on or navigator.desk.today(),
            "note": payment.note,
        }  # fmt: skip
        for name in _FIELDS:
            field = PAYMENT.field(name)
            self.add_box(field, options(navigator.desk, field.choices) if field.choices else (), shown.get(name))
        self.add_cancel()
        self.add_action(_("Enregistrer"), self.finish, "save")
        self.boxes["amount"].focus()

    def finish(self) -> None:
        """Keep it."""
        desk, dossier_id, code = self.navigator.desk, self._dossier_id, self._payment.code
        # a due day that is not typed goes on following the days of travel
        typed = {name: value for name, value in self.typed().items() if name != "due_on" or self.boxes[name].touched}
        self.run(lambda: save_payment(desk, dossier_id, code, typed))
