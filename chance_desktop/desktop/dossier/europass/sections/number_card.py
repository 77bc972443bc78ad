"""The number of Europass Mobility: asked of the national centre, then received; the application never makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.declared import card_field
from chance_desktop.casework.europass.mobility import number_received, number_requested
from chance_desktop.desktop.dossier.europass.content import MOBILITY_ROW
from chance_desktop.desktop.dossier.europass.page import SectionCard
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.layouts import Flow, column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.learner.number_request import NumberRequest
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.page import Host


class NumberCard(SectionCard):
    """Where the request of the number is."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        box = column(self, 8, (18, 14, 18, 14))
        box.addWidget(Label(_("Numéro du document"), Role.CARD_TITLE, wrap=True))
        self.state = Label("", Role.BODY_STRONG, wrap=True)
        box.addWidget(self.state)
        box.addWidget(
            Label(
                _("Le numéro se demande au Centre national Europass avant le départ\u00a0; il est écrit dans le document."),
                Role.CELL, "ink2", wrap=True,
            )
        )  # fmt: skip
        gestures = Flow(10)
        self.requested = Button(_("Noter la demande"), Kind.OUTLINE, "send", height=36)
        self.requested.clicked.connect(lambda: open_sheet(RequestedSheet(host, self)))
        gestures.addWidget(self.requested)
        self.received = Button(_("Noter le numéro reçu"), Kind.OUTLINE, "inbox", height=36)
        self.received.clicked.connect(lambda: open_sheet(ReceivedSheet(host, self)))
        gestures.addWidget(self.received)
        box.addWidget(gestures)

    def show_content(self, content: Content, locale: str) -> None:
        self.state.say(content.mobility.state_label)
        asked = content.mobility.state is not NumberRequest.TO_REQUEST
        self.requested.setText(_("Corriger la date de la demande") if asked else _("Noter la demande"))
        self.requested.updateGeometry()
        given = content.mobility.state is NumberRequest.RECEIVED
        self.received.setText(_("Corriger le numéro") if given else _("Noter le numéro reçu"))
        self.received.updateGeometry()

    def focus_section(self) -> None:
        self.requested.setFocus()


class RequestedSheet(WritingSheet):
    """When the number was asked for."""

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(host.navigator, _("Noter la demande du numéro"), parent)
        self._dossier_id, self._keeper = host.dossier_id, host.keeper
        self.on = self.add_day("mobility", "number_requested_on")
        self.add_cancel()
        self.add_action(_("Noter la demande"), self._finish, "send")

    def _finish(self) -> None:
        on = self.on.day()
        if on:
            desk, dossier_id, keeper = self.navigator.desk, self._dossier_id, self._keeper
            self.run(lambda: number_requested(desk, dossier_id, on, keeper.seen(MOBILITY_ROW)))


class ReceivedSheet(BoxesSheet):
    """The number the national centre gave."""

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(host.navigator, _("Noter le numéro reçu"), parent)
        self._dossier_id, self._keeper = host.dossier_id, host.keeper
        self.number = self.add_box(card_field("mobility", "number", hint=_("Tel que le Centre national l’a écrit.")))
        self.on = self.add_day("journal", "on", label=_("Reçu le"))
        self.add_cancel()
        self.add_action(_("Noter le numéro"), self._finish, "inbox")
        self.number.focus()

    def _finish(self) -> None:
        on, number = self.on.day(), str(self.number.given())
        if on:
            desk, dossier_id, keeper = self.navigator.desk, self._dossier_id, self._keeper
            self.run(lambda: number_received(desk, dossier_id, number, on, keeper.seen(MOBILITY_ROW)))
