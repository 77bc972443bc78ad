"""A section that is there once: its title, a word about it, its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chance_desktop.desktop.dossier.europass.page import SectionCard
from chance_desktop.desktop.dossier.europass.sections.field_grid import FieldGrid
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label

if TYPE_CHECKING:
    from chance_desktop.casework.europass.sections import Section
    from chance_desktop.desktop.dossier.europass.content import Content, Place
    from chance_desktop.desktop.dossier.europass.page import Host


class FieldsCard(SectionCard):
    """A section of fields of one row."""

    def __init__(self, host: Host, section: Section, place: Place) -> None:
        super().__init__()
        self.inside = column(self, 10, (18, 14, 18, 16))
        self.inside.addWidget(Label(section.title, Role.CARD_TITLE, wrap=True))
        if section.note:
            self.inside.addWidget(Label(section.note, Role.CELL, "ink2", wrap=True))
        self.grid = FieldGrid(section.fields, place, host.keeper)
        self.inside.addWidget(self.grid)

    def show_content(self, content: Content, locale: str) -> None:
        self.grid.show_row(content.row(self.grid.place), locale, content.disagreements(self.grid.place))

    def focus_section(self) -> None:
        self.grid.focus_first()
