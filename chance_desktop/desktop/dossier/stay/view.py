"""Tab « Séjour »: the dates, the follow-up sheets, what happened, and the return; with whom and where at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.dossier.stay.back_card import BackCard
from chance_desktop.desktop.dossier.stay.dates_card import DatesCard
from chance_desktop.desktop.dossier.stay.early_sheet import EarlySheet
from chance_desktop.desktop.dossier.stay.incidents_card import IncidentsCard
from chance_desktop.desktop.dossier.stay.model import StayContent, read_content
from chance_desktop.desktop.dossier.stay.offers_sheet import open_matches
from chance_desktop.desktop.dossier.stay.papers_card import PapersCard
from chance_desktop.desktop.dossier.stay.payments_card import PaymentsCard
from chance_desktop.desktop.dossier.stay.sheets_card import SheetsCard
from chance_desktop.desktop.dossier.stay.side_cards import LodgingsCard, PartnersCard, TravelCard
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.domain.states import StageState, StepState
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator

_SIDE = 340
_BACK = "stay:back"
KINDS = frozenset(
    {
        ChangeKind.STAY,
        ChangeKind.FOLLOW_UP_SHEET,
        ChangeKind.PAYMENT,
        ChangeKind.LODGING,
        ChangeKind.INCIDENT,
        ChangeKind.ANSWER,
        ChangeKind.AFTERWARDS,
        ChangeKind.SPONSOR,
        ChangeKind.EUROPASS,
    }
)
SHARED_KINDS = frozenset({ChangeKind.PARTNER, ChangeKind.OFFER})
"""Of no dossier: they change for all."""


class StayTab(DossierTab):
    """The cards of a stay."""

    reads_more = True

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self.content: StayContent | None = None
        page = plain_widget()
        outer = column(page, 0, (28, 16, 24, 16))
        columns: QBoxLayout = column(gap=14) if large() else row(gap=14)
        left = column(gap=14)
        self.dates = DatesCard(navigator)
        self.sheets = SheetsCard(navigator)
        self.incidents = IncidentsCard(navigator)
        self.back = BackCard(navigator)
        self.back.elsewhere.connect(self.action_asked)
        self._left = left
        main_cards: tuple[Card, ...] = (self.dates, self.sheets, self.incidents, self.back)
        for card in main_cards:
            left.addWidget(card)
        self.early = Button(_("Noter un retour anticipé…"), Kind.TEXT, "plane-landing", height=36)
        self.early.clicked.connect(lambda: self.perform("stay:early"))
        left.addWidget(self.early, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        columns.addLayout(left, 1)
        side = plain_widget()
        if not large():
            side.setFixedWidth(px(_SIDE))
        right = column(side, 14)
        self.partners = PartnersCard(navigator)
        self.partners.offers_asked.connect(lambda: self.perform("stay:offers"))
        self.lodgings = LodgingsCard(navigator)
        self.travel = TravelCard(navigator)
        self.payments = PaymentsCard(navigator)
        self.papers = PapersCard(navigator)
        side_cards: tuple[Card, ...] = (self.partners, self.lodgings, self.payments, self.papers, self.travel)
        for card in side_cards:
            right.addWidget(card)
        right.addStretch(1)
        columns.addWidget(side)
        outer.addLayout(columns)
        outer.addStretch(1)
        self.scroller = Scroll(page)
        self.outer.addWidget(self.scroller)

    def show_view(self, view: DossierView) -> None:
        super().show_view(view)
        self.load()

    def load(self) -> None:
        """Read the stay anew."""
        view = self.view
        if view is None:
            return
        desk, wanted = self.desk, view.id
        steps = zip(view.steps, desk.programme.steps, strict=True)
        back = any(step.state == StepState.CURRENT and said.state == StageState.RETURNED for step, said in steps)
        returning = back or any(action.target == _BACK for action in (view.action, *view.todo))

        def came(content: StayContent) -> None:
            if self.view is not None and self.view.id == wanted:
                self._show(content, self.view)

        self.navigator.tasks.read(lambda: read_content(desk, wanted, returning=returning), came, owner=self)

    def _show(self, content: StayContent, view: DossierView) -> None:
        self.content = content
        for card in (self.dates, self.incidents, self.partners, self.lodgings, self.travel, self.payments, self.papers):
            card.show_content(content)
        self.sheets.show_content(content, view)
        self.back.setVisible(content.back is not None)
        if content.back is not None:
            self.back.show_return(content.back, view)
            # what is to be done now stands first
            self._left.removeWidget(self.back)
            self._left.insertWidget(0, self.back)
        calendar, today = content.calendar, self.desk.today()
        known = content.stay.early is not None
        self.early.setText(_("Corriger le retour anticipé…") if known else _("Noter un retour anticipé…"))
        # it is often learnt once the stay is over
        self.early.setVisible(calendar is not None and calendar.spent.first <= today)
        self.uncover()

    def on_changes(self, changes: Changes) -> None:
        if changes.kinds & (KINDS | SHARED_KINDS) and self.isVisible():
            self.load()

    def forget(self) -> None:
        super().forget()
        self.content = None
        self.scroller.verticalScrollBar().setValue(0)

    def perform(self, target: str) -> None:
        """`stay:offers`, `stay:early`, `stay:dates`, or the card of that name; the tab alone for anything else."""
        content, view = self.content, self.view
        if content is None or view is None:
            return
        what = target.partition(":")[2]
        if what == "offers":
            open_matches(self.navigator, view, content, self)
        elif what == "early":
            open_sheet(EarlySheet(self.navigator, content, self))
        elif what == "dates":
            self.dates.edit()
        else:
            self.show_card(what)

    def show_card(self, name: str) -> None:
        """Bring a card into view (`sheets`, `incidents`, `back`, `papers`)."""
        cards: dict[str, QWidget] = {
            "sheets": self.sheets, "incidents": self.incidents, "back": self.back, "papers": self.papers,
        }  # fmt: skip
        card = cards.get(name)
        if card is not None:
            self.scroller.ensureWidgetVisible(card, 0, px(14))
