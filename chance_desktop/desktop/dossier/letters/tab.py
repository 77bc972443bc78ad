"""The recommendation letters of a dossier: where each one is, and the paper that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.pieces.letters import mark
from chance_desktop.desktop.dossier.letters.actions import (
    CallSheet,
    LetterArrivedSheet,
    LetterWaiverSheet,
    StatementSheet,
    ask_again_asked,
    piece_of,
)
from chance_desktop.desktop.dossier.letters.card import ACTIONS, LetterCard, shown_actions
from chance_desktop.desktop.dossier.letters.preview import LetterPreview
from chance_desktop.desktop.dossier.letters.referee_sheet import RefereeSheet
from chance_desktop.desktop.dossier.pieces.scan_sheet import ScanSheet
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.pieces.letter_views import LetterView
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator

_IN_MENU = {
    "statement": (_("Recueillir la recommandation par téléphone"), "pencil"),
    "waiver": (_("Demander une dispense"), "badge-check"),
}


class LettersTab(DossierTab):
    """Tab « Lettres »."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        left = plain_widget()
        self._cards_box = column(left, 12, (28, 16, 4, 4))
        self._cards = column(gap=12)
        self._cards_box.addLayout(self._cards)
        self._note = Notice(_before(navigator.desk), "sunken")
        self._cards_box.addWidget(self._note)
        self.preview = LetterPreview(navigator)
        self.scroller = Scroll(left)
        if large():
            self.preview.setMinimumHeight(px(420))
            self._cards_box.addWidget(self.preview)
            self.outer.addWidget(self.scroller)
        else:
            self._cards_box.addStretch(1)
            page = row(gap=16, margins=(0, 0, 24, 16))
            self.outer.addLayout(page)
            page.addWidget(self.scroller, 1)
            right = column(margins=(0, 16, 0, 0))
            right.addWidget(self.preview)
            page.addLayout(right, 1)
        self.chosen = ""
        self.cards: dict[str, LetterCard] = {}

    def show_view(self, view: DossierView) -> None:
        other = self.view is None or self.view.id != view.id
        super().show_view(view)
        focused = next((kind for kind, card in self.cards.items() if card.isAncestorOf(self.focusWidget() or self)), "")
        empty(self._cards)
        self.cards = {}
        for letter in view.letters:
            piece = piece_of(view, letter.kind)
            card = LetterCard(letter, copied=piece is not None and bool(piece.scans))
            card.chosen.connect(self.choose)
            card.action_asked.connect(self.act)
            card.menu_asked.connect(self._menu)
            self.cards[letter.kind] = card
            self._cards.addWidget(card)
        if other or self.chosen not in self.cards:
            self.chosen = _most_pressing(view)
        self._note.setVisible(bool(view.letters))
        again = self.cards[focused].primary if focused in self.cards else None
        if again is not None:
            again.setFocus()
        self.choose(self.chosen)

    def choose(self, kind: str, what: str = "") -> None:
        """Show a letter's paper at the right."""
        self.chosen = kind
        for code, card in self.cards.items():
            card.become("selected" if code == kind else True)
        letter = self._letter(kind)
        if letter is not None and self.view is not None:
            self.preview.show_letter(self.view.id, letter, what)

    def _letter(self, kind: str) -> LetterView | None:
        view = self.view
        return next((letter for letter in view.letters if letter.kind == kind), None) if view is not None else None

    def act(self, kind: str, action: str) -> None:
        """Do one of the gestures a letter offers."""
        letter, view = self._letter(kind), self.view
        if letter is None or view is None:
            return
        self.choose(kind, {"remind": "reminder", "request": "request", "prepare": ""}.get(action, ""))
        if action in {"request", "remind"}:
            self.preview.focus_send()
            return
        gestures: dict[str, Callable[[], Sheet]] = {
            "prepare": lambda: RefereeSheet(self.navigator, view.id, letter, self),
            "edit-referee": lambda: RefereeSheet(self.navigator, view.id, letter, self),
            "change-referee": lambda: RefereeSheet(self.navigator, view.id, letter, self, another=True),
            "call": lambda: CallSheet(self.navigator, view.id, letter, self),
            "received": lambda: LetterArrivedSheet(self.navigator, view, letter, self),
            "statement": lambda: StatementSheet(self.navigator, view.id, letter, self),
            "waiver": lambda: LetterWaiverSheet(self.navigator, view, letter, self),
        }
        if action == "check":
            desk = self.desk
            self.navigator.write(lambda: mark(desk, view.id, kind, "checked", seen=letter.seen))
        elif action == "look":
            self._look(view, kind)
        elif action == "again":
            ask_again_asked(self.navigator, view, letter, self)
        elif action in gestures:
            open_sheet(gestures[action]())

    def _look(self, view: DossierView, kind: str) -> None:
        """The copy of the letter, as the pieces keep it."""
        piece = piece_of(view, kind)
        if piece is not None:
            open_sheet(ScanSheet(self.navigator, piece, self))

    def _menu(self, kind: str, where: QWidget) -> None:
        letter = self._letter(kind)
        if letter is None:
            return
        buttons = shown_actions(letter)
        others = {**ACTIONS, **_IN_MENU}
        entries = []
        for code in letter.actions:
            if code in others and code not in buttons:
                words, icon = others[code]
                entries.append(MenuEntry(icon, f"{words}…", partial(self.act, kind, code)))
        if letter.referee is not None:
            edit = partial(self.act, kind, "edit-referee")
            entries.append(MenuEntry("pencil", _("Corriger ses coordonnées…"), edit))
        open_menu(entries, where)

    def perform(self, target: str) -> None:
        kind = target.partition(":")[2]
        letter = self._letter(kind)
        if letter is None:
            return
        if letter.primary in {"request", "remind"}:
            self.act(kind, letter.primary)
        else:
            self.choose(kind)
            primary = self.cards[kind].primary
            if primary is not None:
                primary.setFocus(Qt.FocusReason.OtherFocusReason)


def _most_pressing(view: DossierView) -> str:
    if view.action.target.startswith("letter:"):
        return view.action.target.partition(":")[2]
    open_ones = [letter.kind for letter in view.letters if letter.status not in {"received", "checked"}]
    return (open_ones or [letter.kind for letter in view.letters] or [""])[0]


def _before(desk: Desk) -> str:
    """By when the letters are to be checked."""
    programme = desk.programme
    meeting = label_in(programme.meeting_kinds, programme.deadline_meeting)
    if not meeting:
        return _("Toutes les lettres doivent être vérifiées avant que le dossier parte.")
    told = plural(
        "La lettre doit être vérifiée avant ce rendez-vous : {meeting}.",
        "Les {n} lettres doivent être vérifiées avant ce rendez-vous : {meeting}.", len(programme.referees),
    )  # fmt: skip
    return told.replace("{meeting}", meeting.lower())
