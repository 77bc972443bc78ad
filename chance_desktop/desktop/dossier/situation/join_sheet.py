"""Say that two dossiers are of one person, or no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.situation.same_person import Joined, join, joined, seen_of, separate
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField
from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chance_desktop.casework.dossiers.dossier import DossierView
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.displayed import Displayed
    from chance_desktop.desktop.navigation.navigator import Navigator

_MOST = 500


def open_join(navigator: Navigator, view: DossierView, parent: QWidget) -> None:
    """Open the sheet."""
    desk = navigator.desk

    def came(content: tuple[tuple[Joined, ...], list[tuple[str, str]], Mapping[str, Displayed]]) -> None:
        open_sheet(JoinSheet(navigator, view, *content, parent))

    navigator.tasks.read(lambda: _read(desk, view.id), came, owner=parent)


def _read(desk: Desk, dossier_id: str) -> tuple[tuple[Joined, ...], list[tuple[str, str]], Mapping[str, Displayed]]:
    rows = list_page(desk, DossierQuery(limit=_MOST)).rows
    others = [(row.id, row.told_apart) for row in rows if row.id != dossier_id]
    return joined(desk, dossier_id), others, seen_of(desk, [dossier_id, *(other for other, _name in others)])


class JoinSheet(WritingSheet):
    """The dossiers already joined, and another one to join."""

    def __init__(
        self, navigator: Navigator, view: DossierView, known: tuple[Joined, ...], others: list[tuple[str, str]],
        seen: Mapping[str, Displayed], parent: QWidget,
    ) -> None:  # fmt: skip
        line = _("Chaque dossier garde ses pièces et son journal ; la personne est comptée une seule fois.")
        super().__init__(navigator, _("Même personne – {name}").format(name=view.name), parent, line)
        self._view, self._seen = view, seen
        for each in known:
            self.body.addWidget(Notice(f"{each.name} – {each.file_number}", "blue"))
        if known:
            apart = Button(_("Séparer ces dossiers"), Kind.OUTLINE, "undo-2")
            apart.clicked.connect(self._part)
            self.body.addWidget(apart)
        self.other = SearchChoice(_("Autre dossier"), _("Tapez quelques lettres du nom"))
        self.other.offer(others)
        self.body.addWidget(LabelledField(_("Autre dossier de la même personne"), self.other))
        self.add_cancel()
        self.add_action(_("Réunir les deux dossiers"), self._finish, "users")

    def _finish(self) -> None:
        desk, own, other, seen = self.navigator.desk, self._view.id, self.other.code(), self._seen
        if not other or not self.other.in_list:
            self.notice.say(_("Choisissez l’autre dossier."))
            return
        self.run(lambda: join(desk, own, other, seen))

    def _part(self) -> None:
        desk, own, seen = self.navigator.desk, self._view.id, self._seen
        self.run(lambda: separate(desk, own, seen))
