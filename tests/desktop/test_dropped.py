"""What other programs drop: files are taken, what is none is told with the next step, and what a message holds is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.desktop.dossier.letters.actions import LetterArrivedSheet
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.pieces.papers_inside_sheet import PapersInsideSheet
from chance_desktop.desktop.dossier.pieces.tab import PiecesTab
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.ui_kit.files.dropped import not_file
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.desktop.walking import dossier_of
from tests.documents.messages import eml, msg
from tests.documents.samples import scan
from tests.screenshots.drawing import settle

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
GIVEN: dict[str, tuple[dict[str, bytes], str]] = {
    "Outlook, a message or its attachment": (
        {_WINDOWS.format("FileGroupDescriptorW"): b"\1\0\0\0", _WINDOWS.format("FileContents"): b"", "text/plain": b"De"},
        "dans un courriel ou un autre programme",
    ),
    "Outlook, a message of the old kind": (
        {_WINDOWS.format("RenPrivateMessages"): b"", _WINDOWS.format("FileGroupDescriptorW"): b"\1"}, "C’est un courriel",
    ),
    "Thunderbird, a message": (
        {"text/x-moz-message": b"mailbox-message://a#1", "text/x-moz-url": b"mailbox:///a?number=1"}, "C’est un courriel",
    ),
    "Thunderbird, an attachment": (
        {"application/x-moz-file-promise": b"", "text/x-moz-url": b"imap://a", "text/uri-list": b"imap://a/cv.pdf"},
        "dans un courriel ou un autre programme",
    ),
    "a browser, a link": (
        {"text/uri-list": b"https://exemple.fr/cv.pdf\r\n", "text/html": b"<a href='https://exemple.fr'>CV</a>"}, "un lien",
    ),
    "a browser, a picture": ({"text/html": b"<img src='a.png'>", "image/png": b"\x89PNG"}, "une image"),
    "a browser, words": ({"text/plain": b"Bonjour", "text/html": b"<b>Bonjour</b>"}, "du texte"),
    "an archive manager of GNOME": ({"XdndDirectSave0": b"cv.pdf", "text/uri-list": b""}, "dans un dossier compressé"),
    "an archive manager of KDE": ({"application/x-kde-ark-dndextract-service": b":1.2"}, "dans un dossier compressé"),
    "an archive of Windows": ({_WINDOWS.format("FileGroupDescriptorW"): b"\2\0\0\0"}, "un autre programme"),
    "Mail of macOS": ({"com.apple.pasteboard.promised-file-content-type": b"com.adobe.pdf"}, "un autre programme"),
    "a telephone": ({"text/uri-list": b"mtp://telephone/DCIM/photo.jpg\r\n"}, "un autre appareil"),
    "nothing known": ({"application/x-something": b"1"}, "n’est pas un fichier"),
}  # fmt: skip
_COPY, _LEFT, _NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def given(parts: dict[str, bytes]) -> QMimeData:
    mime = QMimeData()
    for name, content in parts.items():
        mime.setData(name, content)
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drag over a widget and let go; whether it took it."""
    enter = QDragEnterEvent(QPointF(9, 9), _COPY, mime, _LEFT, _NONE)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), _COPY, mime, _LEFT, _NONE))
    return enter.isAccepted()


def pieces_tab(window: Window, shell: Shell) -> PiecesTab:
    shell.open_dossier(dossier_of(shell, "Roussel"), "pieces")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    return tab


@pytest.mark.parametrize("name", list(GIVEN))
def test_what_is_no_file_is_told_for_what_it_is(name: str) -> None:
    parts, words = GIVEN[name]
    told = not_file(given(parts))
    assert words in told.sentence
    assert told.next_step.endswith(".")


@pytest.mark.parametrize("where", ["row", "zone"])
def test_a_drop_that_is_no_file_is_said_over_the_window(window: Window, shell: Shell, where: str) -> None:
    tab = pieces_tab(window, shell)
    target = tab.drop if where == "zone" else next(iter(tab.rows.values()))
    assert drop(target, given(GIVEN["a browser, a link"][0]))
    settle(window)
    sheet = sheet_of(window, Sheet)
    assert "un lien" in sheet.windowTitle()
    assert "Téléchargez le fichier" in labels(sheet)
    press(sheet, "Fermer")
    settle(window)


def test_a_file_dropped_with_a_link_is_taken_and_the_link_told(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = pieces_tab(window, shell)
    file = tmp_path / "cv.pdf"
    file.write_bytes(scan(1))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://exemple.fr/cv.pdf")])
    code, row = next((code, row) for code, row in tab.rows.items() if not row.piece.letter and not row.piece.scans)
    assert drop(row, mime)
    settle(window)
    assert any("un lien" in sheet.windowTitle() for sheet in window.findChildren(Sheet) if sheet.isVisible())
    assert len(_copies(shell, code)) == 1


def test_a_message_dropped_on_a_piece_offers_what_is_attached(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = pieces_tab(window, shell)
    message = tmp_path / "message.eml"
    message.write_bytes(eml({"attestation.pdf": scan(2), "recto verso.pdf": scan(1)}))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(message))])
    code, row = next((code, row) for code, row in tab.rows.items() if not row.piece.letter and not row.piece.scans)
    assert drop(row, mime)
    settle(window)
    sheet = sheet_of(window, PapersInsideSheet)
    assert [box.text() for _order, box in sheet.boxes] == ["attestation.pdf", "recto verso.pdf"]
    press(sheet, "Ajouter la copie")
    assert "Cochez au moins un fichier." in labels(sheet)
    sheet.boxes[0][1].setChecked(True)
    press(sheet, "Ajouter la copie")
    settle(window)
    assert [scan.pages for scan in _copies(shell, code)] == [2]


def test_a_message_without_a_paper_is_refused_as_before(window: Window, shell: Shell, tmp_path: Path) -> None:
    tab = pieces_tab(window, shell)
    message = tmp_path / "message.eml"
    message.write_bytes(eml({}))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(message))])
    assert drop(next(iter(tab.rows.values())), mime)
    settle(window)
    assert not [sheet for sheet in window.findChildren(PapersInsideSheet) if sheet.isVisible()]
    assert "courriel" in shell.toast.label.text()


def test_a_letter_that_came_in_a_message_is_kept_from_it(window: Window, shell: Shell, tmp_path: Path) -> None:
    message = tmp_path / "lettre.msg"
    message.write_bytes(msg({"lettre signée.pdf": scan(1), "logo.png": b"\x89PNG\r\n\x1a\n"}))
    shell.open_dossier(dossier_of(shell, "Roussel"), "letters")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    view = open_dossier(shell.desk, dossier_of(shell, "Roussel"))
    letter = next(each for each in view.letters if each.kind == "teacher")
    sheet = LetterArrivedSheet(shell, view, letter, page)
    open_sheet(sheet)
    sheet._given([message])
    press(sheet, "Noter l’arrivée")
    settle(window)
    inside = sheet_of(window, PapersInsideSheet)
    inside.boxes[0][1].setChecked(True)
    press(inside, "Ajouter la copie")
    settle(window)
    assert not [each for each in window.findChildren(LetterArrivedSheet) if each.isVisible()]
    assert len(_copies(shell, "letter-teacher")) == 1


def _copies(shell: Shell, code: str) -> tuple[object, ...]:
    pieces = open_dossier(shell.desk, dossier_of(shell, "Roussel")).pieces
    return next(each.scans for each in (*pieces.to_obtain, *pieces.received, *pieces.not_asked) if each.code == code)
