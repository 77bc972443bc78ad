"""Names as menus, buttons, tabs and titles hold them: text, of which Qt takes nothing for a mark of its own.

Qt reads « & » there as the key of a shortcut, and does not show it: « Roussel & fils » would lose it. It is doubled where Qt reads it,
and single again in what a control says of itself.
"""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QWidget

from chance_desktop.domain.text.shown_text import as_shown


def unmarked(text: str) -> str:
    """A text for a control that reads « & » as a mark."""
    return as_shown(text).replace("&", "&&")


def plain(held: str) -> str:
    """The text such a control holds."""
    return held.replace("&&", "&")


def title_words(text: str) -> str:
    """A text for the title of a window, where Qt reads « [*] » as a mark."""
    return as_shown(text).replace("[*]", "[*][*]")


class PlainRadio(QRadioButton):
    """A choice whose text may hold any name."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(unmarked(text))

    def text(self) -> str:
        return plain(super().text())
