"""The lines of the first page: a letter to chase, a dossier that rests, a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chance_desktop.desktop.ui_kit.badges import Avatar, DateBadge
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.fonts import Role
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.pill import Pill
from chance_desktop.desktop.ui_kit.status import look_of, look_of_waiting
from chance_desktop.desktop.ui_kit.text import ElidingLabel
from chance_desktop.desktop.ui_kit.theme import px, theme
from chance_desktop.desktop.words import age_text, days_text
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.home import MeetingRow, StillRow
    from chance_desktop.casework.letter_list import LetterRow
    from chance_desktop.desktop.navigator import Navigator


class _Line(QWidget):
    """Two texts at the left, what can be done at the right."""

    def __init__(self, mark: QWidget, title: str, line: str) -> None:
        super().__init__()
        self.setMinimumHeight(px(51 if theme().compact else 54))
        self.box: QHBoxLayout = row(self, 12, (16, 3, 13, 3))
        self.box.addWidget(mark)
        words = column(gap=0)
        words.addStretch(1)
        words.addWidget(ElidingLabel(title, Role.BODY_STRONG))
        words.addWidget(ElidingLabel(line, Role.CELL, "ink2"))
        words.addStretch(1)
        self.box.addLayout(words, 1)

    def act(self, words: str, about: str) -> Button:
        """A button at the right."""
        button = Button(words, Kind.OUTLINE, height=36)
        button.setAccessibleName(f"{words}, {about}")
        self.box.addWidget(button)
        return button


def name_initials(name: str) -> str:
    """« MR » for « Manon Roussel »."""
    parts = [part for part in name.split() if part]
    return (parts[0][:1] + parts[-1][:1]).upper() if parts else ""


class LetterLine(_Line):
    """A letter that waits for an answer."""

    def __init__(self, letter: LetterRow, navigator: Navigator) -> None:
        title = f"{letter.name} – {letter.kind_label.lower()}"
        super().__init__(Avatar(name_initials(letter.name)), title, letter.line)
        self.box.addWidget(Pill(letter.status_label, look_of(letter.status)))
        if letter.action_label:
            button = self.act(letter.action_label, title)
            button.clicked.connect(
                lambda: navigator.open_dossier(letter.dossier_id, "letters", f"letter:{letter.kind}")
            )


class StillLine(_Line):
    """A dossier without movement."""

    def __init__(self, still: StillRow, navigator: Navigator) -> None:
        who = ", ".join(part for part in (still.name, age_text(still.age)) if part)
        title = f"{who} – {still.town}" if still.town else who
        super().__init__(Avatar(still.initials), title, still.line)
        self.box.addWidget(Pill(days_text(still.days), look_of_waiting(still.days)))
        button = self.act(_("Ouvrir"), still.name)
        button.clicked.connect(lambda: navigator.open_dossier(still.dossier_id))


class MeetingLine(_Line):
    """A meeting to come."""

    def __init__(self, meeting: MeetingRow, navigator: Navigator) -> None:
        super().__init__(DateBadge(meeting.on), meeting.title, meeting.line)
        button = self.act(_("Ouvrir"), meeting.title)
        button.clicked.connect(lambda: navigator.open_dossier(meeting.dossier_id))
