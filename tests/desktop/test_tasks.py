"""Work goes off the main thread, writes in order, and comes back on the main thread; failures go where they belong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from chance_desktop.desktop.navigation.tasks import SharedProgress, Tasks
from chance_desktop.desktop.workplace.collecting import MainThreadCollector
from chance_desktop.runtime.errors import ExpectedError

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    lanes = Tasks()
    yield lanes
    lanes.close()


def test_writes_run_one_after_the_other_in_one_thread(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        order.append(number)
        return number

    done: list[int] = []
    with qtbot.waitSignal(tasks.idle):
        for number in range(20):
            tasks.write(lambda n=number: work(n), done.append)
    assert order == list(range(20)) == done
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_results_come_back_on_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[int] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.read(lambda: 1, lambda _result: where.append(threading.get_ident()))
    assert where == [threading.get_ident()]


def test_an_expected_failure_goes_to_who_asked(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []

    def work() -> None:
        raise ExpectedError("Le fichier est vide.", "Numérisez-le de nouveau.")

    with qtbot.assertNotEmitted(tasks.crashed), qtbot.waitSignal(tasks.idle):
        tasks.write(work, failed=lambda failure: told.append(failure.text))
    assert told == ["Le fichier est vide. Numérisez-le de nouveau."]


def test_an_expected_failure_nobody_answers_goes_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> None:
        raise ExpectedError("Le disque est plein.")

    with qtbot.waitSignal(tasks.failed) as heard:
        tasks.write(work)
    assert isinstance(heard.args[0], ExpectedError)


def test_a_bug_takes_the_crash_path(qtbot: QtBot, tasks: Tasks) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(tasks.crashed) as heard:
        tasks.read(work)
    assert "ZeroDivisionError" in heard.args[0]


def test_the_result_of_someone_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    import shiboken6

    owner, done = QObject(), []
    gate = threading.Event()
    tasks.read(gate.wait, done.append, owner=owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(tasks.idle):
        gate.set()
    assert done == []


def test_a_long_work_stops_when_asked(qtbot: QtBot, tasks: Tasks) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    started, progresses, done = threading.Event(), [], []

    def work(progress: SharedProgress) -> int:
        progresses.append(progress)
        started.set()
        while True:
            progress.advance(1, 2, "Page")

    with qtbot.waitSignal(tasks.idle), qtbot.assertNotEmitted(tasks.failed), qtbot.assertNotEmitted(tasks.crashed):
        tasks.long("Lecture", work, done.append, owner=holder)
        assert started.wait(60)
        progresses[0].stop()
    assert done == []


def test_after_closing_nothing_is_taken(tasks: Tasks) -> None:
    tasks.close()
    tasks.read(lambda: 1)
    assert tasks.under_way == 0


def test_cycles_are_collected_on_the_main_thread_only(qtbot: QtBot, tasks: Tasks) -> None:
    import gc

    assert not gc.isenabled()
    collector = QApplication.instance()
    assert collector is not None
    found = collector.findChild(MainThreadCollector)
    assert isinstance(found, MainThreadCollector)
    found.collect()
