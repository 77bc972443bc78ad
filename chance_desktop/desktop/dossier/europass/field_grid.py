"""Fields of a row, two a line: what is typed goes to the keeper, what is not a value is said when it is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.casework.europass.sections import LOCALES, ProfileField
from chance_desktop.desktop.fields.europass_field import FieldBox
from chance_desktop.desktop.ui_kit.theme import large, px
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
        self.boxes: dict[str, FieldBox] = {}
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

    def _box(self, field: ProfileField) -> FieldBox:
        box = FieldBox(field, self._keeper.today)
        box.setParent(self)
        box.changed.connect(lambda: self._typed(box))
        box.left.connect(lambda: self._left(box))
        box.settled.connect(lambda disagreement, value: self._settle(box, disagreement, value))
        self.boxes[field.name] = box
        return box

    def show_row(self, row: Mapping[str, Any], locale: str, apart: Mapping[str, Disagreement] | None = None) -> None:
        """Show what a row holds, but for what is being typed; `apart` are the disagreements of its columns."""
        self._locale = locale
        other = next(each for each in LOCALES if each != locale)
        for box in self.boxes.values():
            column = box.field.column(locale)
            if not self._keeper.holds(self.place, column):
                hint = row.get(box.field.column(other)) if other == LOCALES[0] else None
                box.show(row.get(column), hint)
            box.show_disagreement(apart.get(column) if apart else None)

    def _typed(self, box: FieldBox) -> None:
        column = box.field.column(self._locale)
        try:
            value = box.value()
        except ExpectedError:
            # half a date is no mistake yet
            self._keeper.drop(self.place, column)
            return
        box.widget.say_error("")
        self._keeper.typed(self.place, column, value)

    def _left(self, box: FieldBox) -> None:
        try:
            box.value()
        except ExpectedError as failure:
            box.widget.say_error(failure.text)
        self._keeper.flush()

    def _settle(self, box: FieldBox, disagreement: str, value: Value) -> None:
        self._keeper.drop(self.place, box.field.column(self._locale))
        self._keeper.settle(disagreement, value)

    def _refused(self, place: object, column: str, sentence: str) -> None:
        if place == self.place:
            for box in self.boxes.values():
                if column in box.field.columns:
                    box.widget.say_error(sentence)

    def focus_first(self) -> None:
        """Put the keyboard in the first field."""
        next(iter(self.boxes.values())).focus()
