"""A menu under a button: what else can be done there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from chance_desktop.desktop.ui_kit.look.icons import icon_of
from chance_desktop.desktop.ui_kit.plain_words import unmarked


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of a menu; one that cannot be chosen now stays in grey."""

    icon: str
    words: str
    call: Callable[[], object]
    enabled: bool = True


def open_menu(entries: Sequence[MenuEntry | None], under: QWidget) -> None:
    """Open a menu under a button; `None` is a rule between two groups of lines."""
    # of the window, not of the button: the menu stays when the row of the button is drawn anew
    menu = QMenu(under.window())
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = menu.addAction(icon_of(entry.icon), unmarked(entry.words))
        action.setEnabled(entry.enabled)
        action.triggered.connect(lambda _on=False, call=entry.call: call())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
