"""What the window remembers on this poste: size, columns, theme, text size; an ini file inside the home folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from chance_desktop.desktop.ui_kit.theme import Appearance


class WindowSettings:
    """A thin, typed door to `window.ini`. It never holds anything about a person."""

    def __init__(self, home: Path) -> None:
        self._store = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)
        self._held: dict[str, str] = {}

    def text(self, key: str, default: str = "") -> str:
        """A kept text."""
        return str(self._store.value(key, default))

    def keep(self, key: str, value: str) -> None:
        """Keep a text."""
        self._store.setValue(key, value)

    def hold(self, key: str, value: str) -> None:
        """Keep a text as long as this window."""
        self._held[key] = value

    def held(self, key: str) -> str:
        """A text kept as long as this window."""
        return self._held.get(key, "")

    def geometry(self) -> QByteArray | None:
        """The window's last place."""
        found = self._store.value("window/geometry")
        return found if isinstance(found, QByteArray) else None

    def keep_geometry(self, geometry: QByteArray) -> None:
        """Keep the window's place."""
        self._store.setValue("window/geometry", geometry)

    @property
    def appearance(self) -> Appearance:
        """Theme chosen."""
        found = self.text("look/appearance", Appearance.SYSTEM.value)
        return Appearance(found) if found in {choice.value for choice in Appearance} else Appearance.SYSTEM

    @property
    def text_scale(self) -> float:
        """Text size, 1.0 to 2.0."""
        found = self.text("look/text_percent", "100")
        return int(found) / 100 if found.isdigit() else 1.0

    def flush(self) -> None:
        """Write to disk now."""
        self._store.sync()
