"""Who writes a letter: new, corrected, or someone else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.pieces.letters import Referee, change_referee, save_referee
from chance_desktop.desktop.fields.declaration import FieldSpec
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.fields.refusals import say_under
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet
from chance_desktop.desktop.ui_kit.inputs.fields import Combo, LabelledField, LongField, TextField
from chance_desktop.desktop.ui_kit.layouts import column, plain_widget
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.pieces.letter_views import LetterView
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.runtime.errors import ExpectedError

_FIELDS: tuple[tuple[str, str, int, int, str], ...] = (
    ("first_name", _("Prénom"), 1, 0, ""),
    ("surname", _("Nom"), 1, 1, ""),
    ("function", _("Fonction"), 2, 0, ""),
    ("organisation", _("Établissement ou entreprise"), 2, 1, ""),
    ("phone", _("Téléphone"), 3, 0, ""),
    ("email", _("Courriel"), 3, 1, ""),
    ("address", _("Adresse"), 4, 0, ""),
    ("postcode", _("Code postal"), 5, 0, ""),
    ("town", _("Commune"), 5, 1, ""),
    ("known_from", _("Connaît le jeune depuis"), 6, 0, _("Par exemple septembre 2022")),
    ("known_to", _("Jusqu’à"), 6, 1, _("Par exemple juin 2024")),
)
_OPTIONAL = {"first_name", "function", "organisation", "phone", "email", "address", "postcode", "town"}


class RefereeSheet(WritingSheet):
    """The person a letter is asked of."""

    def __init__(
        self, navigator: Navigator, dossier_id: str, letter: LetterView, parent: QWidget, *, another: bool = False
    ) -> None:
        title = _("Changer de personne") if another else _("À qui demander cette lettre\u00a0?")
        line = _("La personne précédente reste notée dans le journal.") if another else letter.kind_label
        super().__init__(navigator, title, parent, line, width=640)
        self.keep_tall(680)
        self._dossier_id, self._letter, self._another = dossier_id, letter, another
        known = Referee() if another or letter.referee is None else letter.referee
        inside = plain_widget()
        whole = column(inside, 12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(10))
        whole.addLayout(grid)
        self._title, self._role = Combo(_("Civilité")), Combo(_("Rôle"))
        self._title.offer([("", _("Sans")), ("Mme", "Mme"), ("M.", "M.")], known.title)
        grid.addWidget(LabelledField(_("Civilité"), self._title), 0, 0)
        self._role.offer([(one.code, one.label) for one in letter.substitutes], known.role)
        if letter.substitutes:
            grid.addWidget(LabelledField(_("En qualité de"), self._role), 0, 1)
        self._texts: dict[str, TextField] = {}
        self._labelled: dict[str, LabelledField] = {}
        for code, label, line_number, side, help_text in _FIELDS:
            optional = code in _OPTIONAL and code != "phone"
            spec = FieldSpec(label=label, kind=contact_kind(code), help=help_text, optional=optional)
            field = PlainField(spec, str(getattr(known, code)))
            field.setParent(self)
            self._texts[code], self._labelled[code] = field.line, field.widget
            grid.addWidget(field.widget, line_number, side, 1, 2 if code == "address" else 1, Qt.AlignmentFlag.AlignTop)
        self._reason = LongField(lines=2)
        self._reason_field = LabelledField(_("Pourquoi changer"), self._reason)
        self._reason_field.setVisible(another)
        whole.addWidget(self._reason_field)
        whole.addStretch(1)
        self.body.addWidget(inside, 1)
        self.add_cancel()
        self.add_action(_("Changer de personne") if another else _("Enregistrer la personne"), self._finish)

    def _finish(self) -> None:
        typed = {code: field.text().strip() for code, field in self._texts.items()}
        for labelled in self._labelled.values():
            labelled.say_error("")
        self._labelled["surname"].say_error("" if typed["surname"] else _("Le nom est nécessaire pour la lettre."))
        reason = self._reason.toPlainText().strip()
        self._reason_field.say_error(_("Écrivez en quelques mots pourquoi.") if self._another and not reason else "")
        if not typed["surname"] or (self._another and not reason):
            return
        referee = Referee(title=self._title.code(), role=self._role.code(), **typed)
        desk, dossier_id, letter = self.navigator.desk, self._dossier_id, self._letter
        if self._another:
            self.run(lambda: change_referee(desk, dossier_id, letter.kind, referee, reason, letter.seen))
        else:
            self.run(lambda: save_referee(desk, dossier_id, letter.kind, referee, letter.seen))

    def refused(self, failure: ExpectedError) -> None:
        if not say_under(self._labelled, failure):
            super().refused(failure)
