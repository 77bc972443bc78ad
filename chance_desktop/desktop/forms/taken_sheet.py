"""What a filled paper answers beside what was answered before: question by question, only what is ticked is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.papers.form_papers import keep_taken
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox
from chance_desktop.desktop.ui_kit.layouts import column, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label, Rule
from chance_desktop.runtime.words import _, french_spaces, plural

if TYPE_CHECKING:
    from chance_desktop.casework.papers.form_papers import TakenForm
    from chance_desktop.casework.session.outcome import Outcome
    from chance_desktop.desktop.navigation.navigator import Navigator


class TakenSheet(WritingSheet):
    """Before and after, with a box to tick for each answer."""

    def __init__(self, navigator: Navigator, taken: TakenForm, parent: QWidget) -> None:
        changes = taken.differences
        line = plural("{n} réponse changerait.", "{n} réponses changeraient.", len(changes)) if changes else ""
        title = _("Reprendre le formulaire rendu")
        super().__init__(
            navigator, title, parent, f"{taken.about} – {line}" if taken.about and line else line, width=680
        )
        self._taken = taken
        self.ticks: dict[str, CheckBox] = {}
        if not changes:
            same = _("Ce fichier ne contient aucune réponse nouvelle\u00a0: il n’y a rien à reprendre.")
            self.body.addWidget(Notice(same, "blue"))
            self.add_cancel(_("Fermer"))
            return
        card = Card()
        box = column(card, 8, (14, 10, 14, 12))
        for number, (question, before, after) in enumerate(changes):
            if number:
                box.addWidget(Rule())
            asked = french_spaces(f"{question.number} {question.text}".strip())
            box.addWidget(Label(asked, Role.CELL_STRONG, wrap=True))
            for name, words, tone in (
                (_("Avant"), before or _("pas de réponse"), "ink2"),
                (_("Dans le fichier"), after or _("pas de réponse"), "ink"),
            ):
                told = row(gap=8)
                told.addWidget(Label(french_spaces(f"{name} : {words}"), Role.CELL, tone, wrap=True), 1)
                box.addLayout(told)
            tick = CheckBox(_("Garder cette réponse"))
            tick.setAccessibleName(_("Garder la réponse du fichier : {question}").format(question=asked))
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._count())
            self.ticks[question.code] = tick
            box.addWidget(tick)
        self.body.addWidget(card)
        self.add_cancel(_("Ne rien changer"))
        self.keeping = self.add_action(_("Garder les réponses cochées"), self.finish, "check")

    def _count(self) -> None:
        self.keeping.setEnabled(any(tick.isChecked() for tick in self.ticks.values()))

    def finish(self) -> None:
        """Keep what is ticked."""
        wanted = tuple(code for code, tick in self.ticks.items() if tick.isChecked())
        desk, taken = self.navigator.desk, self._taken

        def work() -> Outcome[None]:
            return keep_taken(desk, taken, wanted)

        self.run(work, _("Réponses reprises"))
