"""The lines of the agenda: a meeting, and the day above."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.meetings.model import line_of, title_of
from chance_desktop.desktop.ui_kit.boxes.card import Tile
from chance_desktop.desktop.ui_kit.boxes.two_line_row import ROW_BUTTON, TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, weekday_date

if TYPE_CHECKING:
    from chance_desktop.casework.meetings.agenda import AgendaEntry
    from chance_desktop.desktop.navigation.navigator import Navigator

CANCELLED = Look(Form.TINT, "red", "x")
TODAY = Look(Form.SOLID, "accent", "star")


class EntryRow(TwoLineRow):
    """A meeting: what, when, where, who came; opens it, or the dossier it belongs to."""

    def __init__(self, entry: AgendaEntry, today: date, navigator: Navigator, *, narrow: bool = False) -> None:
        alone = bool(entry.dossier_id)
        faded = entry.on < today or entry.cancelled
        mark = Tile("user" if alone else "users", "accent" if faded else "blue")
        super().__init__(mark, title_of(entry), line_of(entry, today), narrow=narrow)
        if faded:
            self.title.tone = "ink2"
        if entry.cancelled:
            font = self.title.font()
            font.setStrikeOut(True)
            self.title.setFont(font)
            self.add(Pill(_("Annulé") if alone else _("Annulée"), CANCELLED))
        words = _("Ouvrir")
        button = Button(words, Kind.OUTLINE, height=36)
        button.setMinimumWidth(px(ROW_BUTTON))
        button.setAccessibleName(f"{words}, {title_of(entry)}, {weekday_date(entry.on)}")
        if alone:
            button.clicked.connect(lambda: navigator.open_dossier(entry.dossier_id, "journal"))
        else:
            button.clicked.connect(lambda: navigator.open_event(entry.id))
        self.add(button)


def day_head(day: date, today: date) -> QWidget:
    """« mardi 24 novembre 2026 », marked when it is today."""
    head = plain_widget()
    box = row(head, 10, (17, 9, 17, 7))
    words = weekday_date(day)
    label = Label(words[:1].upper() + words[1:], Role.CELL_STRONG, "ink2" if day < today else "ink")
    box.addWidget(label)
    if day == today:
        box.addWidget(Pill(_("Aujourd’hui"), TODAY))
    box.addStretch(1)
    return head
