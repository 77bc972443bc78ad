"""What the window remembers on this poste: size, columns, theme, text size; an ini file inside the home folder."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QSettings

from chance_desktop.desktop.ui_kit.look.theme import Appearance

LOCK_AFTER = "lock/minutes"
"""After how many minutes without a gesture the poste locks; 0 for never."""
LOCK_CHOICES = (5, 10, 30, 0)
_LOCK_UNLESS_CHOSEN = 10


class Kept(Protocol):
    """What a small choice is read from."""

    def text(self, key: str, default: str = "") -> str:
        """A kept text."""


def lock_minutes(kept: Kept, *, fictional: bool) -> int:
    """After how many minutes the poste locks, 0 for never: what was chosen, or ten minutes; an invented office protects nobody."""
    chosen = kept.text(LOCK_AFTER)
    if chosen.isdigit() and int(chosen) in LOCK_CHOICES:
        return int(chosen)
    return 0 if fictional else _LOCK_UNLESS_CHOSEN


def lock_seconds(kept: Kept, *, fictional: bool) -> float:
    """The same in seconds."""
    return 60.0 * lock_minutes(kept, fictional=fictional)


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

    def let_go(self) -> dict[str, str]:
        """Hold nothing any more; returns what was held."""
        held, self._held = self._held, {}
        return {key: value for key, value in held.items() if value}

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
