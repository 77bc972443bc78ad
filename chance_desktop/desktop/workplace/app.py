"""The Qt application: fonts, theme, focus ring, French buttons; made once per process."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QStyleFactory

from chance_desktop.desktop.ui_kit.frame.focus_ring import FocusWatch
from chance_desktop.desktop.ui_kit.look.fonts import load_fonts
from chance_desktop.desktop.ui_kit.look.qt_words import speak_french
from chance_desktop.desktop.ui_kit.look.style import dress
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.collecting import MainThreadCollector


def make_application() -> QApplication:
    """The dressed application; the one that exists if there is one."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["chance-desktop"])
    if app.property("dressed"):
        return app
    app.setProperty("dressed", True)
    app.setApplicationName("chance-desktop")
    app.setDesktopFileName("chance-desktop")
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    style = QStyleFactory.create("Fusion")
    if style is not None:
        app.setStyle(style)
    speak_french(app)
    load_fonts()
    theme().follow_system()
    dress(app)
    theme().colours_changed.connect(lambda: dress(app))
    theme().scale_changed.connect(lambda: dress(app))
    FocusWatch(app)
    MainThreadCollector(app)
    return app
