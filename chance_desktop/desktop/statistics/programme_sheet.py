"""The texts and rules of the programme, as the Region publishes them for every office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.programme.published_parts import PartView, ProgrammeMistake, parts, publish
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.dialogs import open_sheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, long_date, plural

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError


def open_programme(navigator: Navigator, parent: QWidget) -> None:
    """Open the texts and rules."""
    desk = navigator.desk

    def came(found: tuple[PartView, ...]) -> None:
        open_sheet(ProgrammeSheet(navigator, found, parent))

    navigator.tasks.read(lambda: parts(desk), came, owner=parent)


class ProgrammeSheet(WritingSheet):
    """One file at a time; what would not hold together is refused, with its place."""

    def __init__(self, navigator: Navigator, found: tuple[PartView, ...], parent: QWidget) -> None:
        line = _(
            "Les Missions Locales suivent ce qui est publié ici dès leur prochain échange. Les avis et les réponses déjà donnés ne changent pas."
        )
        super().__init__(navigator, _("Textes et règles du programme"), parent, line, width=980)
        self.keep_tall(660)
        self.found = {each.path: each for each in found}
        self.file = Combo(_("Fichier"))
        self.file.offer([(each.path, _title(each)) for each in found])
        self.file.currentIndexChanged.connect(lambda _index: self._show())
        self.body.addWidget(LabelledField(_("Fichier"), self.file))
        self.state = Label("", Role.CELL, "ink2", wrap=True)
        self.body.addWidget(self.state)
        self.wrong = Label("", Role.CELL, "red", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.text = LongField(lines=16)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setMinimumHeight(px(300))
        self.text.setAccessibleName(_("Contenu du fichier"))
        self.body.addWidget(self.text, 1)
        self.add_cancel(_("Fermer"))
        self.add_action(_("Publier"), self._publish, "megaphone")
        self._show()

    def _show(self) -> None:
        part = self.found[self.file.code()]
        self.text.setPlainText(part.content)
        self.wrong.hide()
        day = part.published_on
        self.state.say(
            _("Publié le {day}").format(day=long_date(day)) if day else _("Tel que livré avec l’application")
        )

    def _publish(self) -> None:
        desk, part, content = self.navigator.desk, self.found[self.file.code()], self.text.toPlainText()
        self.run(
            lambda: publish(desk, part.path, content, part.seen),
            _("Publié : les Missions Locales le recevront au prochain échange"),
        )

    def refused(self, failure: ExpectedError) -> None:
        """Say why it is not published; every mistake of a file stands above it."""
        if not isinstance(failure, ProgrammeMistake):
            super().refused(failure)
            return
        found = failure.mistakes
        self.wrong.say("\n".join(f"– {each.words}." for each in found))
        self.wrong.show()
        self.notice.say(
            plural(
                "Rien n’est publié : {n} erreur, nommée au-dessus du texte. Corrigez-la, puis publiez.",
                "Rien n’est publié : {n} erreurs, nommées au-dessus du texte. Corrigez-les, puis publiez.",
                len(found),
            )
        )


def _title(part: PartView) -> str:
    mark = _(" – modifié") if part.changed else ""
    return f"{part.path}{mark}"
