"""A sheet of fields that do not make a whole card: each says below itself why it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chance_desktop.desktop.fields.card_box import CardBox
from chance_desktop.desktop.sheets.refusing import say_refused
from chance_desktop.desktop.sheets.writing_sheet import WritingSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chance_desktop.casework.cards.types import CardField
    from chance_desktop.casework.cards.values import Typed
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.domain.programme.programme import Choice
    from chance_desktop.runtime.errors import ExpectedError


class BoxesSheet(WritingSheet):
    """Its fields are added one below the other; `boxes` holds them by name."""

    def __init__(
        self, navigator: Navigator, title: str, parent: QWidget, line: str = "", *, width: float = 520
    ) -> None:
        super().__init__(navigator, title, parent, line, width=width)
        self.boxes: dict[str, CardBox] = {}

    def add_box(
        self, field: CardField, choices: Iterable[Choice] = (), value: Typed = None, *, optional: bool = False
    ) -> CardBox:
        """Put a field below the others, with what it shows at first."""
        box = CardBox(field, self.navigator.desk.today(), tuple(choices), optional=optional)
        box.setParent(self)
        box.open(value)
        self.boxes[field.name] = box
        self.body.addWidget(box.widget)
        return box

    def typed(self) -> dict[str, Typed]:
        """What every field holds; what was refused before is no longer said."""
        for box in self.boxes.values():
            box.accept()
        self.notice.say("")
        return {name: box.given() for name, box in self.boxes.items()}

    def refused(self, failure: ExpectedError) -> None:
        say_refused(self, self.boxes, failure)
