"""The directory of the Missions Locales: listed, added to, changed in ordinary fields, published at each change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chance_desktop.casework.region.directory import (
    OFFICE,
    OfficeView,
    add_office,
    change_office,
    offices,
    withdraw_office,
)
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.desktop.sheets.boxes_sheet import BoxesSheet
from chance_desktop.desktop.ui_kit.boxes.card import Tile
from chance_desktop.desktop.ui_kit.boxes.lines import lay_ruled
from chance_desktop.desktop.ui_kit.boxes.two_line_row import TwoLineRow
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet, confirm, open_sheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import column, empty, plain_widget
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.words import _, dotted, plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chance_desktop.casework.session.outcome import Changes
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_PUBLISHED = _("Annuaire publié : les Missions Locales le recevront au prochain échange")


class DirectorySheet(Sheet):
    """Every Mission Locale; those that are named by dossiers or postes cannot be withdrawn, and say so."""

    def __init__(self, navigator: Navigator, parent: QWidget) -> None:
        line = _(
            "Chaque modification est publiée aussitôt ; les Missions Locales la reçoivent à leur prochain échange."
        )
        super().__init__(_("Annuaire des Missions Locales"), parent, line=line, width=860)
        self.navigator = navigator
        self._found: tuple[OfficeView, ...] = ()
        self.keep_tall(640)
        self.search = SearchField(_("Nom, département, antenne…"), 300)
        self.search.textChanged.connect(lambda _text: self._draw())
        self.search.lead_to(lambda: self._lines)
        self.body.addWidget(self.search)
        holder = plain_widget()
        self._lines = column(holder)
        self.body.addWidget(holder)
        self.add_cancel(_("Fermer"))
        self.add_action(OFFICE.title, self.add, "plus")
        self.load()

    def load(self) -> None:
        """Read the directory anew."""
        desk = self.navigator.desk
        self.navigator.tasks.read(lambda: offices(desk), self._came, owner=self)

    def on_changes(self, changes: Changes) -> None:
        """The directory was published, here or by another desk; or dossiers came."""
        if changes.kinds & {ChangeKind.PROGRAMME_PART, ChangeKind.DOSSIER}:
            self.load()

    def _came(self, found: tuple[OfficeView, ...]) -> None:
        self._found = found
        self._draw()

    def _draw(self) -> None:
        wanted = fold(self.search.text())
        kept = [each for each in self._found if wanted in fold(f"{each.code} {' '.join(each.values.values())}")]
        empty(self._lines)
        if not lay_ruled(self._lines, map(self._line, kept)) and self._found:
            self._lines.addWidget(EmptyState("search", _("Aucune Mission Locale ici"), _("Changez la recherche.")))
        self.search.found(len(kept))

    def _line(self, each: OfficeView) -> QWidget:
        short = each.values["short"]
        used = (
            plural("{n} dossier", "{n} dossiers", each.dossiers) if each.dossiers else "",
            plural("{n} poste", "{n} postes", each.postes) if each.postes else "",
        )
        told = dotted(each.values["department"], ", ".join(each.branches), *used)
        line = TwoLineRow(Tile("building-2"), f"{short} – {each.values['name']}", told)
        change = Button(_("Modifier"), Kind.OUTLINE, height=36)
        change.setAccessibleName(_("Modifier : {what}").format(what=short))
        change.clicked.connect(partial(self.change, each))
        line.add(change)
        take = Button(_("Retirer"), Kind.OUTLINE, height=36)
        take.setAccessibleName(_("Retirer : {what}").format(what=short))
        if each.dossiers or each.postes:
            take.setEnabled(False)
            set_tooltip(take, _("Elle a des dossiers ou des postes : elle reste dans l’annuaire."))
        take.clicked.connect(partial(self.withdraw, each))
        line.add(take)
        return line

    def add(self) -> None:
        """Add a Mission Locale."""
        open_sheet(OfficeSheet(self.navigator, None, self))

    def change(self, each: OfficeView) -> None:
        """Change the fields of one."""
        open_sheet(OfficeSheet(self.navigator, each, self))

    def withdraw(self, each: OfficeView) -> None:
        """Withdraw one, once it is sure."""
        title = _("Retirer {name} de l’annuaire ?").format(name=each.values["short"])
        line = _(
            "Plus aucun poste ne pourra s’installer à son nom. Elle peut être ajoutée de nouveau avec son code, {code}."
        )
        if not confirm(self, title, line.format(code=each.code), _("Retirer")):
            return
        desk = self.navigator.desk
        self.notice.say("")

        def refused(failure: ExpectedError) -> None:
            self.notice.say(failure.text)

        self.navigator.tasks.write(
            lambda: withdraw_office(desk, each.code), lambda outcome: self.navigator.done(outcome, _PUBLISHED), refused,
            owner=self,
        )  # fmt: skip


class OfficeSheet(BoxesSheet):
    """The fields of a Mission Locale, new or known; its code is typed once."""

    def __init__(self, navigator: Navigator, office: OfficeView | None, parent: QWidget) -> None:
        title = OFFICE.title if office is None else _("Modifier {name}").format(name=office.values["short"])
        line = "" if office is None else _("Code {code}").format(code=office.code)
        super().__init__(navigator, title, parent, line, width=600)
        self.office = office
        for field in OFFICE.fields:
            if office is None:
                self.add_box(field)
            elif field.name != "code":
                self.add_box(field, value=office.values[field.name])
        self.add_cancel()
        self.add_action(_("Publier"), self.finish, "megaphone")
        next(iter(self.boxes.values())).focus()

    def finish(self) -> None:
        """Publish what was typed."""
        desk, office, typed = self.navigator.desk, self.office, self.typed()
        if office is None:
            self.run(lambda: add_office(desk, typed), _PUBLISHED)
            return
        touched = {name: value for name, value in typed.items() if self.boxes[name].touched}
        if not touched:
            self.accept()
            return
        self.run(lambda: change_office(desk, office.code, touched, office.values), _PUBLISHED)
