"""All the recommendation letters of the office, by state; the one to act on is a click away."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup

from chance_desktop.casework.letter_list import LetterRow, all_letters
from chance_desktop.desktop.letters.model import FILTERS, matching
from chance_desktop.desktop.mine import MineChip
from chance_desktop.desktop.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.badges import Avatar
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.card import Card
from chance_desktop.desktop.ui_kit.chip import Chip
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.fields import SearchField
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget
from chance_desktop.desktop.ui_kit.pill import Pill
from chance_desktop.desktop.ui_kit.status import look_of
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.desktop.ui_kit.theme import px
from chance_desktop.desktop.ui_kit.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.domain.names import initials_of
from chance_desktop.runtime.words import _, plural

_SHOWN_AT_ONCE = 100


class LettersScreen(Screen):
    """Page « Lettres »."""

    KINDS = frozenset({"letter", "piece", "dossier", "person", "meeting"})
    title = _("Lettres")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._letters: tuple[LetterRow, ...] = ()
        outer = column(self, 0, (28, 18, 28, 16))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Jeune ou signataire…"), 250)
        head.addWidget(self.search)
        outer.addLayout(head)
        outer.addSpacing(px(16))
        flow = Flow(8)
        self.mine = MineChip(navigator.memory)
        self.mine.switched.connect(self.load)
        flow.addWidget(self.mine)
        group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        for one in FILTERS:
            chip = Chip(one.label)
            self.chips[one.code] = chip
            group.addButton(chip)
            flow.addWidget(chip)
        self.chips["all"].setChecked(True)
        group.buttonToggled.connect(lambda _chip, on: self._list() if on else None)
        outer.addWidget(flow)
        outer.addSpacing(px(14))
        page = plain_widget()
        page_box = column(page, 0, (1, 1, 12, 4))
        self._card = Card()
        self._lines = column(self._card, 0, (1, 1, 1, 1))
        page_box.addWidget(self._card)
        page_box.addStretch(1)
        self.scroller = Scroll(page)
        outer.addWidget(self.scroller, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._list)
        self.search.textChanged.connect(lambda _text: self._typing.start())

    def load(self) -> None:
        desk, mine = self.desk, self.mine.isChecked()
        self.navigator.tasks.read(lambda: all_letters(desk, mine), self._came, owner=self)

    def arrive(self) -> None:
        self._stale = self.mine.follow() or self._stale
        super().arrive()

    def _came(self, letters: tuple[LetterRow, ...]) -> None:
        self._letters = letters
        for one in FILTERS:
            self.chips[one.code].show_count(str(sum(1 for letter in letters if one.takes(letter))))
        chase = sum(1 for letter in letters if letter.to_chase)
        line = plural("{n} lettre à relancer aujourd’hui", "{n} lettres à relancer aujourd’hui", chase)
        self.subtitle.say(line if chase else _("Aucune lettre à relancer aujourd’hui"))
        self._list()

    def _list(self) -> None:
        chosen = next((one for one in FILTERS if self.chips[one.code].isChecked()), FILTERS[0])
        found = matching(self._letters, chosen, self.search.text())
        empty(self._lines)
        for number, letter in enumerate(found[:_SHOWN_AT_ONCE]):
            if number:
                self._lines.addWidget(Rule())
            self._lines.addWidget(_LetterLine(letter, self.navigator))
        if len(found) > _SHOWN_AT_ONCE:
            rest = len(found) - _SHOWN_AT_ONCE
            more = plural("et {n} autre\u00a0: cherchez un nom.", "et {n} autres\u00a0: cherchez un nom.", rest)
            note = Label(more, Role.CELL, "ink2")
            note.setMargin(px(14))
            self._lines.addWidget(note)
        if not found:
            self._lines.addWidget(
                EmptyState(
                    "mail",
                    _("Aucune lettre ici"),
                    _("Choisissez un autre état, ou demandez une lettre depuis un dossier, onglet Lettres."),
                )
            )

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True


class _LetterLine(TwoLineRow):
    """One letter as a row."""

    def __init__(self, letter: LetterRow, navigator: Navigator) -> None:
        mark = Avatar(initials_of(letter.name))
        title = f"{letter.name} – {letter.kind_label.lower()}"
        super().__init__(mark, title, letter.line or _("Personne n’est encore choisi"))
        self.add(Pill(letter.status_label, look_of(letter.status)))
        label = letter.action_label or _("Ouvrir")
        button = Button(label, Kind.OUTLINE, height=36)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.setAccessibleName(f"{label}, {letter.name}, {letter.kind_label.lower()}")
        button.clicked.connect(lambda: navigator.open_dossier(letter.dossier_id, "letters", f"letter:{letter.kind}"))
        self.add(button)
