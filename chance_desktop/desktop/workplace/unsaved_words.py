"""What is typed and not kept anywhere yet, in the pages and in the windows over them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from chance_desktop.casework.session.drafts import Draft
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import KEPT_ELSEWHERE, LabelledField, SearchField
from chance_desktop.runtime.words import _


def unsaved_words(root: QWidget, where: str) -> tuple[Draft, ...]:
    """Every text below a widget that a person typed and that only it holds; never a password, nor a search."""
    found: list[Draft] = []
    for field, text in _typed(root):
        labelled = _around(field)
        if labelled is None or not labelled.is_saved():
            name = labelled.caption.text() if labelled is not None else field.accessibleName()
            found.append(Draft(_("{where}, {field}").format(where=where, field=name) if name else where, text))
    return tuple(found)


def words_of_sheets(window: QWidget) -> tuple[Draft, ...]:
    """The same in each sheet that is open over a window, but for those that keep what is typed."""
    sheets = [each for each in window.findChildren(Sheet) if each.isVisible() and not each.keeps_typing]
    return tuple(draft for sheet in sheets for draft in unsaved_words(sheet, sheet.windowTitle()))


def _typed(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    for line in root.findChildren(QLineEdit):
        plain = line.echoMode() is QLineEdit.EchoMode.Normal and not isinstance(line, SearchField)
        if plain and line.isModified() and not line.isReadOnly() and not line.property(KEPT_ELSEWHERE):
            yield line, line.text().strip()
    for text in root.findChildren(QPlainTextEdit):
        if text.document().isModified() and not text.isReadOnly() and not text.property(KEPT_ELSEWHERE):
            yield text, text.toPlainText().strip()


def _around(field: QWidget) -> LabelledField | None:
    around = field.parentWidget()
    while around is not None and not isinstance(around, LabelledField):
        around = around.parentWidget()
    return around
