"""The mailbox: where it is, in whose name, tried before it is kept; its password never comes back on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from chance_desktop.casework.exchange.mailboxes.mailbox import (
    access_to,
    address_hint,
    forget_mailbox,
    goes_in_clear,
    kept_access,
    set_mailbox,
    try_mailbox,
)
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet, confirm, open_sheet
from chance_desktop.desktop.ui_kit.files.folders import documents_folder
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.layouts import Flow, column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.mailboxes.mailbox import MailboxView
    from chance_desktop.desktop.navigation.navigator import Navigator


def accepted_in_clear(parent: QWidget) -> bool:
    """Whether a person accepts, for this time, a link that does not encrypt; nothing remembers it."""
    return confirm(
        parent,
        _("Passer par une liaison en clair ?"),
        _(
            "Cette adresse ne chiffre pas la liaison. Quelqu’un sur le réseau pourrait lire l’identifiant et le mot de passe, "
            "puis effacer ou retarder des paquets ; il ne pourrait ni les lire ni les modifier. Cet accord ne vaut que "
            "pour cette fois."
        ),
        _("Accepter pour cette fois"),
    )


class MailboxCard(Card):
    """Card « Boîte d’échange »."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        self._view: MailboxView | None = None
        box = column(self, 0, (1, 1, 1, 1))
        box.addWidget(CardHeader(_("Boîte d’échange"), "inbox", "accent"))
        inside = column(gap=6, margins=(16, 0, 16, 14))
        self.way = Label("", Role.CELL, "ink2", wrap=True)
        self.address = ElidingLabel("", Role.CELL_STRONG, lines=2 if large() else 1)
        inside.addWidget(self.way)
        inside.addWidget(self.address)
        gestures = Flow(8)
        self.choose = Button(_("Choisir une boîte d’échange…"), Kind.OUTLINE, "settings", height=36)
        self.choose.clicked.connect(self._choose)
        self.attempt = Button(_("Essayer"), Kind.TEXT, "refresh-cw", height=36)
        self.attempt.clicked.connect(self._attempt)
        self.forget = Button(_("Ne plus s’en servir"), Kind.TEXT, "x", height=36)
        self.forget.clicked.connect(self._forget)
        for widget in (self.choose, self.attempt, self.forget):
            gestures.addWidget(widget)
        self._gestures = gestures
        inside.addWidget(gestures)
        box.addLayout(inside)

    @property
    def in_clear(self) -> bool:
        """Whether the link of the mailbox shown does not encrypt."""
        return self._view is not None and self._view.in_clear

    def show_mailbox(self, view: MailboxView | None) -> None:
        """Show it, or that there is none."""
        self._view = view
        if view is None:
            self.way.say(_("Avec un dossier partagé ou un serveur, les échanges se font sans clé USB."))
        else:
            self.way.say(view.way)
        self.address.say(view.url if view is not None else "")
        self.address.setVisible(view is not None)
        self.attempt.setVisible(view is not None)
        self.forget.setVisible(view is not None)
        self.choose.setText(_("Choisir une boîte d’échange…") if view is None else _("Modifier…"))
        self.choose.updateGeometry()
        self._gestures.updateGeometry()

    def _choose(self) -> None:
        open_sheet(MailboxSheet(self.navigator, self._view, self.window()))

    def _attempt(self) -> None:
        desk, in_clear = self.navigator.desk, self.in_clear
        if in_clear and not accepted_in_clear(self):
            return
        self.attempt.setEnabled(False)

        def work() -> None:
            try_mailbox(desk, kept_access(desk, in_clear=in_clear))

        def well(_none: None) -> None:
            self.attempt.setEnabled(True)
            self.navigator.say(_("La boîte d’échange répond."))

        def badly(failure: ExpectedError) -> None:
            self.attempt.setEnabled(True)
            self.navigator.say(failure.text, "red")

        self.navigator.tasks.read(work, well, badly, owner=self)

    def _forget(self) -> None:
        line = _("Son adresse et son mot de passe seront oubliés sur ce poste. Ce qui est dans la boîte y reste.")
        if not confirm(self, _("Ne plus se servir de cette boîte ?"), line, _("Oublier cette boîte")):
            return
        desk = self.navigator.desk

        def work() -> None:
            forget_mailbox(desk)

        def forgotten(_none: None) -> None:
            self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))

        self.navigator.tasks.write(work, forgotten, owner=self)


class MailboxSheet(Sheet):
    """Choose a mailbox: it is tried first, and kept only if it answers."""

    def __init__(self, navigator: Navigator, former: MailboxView | None, parent: QWidget) -> None:
        line = _(
            "La Région vous donne l’adresse. Ce qui y passe est signé et chiffré\u00a0: nul autre ne peut le lire."
        )
        super().__init__(_("Boîte d’échange"), parent, line=line, width=560)
        self.navigator = navigator
        self.url = TextField(former.url if former is not None else "")
        self._url_field = LabelledField(_("Adresse"), self.url, address_hint())
        self.body.addWidget(self._url_field)
        browse = Button(_("Choisir un dossier…"), Kind.OUTLINE, "folder-open", height=36)
        browse.clicked.connect(self._browse)
        self.body.addWidget(browse, 0, Qt.AlignmentFlag.AlignLeft)
        self.user = TextField(former.user if former is not None else "")
        self.body.addWidget(LabelledField(_("Identifiant"), self.user, optional=True))
        self.password = TextField()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        kept = _("Il est gardé dans le coffre de cet ordinateur. Saisissez-le de nouveau pour toute modification.")
        self.body.addWidget(LabelledField(_("Mot de passe"), self.password, kept, optional=True))
        self.add_cancel()
        self.keep = self.add_action(_("Essayer et enregistrer"), self.finish, "save")
        self.url.setFocus()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choisir un dossier"), documents_folder())
        if chosen:
            self.url.setText(chosen)

    def finish(self) -> None:
        """Try it, then keep it."""
        url, user, password = self.url.text().strip(), self.user.text().strip(), self.password.text()
        self._url_field.say_error("" if url else _("Donnez l’adresse, ou choisissez un dossier."))
        if not url:
            return
        try:
            in_clear = goes_in_clear(url)
        except ExpectedError as failure:
            self._url_field.say_error(failure.text)
            return
        if in_clear and not accepted_in_clear(self):
            return
        desk = self.navigator.desk
        self.keep.setEnabled(False)
        self.notice.say(_("Essai en cours…"), "blue")

        def work() -> None:
            try_mailbox(desk, access_to(url, user, password, in_clear=in_clear))

        def answered(_none: None) -> None:
            self.navigator.tasks.write(keep, kept, self._refused, owner=self)

        def keep() -> MailboxView:
            return set_mailbox(desk, url, user, password, in_clear=in_clear)

        def kept(view: MailboxView) -> None:
            self.navigator.spread(Changes(frozenset({ChangeKind.EXCHANGE})))
            said = _("Boîte d’échange enregistrée.")
            if view.fingerprint:
                said = f"{said} {_('Empreinte du serveur :')} {view.fingerprint}"
            self.navigator.say(said)
            self.accept()

        self.navigator.tasks.read(work, answered, self._refused, owner=self)

    def _refused(self, failure: ExpectedError) -> None:
        self.keep.setEnabled(True)
        self.notice.say(failure.text, "red")
        self.fit()
