"""The Qt application: fonts, theme, focus ring, French buttons; made once per process."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QStyleFactory

from chance_desktop.desktop.ui_kit.frame.focus_ring import FocusWatch
from chance_desktop.desktop.ui_kit.look.fonts import load_fonts
from chance_desktop.desktop.ui_kit.look.style import dress
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.collecting import MainThreadCollector
from chance_desktop.runtime.words import _

_SAID = {
    "Set Focus": _("Aller à ce champ"),
    "Show Menu": _("Ouvrir le menu"),
    "Show on Screen": _("Montrer à l’écran"),
}


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
    _speak_french(app)
    load_fonts()
    theme().follow_system()
    dress(app)
    theme().colours_changed.connect(lambda: dress(app))
    theme().scale_changed.connect(lambda: dress(app))
    FocusWatch(app)
    MainThreadCollector(app)
    return app


class _Complements(QTranslator):
    """The words Qt says to assistive tools that its own French lacks; any other stays as it is."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803 - Qt’s own name
        return _SAID.get(sourceText, sourceText)


def _speak_french(app: QApplication) -> None:
    # asked last: the latest installed is asked first
    app.installTranslator(_Complements(app))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.French), "qtbase", "_", folder):
        app.installTranslator(translator)
