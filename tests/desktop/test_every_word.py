"""A decisive word is never cut: every page, tab, sheet and dialog, with large counts and long names, on small screens and with
text twice as large. Nothing is painted: sizes and places are read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.ui_kit.frame.tabs import Tabs
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.theme import theme
from chance_desktop.desktop.ui_kit.marks.pill import Count, Pill
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label, fitting_name
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.conftest import close_window
from tests.desktop.cuts import decisive_words_cut, in_sight
from tests.desktop.every_sheet import openings
from tests.screenshots.drawing import FICTIONAL_DAY, _fictional_clock, _stops, unseen_pages
from tests.screenshots.region import fill_pictured_region, region_stops

MANY = "1\u00a0258"
LONG_NAMES = ("Marie-Antoinette-Joséphine", "de La Rochefoucauld-Montmorency")
_COUNT = re.compile(r"\d+(?:[\u00a0 ]\d{3})*")
_NO_COUNT = re.compile(
    r"\d[./:]\d|\d\u00a0?h\b|\d\u00a0?%|\d/\d|\d{4}|\d\d[\u00a0 ]\d\d|1er|"
    r"\b(janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)"
)
ROOMS = ((1366, 700, 1.0), (1024, 600, 1.0), (1366, 768, 2.0))
NEED_MORE = set(
    """AnswerSheet AskSheet AssessmentSheet AssignSheet AttendeeSheet CardSheet ChaseSheet CloseSheet ContactSheet CorrectionSheet
    DatesSheet DecisionSheet EarlySheet EntrySheet FieldsSheet FormSheet GridSheet ImportSheet JoinSheet MatchesSheet NoFollowUpSheet
    OfficeSheet PapersInsideSheet PartnerSheet PaymentSheet PeopleSheet ProgrammeSheet ReceivedSheet ReminderSheet ReportSheet
    RequestedSheet SlotSheet SponsorCardSheet SponsorSheet TakenSheet WordsToType""".split()  # noqa: SIM905
)
"""Sheets that ask for more than a dossier: most are opened by the stops; a new one is opened here, or named."""
Stop = tuple[str, Callable[[], object]]


def many(widget: QWidget) -> None:
    """Have a count that is shown be a large one."""
    if isinstance(widget, Chip) and widget.count:
        widget.show_count(MANY)
    elif isinstance(widget, Tabs):
        for number in range(widget.count()):
            if widget.count_of(number).isdigit():
                widget.show_count(number, MANY)
    elif isinstance(widget, Button | Label | Pill | Count) and not _NO_COUNT.search(widget.text()):
        words = _COUNT.sub(MANY, widget.text())
        if words != widget.text():
            (widget.say if isinstance(widget, Label) else widget.setText)(words)
            widget.updateGeometry()


def rest(window: Window) -> None:
    """Let tasks end and layouts settle; nothing is painted."""
    for _round in range(3):
        if window.tasks.under_way:
            loop = QEventLoop()
            window.tasks.idle.connect(loop.quit)
            loop.exec()
            window.tasks.idle.disconnect(loop.quit)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@contextmanager
def shown(home: Path, room: tuple[int, int, float], clock: Callable[[], object] | None = None) -> Iterator[Window]:
    """A window that does not paint."""
    width, height, scale = room
    theme().set_scale(scale)
    (home / "window.ini").write_text(f"[look]\ntext_percent={round(scale * 100)}\n", encoding="utf-8")
    window = Window(home, measuring=True, clock=clock)  # type: ignore[arg-type]
    window.resize(width, height)
    window.setUpdatesEnabled(False)
    window.show()
    window.activateWindow()
    window.start()
    rest(window)
    try:
        assert (window.width(), window.height()) == (width, height)
        yield window
    finally:
        close_window(window)


def cuts_of(window: Window, stops: list[Stop], *, pages: bool = True) -> dict[str, list[str]]:
    """Every stop, then the pages of the navigation that none of them shows; what is cut there."""
    found, seen = {}, set()
    shell = window.shell
    assert shell is not None
    for name, go in stops:
        found[name] = _cut_at(window, go)
        seen.add(shell.current)
    for name, go in unseen_pages(window, seen) if pages else ():
        found[name] = _cut_at(window, go)
    return {name: cuts for name, cuts in found.items() if cuts}


def _cut_at(window: Window, go: Callable[[], object]) -> list[str]:
    go()
    rest(window)
    top = QApplication.activeModalWidget() or window
    for each in in_sight(top):
        many(each)
    rest(window)
    cuts = decisive_words_cut(top)
    if top is not window and not window.rect().contains(top.rect()):
        cuts.append(f"larger than its window: {top.size()}")
    while isinstance(sheet := QApplication.activeModalWidget(), QDialog):
        sheet.close()
        rest(window)
    return cuts


def _with_a_long_name(shell: Shell) -> None:
    """The one most stops are about has a long name."""
    row = next(each for each in list_page(shell.desk, DossierQuery()).rows if each.surname == "Roussel")
    seen = situation(shell.desk, row.id).seen
    save_fields(shell.desk, row.id, {"first_name": LONG_NAMES[0], "surname": LONG_NAMES[1]}, seen)


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_every_word_of_an_office_is_whole(app: QApplication, home: Path, room: tuple[int, int, float]) -> None:
    with shown(home, room) as window:
        assert window.shell is not None
        stops = _stops(window.shell)
        _with_a_long_name(window.shell)
        assert cuts_of(window, stops) == {}


@pytest.fixture(scope="session")
def region_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Region at work, made once."""
    home = tmp_path_factory.mktemp("pictured") / "region"
    fill_pictured_region(home, FICTIONAL_DAY, _fictional_clock)
    return home


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_every_word_of_the_region_is_whole(
    app: QApplication, region_home: Path, tmp_path: Path, room: tuple[int, int, float]
) -> None:
    home = Path(shutil.copytree(region_home, tmp_path / "region"))
    with shown(home, room, _fictional_clock) as window:
        assert window.shell is not None
        assert cuts_of(window, region_stops(window.shell)) == {}


@pytest.mark.parametrize("room", ROOMS[1:], ids=str)
def test_every_word_of_a_sheet_is_whole(app: QApplication, home: Path, room: tuple[int, int, float]) -> None:
    with shown(home, room) as window:
        assert window.shell is not None
        stops, others = openings(window.shell)
        assert others <= NEED_MORE
        assert cuts_of(window, stops, pages=False) == {}


def test_a_name_too_long_for_its_place_shows_its_surname(app: QApplication) -> None:
    name, font = " ".join(LONG_NAMES), role_font(Role.BODY_STRONG)
    whole = ElidingLabel(name, Role.BODY_STRONG, person=True).sizeHint().width()
    assert fitting_name(font, name, whole) == name
    assert fitting_name(font, name, whole - 60) == f"M.-A.-J. {LONG_NAMES[1]}"
    assert fitting_name(font, name, 40) == LONG_NAMES[1]
