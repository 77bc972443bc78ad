"""What is ready for the day something is lost: a backup, the recovery sheet, a restore that was rehearsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.installation.recovery import sheet_printed_on
from chance_desktop.casework.installation.recovery_paper import NewSheet, adopt_sheet, new_sheet
from chance_desktop.casework.installation.rehearsal import rehearsed_on
from chance_desktop.desktop.paper.printing import print_rendered
from chance_desktop.desktop.preferences.backup_sheets import BackupSheet, RehearsalSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import confirm, open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, long_date

if TYPE_CHECKING:
    from datetime import date

    from chance_desktop.desktop.navigation.navigator import Navigator


class BackupPart(QWidget):
    """Three buttons, and when each was last done."""

    def __init__(self, navigator: Navigator, page: QWidget) -> None:
        super().__init__()
        self._navigator, self._page = navigator, page
        box = column(self, 10)
        told = _(
            "Une sauvegarde est un seul fichier, chiffré avec une phrase que vous choisissez. Gardez-le ailleurs que sur ce poste."
        )
        box.addWidget(Notice(told, "sunken"))
        self.rehearsed, self.printed = Label("", tone="ink2", wrap=True), Label("", tone="ink2", wrap=True)
        self.make = Button(_("Faire une sauvegarde"), Kind.OUTLINE, "save", height=36)
        self.make.clicked.connect(lambda: open_sheet(BackupSheet(navigator, page)))
        self.rehearse = Button(_("Essayer une reprise"), Kind.OUTLINE, "rotate-ccw", height=36)
        self.rehearse.clicked.connect(self._rehearse)
        self.sheet = Button(_("Imprimer la feuille de secours"), Kind.OUTLINE, "life-buoy", height=36)
        self.sheet.clicked.connect(self._print_sheet)
        for widget in (self.make, self.rehearsed, self.rehearse, self.printed, self.sheet):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft if isinstance(widget, Button) else Qt.AlignmentFlag(0))

    def load(self) -> None:
        """Say when each was last done."""
        desk = self._navigator.desk
        self._navigator.tasks.read(lambda: (rehearsed_on(desk), sheet_printed_on(desk)), self._say, owner=self._page)

    def _say(self, days: tuple[date | None, date | None]) -> None:
        rehearsed, printed = days
        self.rehearsed.say(
            _("Dernière reprise essayée le {day}.").format(day=long_date(rehearsed))
            if rehearsed
            else _("Aucune reprise n’a encore été essayée depuis ce poste\u00a0: faites-le une fois par trimestre.")
        )
        self.printed.say(
            _("Feuille de secours imprimée le {day}.").format(day=long_date(printed))
            if printed
            else _("Aucune feuille de secours\u00a0: sans elle, une phrase secrète perdue ne se retrouve pas.")
        )

    def _rehearse(self) -> None:
        open_sheet(RehearsalSheet(self._navigator, self._page))
        self.load()

    def _print_sheet(self) -> None:
        line = _(
            "Elle est à garder par la direction, sous clé. La feuille imprimée avant celle-ci n’ouvrira plus ce poste."
        )
        if not confirm(self._page, _("Imprimer la feuille de secours\u00a0?"), line, _("Imprimer")):
            return
        desk, navigator, page = self._navigator.desk, self._navigator, self._page

        def drawn(sheet: NewSheet) -> None:
            print_rendered(sheet.paper, page, navigator, lambda: adopt(sheet))

        def adopt(sheet: NewSheet) -> None:
            navigator.tasks.write(lambda: adopt_sheet(desk, sheet), lambda _none: self.load(), owner=page)

        navigator.tasks.read(lambda: new_sheet(desk), drawn, owner=page)
