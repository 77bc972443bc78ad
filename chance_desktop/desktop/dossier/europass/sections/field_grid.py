"""Fields of a row, two a line: what is typed goes to the keeper, what is not a value is said when it is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.europass.sections import LOCALES, ProfileField
from chance_desktop.desktop.fields.profile_box import ProfileBox
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.domain.rows.kept import by_field
from chance_desktop.runtime.errors import ExpectedError

if TYPE_CHECKING:
    from chance_desktop.casework.exchange.disagreements import Disagreement
    from chance_desktop.desktop.dossier.europass.content import Place
    from chance_desktop.desktop.dossier.europass.keeping import Keeper
    from chance_desktop.domain.change import Value


class FieldGrid(QWidget):
    """The fields of a section, for one row."""

    def __init__(self, fields: tuple[ProfileField, ...], place: Place, keeper: Keeper) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.place = place
        self._keeper = keeper
        self._locale = LOCALES[0]
        self._opened = False
        self.boxes: dict[str, ProfileBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(12))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        line = side = 0
        for field in fields:
            box = self._box(field)
            wide = box.wide or large()
            if wide and side:
                line, side = line + 1, 0
            grid.addWidget(box.widget, line, side, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            side += 2 if wide else 1
            if side >= 2:
                line, side = line + 1, 0
        keeper.refused.connect(self._refused)
        keeper.kept.connect(self._kept)

    def _box(self, field: ProfileField) -> ProfileBox:
        box = ProfileBox(field, self._keeper.today)
        box.setParent(self)
        box.edited.connect(lambda: self._edited(box))
        box.committed.connect(lambda: self._committed(box))
        box.settled.connect(lambda value: self._settle(box, value))
        self.boxes[field.name] = box
        return box

    def show_row(self, row: Mapping[str, object], locale: str, apart: Mapping[str, Disagreement] | None = None) -> None:
        """Show what a row holds, but for what is being typed; `apart` are the disagreements of its columns."""
        held = by_field(row)
        other = next(each for each in LOCALES if each != locale)
        same, self._locale = self._opened and self._locale == locale, locale
        self._opened = True
        for box in self.boxes.values():
            column = box.declared.column(locale)
            hint = held.get(box.declared.column(other)) if other == LOCALES[0] else None
            if same or not box.declared.translated:
                box.show_column(held.get(column), hint)
            else:
                box.open_column(held.get(column), hint)
            self._keeper.displays(self.place, column, former=box.displaced)
            box.show_disagreement(apart.get(column) if apart else None)

    def begin(self) -> None:
        """Another dossier: nothing of the one before stays."""
        self._opened = False
        for box in self.boxes.values():
            box.open(None)
            box.accept()

    def _edited(self, box: ProfileBox) -> None:
        column = box.declared.column(self._locale)
        try:
            value = box.value()
        except ExpectedError:
            # half a date is no mistake yet
            self._keeper.drop(self.place, column)
            return
        self._keeper.typed(self.place, column, value)

    def _committed(self, box: ProfileBox) -> None:
        self._keeper.displays(self.place, box.declared.column(self._locale), former=box.displaced)
        self._keeper.flush()

    def _settle(self, box: ProfileBox, value: Value) -> None:
        self._keeper.drop(self.place, box.declared.column(self._locale))
        self._keeper.settle(box.disagreement_id, value)

    def _kept(self, place: object, values: Mapping[str, Value]) -> None:
        if place == self.place:
            for box in self.boxes.values():
                column = box.declared.column(self._locale)
                if column in values:
                    box.kept(values[column])

    def _refused(self, place: object, column: str, failure: ExpectedError) -> None:
        if place == self.place:
            for box in self.boxes.values():
                if column in box.declared.columns:
                    box.refuse(failure.sentence, failure.next_step)

    def focus_first(self) -> None:
        """Put the keyboard in the first field."""
        next(iter(self.boxes.values())).focus()
