"""The house font by role of text, at the chosen text size."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase

from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.assets import font_paths

FAMILY = "Atkinson Hyperlegible Next"


class Role(Enum):
    """Role of a text: size in px and weight."""

    WELCOME = (40, 700)
    QUESTION = (30, 700)
    PAGE_TITLE = (26, 700)
    NAME = (22, 700)
    NEXT_ACTION = (19, 700)
    CARD_TITLE = (17, 700)
    LEAD = (17, 400)
    BODY = (15, 400)
    BODY_STRONG = (15, 600)
    CELL = (14, 400)
    CELL_STRONG = (14, 600)
    NOTE = (13, 400)
    NOTE_STRONG = (13, 600)


def load_fonts() -> None:
    """Give the shipped font files to Qt; to be called once, after the application exists."""
    for path in font_paths():
        QFontDatabase.addApplicationFont(str(path))


def sized_font(size: float, weight: int) -> QFont:
    """The house font at a size of the design, in px before the text scale."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, px(size)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def role_font(role: Role) -> QFont:
    """The font of a role of text."""
    size, weight = role.value
    return sized_font(size, weight)
