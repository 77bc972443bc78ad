"""Saying how a file is read and what its columns hold, before the first lines as they will be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.people_import.files.encodings import OFFERED
from chance_desktop.casework.people_import.files.table import Line, Reading, SourceTable
from chance_desktop.casework.people_import.mapping import Mapping
from chance_desktop.desktop.people_import.lines_view import LinesView
from chance_desktop.desktop.people_import.model import PreviewModel
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox, Combo, LabelledField
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, Rule
from chance_desktop.domain.programme.programme import Choice
from chance_desktop.runtime.words import _, plural

_EXAMPLES = 3
_HEADINGS_OFFERED = 15
_EXCERPT = 40
_BOM = {"utf-8-sig": "utf-8"}


class ColumnsStep(QWidget):
    """The choices of the reading, the first lines, and a choice for each column."""

    reread = Signal()
    """Something of the reading was chosen anew."""
    remapped = Signal()
    """A column was said to hold something else, or days to be written otherwise."""
    check_asked = Signal()
    other_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._name = ""
        self._first: tuple[str, ...] = ()
        self._chosen: dict[int, str] = {}
        self.combos: dict[str, Combo] = {}
        box = column(self, 12, (4, 4, 4, 4))
        inside = plain_widget()
        self._page = column(inside, 12, (0, 0, 10, 0))
        self._file_line = Label("", Role.BODY, "ink2", wrap=True)
        self._page.addWidget(self._file_line)
        self._page.addWidget(self._reading_card())
        self.missing = Notice("", "orange")
        self._page.addWidget(self.missing)
        self._page.addWidget(Label(_("Les premières lignes, comme elles seront lues"), Role.CARD_TITLE, wrap=True))
        self.sample = LinesView(_("Premières lignes, comme elles seront lues"))
        self._page.addWidget(self.sample)
        self._page.addWidget(Label(_("Ce que contient chaque colonne"), Role.CARD_TITLE, wrap=True))
        card = Card()
        self._columns_box = column(card, 0, (1, 6, 1, 6))
        self._page.addWidget(card)
        self._page.addStretch(1)
        self._scroll = Scroll(inside)
        box.addWidget(self._scroll, 1)
        self.keep = CheckBox(_("Retenir ces colonnes pour la prochaine fois"))
        self.keep.setChecked(True)
        box.addWidget(self.keep)
        flow = Flow(10)
        self.check_button = Button(_("Voir ce qui sera importé"), Kind.PRIMARY, "eye")
        self.check_button.clicked.connect(self.check_asked)
        flow.addWidget(self.check_button)
        other = Button(_("Choisir un autre fichier"), Kind.OUTLINE)
        other.clicked.connect(self.other_asked)
        flow.addWidget(other)
        box.addWidget(flow)

    def _reading_card(self) -> Card:
        card = Card()
        inside = column(card, 8, (16, 12, 16, 12))
        inside.addWidget(Label(_("Comment le fichier est lu"), Role.CARD_TITLE, wrap=True))
        flow = Flow(14)
        self.sheet, self.heading, self.encoding, self.days = (Combo() for _each in range(4))
        for combo in (self.sheet, self.heading, self.encoding):
            combo.activated.connect(lambda _place: self.reread.emit())
        self.days.activated.connect(lambda _place: self.remapped.emit())
        fields = (
            (_("Feuille"), self.sheet),
            (_("Ligne des titres"), self.heading),
            (_("Codage des accents"), self.encoding),
            (_("Ordre des dates"), self.days),
        )
        self._labelled = {combo: LabelledField(label, combo) for label, combo in fields}
        for labelled in self._labelled.values():
            labelled.field.setMinimumWidth(px(230))
            flow.addWidget(labelled)
        inside.addWidget(flow)
        return card

    def forget(self) -> None:
        """Another file: nothing was said of its columns."""
        self._chosen = {}

    def show_table(self, name: str, table: SourceTable, mapping: Mapping, contents: Sequence[Choice]) -> None:
        """Show a table just read, with what its columns are thought to hold."""
        if len(table.columns) != len(self.combos):
            self._chosen = {}
        lines = plural("{n} ligne", "{n} lignes", table.rows)
        self._file_line.say(_("{name}\u00a0: {lines}.").format(name=name, lines=lines))
        self._name, self._first = mapping.name, mapping.first
        self._offer_reading(table)
        self._fill_columns(table, mapping, contents)

    def _offer_reading(self, table: SourceTable) -> None:
        self.sheet.offer([(each, each) for each in table.sheets], table.sheet)
        headings = [(str(line.number), _excerpt(line)) for line in table.top[:_HEADINGS_OFFERED]]
        self.heading.offer([*headings, ("0", _("Aucune\u00a0: le tableau n’a pas de titres"))], str(table.heading))
        self.encoding.offer(list(OFFERED.items()), _BOM.get(table.encoding, table.encoding))
        chosen = self.days.code()
        self.days.offer(
            [
                ("", _("Trouvé d’après la colonne")),
                ("day", _("Jour, mois, année")),
                ("month", _("Mois, jour, année")),
            ],
            chosen,
        )
        self._labelled[self.sheet].setVisible(len(table.sheets) > 1)
        self._labelled[self.encoding].setVisible(bool(table.encoding))

    def _fill_columns(self, table: SourceTable, mapping: Mapping, contents: Sequence[Choice]) -> None:
        empty(self._columns_box)
        self.combos = {}
        choices = [("", _("Ne pas importer")), *((one.code, one.label) for one in contents)]
        for number, name in enumerate(table.columns):
            if number:
                self._columns_box.addWidget(Rule())
            line = row(gap=14, margins=(16, 5, 16, 5))
            examples = ", ".join(cells[number] for cells in table.sample if cells[number:] and cells[number])
            words = column(gap=0)
            words.addWidget(ElidingLabel(name, Role.BODY_STRONG))
            words.addWidget(ElidingLabel(_shortened(examples) or _("(vide)"), Role.CELL, "ink2"))
            if name in mapping.guessed:
                words.addWidget(Label(_("Proposé d’après ce qu’elle contient"), Role.NOTE, "ink2", wrap=True))
            line.addLayout(words, 1)
            combo = Combo(_("Contenu de la colonne {name}").format(name=name))
            # read otherwise, a column still holds what a person said of it
            combo.offer(choices, self._chosen.get(number, mapping.columns.get(name, "")))
            combo.setMinimumWidth(px(280))
            combo.activated.connect(lambda _place, column=number: self._choose(column))
            self.combos[name] = combo
            line.addWidget(combo)
            self._columns_box.addLayout(line)

    def _choose(self, number: int) -> None:
        self._chosen[number] = list(self.combos.values())[number].code()
        self.remapped.emit()

    def mapping(self) -> Mapping:
        """What each column holds, as chosen."""
        return Mapping(self._name, {name: combo.code() for name, combo in self.combos.items()}, self._first)

    def reading(self) -> Reading:
        """How the file is read, as chosen."""
        return Reading(self.sheet.code(), int(self.heading.code() or 0), self.encoding.code())

    def month_first(self) -> bool | None:
        """In which order days are written, as chosen."""
        return {"day": False, "month": True}.get(self.days.code())

    def show_sample(self, model: PreviewModel) -> None:
        """Show the first lines as they will be read."""
        self.sample.show_model(model)
        self.sample.show_height_of(max(1, model.rowCount()))

    def say_missing(self, labels: Sequence[str], *, stops: bool) -> None:
        """Say which needed columns were not found; without the names nothing can be done."""
        if not labels:
            self.missing.say("")
        else:
            told = _("Colonne à désigner ci-dessous\u00a0: {labels}.").format(labels=", ".join(labels))
            rest = (
                _("Sans elle, personne ne peut être importé.")
                if stops
                else _("Sans elle, rien ne distingue deux personnes du même nom\u00a0: chaque ligne sera à vérifier.")
            )
            self.missing.say(f"{told} {rest}", "red" if stops else "orange")
        self.check_button.setEnabled(not stops)


def _shortened(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


def _excerpt(line: Line) -> str:
    words = " · ".join(line.filled)
    cut = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1]}…"
    return _("{n}\u00a0: {words}").format(n=line.number, words=cut)
