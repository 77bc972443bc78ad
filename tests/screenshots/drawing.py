"""Every screen drawn to PNG files, light and dark, at the sizes that matter, on a fictional office."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from chance_desktop.desktop.ui_kit.look.theme import Appearance, theme
from chance_desktop.desktop.workplace.app import make_application
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.imports import import_stops
from tests.screenshots.meetings import meetings_stops
from tests.screenshots.region import fill_pictured_region, region_stops
from tests.screenshots.stays import stays_stops

if TYPE_CHECKING:
    from chance_desktop.desktop.workplace.shell import Shell

_PAPER_SCALE = 1.5
_PAPERS_ONCE = (Appearance.LIGHT, 768, 100)
"""A sheet of paper is the same whatever the look of the window."""
FICTIONAL_DAY = date(2026, 11, 24)


def _fictional_clock() -> datetime:
    return datetime.combine(FICTIONAL_DAY, time(8, 30), UTC)


def _tell(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt says, but for what it repeats at each window when no display is there."""
    if "does not support propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def settle(window: Window) -> None:
    """Let every task under way end and everything be drawn."""
    for _round in range(6):
        if window.tasks.under_way:
            loop = QEventLoop()
            window.tasks.idle.connect(loop.quit)
            loop.exec()
            window.tasks.idle.disconnect(loop.quit)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _turn in range(4):
            QCoreApplication.processEvents()


def draw_every_screen(folder: Path, home: Path | None) -> int:
    """Draw into a folder; returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_tell)
    make_application()
    with tempfile.TemporaryDirectory(prefix="chance-") as temporary:
        shown = home if home is not None else Path(temporary) / "fictif"
        clock = _fictional_clock if home is None else None
        if home is None:
            from chance_desktop.casework.demo.filling import fill_demo

            fill_demo(shown, today=FICTIONAL_DAY)
        blank, region = Path(temporary) / "vide", Path(temporary) / "region"
        fill_pictured_region(region, FICTIONAL_DAY, _fictional_clock)
        looks = [(each, height, 100) for each in (Appearance.LIGHT, Appearance.DARK) for height in (768, 700)]
        for appearance, height, percent in (*looks, (Appearance.LIGHT, 768, 200)):
            inside = folder / (f"{appearance.value}-{height}" if percent == 100 else f"texte-{percent}")
            _draw(shown, blank, inside, appearance, height, percent, clock)
            draw_region(region, inside, appearance, height, percent)
    sys.stdout.write(f"{folder}\n")
    return 0


def _draw(
    shown: Path,
    blank: Path,
    folder: Path,
    appearance: Appearance,
    height: int,
    percent: int,
    clock: Callable[[], datetime] | None = None,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    window = _shown(Window(shown, measuring=True, clock=clock), appearance, height, percent)
    shell = window.shell
    if shell is not None:
        _draw_stops(window, folder, _stops(shell))
        if (appearance, height, percent) == _PAPERS_ONCE:
            _draw_papers(shell, folder.parent / "documents")
    _let_go(window)
    first = _shown(Window(blank), appearance, height, percent)
    first.grab().save(str(folder / "08-assistant.png"))
    _let_go(first)


def draw_region(home: Path, folder: Path, appearance: Appearance, height: int, percent: int) -> None:
    """Draw the Region's own pages."""
    folder.mkdir(parents=True, exist_ok=True)
    window = _shown(Window(home, measuring=True, clock=_fictional_clock), appearance, height, percent)
    if window.shell is not None:
        _draw_stops(window, folder, region_stops(window.shell))
        if (appearance, height, percent) == _PAPERS_ONCE:
            _draw_papers(window.shell, folder.parent / "documents")
            _draw_tables(window.shell, folder.parent / "tableaux")
    _let_go(window)


def _shown(window: Window, appearance: Appearance, height: int, percent: int) -> Window:
    theme().choose(appearance)
    theme().set_scale(percent / 100)
    window.resize(1366, height)
    window.show()
    window.activateWindow()
    window.start()
    _wait(window)
    return window


def _draw_stops(window: Window, folder: Path, stops: list[tuple[str, Callable[[], object]]]) -> None:
    """Every stop, then the pages of the navigation that none of them shows."""
    seen = {_draw_stop(window, folder, name, go) for name, go in stops}
    for name, go in unseen_pages(window, seen):
        _draw_stop(window, folder, name, go)


def _draw_stop(window: Window, folder: Path, name: str, go: Callable[[], object]) -> str:
    go()
    _wait(window)
    _grab(window, folder / f"{name}.png")
    return window.shell.current if window.shell is not None else ""


def unseen_pages(window: Window, seen: set[str]) -> list[tuple[str, Callable[[], object]]]:
    """The pages of the navigation beside those seen, each as it opens."""
    from chance_desktop.desktop.navigation.pages import nav_entries

    shell = window.shell
    if shell is None:
        return []
    left = (each.code for each in nav_entries(shell.desk.role) if each.code not in seen)
    return [(f"90-{code}", partial(shell.show_page, code)) for code in left]


def _let_go(window: Window) -> None:
    window.close()
    window.close_desk()
    window.deleteLater()


def _grab(window: Window, file: Path) -> None:
    """Draw the window, or the sheet that stands over it; the sheets are closed then."""
    (QApplication.activeModalWidget() or window).grab().save(str(file))
    while (sheet := QApplication.activeModalWidget()) is not None:
        sheet.close()
        settle(window)


def _wait(window: Window) -> None:
    settle(window)
    loop = QEventLoop()
    QTimer.singleShot(220, loop.quit)
    loop.exec()
    settle(window)


def _stops(shell: Shell) -> list[tuple[str, Callable[[], object]]]:
    from chance_desktop.casework.dossiers.list import DossierQuery, list_page

    rows = list_page(shell.desk, DossierQuery()).rows
    chosen = next((row for row in rows if row.surname == "Roussel"), rows[0] if rows else None)
    stops: list[tuple[str, Callable[[], object]]] = [
        ("01-accueil", lambda: shell.show_page("home")),
        ("02-dossiers", lambda: _select(shell, chosen.id if chosen is not None else "")),
    ]
    if chosen is not None:
        stops += [
            ("03-pieces", lambda: shell.open_dossier(chosen.id, "pieces")),
            ("04-lettres", lambda: shell.open_dossier(chosen.id, "letters")),
            ("05-situation", lambda: shell.open_dossier(chosen.id, "situation")),
            ("06-journal", lambda: shell.open_dossier(chosen.id, "journal")),
            ("10-documents", lambda: shell.print_document(chosen.id)),
        ]
    stops += _europass_stops(shell, {row.surname: row.id for row in rows})
    stops += meetings_stops(shell, chosen.id if chosen is not None else "")
    stops += stays_stops(shell, {row.surname: row.id for row in rows})
    stops += [
        ("07-toutes-les-lettres", lambda: shell.show_page("letters")),
        ("09-import", shell.import_people),
        *import_stops(shell),
        ("06-synchronisation", lambda: shell.show_page("synchronisation")),
        ("11-aide", lambda: shell.show_page("help")),
        ("12-reglages", lambda: shell.show_page("settings")),
    ]
    return stops


def _europass_stops(shell: Shell, dossiers: dict[str, str]) -> list[tuple[str, Callable[[], object]]]:
    """The documents of the two fictional people who have theirs."""
    wanted = (
        ("13-europass-cv", "Roussel", "cv"),
        ("13-europass-passeport", "Guérineau", "passport"),
        ("13-europass-mobilite", "Guérineau", "mobility"),
        ("13-europass-lettre", "Roussel", "letter"),
        ("13-europass-ce-que-j-ai-appris", "Roussel", "learning"),
    )

    def stop(surname: str, part: str) -> Callable[[], object]:
        return lambda: shell.open_dossier(dossiers[surname], "europass", f"europass:{part}")

    return [(name, stop(surname, part)) for name, surname, part in wanted if surname in dossiers]


def _draw_papers(shell: Shell, folder: Path) -> None:
    """Every page of every paper this home offers and was not drawn yet, as it is printed for the first one who has it; the CV in
    English too."""
    from chance_desktop.casework.papers.catalogue import printable
    from chance_desktop.casework.papers.europass_papers import Format, Paper, paper_file
    from tests.casework.printed import first_printed

    folder.mkdir(parents=True, exist_ok=True)
    for paper in printable(shell.desk, None):
        if (folder / f"{paper.name}-1.png").exists():
            continue
        found = first_printed(shell.desk, paper)
        if found is None:
            continue
        about, made = found
        _draw_pages(made.content, folder, paper.name)
        if paper.name == Paper.CV:
            _draw_pages(paper_file(shell.desk, about, Paper.CV, Format.PDF, "en").content, folder, "cv-en")


def _draw_tables(shell: Shell, folder: Path) -> None:
    """Every page of every table that is declared."""
    from chance_desktop.casework.reports import registry
    from chance_desktop.casework.reports.files import render

    folder.mkdir(parents=True, exist_ok=True)
    for declared in registry.REPORTS:
        _draw_pages(render(shell.desk, declared.name, "pdf").content, folder, declared.name)


def _draw_pages(content: bytes, folder: Path, name: str) -> None:
    from chance_desktop.desktop.paper.pdf_view import LoadedPdf

    pdf = LoadedPdf(content)
    for number in range(pdf.pages):
        width, height = pdf.page_size(number)
        image = pdf.image(number, round(width * _PAPER_SCALE), round(height * _PAPER_SCALE))
        image.save(str(folder / f"{name}-{number + 1}.png"))


def _select(shell: Shell, dossier_id: str) -> None:
    page = shell.page("dossiers")
    keep = getattr(page, "prefer", None)
    if keep is not None:
        keep(dossier_id)
    shell.show_page("dossiers")
