"""Giving the file to import."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _

_PATTERNS = _("Tableaux") + " (*.csv *.txt *.tsv *.xlsx *.ods)"


class FileStep(QWidget):
    """Where a file is dropped or chosen, and what it may hold."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self.setObjectName("plain")
        page = plain_widget()
        box = column(page, 14, (4, 4, 4, 4))
        words = _(
            "Choisissez le tableau extrait de votre logiciel (CSV, XLSX ou ODS). Rien n’est écrit avant que vous ayez "
            "vu, ligne par ligne, ce qui sera fait."
        )
        box.addWidget(Label(words, Role.BODY, "ink2", wrap=True))
        self.drop = DropZone(
            _("Déposez ici le fichier"),
            _("ou choisissez-le (CSV, XLSX, ODS)"),
            "file-spreadsheet",
            _PATTERNS,
            several=False,
        )
        self.drop.setMaximumWidth(px(520))
        box.addWidget(self.drop)
        card = Card()
        card.setMaximumWidth(px(760))
        inside = column(card, 8, (18, 14, 18, 16))
        inside.addWidget(Label(_("Ce que le tableau peut contenir"), Role.CARD_TITLE, wrap=True))
        inside.addWidget(Label(_("Une ligne par jeune, avec son nom, son prénom et sa date de naissance."), wrap=True))
        reads = _("Sont lus\u00a0: {columns}.").format(columns=", ".join(_small(label) for label in known))
        inside.addWidget(Label(reads, Role.CELL, "ink2", wrap=True))
        rest = _(
            "L’ordre des colonnes et leurs titres sont libres. Ce qui ne va dans aucune question reste dans le journal "
            "de chaque dossier."
        )
        inside.addWidget(Label(rest, Role.CELL, "ink2", wrap=True))
        box.addWidget(card)
        box.addStretch(1)
        column(self).addWidget(Scroll(page))


def _small(label: str) -> str:
    """A label inside a sentence; « N° » keeps its capital."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
