"""What was told, proposed for a place of a document: to reword, then to take; nothing is put in unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.europass.proposals import accept
from chance_desktop.desktop.dossier.europass.page import SectionCard
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.fields import LongField
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import QUIET
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.europass.proposals import Proposal
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.page import Host

DOCUMENTS = {"cv": _("CV"), "passport": _("Passeport"), "mobility": _("Mobilité")}
_MOST_LINES = 8


class ProposalRow(QWidget):
    """One proposal."""

    def __init__(self, host: Host, proposal: Proposal, locale: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.host, self.proposal, self._locale = host, proposal, locale
        box = column(self, 6)
        head = row(gap=8)
        head.addWidget(Pill(DOCUMENTS[proposal.document], QUIET))
        head.addWidget(Label(proposal.place, Role.BODY_STRONG, wrap=True), 1)
        box.addLayout(head)
        self.text = LongField(proposal.text, min(_MOST_LINES, proposal.text.count("\n") + 2))
        self.text.setAccessibleName(_("Texte proposé, {place}").format(place=proposal.place))
        box.addWidget(self.text)
        self.take = Button(_("Reprendre"), Kind.OUTLINE, "check", height=36)
        self.take.setAccessibleName(_("Reprendre dans {place}").format(place=proposal.place))
        self.take.clicked.connect(self._accept)
        box.addWidget(self.take)

    def _accept(self) -> None:
        desk, dossier_id = self.host.desk, self.host.dossier_id
        proposal, text, locale = self.proposal, self.text.toPlainText(), self._locale
        self.host.after_saving(
            lambda: self.host.navigator.write(lambda: accept(desk, dossier_id, proposal, text, locale))
        )


class ProposalsCard(SectionCard):
    """« À reprendre dans les documents »; hidden when there is nothing."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._shown: tuple[tuple[Proposal, ...], str] = ((), "")
        box = column(self, 10, (18, 14, 18, 14))
        box.addWidget(Label(_("À reprendre dans les documents"), Role.CARD_TITLE, wrap=True))
        box.addWidget(
            Label(_("Corrigez le texte si besoin\u00a0: rien n’est repris sans vous."), Role.CELL, "ink2", wrap=True)
        )
        self._lines = column(gap=14)
        box.addLayout(self._lines)
        self.rows: list[ProposalRow] = []
        self.hide()

    def show_content(self, content: Content, locale: str) -> None:
        wanted = (content.proposals, locale)
        if wanted == self._shown:
            return
        self._shown = wanted
        empty(self._lines)
        self.rows = [ProposalRow(self.host, each, locale) for each in content.proposals]
        for each in self.rows:
            self._lines.addWidget(each)
        self.setVisible(bool(self.rows))

    def focus_section(self) -> None:
        if self.rows:
            self.rows[0].text.setFocus()
