"""Reaching the tab « Europass » as a person does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle

LEFT = Qt.MouseButton.LeftButton


def dossier_of(shell: Shell, surname: str) -> str:
    """The dossier of one of the fictional people."""
    return next(row.id for row in list_page(shell.desk, DossierQuery()).rows if row.surname == surname)


def europass_tab(window: Window, shell: Shell, surname: str, part: str = "cv") -> EuropassTab:
    """The tab of somebody, on a part."""
    shell.open_dossier(dossier_of(shell, surname), "europass", f"europass:{part}")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, EuropassTab)
    return tab


def retype(field: QWidget, words: str) -> None:
    """Replace what a field holds."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_words(field, words)


def type_words(field: QWidget, words: str) -> None:
    """Type; QTest knows the keys of ASCII alone."""
    for letter in words:
        if letter.isascii():
            QTest.keyClicks(field, letter)
        else:
            nothing = Qt.KeyboardModifier.NoModifier
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, nothing, letter))


def after_typing(window: Window, tab: EuropassTab) -> None:
    """The moment after the last key is over, and what it began."""
    tab.keeper.flush()
    settle(window)


def paper_text(tab: EuropassTab) -> str:
    """The words of the page on screen."""
    from PySide6.QtPdf import QPdfDocument

    from chance_desktop.desktop.paper.pdf_view import LoadedPdf

    assert tab.preview.made is not None
    document: QPdfDocument = LoadedPdf(tab.preview.made.content).document
    pages = (document.getAllText(number).text() for number in range(document.pageCount()))
    return " ".join(" ".join(pages).split())
