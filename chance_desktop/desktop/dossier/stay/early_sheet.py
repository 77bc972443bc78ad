"""A stay that ends before its day: when, why, and what is then no longer due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.stays.early_return import return_early, stay_to_the_end
from chance_desktop.casework.stays.plans import no_longer_due
from chance_desktop.desktop.sheets.writing_sheet import DATE_HINT, FREE_TEXT_CAUTION, WritingSheet
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField
from chance_desktop.runtime.words import _, plural, short_date

if TYPE_CHECKING:
    from chance_desktop.desktop.dossier.stay.model import StayContent
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.domain.stay import DueSheet
    from chance_desktop.runtime.errors import ExpectedError


class EarlySheet(WritingSheet):
    """Asks for the day, the kind and the reason."""

    def __init__(self, navigator: Navigator, content: StayContent, parent: QWidget) -> None:
        line = _("Le séjour s’arrête ce jour-là\u00a0; ce qui a été fait avant reste.")
        known = content.stay.early
        title = _("Noter un retour anticipé") if known is None else _("Corriger le retour anticipé")
        super().__init__(navigator, title, parent, line)
        self._dossier_id, self._seen = content.stay.dossier_id, content.stay.seen
        self.on = self.add_day(
            "stay",
            "early_return_on",
            label=_("Dernier jour sur place"),
            hint=DATE_HINT,
            value=known.on if known else None,
        )
        self.kind = Combo()
        kinds = [(each.code, each.label) for each in navigator.desk.programme.early_return_kinds]
        self.kind.offer([("", _("À choisir")), *kinds], known.kind if known is not None else "")
        self.kind_field = LabelledField(_("Motif"), self.kind)
        self.body.addWidget(self.kind_field)
        self.reason = LongField(lines=2)
        self.reason.setPlainText(known.reason if known is not None else "")
        self.reason_field = LabelledField(_("En quelques mots"), self.reason, FREE_TEXT_CAUTION)
        self.body.addWidget(self.reason_field)
        self.told = Notice("", "blue")
        self.body.addWidget(self.told)
        self.on.line.textChanged.connect(lambda _text: self.look())
        if known is not None:
            self.taking_back = Button(_("Retirer ce retour anticipé…"), Kind.TEXT, "x", height=36)
            self.taking_back.clicked.connect(self.take_back)
            self.body.addWidget(self.taking_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_cancel()
        self.add_action(_("Noter le retour"), self.finish, "plane-landing")
        self.keep_tall(620)
        self.look()

    def look(self) -> None:
        """Say what would no longer be due."""
        desk, dossier_id = self.navigator.desk, self._dossier_id
        on = self.on.so_far()
        if on is None:
            self.told.say("")
            return

        def came(sheets: tuple[DueSheet, ...]) -> None:
            self.told.say(_spare(sheets, on))

        self.navigator.tasks.read(lambda: no_longer_due(desk, dossier_id, on), came, owner=self)

    def finish(self) -> None:
        """Keep it."""
        for field in (self.kind_field, self.reason_field):
            field.say_error("")
        on = self.on.day()
        kind, reason = self.kind.code(), self.reason.toPlainText().strip()
        if on is None:
            return
        if not reason:
            self.reason_field.say_error(_("Écrivez le motif en quelques mots."))
            return
        desk, dossier_id, seen = self.navigator.desk, self._dossier_id, self._seen
        self.run(lambda: return_early(desk, dossier_id, kind, reason, on, seen))

    def take_back(self) -> None:
        """The stay was not shortened after all."""
        line = _("Le séjour reprend son dernier jour\u00a0; les fiches de suivi d’après sont de nouveau demandées.")
        sheet = ReasonSheet(_("Retirer le retour anticipé"), line, _("Retirer"), self)
        if sheet.exec() == QDialog.DialogCode.Accepted:
            desk, dossier_id, reason, seen = self.navigator.desk, self._dossier_id, sheet.reason(), self._seen
            self.run(lambda: stay_to_the_end(desk, dossier_id, reason, seen))
        sheet.deleteLater()

    def refused(self, failure: ExpectedError) -> None:
        named = failure.field if isinstance(failure, InvalidField) else ""
        if named == "early_return_on":
            self.on.refuse(failure.sentence, failure.next_step)
        elif named == "early_return_kind":
            self.kind_field.say_error(failure.text)
        else:
            super().refused(failure)


def _spare(sheets: tuple[DueSheet, ...], on: date) -> str:
    if not sheets:
        return _("Toutes les fiches de suivi restent dues.")
    days = ", ".join(short_date(sheet.due, on) for sheet in sheets)
    first = plural(
        "{n} fiche de suivi ne sera plus demandée", "{n} fiches de suivi ne seront plus demandées", len(sheets)
    )
    return _("{sheets}\u00a0: {days}. Le solde et les pièces du retour sont comptés depuis ce jour.").format(
        sheets=first, days=days
    )
