"""A sponsor: how to reach them, whether they agreed, whom they met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.cards.kinds import SPONSOR
from chance_desktop.casework.cards.rows import SharedCard
from chance_desktop.casework.meetings.events import met
from chance_desktop.casework.meetings.sponsors import SponsorView, end_consent, give_consent, meetings_line, sponsors
from chance_desktop.casework.session.errors import CardGone
from chance_desktop.desktop.sheets.card_sheet import open_card
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Flow, column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, dotted, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError


@dataclass(frozen=True, slots=True)
class SponsorContent:
    """A sponsor and whom they met: (day, dossier, name)."""

    view: SponsorView
    met: tuple[tuple[date, str, str], ...]


def read_sponsor(desk: Desk, sponsor_id: str) -> SponsorContent:
    """Read what the sheet shows. Raises `CardGone`."""
    found = next((each for each in sponsors(desk) if each.card.id == sponsor_id), None)
    if found is None:
        raise CardGone
    return SponsorContent(found, met(desk, sponsor_id))


def open_sponsor(navigator: Navigator, sponsor_id: str, parent: QWidget) -> None:
    """Open the sheet of a sponsor."""
    desk = navigator.desk

    def came(content: SponsorContent) -> None:
        open_sheet(SponsorCardSheet(navigator, content, parent))

    navigator.tasks.read(lambda: read_sponsor(desk, sponsor_id), came, owner=parent)


class SponsorCardSheet(Sheet):
    """What is known, and the gestures on the agreement; each is done at once and can be undone."""

    def __init__(self, navigator: Navigator, content: SponsorContent, parent: QWidget) -> None:
        super().__init__(content.view.name, parent, width=600)
        self._navigator = navigator
        self._host = parent
        self._inside = column(gap=12)
        self.body.addLayout(self._inside)
        self.content = content
        self.consent = Button("", Kind.OUTLINE, height=36)
        self.add_cancel(_("Fermer"))
        self.changing = self.add_action(_("Modifier la fiche"), self.change, "pencil")
        self._show(content)

    def _show(self, content: SponsorContent) -> None:
        self.content = content
        view, card = content.view, content.view.card
        self.heading.say(view.name)
        self.line.say(dotted(card.text("town"), view.line))
        self.line.show()
        self.changing.setVisible(card.mine)
        empty(self._inside)
        if not card.mine:
            self._inside.addWidget(Notice(SharedCard().text, "blue"))
        self._inside.addWidget(self._agreement(view))
        for label, words in (
            (_("Téléphone"), card.text("phone")), (_("Courriel"), card.text("email")),
            (_("Langues parlées"), ", ".join(view.languages)), (_("Disponibilités"), card.text("availability")),
            (_("Note"), card.text("note")),
        ):  # fmt: skip
            if words:
                self._inside.addWidget(Label(label, Role.NOTE_STRONG, "ink2"))
                self._inside.addWidget(Label(words, Role.BODY, wrap=True, selectable=True))
        self._inside.addWidget(self._met(content))
        self.fit()

    def _agreement(self, view: SponsorView) -> QWidget:
        card = view.card
        box_card = Card("green" if view.agreed else "orange")
        box = column(box_card, 8, (14, 10, 14, 12))
        given, ended = (_day(card.text(name)) for name in ("consent_on", "consent_ended_on"))
        if view.agreed:
            words = _("Accord donné le {day}\u00a0: cette personne est proposée aux jeunes.").format(day=given)
        elif ended:
            words = _("Accord retiré le {day}\u00a0: cette personne n’est plus proposée à personne.").format(day=ended)
        else:
            words = _("Pas encore d’accord\u00a0: cette personne n’est proposée à aucun jeune.")
        box.addWidget(Label(words, Role.BODY_STRONG, wrap=True))
        if card.mine:
            gestures = Flow(8)
            verb = _("Noter le retrait de l’accord") if view.agreed else _("Noter l’accord, aujourd’hui")
            self.consent = Button(verb, Kind.OUTLINE, "x" if view.agreed else "check", height=36)
            self.consent.clicked.connect(self.turn_consent)
            gestures.addWidget(self.consent)
            box.addWidget(gestures)
        return box_card

    def _met(self, content: SponsorContent) -> QWidget:
        card = Card("sunken")
        box = column(card, 6, (14, 10, 14, 12))
        box.addWidget(Label(_("Jeunes rencontrés"), Role.BODY_STRONG))
        if not content.met:
            box.addWidget(Label(meetings_line(content.view), Role.CELL, "ink2", wrap=True))
        for on, dossier_id, name in content.met:
            box.addWidget(Rule())
            line = row(gap=10)
            line.addWidget(Label(dotted(name, weekday_date(on)), Role.CELL, wrap=True), 1)
            button = Button(_("Ouvrir le dossier"), Kind.TEXT, height=36)
            button.setAccessibleName(_("Ouvrir le dossier de {name}").format(name=name))
            button.clicked.connect(lambda _on=False, wanted=dossier_id: self._open(wanted))
            line.addWidget(button)
            box.addLayout(line)
        return card

    def _open(self, dossier_id: str) -> None:
        self.accept()
        self._navigator.open_dossier(dossier_id)

    def turn_consent(self) -> None:
        """Note that they agree, or no longer."""
        desk, view = self._navigator.desk, self.content.view
        card = view.card
        gesture = end_consent if view.agreed else give_consent

        def written(outcome: Outcome[None]) -> None:
            self._navigator.done(outcome)
            self._again()

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self._navigator.tasks.write(lambda: gesture(desk, card.id, None, card.seen), written, refused, owner=self)

    def _again(self) -> None:
        desk, row_id = self._navigator.desk, self.content.view.card.id
        self._navigator.tasks.read(lambda: read_sponsor(desk, row_id), self._show, owner=self)

    def change(self) -> None:
        """Change the card; this sheet gives way to the other."""
        row_id = self.content.view.card.id
        self.accept()
        open_card(self._navigator, SPONSOR, self._host, row_id, title=_("Modifier le parrain"))


def _day(text: str) -> str:
    return weekday_date(date.fromisoformat(text)) if text else ""
