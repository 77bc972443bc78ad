"""Several programs on one home: they take turns and no number is lost; what must be alone is refused; a kill frees its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.exchange.beside import ProgramsBeside
from chance_desktop.casework.exchange.mailboxes.one_at_a_time import ExchangeUnderWay, only_exchange
from chance_desktop.casework.exchange.postes.enrolment import renew_identity
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import GENERATION
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.runtime.clear_copies import clear_copy
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import HomeBusy, OthersAtWork, RunningLock, file_lock
from chance_desktop.runtime.sealed_vault import SealedFileVault
from chance_desktop.store.schema.tables import change_log, journal
from tests.conftest import copy_home

WRITES = 100

PROGRAM = """
import sys
from pathlib import Path
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
home, dossier, name, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
desk = open_desk(home)
sign_in(desk, list_counsellors(desk)[0].id)
print("open", flush=True)
sys.stdin.readline()
for number in range(count):
    add_note(desk, dossier, f"{name} {number}")
    print(number, flush=True)
sys.stdin.readline()
desk.close()
"""


@pytest.fixture
def desk(templates: dict[str, Path], tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(copy_home(templates["civray"], tmp_path / "home"))
    sign_in(opened, list_counsellors(opened)[0].id)
    yield opened
    opened.close()


@pytest.fixture
def dossier(desk: Desk) -> str:
    return create_dossier(desk, NewPerson("Roussel", "Manon")).result


@contextmanager
def _program(home: Path, dossier: str, name: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the home open; it writes once it is told a line, and ends at the next one."""
    given = [sys.executable, "-c", PROGRAM, str(home), dossier, name, str(count)]
    with subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        try:
            yield program
        finally:
            program.kill()


def _tell(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def _read(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _numbers(desk: Desk) -> list[int]:
    with desk.reading() as connection:
        query = select(change_log.c.seq).where(change_log.c.device == desk.store.device)
        return sorted(connection.execute(query).scalars())


def _stamps(desk: Desk) -> list[str]:
    """Of the log, in the order of the numbers."""
    with desk.reading() as connection:
        query = select(change_log.c.stamp).where(change_log.c.device == desk.store.device)
        return list(connection.execute(query.order_by(change_log.c.seq)).scalars())


def _notes(desk: Desk, name: str) -> set[str]:
    with desk.reading() as connection:
        texts = connection.execute(select(journal.c.text)).scalars()
        return {text for text in texts if (text or "").startswith(name)}


def test_two_programs_write_at_once_and_no_number_is_lost_or_given_twice(desk: Desk, dossier: str) -> None:
    with _program(desk.home, dossier, "autre", WRITES) as other:
        _tell(other)
        for number in range(WRITES):
            add_note(desk, dossier, f"ici {number}")
        while _read(other) != str(WRITES - 1):
            pass
        _tell(other)
        assert other.wait(60) == 0
    assert len(_notes(desk, "ici")) == len(_notes(desk, "autre")) == WRITES
    numbers, stamps = _numbers(desk), _stamps(desk)
    assert numbers == list(range(1, len(numbers) + 1))
    assert stamps == sorted(set(stamps))


def test_a_program_killed_while_it_writes_loses_only_what_it_had_not_saved(desk: Desk, dossier: str) -> None:
    with _program(desk.home, dossier, "autre", 10_000) as other:
        _tell(other)
        for number in range(20):
            add_note(desk, dossier, f"ici {number}")
        saved = {_read(other) for _each in range(5)}
        other.kill()
        other.wait()
    add_note(desk, dossier, "après")
    assert {f"autre {number}" for number in saved} <= _notes(desk, "autre")
    numbers = _numbers(desk)
    assert numbers == list(range(1, len(numbers) + 1))
    with desk.alone():
        pass  # its place is free again


def test_what_another_program_wrote_is_known_and_what_is_ones_own_is_not(desk: Desk, dossier: str) -> None:
    beside = ProgramsBeside(desk)
    beside.look()
    with _program(desk.home, dossier, "autre", 1) as other:
        beside.moved()
        add_note(desk, dossier, "ici")
        assert beside.moved()
        assert not beside.look().changes.kinds
        _tell(other)
        _read(other)
        add_note(desk, dossier, "ici encore")
        assert beside.moved()
        found = beside.look().changes
        assert ChangeKind.JOURNAL in found.kinds
        assert found.ids == {dossier}
        assert not beside.moved()
        assert not beside.look().changes.kinds


def test_what_must_be_alone_is_refused_while_another_program_has_the_home_open(desk: Desk, dossier: str) -> None:
    device = desk.store.device
    with _program(desk.home, dossier, "autre", 0) as other:
        with pytest.raises(OthersAtWork) as told:
            renew_identity(desk)
        assert told.value.next_step.endswith("Rien n’a été modifié.")
        assert desk.store.device == device
        _tell(other)
        _tell(other)
        assert other.wait(60) == 0
    renew_identity(desk)
    assert desk.store.device != device


def test_nobody_comes_in_while_something_is_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from chance_desktop.runtime import running_lock

    monkeypatch.setattr(running_lock, "_DOOR_SECONDS", 0.2)
    with desk.alone(), pytest.raises(HomeBusy, match="doit être seule"):
        open_desk(desk.home)
    open_desk(desk.home).close()


def test_a_former_version_that_has_the_home_open_is_not_joined(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the door for as long as it runs."""
    from chance_desktop.runtime import running_lock

    monkeypatch.setattr(running_lock, "_DOOR_SECONDS", 0.2)
    home = desk.home
    desk.close()
    former = file_lock(HomeLayout(home).lock)
    former.acquire()
    with pytest.raises(HomeBusy):
        open_desk(home)
    former.release()
    open_desk(home).close()


def test_an_older_store_is_migrated_by_a_program_that_is_alone_only(desk: Desk) -> None:
    from chance_desktop.store import opening

    layout, key = desk.layout, desk.vault.get("store-key")
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(OthersAtWork):
        opening.open_store(layout, key, alone=False)


def test_the_second_to_come_takes_nothing_from_the_first(desk: Desk, dossier: str) -> None:
    """Copies in clear, folders of a work under way, and the number of openings belong to who came first."""
    copy = clear_copy(desk.layout, "carte.pdf", b"%PDF")
    work = desk.home / "echange-abc"
    work.mkdir()
    openings = desk.vault.get(GENERATION)
    second = open_desk(desk.home)
    assert copy.exists()
    second.close()
    assert copy.exists()
    assert work.exists()
    assert desk.vault.get(GENERATION) == openings
    shutil.rmtree(work)
    desk.close()
    assert not copy.exists()


def test_one_exchange_at_a_time(desk: Desk) -> None:
    second = open_desk(desk.home)
    try:
        with only_exchange(desk), pytest.raises(ExchangeUnderWay), only_exchange(second):
            pass
        with only_exchange(second):
            pass
    finally:
        second.close()


def test_a_failure_inside_the_door_leaves_no_place_behind(tmp_path: Path) -> None:
    lock = RunningLock(HomeLayout(tmp_path))
    with pytest.raises(ExpectedError), lock.entering() as first:
        assert first
        raise OthersAtWork
    with RunningLock(HomeLayout(tmp_path)).alone():
        pass


@pytest.mark.usefixtures("cheap_sealing")
def test_secrets_that_two_programs_keep_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "key"
    first = SealedFileVault(path, "quatre mots sans lien")
    first.put("store-key", "a")
    second = SealedFileVault(path, "quatre mots sans lien")
    second.put("mailbox-password", "b")
    first.put("generation", "3")
    assert (second.get("generation"), first.get("mailbox-password")) == ("3", "b")
    again = SealedFileVault(path, "quatre mots sans lien")
    assert [again.get(name) for name in ("store-key", "mailbox-password", "generation")] == ["a", "b", "3"]
