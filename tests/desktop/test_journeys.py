"""What a counsellor does in the window, on a real store: find, open, note, take back, type, create."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import situation
from chance_desktop.desktop.dossier.actions import NoteSheet
from chance_desktop.desktop.dossier.letters.actions import LetterArrivedSheet
from chance_desktop.desktop.dossier.letters.tab import LettersTab
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.pieces.tab import PiecesTab
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.home.view import HomeScreen
from chance_desktop.desktop.new_dossier.view import NewDossierSheet
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.people_import.view import ImportScreen
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.feedback import Notice
from chance_desktop.desktop.ui_kit.layouts import Scroll
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window, open_window
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle

LEFT = Qt.MouseButton.LeftButton


def press(root: QWidget, words: str) -> None:
    """Click the button that says these words."""
    found = [one for one in root.findChildren(Button) if one.text() == words and one.isVisibleTo(root)]
    assert found, f"no button « {words} » among {[one.text() for one in root.findChildren(Button)]}"
    QTest.mouseClick(found[0], LEFT)


def list_screen(window: Window, shell: Shell) -> DossiersScreen:
    shell.show_page("dossiers")
    settle(window)
    page = shell.page("dossiers")
    assert isinstance(page, DossiersScreen)
    return page


def dossier_screen(window: Window, shell: Shell, tab: str) -> DossierScreen:
    shell.open_dossier(some_dossier(shell), tab)
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    return page


def sheet_of(window: Window, kind: type[Sheet]) -> Sheet:
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_list_shows_every_dossier_and_searches(qtbot: QtBot, window: Window, shell: Shell) -> None:
    page = list_screen(window, shell)
    everyone = list_page(shell.desk, DossierQuery())
    assert page.model.total == everyone.total
    wanted = everyone.rows[0]
    assert page.search.hasFocus()
    with qtbot.waitSignal(page.model.answered):
        QTest.keyClicks(page.search, wanted.surname.lower()[:5])
    settle(window)
    assert 0 < page.model.total < everyone.total
    shown = [page.model.row_at(number) for number in range(page.model.total)]
    assert wanted.id in {row.id for row in shown if row is not None}
    with qtbot.waitSignal(page.model.answered):
        QTest.keyClicks(page.search, "zzzz")
    assert page.stack.currentWidget() is page.nothing


def test_a_click_on_a_heading_sorts(qtbot: QtBot, window: Window, shell: Shell) -> None:
    page = list_screen(window, shell)
    header = page.table.horizontalHeader()
    with qtbot.waitSignal(page.model.answered):
        header.sectionClicked.emit(0)
    rows = [page.model.row_at(number) for number in range(page.model.total)]
    names = [row.surname for row in rows if row is not None]
    expected = [row.surname for row in list_page(shell.desk, page.model.query).rows]
    assert names == expected
    assert not page.model.query.descending


def test_enter_opens_the_chosen_dossier(window: Window, shell: Shell) -> None:
    page = list_screen(window, shell)
    page.table.setFocus()
    page.table.selectRow(1)
    wanted = page.model.row_at(1)
    assert wanted is not None
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(window)
    opened = shell.page("dossier")
    assert isinstance(opened, DossierScreen)
    assert shell.current == "dossier"
    assert opened.name.text() == wanted.name


def test_several_dossiers_can_be_confided(qtbot: QtBot, window: Window, shell: Shell) -> None:
    page = list_screen(window, shell)
    page.table.selectAll()
    qtbot.waitUntil(lambda: page.pane.shows_many)
    press(page.pane, "Confier à un collègue")
    settle(window)
    sheet = next(one for one in page.findChildren(Sheet) if one.isVisible())
    press(sheet, "Confier")
    settle(window)
    assert "Confié" in shell.toast.label.text()


def test_a_piece_is_asked_for_then_taken_back(window: Window, shell: Shell) -> None:
    page = dossier_screen(window, shell, "pieces")
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    assert tab.view is not None
    wanted = next(one for one in tab.view.pieces.to_obtain if one.status == "to-request" and not one.letter)
    action = tab.rows[wanted.code].action
    assert action is not None
    QTest.mouseClick(action, LEFT)
    settle(window)

    def status() -> str:
        pieces = open_dossier(shell.desk, page.dossier_id).pieces
        return next(one.status for one in (*pieces.to_obtain, *pieces.received) if one.code == wanted.code)

    assert status() == "requested"
    assert tab.rows[wanted.code].piece.status == "requested"
    assert shell.toast.isVisible()
    QTest.mouseClick(shell.toast.undo, LEFT)
    settle(window)
    assert status() == "to-request"
    shell.redo()
    settle(window)
    assert status() == "requested"


def test_a_copy_dropped_on_a_row_makes_the_piece_received(window: Window, shell: Shell, tmp_path: Path) -> None:
    page = dossier_screen(window, shell, "pieces")
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    assert tab.view is not None
    wanted = next(one for one in tab.view.pieces.to_obtain if not one.letter)
    paper = tmp_path / "copie.pdf"
    paper.write_bytes(blank_pdf())
    tab.rows[wanted.code].files_dropped.emit(wanted.code, [paper])
    settle(window)
    pieces = open_dossier(shell.desk, page.dossier_id).pieces
    received = next(one for one in pieces.received if one.code == wanted.code)
    assert received.status == "received"
    assert len(received.scans) == 1


def test_a_damaged_copy_is_refused_in_words(window: Window, shell: Shell, tmp_path: Path) -> None:
    page = dossier_screen(window, shell, "pieces")
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    assert tab.view is not None
    wanted = tab.view.pieces.to_obtain[0]
    paper = tmp_path / "copie.pdf"
    paper.write_bytes(b"%PDF-1.7 rien")
    tab.rows[wanted.code].files_dropped.emit(wanted.code, [paper])
    settle(window)
    assert shell.toast.isVisible()
    assert not shell.toast.undo.isVisible()
    assert open_dossier(shell.desk, page.dossier_id).pieces == tab.view.pieces


def test_what_is_typed_is_kept(window: Window, shell: Shell) -> None:
    page = dossier_screen(window, shell, "situation")
    tab = page.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    field = tab.fields["town"].widget.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "Lusignan")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    settle(window)
    assert situation(shell.desk, page.dossier_id).values["town"] == "Lusignan"
    assert tab.saved.label.text().startswith("Enregistré à")


def test_a_bad_date_is_said_and_not_kept(window: Window, shell: Shell) -> None:
    page = dossier_screen(window, shell, "situation")
    before = situation(shell.desk, page.dossier_id).values["birth_date"]
    tab = page.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    widget = tab.fields["birth_date"].widget
    widget.field.setFocus()
    QTest.keyClick(widget.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(widget.field, "32/13/2005")
    QTest.keyClick(widget.field, Qt.Key.Key_Tab)
    settle(window)
    assert widget.error.isVisible()
    assert situation(shell.desk, page.dossier_id).values["birth_date"] == before


def test_a_letter_is_shown_and_its_arrival_noted(window: Window, shell: Shell) -> None:
    page = dossier_screen(window, shell, "letters")
    tab = page.stack.currentWidget()
    assert isinstance(tab, LettersTab)
    preview = tab.preview.findChild(PdfView)
    assert preview is not None
    assert preview.pages >= 1
    letter = next(card.letter for card in tab.cards.values() if "received" in card.letter.actions)
    tab.act(letter.kind, "received")
    sheet = sheet_of(window, LetterArrivedSheet)
    press(sheet, "Noter l’arrivée")
    settle(window)
    letters = open_dossier(shell.desk, page.dossier_id).letters
    assert next(one.status for one in letters if one.kind == letter.kind) == "received"
    assert tab.cards[letter.kind].letter.status == "received"


def test_a_note_goes_to_the_journal(window: Window, shell: Shell) -> None:
    page = dossier_screen(window, shell, "journal")
    page.do_action("note")
    sheet = sheet_of(window, NoteSheet)
    settle(window)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sheet.isAncestorOf(focused)
    QTest.keyClicks(focused, "Appel de la mission")
    press(sheet, "Ajouter la note")
    settle(window)
    assert "Appel de la mission" in {line.text for line in journal(shell.desk, page.dossier_id)}


def test_someone_known_is_shown_before_a_second_dossier(window: Window, shell: Shell) -> None:
    known = list_page(shell.desk, DossierQuery()).rows[0]
    before = list_page(shell.desk, DossierQuery()).total
    shell.new_dossier()
    sheet = sheet_of(window, NewDossierSheet)
    assert isinstance(sheet, NewDossierSheet)
    sheet.texts["surname"].setText(known.surname)
    sheet.texts["first_name"].setText(known.first_name)
    assert known.birth_date is not None
    sheet.birth.line.setText(known.birth_date.strftime("%d/%m/%Y"))
    press(sheet, "Créer le dossier")
    settle(window)
    assert sheet.isVisible()
    assert list_page(shell.desk, DossierQuery()).total == before
    press(sheet, "Ouvrir son dossier")
    settle(window)
    opened = shell.page("dossier")
    assert isinstance(opened, DossierScreen)
    assert opened.dossier_id == known.id


def test_a_new_person_gets_a_dossier(window: Window, shell: Shell) -> None:
    before = list_page(shell.desk, DossierQuery()).total
    shell.new_dossier()
    sheet = sheet_of(window, NewDossierSheet)
    assert isinstance(sheet, NewDossierSheet)
    sheet.texts["surname"].setText("Zwingelstein")
    sheet.texts["first_name"].setText("Aurélien")
    sheet.birth.line.setText("12/04/2005")
    press(sheet, "Créer le dossier")
    settle(window)
    assert list_page(shell.desk, DossierQuery()).total == before + 1
    opened = shell.page("dossier")
    assert isinstance(opened, DossierScreen)
    assert opened.view is not None
    assert opened.view.surname == "Zwingelstein"


def test_a_dossier_that_begins_is_not_said_complete(window: Window, shell: Shell) -> None:
    beginner = create_dossier(shell.desk, NewPerson("Marchand", "Lina")).result
    shell.open_dossier(beginner, "pieces")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    assert tab.view is not None
    assert (tab.view.pieces.to_obtain, tab.view.pieces.received) == ((), ())
    notices = [one.label.text() for one in tab.findChildren(Notice) if one.isVisibleTo(tab)]
    assert notices == ["Aucune pièce n’est encore attendue à cette étape."]


def test_a_list_is_looked_at_then_imported(window: Window, shell: Shell, tmp_path: Path) -> None:
    known = list_page(shell.desk, DossierQuery()).rows[0]
    assert known.birth_date is not None
    lines = [
        "Nom;Prénom;Date naissance;Commune",
        "Zwingelstein;Aurélien;12/04/2005;Civray",
        "Ypremian;Lou;31/02/2006;Gençay",
        f"{known.surname};{known.first_name};{known.birth_date:%d/%m/%Y};{known.town}",
        ";Antoine;01/01/2005;Civray",
    ]
    table = tmp_path / "jeunes.csv"
    table.write_text("\n".join(lines), encoding="utf-8")
    before = list_page(shell.desk, DossierQuery()).total
    shell.import_people()
    page = shell.page("import")
    assert isinstance(page, ImportScreen)
    page.drop.give([table])
    settle(window)
    assert set(page.combos) == {"Nom", "Prénom", "Date naissance", "Commune"}
    assert page.combos["Nom"].code() == "surname"
    QTest.mouseClick(page.check_button, LEFT)
    settle(window)
    model = page.preview.model()
    verdicts = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert sorted(verdicts) == ["Déjà là", "Nette", "Refusée", "À vérifier"]
    assert verdicts[-1] == "Nette"
    assert list_page(shell.desk, DossierQuery()).total == before
    QTest.mouseClick(page.run_button, LEFT)
    settle(window)
    assert list_page(shell.desk, DossierQuery()).total == before + 2


def test_the_first_thing_to_do_leads_to_its_dossier(window: Window, shell: Shell) -> None:
    page = shell.page("home")
    assert isinstance(page, HomeScreen)
    settle(window)
    shell.show_page("home")
    settle(window)
    assert page.banner.isVisible()
    QTest.mouseClick(page.banner.button, LEFT)
    settle(window)
    assert shell.current == "dossier"


def test_keys_go_from_page_to_page(window: Window, shell: Shell) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    wanted = (
        (Qt.Key.Key_3, "letters"), (Qt.Key.Key_2, "dossiers"), (Qt.Key.Key_4, "meetings"), (Qt.Key.Key_7, "documents"),
        (Qt.Key.Key_9, "synchronisation"), (Qt.Key.Key_0, "help"),
    )  # fmt: skip
    for key, page in wanted:
        QTest.keyClick(window, key, control)
        settle(window)
        assert shell.current == page
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert shell.current == "help"
    QTest.keyClick(window, Qt.Key.Key_F, control)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Rechercher"


def test_larger_text_keeps_the_page(window: Window, shell: Shell) -> None:
    page = dossier_screen(window, shell, "pieces")
    dossier_id = page.dossier_id
    theme().set_scale(1.5)
    settle(window)
    assert window.shell is not None
    assert window.shell is not shell
    again = window.shell.page("dossier")
    assert isinstance(again, DossierScreen)
    assert (window.shell.current, again.dossier_id, again.tab) == ("dossier", dossier_id, "pieces")


def test_a_fictional_office_says_so_everywhere(window: Window, shell: Shell) -> None:
    assert "Données fictives" in window.windowTitle()
    marks = [one for one in shell.nav.findChildren(QWidget) if type(one).__name__ == "FictionalMark"]
    assert len(marks) == 1
    assert marks[0].isVisible()


def test_columns_and_place_are_remembered(app: QApplication, home: Path) -> None:
    window = open_window(home)
    assert window.shell is not None
    page = list_screen(window, window.shell)
    page.table.horizontalHeader().resizeSection(0, 222)
    page.keep_columns()
    window.resize(1200, 720)
    close_window(window)
    again = open_window(home)
    assert again.shell is not None
    page = list_screen(again, again.shell)
    assert page.table.horizontalHeader().sectionSize(0) == 222
    close_window(again)
    ini = (home / "window.ini").read_text(encoding="utf-8")
    assert "geometry" in ini


@pytest.mark.parametrize("page", ["home", "dossiers", "letters", "settings"])
def test_the_theme_changes_what_is_painted(window: Window, shell: Shell, page: str) -> None:
    from chance_desktop.desktop.ui_kit.look.theme import Appearance
    from chance_desktop.desktop.ui_kit.look.tokens import DARK, LIGHT

    shell.show_page(page)
    settle(window)
    x, y = shell.nav.width() + 6, 6
    assert window.grab().toImage().pixelColor(x, y).name().upper() in {LIGHT.bg, LIGHT.surface}
    theme().choose(Appearance.DARK)
    settle(window)
    assert window.grab().toImage().pixelColor(x, y).name().upper() in {DARK.bg, DARK.surface}


def blank_pdf() -> bytes:
    """One white page."""
    from io import BytesIO

    import pikepdf

    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out)
    return out.getvalue()


def test_a_long_page_is_read_with_the_keys_that_turn_pages(window: Window, shell: Shell) -> None:
    window.resize(1366, 700)
    shell.show_page("settings")
    settle(window)
    page = shell.page("settings")
    bar = page.findChildren(Scroll)[0].verticalScrollBar()
    assert bar.maximum() > 0
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert bar.value() == 0
