"""What every part of the tab is: cards one below the other, each a section one can be led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable

    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.dossier.europass.content import Content
    from chance_desktop.desktop.dossier.europass.keeping import Keeper
    from chance_desktop.desktop.navigation.navigator import Navigator


class Host(Protocol):
    """What a part may ask of the tab."""

    navigator: Navigator
    keeper: Keeper
    spoken: str

    @property
    def desk(self) -> Desk:
        """The open desk."""

    @property
    def dossier_id(self) -> str:
        """The dossier shown."""

    def go(self, section: str) -> None:
        """Lead to a section."""

    def after_saving(self, then: Callable[[], None]) -> None:
        """Save what is typed, then go on."""


class SectionCard(Card):
    """A card of a part."""

    def show_content(self, content: Content, locale: str) -> None:
        """Show what the dossier holds."""

    def focus_section(self) -> None:
        """Put the keyboard where the section is filled."""


class Page(QWidget):
    """A part: its cards by section."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.host = host
        self.box = column(self, 14)
        self.sections: dict[str, SectionCard] = {}

    def add(self, code: str, card: SectionCard) -> None:
        """Put a card below the others."""
        self.box.addWidget(card)
        self.sections[code] = card

    def show_content(self, content: Content, locale: str) -> None:
        """Show what the dossier holds."""
        for card in self.sections.values():
            card.show_content(content, locale)
