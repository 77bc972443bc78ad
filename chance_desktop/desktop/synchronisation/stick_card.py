"""Without a connection: the file to carry to the Region, and the place for its answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chance_desktop.desktop.synchronisation.exchange_actions import prepare_file, read_these
from chance_desktop.desktop.ui_kit.boxes.card import Card, CardHeader
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator


class StickCard(Card):
    """Card « Sans connexion : une clé USB »."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self.navigator = navigator
        region = navigator.desk.role == PosteRole.REGION
        box = column(self, 0, (1, 1, 1, 1))
        self.head = CardHeader(_("Sans connexion : une clé USB"), "usb", "blue")
        box.addWidget(self.head)
        inside = column(gap=10, margins=(16, 0, 16, 14))
        words = (
            _("Un fichier par poste, signé et chiffré pour lui seul.")
            if region
            else _("Un fichier signé et chiffré pour la Région, à lui porter.")
        )
        inside.addWidget(Label(words, Role.CELL, "ink2", wrap=True))
        verb = _("Préparer les fichiers à envoyer") if region else _("Préparer le fichier à envoyer")
        self.prepare = Button(verb, Kind.OUTLINE, "upload")
        self.prepare.setSizePolicy(self.prepare.sizePolicy().Policy.Expanding, self.prepare.sizePolicy().Policy.Fixed)
        self.prepare.clicked.connect(lambda: prepare_file(navigator, self))
        inside.addWidget(self.prepare)
        title = _("Déposez ici les fichiers des antennes") if region else _("Déposez ici la réponse de la Région")
        line = _("ou choisissez les fichiers reçus") if region else _("ou choisissez le fichier reçu")
        self.drop = DropZone(title, line, "download")
        self.drop.files_given.connect(self.take_in)
        inside.addWidget(self.drop)
        box.addLayout(inside)

    def take_in(self, paths: list[Path]) -> None:
        """Take in files received."""
        read_these(self.navigator, self, paths)
