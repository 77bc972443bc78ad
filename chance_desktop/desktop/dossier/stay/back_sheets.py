"""What someone back from their stay agrees to: to be asked again, to sponsor others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.meetings.sponsors import become_sponsor
from chance_desktop.casework.surveys.consent import give_consent
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, LongField
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.desktop.navigation.navigator import Navigator


class ConsentSheet(WritingSheet):
    """The day they agreed to the surveys."""

    def __init__(self, navigator: Navigator, dossier_id: str, parent: QWidget) -> None:
        line = _(
            "Son nom et ses coordonnées seront gardés à part du dossier, pour les enquêtes seulement. Il ou elle peut "
            "retirer son accord à tout moment."
        )
        super().__init__(navigator, _("Accord pour les enquêtes"), parent, line, width=480)
        self._dossier_id = dossier_id
        self.on = self.add_day("afterwards", "consent_on")
        self.add_cancel()
        self.add_action(_("Noter l’accord"), self.finish, "check")

    def finish(self) -> None:
        """Keep it."""
        on = self.on.day()
        if on is None:
            return
        desk, dossier_id = self.navigator.desk, self._dossier_id
        self.run(lambda: give_consent(desk, dossier_id, on), _("Accord noté"))


class SponsorSheet(WritingSheet):
    """They agree to meet candidates."""

    def __init__(self, navigator: Navigator, dossier_id: str, parent: QWidget) -> None:
        line = _("Sa fiche de parrain reprend son dossier\u00a0: pays, ville, langue, coordonnées.")
        super().__init__(navigator, _("Devient parrain ou marraine"), parent, line, width=480)
        self._dossier_id = dossier_id
        self.on = self.add_day("sponsor", "consent_on")
        self.availability = LongField(lines=2)
        self.body.addWidget(
            LabelledField(
                _("Disponibilités"),
                self.availability,
                _("Par exemple\u00a0: le soir, le samedi, en visio."),
                optional=True,
            )
        )
        self.add_cancel()
        self.add_action(_("Ajouter aux parrains"), self.finish, "handshake")

    def finish(self) -> None:
        """Keep it."""
        on = self.on.day()
        if on is None:
            return
        desk, dossier_id, free = self.navigator.desk, self._dossier_id, self.availability.toPlainText()
        self.run(lambda: become_sponsor(desk, dossier_id, on, free))
