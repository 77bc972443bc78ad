"""The style sheet: one template filled with the colours and sizes of the theme in force."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.theme import colour, px, theme
from chance_desktop.desktop.ui_kit.look.tokens import palette_as_dict
from chance_desktop.runtime.assets import resources_folder

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)dp")


def style_sheet() -> str:
    """The QSS of the whole window; `dp` lengths of the template follow the text size."""
    template = (resources_folder() / "style" / "window.qss").read_text(encoding="utf-8")
    filled = Template(template).substitute(palette_as_dict(theme().palette))
    return _LENGTH.sub(lambda found: f"{px(float(found[1]))}px", filled)


def qt_palette() -> QPalette:
    """The palette that widgets drawn by Qt itself (menus, file dialogs, selections) take."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.ToolTipBase: "ink",
        QPalette.ColorRole.ToolTipText: "surface",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "line2",
    }
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour("ink3")))
    return palette


def dress(app: QApplication) -> None:
    """Give the application the colours, the base font and the style sheet of the theme in force."""
    app.setPalette(qt_palette())
    app.setFont(role_font(Role.BODY))
    app.setStyleSheet(style_sheet())
