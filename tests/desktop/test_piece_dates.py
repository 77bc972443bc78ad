"""A piece is noted at the day it came, and judged by the date written on it."""

from __future__ import annotations

from datetime import timedelta

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.pieces.pieces import PieceView, set_status
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.pieces.dates_sheet import PieceDatesSheet
from chance_desktop.desktop.dossier.pieces.tab import PiecesTab
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.words import figures_date
from tests.desktop.meeting_pages import press, sheet_of
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle


def _pieces_tab(window: Window, shell: Shell) -> PiecesTab:
    shell.open_dossier(dossier_of(shell, "Roussel"), "pieces")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, PiecesTab)
    return tab


def _piece(tab: PiecesTab, code: str) -> PieceView:
    assert tab.view is not None
    pieces = open_dossier(tab.desk, tab.view.id).pieces
    return next(one for one in (*pieces.to_obtain, *pieces.received, *pieces.not_asked) if one.code == code)


def test_checking_a_proof_asks_for_the_date_it_is_judged_by(window: Window, shell: Shell) -> None:
    tab = _pieces_tab(window, shell)
    assert tab.view is not None
    set_status(tab.desk, tab.view.id, "address", "to-replace", reason="illisible")
    set_status(tab.desk, tab.view.id, "address", "received")
    piece, today = _piece(tab, "address"), tab.desk.today()
    tab.gestures.set_status(tab.view, piece, "checked")
    sheet = sheet_of(window, PieceDatesSheet)
    assert sheet.state.currentText() == "Vérifié"
    sheet.proof.line.setText(figures_date(today - timedelta(days=30)))
    press(sheet, "Enregistrer")
    settle(window)
    piece = _piece(tab, "address")
    assert (piece.status, piece.proof_on) == ("checked", today - timedelta(days=30))


def test_a_piece_that_came_long_ago_is_noted_at_its_day(window: Window, shell: Shell) -> None:
    tab = _pieces_tab(window, shell)
    assert tab.view is not None
    day = tab.desk.today() - timedelta(days=300)
    wanted = next(one for one in tab.view.pieces.to_obtain if not one.letter and not one.dated)
    tab.gestures.dates(tab.view, wanted)
    sheet = sheet_of(window, PieceDatesSheet)
    sheet.state.setCurrentIndex(sheet.state.findData("received"))
    sheet.on.line.setText("hier")
    press(sheet, "Enregistrer")
    assert sheet.isVisible()
    sheet.on.line.setText(figures_date(day))
    press(sheet, "Enregistrer")
    settle(window)
    assert (_piece(tab, wanted.code).status, _piece(tab, wanted.code).on) == ("received", day)
