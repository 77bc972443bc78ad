"""What is typed and not kept anywhere yet, in the pages and in the windows over them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.session.drafts import Draft
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.typed_texts import typed_texts
from chance_desktop.runtime.words import _


def unsaved_words(root: QWidget, where: str) -> tuple[Draft, ...]:
    """Every text below a widget that a person typed and that only it holds; never a password, nor a search."""
    return tuple(
        Draft(_("{where}, {field}").format(where=where, field=name) if name else where, text)
        for name, text in typed_texts(root)
    )


def words_of_sheets(window: QWidget) -> tuple[Draft, ...]:
    """The same in each sheet that is open over a window, but for those that keep what is typed."""
    sheets = [each for each in window.findChildren(Sheet) if each.isVisible() and not each.keeps_typing]
    return tuple(draft for sheet in sheets for draft in unsaved_words(sheet, sheet.windowTitle()))
