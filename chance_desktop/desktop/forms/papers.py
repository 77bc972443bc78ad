"""The papers of a form: empty or with its answers, printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.papers.form_papers import form_odt, form_pdf
from chance_desktop.desktop.paper.printing import print_rendered, save_rendered
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.forms.answers import Subject
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError


class Way(Enum):
    """What becomes of a paper: printed, or saved as one kind of file or the other."""

    PRINT = "print"
    PDF = "pdf"
    ODT = "odt"


FOR_LIBREOFFICE = _("Formulaire à remplir dans LibreOffice (ODT)")
RETURNED = _("Formulaires remplis (*.pdf *.odt)")
"""What a file dialog shows when a filled form is asked for."""

_ENTRIES = (
    ("printer", _("Imprimer le formulaire vide"), False, Way.PRINT),
    ("file-down", _("Enregistrer le formulaire à remplir (PDF)"), False, Way.PDF),
    ("file-down", FOR_LIBREOFFICE, False, Way.ODT),
    ("printer", _("Imprimer avec les réponses"), True, Way.PRINT),
    ("file-down", _("Enregistrer avec les réponses (PDF)"), True, Way.PDF),
    ("file-down", _("Enregistrer avec les réponses (ODT)"), True, Way.ODT),
)
"""Icon, words, whether with the answers, what becomes of it."""


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """Which paper is wanted, about whom."""

    code: str
    subject: Subject
    about: str
    number: int
    answered: bool
    way: Way


class PapersButton(Button):
    """Opens the choice of papers; `asked` says whether with the answers, and what becomes of it."""

    asked = Signal(bool, Way)

    def __init__(self, has_answers: Callable[[], bool]) -> None:
        super().__init__(_("Imprimer ou enregistrer"), Kind.OUTLINE, "printer", height=36)
        self._has_answers = has_answers
        self.clicked.connect(self._menu)

    def _menu(self) -> None:
        entries = [
            MenuEntry(icon, words, partial(self.asked.emit, answered, way), not answered or self._has_answers())
            for icon, words, answered, way in _ENTRIES
        ]
        open_menu(entries, self)


def make_paper(
    navigator: Navigator, parent: QWidget, asked: AskedPaper, refused: Callable[[ExpectedError], None]
) -> None:
    """Make a paper after the answers under way are kept, then print or save it."""
    desk = navigator.desk

    def work() -> Rendered:
        make = form_odt if asked.way is Way.ODT else form_pdf
        return make(desk, asked.code, asked.subject if asked.answered else None, asked.about, asked.number)

    def came(made: Rendered) -> None:
        (print_rendered if asked.way is Way.PRINT else save_rendered)(made, parent, navigator)

    # on the writer lane, after the answers
    navigator.tasks.write(work, came, refused, owner=parent)
