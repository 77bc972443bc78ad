"""The directory changed in fields: published to the offices, the rest of the file as it was, nobody in use ever lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.cards.kinds import PARTNER
from chance_desktop.casework.cards.region_kinds import TARGET
from chance_desktop.casework.cards.rows import add_card, cards, remove_card
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.bundles import recipients
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.programme.published_parts import apply_parts, parts, publish
from chance_desktop.casework.region.directory import (
    NotAForm,
    OfficeGone,
    OfficeKept,
    OfficeView,
    add_office,
    change_office,
    offices,
    withdraw_office,
)
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField, NotTheRegion
from tests.both_stores import region_store as region_store
from tests.conftest import Office

POITOU, ROYAN = "86000S00", "17200S00"
NEW = {
    "code": "19000S00", "name": "Mission Locale de Tulle", "short": "Tulle", "department": "Corrèze",
    "branches": "Tulle\n\n Ussel \nTulle",
}  # fmt: skip


def _file(desk: Desk) -> str:
    return next(each.content for each in parts(desk) if each.path == "directory.toml")


def _office(desk: Desk, code: str) -> OfficeView:
    return next(each for each in offices(desk) if each.code == code)


def test_only_the_lines_changed_are_written(region: Office) -> None:
    desk = region.desk
    former = _file(desk).splitlines()
    change_office(
        desk, POITOU, {"short": "Poitiers", "branches": "Poitiers\nVouillé\nLusignan"}, _office(desk, POITOU).values
    )
    newer = _file(desk).splitlines()
    assert [new for old, new in zip(former, newer, strict=True) if old != new] == [
        'short = "Poitiers"', 'branches = ["Poitiers", "Vouillé", "Lusignan"]',
        'branch_codes = ["POI", "VOU", "LUI"]',
    ]  # fmt: skip
    shown = _office(desk, POITOU)
    assert (shown.values["short"], shown.branches) == ("Poitiers", ("Poitiers", "Vouillé", "Lusignan"))
    assert desk.programme.office(POITOU).short == "Poitiers"


def test_one_is_added_then_withdrawn(region: Office) -> None:
    desk = region.desk
    before = _file(desk)
    add_office(desk, NEW)
    made = _office(desk, NEW["code"])
    assert (made.values["name"], made.branches) == ("Mission Locale de Tulle", ("Tulle", "Ussel"))
    assert _file(desk).startswith(before), "it comes last"
    departments = [each.values["department"] for each in offices(desk)]
    assert departments == sorted(departments)
    withdraw_office(desk, NEW["code"])
    assert _file(desk).rstrip() == before.rstrip()
    with pytest.raises(OfficeGone):
        withdraw_office(desk, NEW["code"])
    with pytest.raises(OfficeGone):
        change_office(desk, NEW["code"], {"short": "T"}, {"short": "Tulle"})


def test_what_may_not_be_is_said_at_its_field(region: Office) -> None:
    desk = region.desk
    before = _file(desk)

    def wrong(**typed: str) -> set[str]:
        with pytest.raises(InvalidField) as refusal:
            add_office(desk, {**NEW, **typed})
        return {each.field for each in refusal.value.every}

    assert wrong(code="") == {"code"}
    assert wrong(code="", name="", short="", department="") == {"code", "name", "short", "department"}
    assert wrong(code=POITOU.lower()) == {"code"}
    assert wrong(code="19 000") == {"code"}
    assert wrong(name="mission locale du poitou") == {"name"}
    assert wrong(short="Poitou") == {"short"}
    with pytest.raises(InvalidField) as refusal:
        change_office(desk, POITOU, {"department": ""}, _office(desk, POITOU).values)
    assert refusal.value.field == "department"
    assert _file(desk) == before
    assert not list(desk.home.glob("programme-*")), "nothing was published"


def test_two_desks_change_two_of_them_and_are_told_of_the_same_field(region: Office) -> None:
    desk = region.desk
    displayed = {code: _office(desk, code).values for code in (POITOU, ROYAN)}
    change_office(desk, POITOU, {"short": "Poitiers"}, displayed[POITOU])
    change_office(desk, ROYAN, {"short": "Royan"}, displayed[ROYAN])
    change_office(desk, POITOU, {"department": "Vienne (86)"}, displayed[POITOU])
    assert (_office(desk, POITOU).values["short"], _office(desk, ROYAN).values["short"]) == ("Poitiers", "Royan")
    with pytest.raises(InvalidField, match="Poitiers") as refusal:
        change_office(desk, POITOU, {"short": "Poitiers et Poitou"}, displayed[POITOU])
    assert refusal.value.field == "short"
    change_office(desk, POITOU, {"short": "Poitiers"}, displayed[POITOU])


def test_one_that_something_names_is_kept(region: Office, opened: Callable[[str], Office], tmp_path: Path) -> None:
    desk = region.desk
    office = opened("civray").desk
    enrolment.request(office, tmp_path / "asked")
    enrolment.accept(desk, tmp_path / "asked", tmp_path / "welcome")
    with pytest.raises(OfficeKept, match="poste"):
        withdraw_office(desk, office.structure_code)
    assert _office(desk, office.structure_code).postes == 1
    with desk.working() as work:
        person = work.tx.create("person", {"surname": "Roy"})
        entered = work.tx.create("dossier", {"person_id": person, "structure_code": POITOU, "entry_structure": ROYAN})
        work.touch(entered, "dossier")
    assert _office(desk, POITOU).dossiers == 1
    with pytest.raises(OfficeKept, match="1 dossier"):
        withdraw_office(desk, POITOU)
    with pytest.raises(OfficeKept, match="passés"):
        withdraw_office(desk, ROYAN)
    aimed, named = "79200S00", "79300S00"
    target = add_card(
        desk, TARGET, {"code": f"office:{aimed}", "label": "Jeunes", "value": "4", "since_on": region.today}
    ).result
    with pytest.raises(OfficeKept, match="objectif"):
        withdraw_office(desk, aimed)
    remove_card(desk, TARGET, target)
    withdraw_office(desk, aimed)
    partner = add_card(desk, PARTNER, {"kind": "company", "name": "Café", "country": "ie"}).result
    with desk.working() as work:
        stamps = next(card.seen for card in cards(desk, PARTNER) if card.id == partner)
        moved = {"structure_code": named, "kind": "company", "name": "Café"}
        work.tx.update("partner", partner, moved, stamps)
    with pytest.raises(OfficeKept, match="partenaires"):
        withdraw_office(desk, named)


def test_offices_receive_it_and_follow_it(region: Office, opened: Callable[[str], Office], tmp_path: Path) -> None:
    desk, office = region.desk, opened("civray").desk
    enrolment.request(office, tmp_path / "asked")
    enrolment.accept(desk, tmp_path / "asked", tmp_path / "welcome")
    enrolment.accept(office, tmp_path / "welcome")
    add_office(desk, NEW)
    peer = next(each for each in recipients(desk) if each.device == office.store.device)
    made = bundles.write_bundles(desk, peer, tmp_path / "sent")
    bundles.import_bundles(office, tuple(each.path for each in made))
    assert office.programme.office(NEW["code"]).branches == ("Tulle", "Ussel")
    assert not apply_parts(office)
    for change in (lambda: add_office(office, NEW), lambda: withdraw_office(office, POITOU)):
        with pytest.raises(NotTheRegion):
            change()


def test_a_directory_of_another_shape_is_left_to_the_text(region: Office) -> None:
    desk = region.desk
    inline = 'offices = [{ code = "A1", name = "Seule", department = "Vienne", short = "Seule" }, '
    inline += '{ code = "B1", name = "Autre", department = "Vienne", short = "Autre" }]\n'
    publish(desk, "directory.toml", inline)
    with pytest.raises(NotAForm):
        change_office(desk, "A1", {"short": "Une"}, {"short": "Seule"})
    with pytest.raises(NotAForm):
        withdraw_office(desk, "A1")
    assert _file(desk) == inline
    publish(
        desk, "directory.toml", '[[offices]]\ncode = "A1"\nname = "Seule"\ndepartment = "Vienne"\nshort = "Seule"\n'
    )
    with pytest.raises(OfficeKept, match="seule"):
        withdraw_office(desk, "A1")
