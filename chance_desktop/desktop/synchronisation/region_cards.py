"""What only the Region does on the page: the postes it knows, and the transfers offices ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from chance_desktop.casework.dossiers.transfer import refuse_transfer, transfer
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.exchange.resending import send_all_again
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.synchronisation.enrolment import AcceptSheet
from chance_desktop.desktop.synchronisation.lists import ListCard
from chance_desktop.desktop.ui_kit.boxes.card import IconMark
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet, confirm, open_sheet
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.people.names import branch_title, fold
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, dotted, short_date

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.transfer import TransferRequest
    from chance_desktop.casework.exchange.postes.enrolment import PosteView
    from chance_desktop.casework.exchange.standing.page import ExchangePage
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator

_REVOKED = Look(Form.TINT, "red", "lock")
_HERE = Look(Form.QUIET, "ink2", "hard-drive")


class PostesCard(ListCard):
    """The postes known; the Region accepts and revokes them."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Postes reliés"), "monitor", counted=True)
        self.navigator = navigator
        self._region = self._decides = False
        self.accept = Button(_("Accepter une demande…"), Kind.OUTLINE, "shield-check", height=36)
        self.accept.clicked.connect(self._accept)
        self.accept.hide()
        self.head.add(self.accept)

    def show_page(self, page: ExchangePage) -> None:
        """Show them, this one first; of the desks of a shared store, one accepts and revokes."""
        self._region, self._decides = page.region, page.region and page.here
        self.accept.setVisible(self._decides)
        self.head.show_count(str(sum(not one.revoked for one in page.postes)))
        self.fill([self._row(one) for one in page.postes])

    def _row(self, one: PosteView) -> QWidget:
        desk = self.navigator.desk
        if one.role == PosteRole.REGION:
            service = desk.programme.region.service
            title = _("La Région")
            line = service if fold(one.branch) in ("", "region") else dotted(one.branch, service)
        else:
            offices = {each.code: each.name for each in desk.programme.offices}
            title, line = branch_title(one.branch), offices.get(one.structure_code, one.structure_code)
        number = _("poste {number}").format(number=one.device[-4:].upper())
        made = TwoLineRow(
            IconMark("building-2" if one.role == PosteRole.REGION else "monitor", "ink2", 19),
            title,
            dotted(line, number),
        )
        if one.here:
            made.add(Pill(_("Ce poste"), _HERE))
        elif one.revoked:
            made.add(Pill(_("Révoqué"), _REVOKED))
        else:
            self._add_gestures(made, one, title, number)
        return made

    def _add_gestures(self, made: TwoLineRow, one: PosteView, title: str, number: str) -> None:
        """What may be done about another poste: everything is sent again to one that is exchanged with; the Region revokes."""
        desk_of_this_store = self._region and one.role == PosteRole.REGION
        if (self._decides or not self._region) and not desk_of_this_store:
            again = IconButton(
                "refresh-cw", _("Tout renvoyer à {name}, {number}…").format(name=title, number=number), side=36
            )
            again.clicked.connect(lambda: self._send_again(one, title))
            made.add(again)
        if self._decides:
            name = dotted(title, one.branch) if desk_of_this_store else title
            made.add(self._revoke_button(one, name, number))

    def _revoke_button(self, one: PosteView, title: str, number: str) -> Button:
        revoke = Button(_("Révoquer…"), Kind.OUTLINE, height=36)
        revoke.setAccessibleName(_("Révoquer {name}, {number}").replace("{number}", number).replace("{name}", title))
        revoke.clicked.connect(lambda: self._revoke(one, title))
        return revoke

    def _accept(self) -> None:
        open_sheet(AcceptSheet(self.navigator, self.window()))

    def _send_again(self, one: PosteView, title: str) -> None:
        line = _(
            "Au prochain échange, tout ce qui concerne ce poste repart depuis le début. Ce qu’il a déjà ne change pas : "
            "à faire quand il dit avoir reçu ce qu’il n’a pas."
        )
        if not self._region:
            line = _(
                "Au prochain échange, tout ce qui a été fait ici repart depuis le début. Rien ne change ici ni là-bas de ce qui est "
                "déjà reçu : à faire si l’on vous dit qu’il manque là-bas ce que vous avez envoyé."
            )
        if not confirm(self, _("Tout renvoyer à {name} ?").format(name=title), line, _("Tout renvoyer à ce poste")):
            return
        desk = self.navigator.desk
        self._write(lambda: send_all_again(desk, one.device), _("Tout repartira au prochain échange."))

    def _revoke(self, one: PosteView, title: str) -> None:
        line = _(
            "Ce qui est déjà reçu de ce poste reste. Ce qu’il n’a pas encore envoyé sera refusé partout, et ce poste ne "
            "recevra plus rien. On ne revient pas en arrière : il faudrait une nouvelle demande."
        )
        of_the_region = one.role == PosteRole.REGION
        if of_the_region:
            line = _(
                "Il n’ouvrira plus la base, et la clé des pièces numérisées changera : scellez-les ensuite de nouveau, et donnez la "
                "nouvelle clé aux autres postes. Faites aussi changer le mot de passe de la base. On ne revient pas en arrière."
            )
        if not confirm(self, _("Révoquer {name} ?").format(name=title), line, _("Révoquer ce poste")):
            return
        desk = self.navigator.desk
        said = _("Poste révoqué.")
        if of_the_region:
            said = _("Poste révoqué. La carte des clés, plus bas, dit ce qui reste à faire pour les pièces numérisées.")
        self._write(lambda: revoke_poste(desk, one.device), said)

    def _write(self, work: Callable[[], object], said: str) -> None:
        """Do something to a poste, then show it and say it."""

        def written(_result: object) -> None:
            self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
            self.navigator.say(said)

        self.navigator.tasks.write(work, written, owner=self)


class TransfersCard(ListCard):
    """Dossiers offices ask to pass on; only there when there is one."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Transmissions demandées"), "arrow-right-left", "blue", counted=True)
        self.navigator = navigator
        self.hide()

    def show_requests(self, asked: tuple[TransferRequest, ...]) -> None:
        """Show them, or hide."""
        self.setVisible(bool(asked))
        self.head.show_count(str(len(asked)))
        self.fill([self._row(one) for one in asked])

    def _row(self, one: TransferRequest) -> QWidget:
        names = {each.code: each.short or each.name for each in self.navigator.desk.programme.offices}
        way = _("De {before} vers {after}").replace("{before}", names.get(one.from_structure, one.from_structure))
        way = way.replace("{after}", names.get(one.to_structure, one.to_structure))
        asked = short_date(date.fromisoformat(one.asked_on)) if one.asked_on else ""
        made = plain_widget()
        box: QBoxLayout = column(made, 8, (16, 10, 14, 10)) if large() else row(made, 12, (16, 10, 14, 10))
        words = column(gap=1)
        words.addWidget(Label(dotted(one.name, one.file_number), Role.BODY_STRONG, wrap=True))
        words.addWidget(Label(dotted(way, asked), Role.CELL, "ink2", wrap=True))
        if one.reason:
            words.addWidget(Label(_("« {reason} »").replace("{reason}", one.reason), Role.CELL, "ink2", wrap=True))
        box.addLayout(words, 1)
        accept = Button(_("Accepter"), Kind.OUTLINE, "check", height=36)
        accept.setAccessibleName(_("Accepter la transmission du dossier {name}").format(name=one.name))
        accept.clicked.connect(lambda: self._accept(one))
        refuse = Button(_("Refuser…"), Kind.OUTLINE, height=36)
        refuse.setAccessibleName(_("Refuser la transmission du dossier {name}").format(name=one.name))
        refuse.clicked.connect(lambda: self._refuse(one))
        gestures = row(gap=8)
        gestures.addWidget(accept)
        gestures.addWidget(refuse)
        if large():
            gestures.addStretch(1)
        box.addLayout(gestures)
        return made

    def _accept(self, one: TransferRequest) -> None:
        desk = self.navigator.desk

        def work() -> Outcome[None]:
            return transfer(desk, one.dossier_id, one.to_structure, one.seen)

        self.navigator.write(work, _("Dossier transmis"), self._over)

    def _refuse(self, one: TransferRequest) -> None:
        sheet = ReasonSheet(_("Refuser la transmission"), one.name, _("Refuser la transmission"), self.window())
        desk = self.navigator.desk

        def accepted() -> None:
            reason = sheet.reason()

            def work() -> Outcome[None]:
                return refuse_transfer(desk, one.dossier_id, reason, one.seen)

            self.navigator.write(work, _("Transmission refusée"), self._over)

        sheet.accepted.connect(accepted)
        open_sheet(sheet)

    def _over(self, _none: None) -> None:
        self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
