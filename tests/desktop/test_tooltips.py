"""Names, towns and file names are text everywhere: tooltips draw no marks, and what acts on a text is seen as such."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QListWidgetItem, QWidget

from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip, tooltip_text
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.domain.text.shown_text import as_shown
from tests.screenshots.drawing import settle

DESKTOP = Path("chance_desktop/desktop")
DOORS = ("setToolTip", "setWhatsThis", "setStatusTip")
HOSTILE = (
    "<img src='file:///etc/hostname'>", "<b>Roussel</b>", "<html><img src=x.png>", "a<br>b", "<!DOCTYPE html>x",
    "Roussel &amp; <i>fils</i>", "<a href='http://exemple.fr'>ici</a>\nencore",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tooltip_says_its_text_and_nothing_else(app: QApplication, text: str) -> None:
    for shown in (QWidget(), QListWidgetItem()):
        set_tooltip(shown, text)
        drawn = QTextDocument()
        told = shown.toolTip()
        if told.startswith("<div"):
            drawn.setHtml(told)
        else:
            drawn.setPlainText(told)
        assert drawn.toPlainText() == text
        assert not any(each.isImageFormat() for each in drawn.allFormats())


def test_an_ordinary_text_stays_as_it_is() -> None:
    for text in ("Civray", "a & b", "Né le 1er mars", "deux\nlignes"):
        assert tooltip_text(text) == text


def test_every_tooltip_goes_through_the_door() -> None:
    """Also those that models give."""
    wrong = []
    for path in sorted(DESKTOP.rglob("*.py")):
        if path.name == "tooltips.py":
            continue
        text = path.read_text("utf-8")
        named = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute))
        wrong += [f"{path}:{node.lineno}" for node in named if node.attr in DOORS]
        if "ToolTipRole" in text and "tooltip_text" not in text:
            wrong.append(f"{path}: ToolTipRole")
    assert wrong == []


def test_the_pages_of_a_dossier_with_such_a_name_draw_no_picture(shell: Shell) -> None:
    name = "<img src='file:///etc/hostname'>" + "x" * 60
    row = create_dossier(shell.desk, NewPerson(name, "Manon", town=name)).result
    shell.open_dossier(row)
    settle(shell.window())
    for page in ("home", "dossiers", "letters", "documents"):
        shell.show_page(page)
        settle(shell.window())
    seen = 0
    for widget in shell.window().findChildren(QWidget):
        told = widget.toolTip()
        if "img" in told:
            seen += 1
            assert "<img" not in told
    model = shell.page("dossiers").model  # type: ignore[attr-defined]
    told = [model.data(model.index(line, 0, QModelIndex()), Qt.ItemDataRole.ToolTipRole)
            for line in range(model.rowCount())]  # fmt: skip
    assert any("&lt;img" in str(each) for each in told)
    assert seen


@pytest.mark.parametrize(("text", "seen"), [
    ("Rou\u202essel", "Rou‹202E›ssel"), ("a\x1b[31mb", "a‹001B›[31mb"), ("a\x00b", "a‹0000›b"), ("a\u200fb", "a‹200F›b"),
    ("a\x9bb", "a‹009B›b"), ("deux\nlignes\tici", "deux\nlignes\tici"), ("Œuvre\u00a0: 1 < 2", "Œuvre\u00a0: 1 < 2"),
])  # fmt: skip
def test_what_acts_on_a_text_is_seen_as_such(app: QApplication, text: str, seen: str) -> None:
    assert as_shown(text) == seen
    assert Label(text).text() == seen
    assert ElidingLabel(text).text() == seen


def test_what_is_painted_is_shown_as_such() -> None:
    """A widget that paints its own text writes what would act on it by its number."""
    wrong = []
    for path in sorted(DESKTOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                raw = [
                    ast.unparse(each)
                    for each in node.args
                    if ast.unparse(each) in ("self.text()", "self.currentText()")
                ]
                if node.func.attr in ("drawText", "elidedText") and raw:
                    wrong.append(f"{path}:{node.lineno}")
    assert wrong == []
