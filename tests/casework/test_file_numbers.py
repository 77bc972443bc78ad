"""File numbers are unique by construction; those given twice by former versions are told, refused, and mended at the Region."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.region.directory import add_office, change_office, offices
from chance_desktop.casework.session.access import NotTheRegion
from chance_desktop.casework.session.programme.programme_folder import ProgrammeMistake, read_programme
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.file_numbers import (
    AmbiguousNumber,
    NumberIsItsOwn,
    give_another_number,
    twins,
)
from chance_desktop.cli.dossiers.dossier_json import find_dossier
from chance_desktop.domain.programme.file_numbers import (
    SIGNS,
    free_branch_code,
    poste_signs,
    typed_branch_code,
    written,
)
from chance_desktop.runtime.assets import forms_folder
from tests.conftest import Office

PROGRAMME = forms_folder() / "une-chance-pour-l-europe"
FORMER = "2026-SAI-A001"


@pytest.fixture
def region(opened: Callable[[str], Office]) -> Office:
    return opened("region")


def _twin(office: Office, surname: str) -> str:
    """A dossier numbered as former versions did."""
    with pytest.MonkeyPatch.context() as former:
        former.setattr("chance_desktop.casework.situation.create_dossier.next_file_number", lambda *_what: FORMER)
        return create_dossier(office.desk, NewPerson(surname, "Manon", date(2005, 3, 12))).result


def test_a_number_says_year_branch_poste_and_counter(office: Office) -> None:
    for surname in ("Roussel", "Martin"):
        create_dossier(office.desk, NewPerson(surname, "Manon"))
    numbers = sorted(row.file_number for row in list_page(office.desk, DossierQuery()).rows)
    signs = poste_signs(office.desk.store.device)
    assert numbers == [f"2026-CIV-{signs}-001", f"2026-CIV-{signs}-002"]
    assert all(len(each) <= 16 for each in numbers)


def test_every_branch_of_the_directory_has_a_code_of_its_own() -> None:
    programme = read_programme(PROGRAMME)
    codes = [programme.branch_code(office.code, name) for office in programme.offices for name in office.branches]
    assert len(codes) == len(set(codes)) > 20
    assert all(re.fullmatch(r"[A-Z]{3}", each) for each in codes)
    typed = [programme.branch_code(office.code, "Un bourg tapé à la main") for office in programme.offices]
    assert len({*codes, *typed}) == len(codes) + len(typed)


@pytest.mark.parametrize(("former", "wrong"), [
    ('branch_codes = ["SAI"]', 'branch_codes = ["SJA"]'), ('branch_codes = ["SAI"]', 'branch_codes = ["sai"]'),
    ('branch_codes = ["SAI"]', 'branch_codes = ["SAI", "SAX"]'),
])  # fmt: skip
def test_a_directory_whose_codes_are_wrong_is_refused(tmp_path: Path, former: str, wrong: str) -> None:
    import shutil

    folder = tmp_path / "programme"
    shutil.copytree(PROGRAMME, folder)
    path = folder / "directory.toml"
    text = path.read_text("utf-8")
    assert former in text
    path.write_text(text.replace(former, wrong), "utf-8")
    with pytest.raises(ProgrammeMistake):
        read_programme(folder)


def test_a_branch_that_joins_the_directory_gets_a_code_nobody_has(region: Office) -> None:
    desk = region.desk
    shown = next(each for each in offices(desk) if each.code == "17110S00")
    changed = {**shown.values, "branches": "Saintes\nSaint-Savinien\nSaint-Porchaire"}
    change_office(desk, "17110S00", changed, shown.values)
    programme = desk.programme
    assert programme.branch_code("17110S00", "Saintes") == "SAI"
    codes = [programme.branch_code(office.code, name) for office in programme.offices for name in office.branches]
    assert len(codes) == len(set(codes))
    assert read_programme(desk.programme_folder).offices == programme.offices
    add_office(desk, {"code": "17999S00", "name": "Mission Locale d’essai", "short": "Essai", "department": "Charente-Maritime",
                      "branches": "Saintes-la-Neuve"})  # fmt: skip
    assert desk.programme.branch_code("17999S00", "Saintes-la-Neuve") not in codes


def test_two_postes_of_a_branch_never_have_the_same_signs() -> None:
    devices = [f"{number:016x}" for number in range(3000)]
    same = next(
        (one, other) for one in devices for other in devices if one < other and poste_signs(one) == poste_signs(other)
    )
    lesser, greater = same
    assert poste_signs(lesser, same) == poste_signs(lesser)
    assert poste_signs(greater, same) != poste_signs(lesser, same)
    assert all(len(poste_signs(each)) == 2 and set(poste_signs(each)) <= set(SIGNS) for each in devices[:50])


def test_a_poste_that_replaces_a_lost_one_gives_other_numbers(office: Office) -> None:
    from chance_desktop.casework.exchange.postes.enrolment import renew_identity

    create_dossier(office.desk, NewPerson("Roussel", "Manon"))
    before = list_page(office.desk, DossierQuery()).rows[0].file_number
    renew_identity(office.desk)
    office.desk.put_setting("file-number/2026", "0")  # restored from before the first
    create_dossier(office.desk, NewPerson("Martin", "Luc"))
    numbers = {row.file_number for row in list_page(office.desk, DossierQuery()).rows}
    assert len(numbers) == 2
    assert before in numbers


def test_a_code_from_the_mission_locale_is_as_short_as_it_may_be() -> None:
    assert typed_branch_code("86400S00", ["86400S00", "86000S00", "17100S00"]) == "864"
    assert typed_branch_code("17100S00", ["17100S00", "17110S00"]) == "1710"
    assert typed_branch_code("CLUB", ["CLUB"]) == "CLU"
    assert free_branch_code("saintes", {"SAI"}) == "SAN"
    assert written(2026, "CIV", "K7", 14) == "2026-CIV-K7-014"


def test_an_ambiguous_number_is_refused_by_the_command_line(office: Office) -> None:
    first, second = _twin(office, "Roussel"), _twin(office, "Martin")
    with pytest.raises(AmbiguousNumber) as refusal:
        find_dossier(office.desk, FORMER)
    assert first in refusal.value.text
    assert second in refusal.value.text
    assert find_dossier(office.desk, first) == first
    assert open_dossier(office.desk, first).shares_number


def test_twins_are_told_at_the_region_which_gives_one_a_new_number(region: Office) -> None:
    desk = region.desk
    first, second = _twin(region, "Roussel"), _twin(region, "Martin")
    assert any(FORMER in each and "Roussel" in each and "Martin" in each for each in exchange_page(desk).problems)
    made = give_another_number(desk, first, open_dossier(desk, first).seen).result
    assert made.startswith("2026-REG-")
    with desk.reading() as connection:
        assert twins(connection) == ()
    assert [row.id for row in list_page(desk, DossierQuery(text=made)).rows] == [first]
    assert {row.id for row in list_page(desk, DossierQuery(text=FORMER)).rows} == {first, second}
    assert find_dossier(desk, FORMER) == second  # who has it now
    assert find_dossier(desk, made) == first
    with pytest.raises(NumberIsItsOwn):
        give_another_number(desk, second)
    assert not any(FORMER in each for each in exchange_page(desk).problems)


def test_an_office_gives_no_other_number(office: Office) -> None:
    first, _second = _twin(office, "Roussel"), _twin(office, "Martin")
    with pytest.raises(NotTheRegion):
        give_another_number(office.desk, first)
