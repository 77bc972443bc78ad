"""Whoever a new person might already be, shown before anything is created."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import column, empty, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.runtime.words import _, dotted, figures_date, plural

if TYPE_CHECKING:
    from chance_desktop.casework.situation.create_dossier import Likely

_SHOWN = 4


class LikelyCard(Card):
    """Hidden while nobody looks like them."""

    def __init__(self, on_open: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__("orange", parent)
        self._on_open = on_open
        self._box = column(self, 6, (14, 10, 14, 12))
        self.hide()

    def show_likely(self, found: tuple[Likely, ...]) -> None:
        """Show those who look alike, each with the way to their dossier."""
        empty(self._box)
        self.setVisible(bool(found))
        if not found:
            return
        title = plural("Ce jeune a peut-être déjà un dossier", "Ce jeune est peut-être l’un de ceux-ci", len(found))
        self._box.addWidget(Label(title, Role.BODY_STRONG, wrap=True))
        for one in found[:_SHOWN]:
            self._box.addWidget(Rule())
            line = row(gap=10)
            words = column(gap=0)
            words.addWidget(ElidingLabel(one.name, Role.BODY_STRONG, person=True))
            born = _("né(e) le {day}").format(day=figures_date(one.birth_date)) if one.birth_date else ""
            words.addWidget(Label(dotted(born, one.town, one.file_number), Role.NOTE, "ink2", wrap=True))
            words.addWidget(Label(one.why, Role.NOTE, "orange", wrap=True))
            line.addLayout(words, 1)
            button = Button(_("Ouvrir son dossier"), Kind.OUTLINE, height=36)
            button.setAccessibleName(_("Ouvrir le dossier de {name}").format(name=one.name))
            button.clicked.connect(lambda _on=False, wanted=one.dossier_id: self._on_open(wanted))
            line.addWidget(button)
            self._box.addLayout(line)
