"""The theme in force: palette, text size, compact and narrow modes, switched live for the whole window."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication

from chance_desktop.desktop.ui_kit.look.tokens import DARK, LIGHT, Palette


class Appearance(Enum):
    """What the person chose: follow the system, or one theme for good."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0


class Theme(QObject):
    """Holds what every widget asks when it paints; says when it changed."""

    colours_changed = Signal()
    scale_changed = Signal()
    compact_changed = Signal(bool)
    narrow_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._appearance = Appearance.SYSTEM
        self._system_dark = False
        self.palette: Palette = LIGHT
        self.scale = 1.0
        self.compact = False
        self.narrow = False

    @property
    def appearance(self) -> Appearance:
        """The person's choice."""
        return self._appearance

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self.palette is DARK

    def follow_system(self) -> None:
        """Listen to the system's own switch; called once, when the application exists."""
        hints = QGuiApplication.styleHints()
        self._system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        hints.colorSchemeChanged.connect(self._system_changed)

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_dark = scheme == Qt.ColorScheme.Dark
        self._settle()

    def choose(self, appearance: Appearance) -> None:
        """Take the person's choice."""
        self._appearance = appearance
        self._settle()

    def _settle(self) -> None:
        dark = self._appearance is Appearance.DARK or (self._appearance is Appearance.SYSTEM and self._system_dark)
        wanted = DARK if dark else LIGHT
        if wanted is not self.palette:
            self.palette = wanted
            self.colours_changed.emit()

    def set_scale(self, scale: float) -> None:
        """Text size, 1.0 to 2.0."""
        wanted = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        if wanted != self.scale:
            self.scale = wanted
            self.scale_changed.emit()

    def set_compact(self, compact: bool) -> None:
        """Compact mode: the window is low, rows tighten."""
        if compact != self.compact:
            self.compact = compact
            self.compact_changed.emit(compact)

    def set_narrow(self, narrow: bool) -> None:
        """Narrow mode: the window has not the width two columns take; pages built from then on have one."""
        if narrow != self.narrow:
            self.narrow = narrow
            self.narrow_changed.emit()


_THEME: list[Theme] = []


def theme() -> Theme:
    """The one theme of the process."""
    if not _THEME:
        _THEME.append(Theme())
    return _THEME[0]


def large() -> bool:
    """Whether the text is so large, or the window so narrow, that things go one below the other."""
    return theme().narrow or theme().scale > 1.2


def colour(role: str) -> QColor:
    """The colour of a role in the theme in force."""
    return QColor(theme().palette.named(role))


def px(size: float) -> int:
    """A length of the design at the chosen text size."""
    return round(size * theme().scale)
