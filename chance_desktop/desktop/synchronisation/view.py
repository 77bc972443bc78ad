"""The page of the exchange: where it stands, disagreements to settle, what waits, the stick, the mailbox, the postes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.exchange.mailboxes.mailbox import mailbox
from chance_desktop.casework.exchange.postes.enrolment import renew_identity
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.installation.exchange_takeover import shared_keys
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.synchronisation.disagreement_card import DisagreementSettler
from chance_desktop.desktop.synchronisation.enrolment import EnrolmentPanel
from chance_desktop.desktop.synchronisation.lists import HistoryCard, ProblemsCard, WaitingCard
from chance_desktop.desktop.synchronisation.mailbox_card import MailboxCard, accepted_in_clear
from chance_desktop.desktop.synchronisation.mailbox_run import MailboxRun
from chance_desktop.desktop.synchronisation.region_cards import PostesCard, TransfersCard
from chance_desktop.desktop.synchronisation.shared_keys_card import SharedKeysCard
from chance_desktop.desktop.synchronisation.state_band import StateBand
from chance_desktop.desktop.synchronisation.stick_card import StickCard
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from chance_desktop.casework.exchange.mailboxes.mailbox import MailboxView
    from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import ExchangeReport
    from chance_desktop.casework.exchange.standing.page import ExchangePage
    from chance_desktop.casework.installation.exchange_takeover import SharedKeys
    from chance_desktop.runtime.errors import ExpectedError

_TWO_COLUMNS_FROM = 900


class SynchronisationScreen(Screen):
    """Page « Synchronisation »."""

    # everything that travels waits to be sent
    KINDS = frozenset(ChangeKind)
    title = _("Synchronisation")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        region = self.desk.role == PosteRole.REGION
        self.page: ExchangePage | None = None
        self._just_here = True
        outer = column(self)
        inside = plain_widget()
        self._box = column(inside, 14, (28, 16, 28, 20))
        head = column(gap=2)
        head.addWidget(Label(self.title, Role.PAGE_TITLE))
        said = (
            _("Les antennes vous envoient leurs modifications ; vous leur envoyez les vôtres.")
            if region
            else _("Vous travaillez sur ce poste. La Région reçoit vos modifications quand vous avez une connexion.")
        )
        head.addWidget(Label(said, Role.BODY, "ink2", wrap=True))
        self._box.addLayout(head)
        self.band = StateBand()
        self.band.asked.connect(self.exchange_now)
        self._box.addWidget(self.band)
        self.result = Notice("", "blue")
        self._box.addWidget(self.result)
        self._box.addWidget(self._restored())
        self._columns = row(gap=14)
        self._left, self._right = column(gap=14), column(gap=14)
        self._columns.addLayout(self._left, 67)
        self._columns.addLayout(self._right, 41)
        self._box.addLayout(self._columns, 1)
        self.settler = DisagreementSettler(navigator)
        self.link = self._link_card()
        self.transfers = TransfersCard(navigator)
        self.problems = ProblemsCard()
        self.history = HistoryCard()
        self.postes = PostesCard(navigator)
        self.keys = SharedKeysCard(navigator)
        for card in (self.settler, self.link, self.transfers, self.problems, self.history, self.postes, self.keys):
            self._left.addWidget(card)
        self._left.addStretch(1)
        self.waiting = WaitingCard()
        self.stick = StickCard(navigator)
        self.mailbox = MailboxCard(navigator)
        for side in (self.waiting, self.stick, self.mailbox):
            self._right.addWidget(side)
        self._right.addStretch(1)
        outer.addWidget(Scroll(inside))
        self.run = MailboxRun(navigator, self)
        self.run.advanced.connect(self.band.show_progress)
        self.run.ended.connect(self._ended)
        self.run.failed.connect(self._failed)
        self.band.stop_asked.connect(self.run.stop)

    def _restored(self) -> QWidget:
        self.restored = Card("orange")
        box = column(self.restored, 8, (16, 12, 16, 12))
        box.addWidget(Label(_("Ce poste a été repris d’une sauvegarde"), Role.CARD_TITLE, wrap=True))
        self._restored_line = Label("", Role.CELL, wrap=True)
        box.addWidget(self._restored_line)
        self.renew = Button(_("Donner un nouveau nom à ce poste"), Kind.OUTLINE, "key-round", height=36)
        self.renew.clicked.connect(self._renew)
        box.addWidget(self.renew)
        self.restored.hide()
        return self.restored

    def _link_card(self) -> Card:
        card = Card()
        box = column(card, 0, (1, 1, 1, 1))
        box.addWidget(CardHeader(_("Relier ce poste à la Région"), "key-round"))
        inside = column(gap=10, margins=(16, 0, 16, 16))
        words = _("Une seule fois : la Région doit reconnaître ce poste avant de recevoir vos fichiers.")
        inside.addWidget(Label(words, Role.CELL, "ink2", wrap=True))
        self.enrolment = EnrolmentPanel(self.navigator)
        inside.addWidget(self.enrolment)
        box.addLayout(inside)
        return card

    # showing

    def arrive(self) -> None:
        self._just_here = True
        super().arrive()

    def load(self) -> None:
        desk = self.desk

        def work() -> tuple[ExchangePage, MailboxView | None, SharedKeys | None]:
            page = exchange_page(desk)
            return page, mailbox(desk) if page.mailbox else None, shared_keys(desk)

        self.navigator.tasks.read(work, self._show, owner=self)

    def _show(self, found: tuple[ExchangePage, MailboxView | None, SharedKeys | None]) -> None:
        page, mailbox, keys = found
        self.page = page
        self.band.show_page(page)
        self.settler.show_disagreements(page.disagreements)
        self.link.setVisible(not page.linked and not page.region)
        self.restored.setVisible(page.taken_back or page.replaces)
        self._restored_line.say(
            _(
                "D’autres postes ont reçu de celui-ci plus qu’il n’en sait lui-même. S’il a été repris d’une sauvegarde, "
                "donnez-lui un nouveau nom : rien n’est perdu."
            )
            if page.taken_back and page.region
            else _(
                "La Région connaît de ce poste plus qu’il n’en sait lui-même. Donnez-lui un nouveau nom : rien n’est perdu."
            )
            if page.taken_back
            else _("Il a reçu un nouveau nom. Envoyez une nouvelle demande à la Région : votre travail est gardé ici.")
        )
        self.renew.setVisible(page.taken_back)
        self.transfers.show_requests(page.transfers)
        self.problems.show_problems(page.problems)
        self.history.show_history(page.history)
        self.history.setVisible(page.linked or bool(page.history))
        self.postes.show_page(page)
        self.postes.setVisible(page.linked or page.region)
        self.waiting.show_page(page)
        self.stick.setVisible(page.exchanges)
        self.mailbox.setVisible(page.exchanges)
        self.mailbox.show_mailbox(mailbox)
        self.keys.show_keys(keys)
        if self._just_here and self.settler.values:
            # never on a button that settles: one key too many would choose
            self.settler.focus_value()
        self._just_here = False

    def set_compact(self, compact: bool) -> None:
        gap = 10 if compact else 14
        for box in (self._box, self._columns, self._left, self._right):
            box.setSpacing(px(gap))
        self._box.setContentsMargins(px(28), px(10 if compact else 16), px(28), px(12 if compact else 20))
        self.band.set_compact(compact)
        if self.page is not None:
            self.waiting.show_page(self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        two = event.size().width() >= px(_TWO_COLUMNS_FROM)
        direction = self._columns.Direction.LeftToRight if two else self._columns.Direction.TopToBottom
        self._columns.setDirection(direction)
        super().resizeEvent(event)

    # doing

    def take_in(self, file: Path) -> None:
        """Take in a file received, as one dropped on the card of the stick."""
        self.stick.take_in([file])

    def exchange_now(self) -> None:
        """Exchange through the mailbox, while one goes on working."""
        in_clear = self.mailbox.in_clear
        if in_clear and not accepted_in_clear(self):
            return
        self.result.say("")
        self.navigator.show_exchange(under_way=True)
        self.band.show_progress(0, 0, _("Ouverture de la boîte d’échange"))
        self.run.start(in_clear=in_clear)

    def _ended(self, report: ExchangeReport) -> None:
        self._over()
        self.navigator.spread(report.changes, Changes(frozenset({ChangeKind.EXCHANGE})))
        refused = [each.reason for each in report.refused]
        if report.interrupted is not None:
            self.result.say(report.interrupted.text, "orange", "cloud-off")
        elif refused:
            words = plural("{n} paquet refusé.", "{n} paquets refusés.", len(refused))
            self.result.say(f"{words} {' '.join(dict.fromkeys(refused))}", "orange", "circle-alert")
        elif report.told:
            self.result.say(" ".join(report.told), "orange", "circle-alert")
        else:
            self.navigator.say(_exchanged(report))

    def _over(self) -> None:
        self.band.over()
        self.navigator.show_exchange(under_way=False)

    def _failed(self, failure: ExpectedError) -> None:
        self._over()
        self.result.say(failure.text, "orange", "cloud-off")
        self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))

    def _renew(self) -> None:
        desk = self.desk

        def work() -> None:
            renew_identity(desk)

        def renewed(_none: None) -> None:
            self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))

        self.navigator.tasks.write(work, renewed, owner=self)


def _exchanged(report: ExchangeReport) -> str:
    """« Échange terminé : 1 paquet envoyé, 3 changements reçus. »."""
    parts = []
    if report.sent:
        parts.append(plural("{n} paquet envoyé", "{n} paquets envoyés", report.sent))
    if report.applied:
        parts.append(plural("{n} changement reçu", "{n} changements reçus", report.applied))
    if report.conflicts:
        parts.append(plural("{n} désaccord à régler", "{n} désaccords à régler", report.conflicts))
    return f"{_('Échange terminé :')} {', '.join(parts) or _('rien de nouveau de part et d’autre')}."
