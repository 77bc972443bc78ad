"""What a person typed below a widget and nothing keeps yet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from chance_desktop.desktop.ui_kit.inputs.fields import KEPT_ELSEWHERE, LabelledField, SearchField


def typed_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """The name and the content of every field that only it holds; never a password, nor a search."""
    for field, text in _typed(root):
        labelled = _around(field)
        if labelled is None or not labelled.is_saved():
            yield (labelled.caption.text() if labelled is not None else field.accessibleName()), text


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
