"""Qt's own dialogs and menus say everything in French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QModelIndex, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from chance_desktop.desktop.ui_kit.look.qt_words import OWN, QtWords

_FRENCH = """
à abandonner adresse affichage afficher aide ajouter ajuster aller annuler aperçu appliquer assembler aucune barre choisir clavier
coller compte copier couleur couper courante créer dans date de défaut défiler dégradé dernière des détaillée deux disque documents
dossier dossiers droite du effacer emplacement en enregistrer et fermer fichier fichiers formulaire gauche gris haut ignorer
impaires impression imprimante imprime imprimer inconnu inverse la latérale le les lien liste local mode modification ne nom nombre
non nouveau octet octets ordinateur ordre oui ouvrir paires par paramètres parent pas paysage précédent propriétés raccourci racine
recto réessayer regarder réinitialiser renommer restaurer rétablir sauvegarder sélection sélectionner série signets sortie suivant
supprimer sur taille tenir tous tout toutes un une valeurs vers verso vue
"""
SAME_IN_BOTH = {"ok", "pdf", "copies", "options", "type", "page", "pages", "portrait", "ctrl", "root", "del", "maj"}
WORD = re.compile(r"[^\W\d_]{2,}")
FRENCH = SAME_IN_BOTH | set(WORD.findall(_FRENCH))


def texts(root: QWidget) -> Iterator[str]:
    """Every text one reads in a dialog, or hears."""
    for each in (root, *root.findChildren(QWidget)):
        yield each.accessibleName()
        yield each.toolTip() if len(each.toolTip()) < 60 else ""
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QGroupBox):
            yield each.title()
        if isinstance(each, QTabWidget):
            yield from (each.tabText(number) for number in range(each.count()))
        if isinstance(each, QComboBox):
            yield from (each.itemText(number) for number in range(each.count()))
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            heads = range(model.columnCount(QModelIndex()))
            yield from (str(model.headerData(number, Qt.Orientation.Horizontal)) for number in heads)
        yield from (action.text() for action in each.actions())


def strange(found: Iterator[str]) -> set[str]:
    """The texts with a word that is not French, or an apostrophe that is not its own."""
    wrong = set()
    for text in found:
        shown = text.partition("\t")[0].replace("&", "")
        if "/" in shown:
            continue  # a folder of this computer
        words = {word.casefold() for word in WORD.findall(shown)}
        if words - FRENCH or "'" in shown:
            wrong.add(text)
    return wrong


def test_the_file_dialog_speaks_french(app: QApplication, tmp_path: Path) -> None:
    (tmp_path / "Dossiers").mkdir()
    for mode in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.ExistingFiles, QFileDialog.FileMode.Directory):
        dialog = QFileDialog(None, "", str(tmp_path))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        dialog.show()
        QApplication.processEvents()
        assert strange(texts(dialog)) == set()
        dialog.close()
        dialog.deleteLater()


def test_the_print_dialog_speaks_french(app: QApplication) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    dialog.show()
    QApplication.processEvents()
    said = set(texts(dialog))
    assert strange(iter(said)) == set()
    assert {"Copies", "&Série de pages\u00a0:"} <= said
    dialog.close()
    dialog.deleteLater()


def test_a_question_and_the_menu_of_a_text_speak_french(app: QApplication) -> None:
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if button.name not in {"NoButton", "ButtonMask", "FlagMask", "Default", "Escape"}:
            box.addButton(button)
    assert len(box.buttons()) > 15
    assert strange(texts(box)) == set()
    box.deleteLater()
    line, text, page = QLineEdit("abc"), QPlainTextEdit("abc"), QTextBrowser()
    page.setHtml("<a href='x'>abc</a>")
    for each in (line, text, page):
        menu = each.createStandardContextMenu()
        assert len(menu.actions()) >= 3
        assert strange(action.text() for action in menu.actions()) == set()
        menu.deleteLater()
        each.deleteLater()


def test_what_qt_lacks_is_given_and_what_it_has_is_kept(app: QApplication, tmp_path: Path) -> None:
    for context, texts_of in OWN.items():
        for source, french in texts_of.items():
            assert QCoreApplication.translate(context, source) == french
    assert QCoreApplication.translate("QWidgetTextControl", "Copy &Link Location") == "Copier l’adresse du &lien"
    assert QCoreApplication.translate("Nowhere", "Left as it is") == "Left as it is"


def test_qt_s_catalogue_comes_with_it(app: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert (folder / "qtbase_fr.qm").stat().st_size > 50_000
    assert QtWords(app).complete
    monkeypatch.setattr(QLibraryInfo, "path", lambda _which: str(tmp_path))
    without = QtWords(app)
    assert not without.complete
    assert without.translate("QFileDialog", "&Look in:") == "&Regarder dans\u00a0:"
