"""A poste is shared: named counsellors, a personal PIN if they wish, and every change carries its author."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from chance_desktop.casework.dossiers.dossier import journal
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, UnknownOffice, directory, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeTaken
from chance_desktop.casework.session.office.branch_card import BranchContact, BranchMissing, branch_card, save_branch
from chance_desktop.casework.session.office.counsellors import (
    NameMissing,
    NewCounsellor,
    add_counsellor,
    current,
    list_counsellors,
    lock,
    sign_in,
    update_counsellor,
)
from chance_desktop.casework.session.office.pins import (
    BadPin,
    LastReferent,
    NotTheReferent,
    PinOfAnother,
    PinWait,
    WrongPin,
    name_referent,
    set_pin,
)
from chance_desktop.casework.situation.create_dossier import create_dossier
from chance_desktop.store.schema.tables import change_log
from tests.casework.making import MANON
from tests.conftest import Office


def test_the_fifteen_offices_may_be_chosen() -> None:
    entries = directory()
    assert len(entries) == len({entry.code for entry in entries}) == 15
    assert all(entry.name and entry.towns for entry in entries)


def test_a_first_start_that_is_wrong_leaves_nothing(tmp_path: Path) -> None:
    for setup, kind in (
        (OfficeSetup("00000S00", BranchContact("Civray"), fictional=True), UnknownOffice),
        (OfficeSetup("86400S00", BranchContact(" "), fictional=True), BranchMissing),
    ):
        with pytest.raises(kind):
            set_up_office(tmp_path / "home", setup)
        assert not (tmp_path / "home").exists()


def test_a_home_is_made_once(office: Office) -> None:
    with pytest.raises(HomeTaken):
        set_up_office(office.desk.home, OfficeSetup("86400S00", BranchContact("Civray"), fictional=True))


def test_two_homes_are_two_postes(templates: dict[str, Path]) -> None:
    desks = [open_desk(templates[name]) for name in ("civray", "niort")]
    try:
        assert len({desk.store.device for desk in desks}) == 2
        assert all(desk.fictional for desk in desks)
    finally:
        for desk in desks:
            desk.close()


def test_each_change_carries_its_author(office: Office) -> None:
    desk = office.desk
    claire, julien = list_counsellors(desk)
    assert (claire.full_name, claire.short_name, claire.initials) == ("Claire Audebert", "Claire A.", "CA")
    sign_in(desk, julien.id)
    made = create_dossier(desk, MANON).result
    assert journal(desk, made)[0].by == "Julien M."
    with desk.reading() as connection:
        assert connection.execute(select(change_log.c.by).where(change_log.c.row_id == made)).scalar_one() == julien.id
    lock(desk)
    assert current(desk) is None


def test_a_pin_keeps_colleagues_out_and_survives_a_restart(office: Office, tmp_path: Path) -> None:
    desk = office.desk
    claire = list_counsellors(desk)[0]
    set_pin(desk, claire.id, "4826")
    assert list_counsellors(desk)[0].has_pin
    lock(desk)
    for wrong in ("", "4827", "48260"):
        with pytest.raises(WrongPin, match="pas le bon"):
            sign_in(desk, claire.id, wrong)
    assert current(desk) is None
    copy = tmp_path / "restarted"
    shutil.copytree(desk.home, copy, ignore=shutil.ignore_patterns("running.lock"))
    again = open_desk(copy)
    try:
        assert sign_in(again, claire.id, "4826").id == claire.id
        set_pin(again, claire.id, "", "4826")
        assert sign_in(again, claire.id).id == claire.id
    finally:
        again.close()


def test_wrong_codes_are_slowed_counted_and_told_over_restarts(office: Office, tmp_path: Path) -> None:
    instant = [datetime(2027, 3, 1, 9, tzinfo=UTC)]
    home = office.desk.home
    set_pin(office.desk, office.desk.author, "4826")
    claire = office.desk.author
    office.desk.close()
    waits = []
    for number in range(12):
        desk = open_desk(home, clock=lambda: instant[0])  # a restart between two tries gives nothing back
        with pytest.raises(WrongPin) as wrong:
            sign_in(desk, claire, f"{number:04}")
        assert ("codes faux" in wrong.value.text) is (number > 1)
        begun = instant[0]
        while _waits(desk, claire, number + 1):
            instant[0] += timedelta(seconds=10)
        waits.append((instant[0] - begun).seconds)
        desk.close()
    assert waits == [0, 0, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]
    desk = open_desk(home, clock=lambda: instant[0])
    sign_in(desk, claire, "4826")
    with pytest.raises(WrongPin) as again:
        sign_in(desk, claire, "0000")
    assert "de suite" not in again.value.text, "the good one begins the count again"
    desk.close()


def _waits(desk: Desk, who: str, tries: int) -> bool:
    """Whether even the good code is not looked at, for so many wrong ones."""
    try:
        sign_in(desk, who)
    except PinWait as told:
        with pytest.raises(PinWait):
            sign_in(desk, who, "4826")
        return f"{tries} codes faux de suite" in told.text
    except WrongPin:
        return False
    raise AssertionError


def test_programs_that_try_at_once_are_counted_one_by_one(office: Office) -> None:
    home, claire = office.desk.home, office.desk.author
    set_pin(office.desk, claire, "4826")
    desks = [open_desk(home) for _program in range(4)]
    start = threading.Barrier(len(desks))

    def tried(desk: Desk) -> str:
        start.wait()
        try:
            sign_in(desk, claire, "0000")
        except (WrongPin, PinWait) as failure:
            return type(failure).__name__
        return ""

    with ThreadPoolExecutor(len(desks)) as programs:
        told = list(programs.map(tried, desks))
    for desk in desks:
        desk.close()
    assert sorted(told) == ["PinWait", "WrongPin", "WrongPin", "WrongPin"]


def test_a_clock_set_back_begins_the_wait_again_and_no_more(office: Office) -> None:
    home, claire = office.desk.home, office.desk.author
    set_pin(office.desk, claire, "4826")
    office.desk.close()
    instant = [datetime(2028, 1, 1, tzinfo=UTC)]
    desk = open_desk(home, clock=lambda: instant[0])
    for _try in range(3):
        with pytest.raises(WrongPin):
            sign_in(desk, claire, "0000")
    instant[0] -= timedelta(days=300)
    with pytest.raises(PinWait):
        sign_in(desk, claire, "4826")
    instant[0] += timedelta(seconds=10)
    assert sign_in(desk, claire, "4826").id == claire
    desk.close()


def test_a_code_is_changed_by_who_gives_it_or_by_the_mobility_referent(office: Office) -> None:
    desk = office.desk
    claire, julien = list_counsellors(desk)
    assert (claire.referent, julien.referent) == (True, False), "the first one of a poste is its référent"
    set_pin(desk, julien.id, "1111")
    with pytest.raises(PinOfAnother):
        set_pin(desk, julien.id, "")  # a référent without a code could be anybody
    set_pin(desk, claire.id, "4826")
    sign_in(desk, julien.id, "1111")
    for pin in ("", "2222"):
        with pytest.raises(PinOfAnother):
            set_pin(desk, claire.id, pin, "1111")
        with pytest.raises(WrongPin):
            set_pin(desk, julien.id, pin, "4826")
        with pytest.raises(WrongPin):
            set_pin(desk, julien.id, pin)
    with pytest.raises(NotTheReferent):
        name_referent(desk, julien.id, yes=True, own_pin="1111")
    set_pin(desk, julien.id, "3333", "1111")
    sign_in(desk, claire.id, "4826")
    with pytest.raises(WrongPin):
        set_pin(desk, julien.id, "", "3333")
    set_pin(desk, julien.id, "", "4826")
    with pytest.raises(LastReferent):
        name_referent(desk, claire.id, yes=False, own_pin="4826")
    with pytest.raises(WrongPin):
        name_referent(desk, julien.id, yes=True)
    name_referent(desk, julien.id, yes=True, own_pin="4826")
    name_referent(desk, claire.id, yes=False, own_pin="4826")
    assert [each.referent for each in list_counsellors(desk)] == [False, True]
    lock(desk)
    with pytest.raises(PinOfAnother):
        set_pin(desk, claire.id, "")


@pytest.mark.parametrize("pin", ["1", "123", "abcd", "12 34"])
def test_pins_are_four_digits_at_least(office: Office, pin: str) -> None:
    with pytest.raises(BadPin, match="quatre chiffres"):
        set_pin(office.desk, list_counsellors(office.desk)[0].id, pin)


def test_a_pin_never_travels(office: Office) -> None:
    add_counsellor(office.desk, NewCounsellor("Sophie", "Lavaud", pin="7319"))
    with office.desk.reading() as connection:
        assert not [row for row in connection.execute(select(change_log.c.fields)).scalars() if "pin" in row]


def test_someone_who_left_is_no_longer_proposed(office: Office) -> None:
    desk = office.desk
    julien = list_counsellors(desk)[1]
    update_counsellor(desk, julien.id, {"active": False}, julien.seen)
    assert [each.first_name for each in list_counsellors(desk)] == ["Claire"]
    assert len(list_counsellors(desk, everyone=True)) == 2
    with pytest.raises(NameMissing):
        add_counsellor(desk, NewCounsellor("", "Lavaud"))


def test_the_card_of_the_branch(office: Office) -> None:
    card = branch_card(office.desk)
    assert card.mission_local == "Mission Locale Rurale Centre et Sud Vienne"
    save_branch(office.desk, BranchContact("Civray", phone="05 36 49 10 99"), card.seen)
    assert branch_card(office.desk).branch.phone == "05 36 49 10 99"
    with pytest.raises(BranchMissing):
        save_branch(office.desk, BranchContact(" "), card.seen)
