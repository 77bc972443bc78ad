"""All the recommendation letters of the office, by state; the one to act on is a click away."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.dossiers.letter_list import LetterRow, all_letters
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.letters.model import FILTERS, matching
from chance_desktop.desktop.navigation.mine import MineChip
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.ui_kit.boxes.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.boxes.lines import LinesCard, page_of
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.chip import FilterChips
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import Scroll, column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import look_of
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.people.names import initials_of
from chance_desktop.runtime.words import _, plural

_SHOWN_AT_ONCE = 100


class LettersScreen(Screen):
    """Page « Lettres »."""

    KINDS = frozenset({ChangeKind.LETTER, ChangeKind.PIECE, ChangeKind.DOSSIER, ChangeKind.PERSON, ChangeKind.MEETING})
    title = _("Lettres")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        self._letters: tuple[LetterRow, ...] = ()
        outer = column(self, 0, (28, 18, 28, 16))
        head = page_head(self.title)
        self.subtitle = head_line(head)
        self.search = SearchField(_("Jeune ou signataire…"), 250)
        self.search.lead_to(lambda: self._lines)
        head.addWidget(self.search)
        outer.addLayout(head)
        outer.addSpacing(px(16))
        self.mine = MineChip(navigator.memory)
        self.mine.switched.connect(self.load)
        self.chips = FilterChips(((one.code, one.label) for one in FILTERS), "all", self.mine)
        self.chips.chosen.connect(lambda _code: self._list())
        outer.addWidget(self.chips)
        outer.addSpacing(px(14))
        self._lines = LinesCard()
        outer.addWidget(Scroll(page_of(self._lines)), 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._list)
        self.search.textChanged.connect(lambda _text: self._typing.start())

    def load(self) -> None:
        desk, mine = self.desk, self.mine.isChecked()
        self.navigator.tasks.read(lambda: all_letters(desk, mine, checked=True), self._came, owner=self)

    def arrive(self) -> None:
        self._stale = self.mine.follow() or self._stale
        super().arrive()

    def _came(self, letters: tuple[LetterRow, ...]) -> None:
        self._letters = letters
        self.chips.show_counts({one.code: sum(map(one.takes, letters)) for one in FILTERS})
        chase = sum(1 for letter in letters if letter.to_chase)
        line = plural("{n} lettre à relancer aujourd’hui", "{n} lettres à relancer aujourd’hui", chase)
        self.subtitle.say(line if chase else _("Aucune lettre à relancer aujourd’hui"))
        self._list()

    def _list(self) -> None:
        chosen = next(one for one in FILTERS if one.code == self.chips.code())
        found = matching(self._letters, chosen, self.search.text())
        self._lines.show_lines((_LetterLine(letter, self.navigator) for letter in found[:_SHOWN_AT_ONCE]), _nothing)
        if len(found) > _SHOWN_AT_ONCE:
            rest = len(found) - _SHOWN_AT_ONCE
            more = plural("et {n} autre\u00a0: cherchez un nom.", "et {n} autres\u00a0: cherchez un nom.", rest)
            note = Label(more, Role.CELL, "ink2")
            note.setMargin(px(14))
            self._lines.add_note(note)
        self.search.found(len(found))

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True


def _nothing() -> QWidget:
    line = _("Choisissez un autre état, ou demandez une lettre depuis un dossier, onglet Lettres.")
    return EmptyState("mail", _("Aucune lettre ici"), line)


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
