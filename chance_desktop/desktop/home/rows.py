"""The lines of the first page: a letter to chase, a dossier that rests, a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.look.status import look_of, look_of_waiting
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.badges import Avatar, DateBadge
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.domain.people.names import initials_of
from chance_desktop.runtime.words import _, age_text, days_text

if TYPE_CHECKING:
    from chance_desktop.casework.dossiers.letter_list import LetterRow
    from chance_desktop.casework.home.office_home import StillRow
    from chance_desktop.desktop.home.model import Coming
    from chance_desktop.desktop.navigation.navigator import Navigator


class Line(TwoLineRow):
    """A row that ends with a button."""

    def act(self, words: str, about: str) -> Button:
        """A button at the right."""
        button = Button(words, Kind.OUTLINE, height=36)
        button.setAccessibleName(f"{words}, {about}")
        self.add(button)
        return button


class LetterLine(Line):
    """A letter that waits for an answer."""

    def __init__(self, letter: LetterRow, navigator: Navigator) -> None:
        title = f"{letter.name} – {letter.kind_label.lower()}"
        super().__init__(Avatar(initials_of(letter.name)), title, letter.line)
        self.add(Pill(letter.status_label, look_of(letter.status)))
        if letter.action_label:
            button = self.act(letter.action_label, title)
            button.setMinimumWidth(px(ROW_BUTTON))
            button.clicked.connect(
                lambda: navigator.open_dossier(letter.dossier_id, "letters", f"letter:{letter.kind}")
            )


class StillLine(Line):
    """A dossier without movement."""

    def __init__(self, still: StillRow, navigator: Navigator) -> None:
        who = ", ".join(part for part in (still.name, age_text(still.age)) if part)
        title = f"{who} – {still.town}" if still.town else who
        super().__init__(Avatar(still.initials), title, still.line)
        self.add(Pill(days_text(still.days), look_of_waiting(still.days)))
        button = self.act(_("Ouvrir"), still.name)
        button.clicked.connect(lambda: navigator.open_dossier(still.dossier_id))


class ComingLine(Line):
    """A meeting to come: of a dossier, or of several people."""

    def __init__(self, coming: Coming, navigator: Navigator) -> None:
        super().__init__(DateBadge(coming.on), coming.title, coming.line)
        button = self.act(_("Ouvrir"), coming.title)
        if coming.dossier_id:
            button.clicked.connect(lambda: navigator.open_dossier(coming.dossier_id))
        else:
            button.clicked.connect(lambda: navigator.open_event(coming.event_id))
