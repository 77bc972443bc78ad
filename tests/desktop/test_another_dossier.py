"""While another dossier is being read, nothing of the one before is seen, pressed or printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.desktop.documents.view import DocumentsScreen
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.dossier.letters.tab import LettersTab
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.tab_kit.tab import DossierTab
from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle


@contextmanager
def nothing_read(window: Window) -> Iterator[None]:
    """What is asked of the store waits until the end of the block."""
    over, readers = Event(), window.tasks._readers
    held = [readers.submit(over.wait) for _reader in range(2)]
    try:
        yield
    finally:
        over.set()
        for work in held:
            work.result()
    settle(window)


def test_no_tab_shows_the_one_before(window: Window, shell: Shell) -> None:
    first, second = dossier_of(shell, "Bonnin"), dossier_of(shell, "Roussel")
    for code in ("stay", "situation", "europass", "journal"):
        shell.open_dossier(first, code)
        settle(window)
        page = shell.page("dossier")
        assert isinstance(page, DossierScreen)
        tab = page.stack.currentWidget()
        assert isinstance(tab, DossierTab)
        assert tab.isEnabled()
        view = open_dossier(shell.desk, second)
        with nothing_read(window):
            shell.open_dossier(second, code)
            # the dossier is there, what its tab reads besides is not
            page._show(view)
            assert (tab.isEnabled(), tab._cover.isVisible()) == (False, True), code
        assert (tab.isEnabled(), tab._cover.isVisible()) == (True, False), code


def test_no_paper_of_the_one_before_is_printed(window: Window, shell: Shell) -> None:
    first, second = dossier_of(shell, "Roussel"), dossier_of(shell, "Baudry")
    shell.print_document(first)
    settle(window)
    documents = shell.page("documents")
    assert isinstance(documents, DocumentsScreen)
    assert documents.print_button.isEnabled()
    with nothing_read(window):
        shell.print_document(second)
        documents.load()
        assert (documents.print_button.isEnabled(), documents._made) == (False, None)
        assert "Roussel" not in labels(documents)
    assert documents.print_button.isEnabled()
    for code, kind in (("letters", LettersTab), ("europass", EuropassTab)):
        shell.open_dossier(first, code)
        settle(window)
        page = shell.page("dossier")
        assert isinstance(page, DossierScreen)
        tab = page.stack.currentWidget()
        assert isinstance(tab, kind)
        paper = tab.preview.findChild(PdfView)
        assert isinstance(paper, PdfView)
        assert paper.pages
        view = open_dossier(shell.desk, second)
        with nothing_read(window):
            shell.open_dossier(second, code)
            page._show(view)
            assert not (paper.isVisible() and paper.pages), code
        assert paper.pages, code
