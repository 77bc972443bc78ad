"""The papers of a form: empty or with its answers, printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.printing import print_rendered, save_rendered
from chance_desktop.desktop.ui_kit.button import Button, Kind
from chance_desktop.desktop.ui_kit.menu import MenuEntry, open_menu
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.forms import Subject
    from chance_desktop.casework.rendered import Rendered
    from chance_desktop.desktop.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_ENTRIES = (
    ("printer", _("Imprimer le formulaire vide"), False, False),
    ("file-down", _("Enregistrer le formulaire à remplir (PDF)"), False, True),
    ("printer", _("Imprimer avec les réponses"), True, False),
    ("file-down", _("Enregistrer avec les réponses (PDF)"), True, True),
)
"""Icon, words, whether with the answers, whether to a file."""


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """Which paper is wanted, about whom."""

    code: str
    subject: Subject
    about: str
    number: int
    answered: bool
    to_file: bool


class PapersButton(Button):
    """Opens the choice of papers; `asked` says whether with the answers, and whether to a file."""

    asked = Signal(bool, bool)

    def __init__(self, has_answers: Callable[[], bool]) -> None:
        super().__init__(_("Imprimer ou enregistrer"), Kind.OUTLINE, "printer", height=36)
        self._has_answers = has_answers
        self.clicked.connect(self._menu)

    def _menu(self) -> None:
        entries = [
            MenuEntry(icon, words, partial(self.asked.emit, answered, to_file), not answered or self._has_answers())
            for icon, words, answered, to_file in _ENTRIES
        ]
        open_menu(entries, self)


def make_paper(
    navigator: Navigator, parent: QWidget, asked: AskedPaper, refused: Callable[[ExpectedError], None]
) -> None:
    """Make a paper after the answers under way are kept, then print or save it."""
    desk = navigator.desk

    def work() -> Rendered:
        from chance_desktop.casework.form_papers import form_pdf

        return form_pdf(desk, asked.code, asked.subject if asked.answered else None, asked.about, asked.number)

    def came(made: Rendered) -> None:
        (save_rendered if asked.to_file else print_rendered)(made, parent, navigator)

    # on the writer lane, after the answers
    navigator.tasks.write(work, came, refused, owner=parent)
