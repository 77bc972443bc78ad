"""What host companies give: weeks of placement spent, by company and by year, as tables."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from chance_desktop.casework.cards.kinds import PARTNER
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.region.contributions import by_company, contributions, years_of
from chance_desktop.casework.reports.contributions import listed
from chance_desktop.casework.reports.files import written
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import behind, make
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.stays.early_return import return_early
from chance_desktop.casework.stays.stays import save_stay
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office

FIRST = date(2026, 9, 7)
"""A Monday: four weeks of course, then 24 of placement, to the 21st of March 2027."""


@pytest.fixture
def giving(region: Office) -> tuple[Office, str, str]:
    """Two young people at the hotel, one at the mill; one more whose company gives nothing."""
    desk = region.desk
    hotel, mill = (
        add_card(desk, PARTNER, {"kind": "company", "name": name}).result
        for name in ("Hôtel du Quai", "Moulin de la Lee")
    )
    for surname, company, weekly in (
        ("Alix", hotel, "45,00"),
        ("Brun", hotel, "20"),
        ("Carré", mill, "10,50"),
        ("Dun", mill, ""),
    ):
        dossier = dossier_of(desk, NewPerson(surname, "Lou"), entered_on=date(2026, 1, 5))
        save_stay(desk, dossier, {"language_starts_on": FIRST, "company_id": company, "contribution": weekly})
    return region, hotel, mill


def _at(office: Office, day: date) -> Desk:
    office.calendar.turn((day - office.today).days)
    return office.desk


def test_whole_weeks_count_in_the_year_they_end(giving: tuple[Office, str, str]) -> None:
    region, hotel, _mill = giving
    assert [each.weeks for each in contributions(region.desk)] == [0, 0, 0]
    assert years_of(contributions(region.desk)) == ()
    desk = _at(region, date(2027, 1, 10))
    found = contributions(desk)
    assert [(each.name, each.weekly, each.by_year, each.planned) for each in found] == [
        ("Lou Alix", 4500, ((2026, 12), (2027, 2)), 24), ("Lou Brun", 2000, ((2026, 12), (2027, 2)), 24),
        ("Lou Carré", 1050, ((2026, 12), (2027, 2)), 24),
    ]  # fmt: skip
    assert (found[0].whole, found[0].given_in(2026), found[0].given_in(2030), found[0].expected) == (
        63000,
        54000,
        0,
        108000,
    )
    assert [(each.company, each.given_in(0), each.given_in(2027), each.expected) for each in by_company(found)] == [
        ("Hôtel du Quai", 91000, 13000, 156000), ("Moulin de la Lee", 14700, 2100, 25200),
    ]  # fmt: skip
    assert years_of(found) == (2027, 2026)
    assert [each.company_id for each in contributions(desk, among=[found[1].dossier_id])] == [hotel]
    assert contributions(desk, date(2026, 10, 11))[0].by_year == ((2026, 1),), "as of another day"


def test_who_comes_back_early_gives_less(giving: tuple[Office, str, str]) -> None:
    region, _hotel, _mill = giving
    first = contributions(region.desk)[0].dossier_id
    desk = _at(region, date(2026, 12, 1))
    return_early(desk, first, "family", "naissance", date(2026, 11, 8))
    desk = _at(region, date(2027, 6, 1))
    found = contributions(desk)
    assert [(each.weeks, each.planned) for each in found] == [(5, 5), (24, 24), (24, 24)]


def test_the_table_of_companies_adds_up_and_names_nobody(giving: tuple[Office, str, str]) -> None:
    region, hotel, mill = giving
    desk = _at(region, date(2027, 1, 10))
    table = make(desk, "contributions")
    assert [column.label for column in table.columns] == [
        "Jeunes",
        "En 2026",
        "En 2027",
        "À ce jour",
        "À la fin des stages",
    ]
    assert {row.code: tuple(cell.value for cell in row.cells) for row in table.rows} == {
        hotel: (2, 78000, 13000, 91000, 156000), mill: (1, 12600, 2100, 14700, 25200),
        "whole": (3, 90600, 15100, 105700, 181200),
    }  # fmt: skip
    assert "Lou" not in written(desk, table, "csv").content.decode()
    assert [each.name for each in behind(desk, "contributions", hotel, "people")] == ["Lou Alix", "Lou Brun"]
    assert len(behind(desk, "contributions", "whole", "people")) == 3
    assert behind(desk, "contributions", hotel, "so-far") == ()
    later = make(desk, "contributions", Scope(desk.today(), 2027))
    assert [row.code for row in later.rows] == ["whole"], "nobody entered that year"


def test_the_list_names_everyone_under_their_company(giving: tuple[Office, str, str]) -> None:
    region, _hotel, _mill = giving
    desk = _at(region, date(2027, 1, 10))
    lines = list(
        csv.reader(StringIO(written(desk, listed(desk, 2027), "csv").content.decode("utf-8-sig")), delimiter=";")
    )
    assert [(line[0].strip(), *line[2:5]) for line in lines[1:7]] == [
        ("Hôtel du Quai", "", "", "130,00 €"), ("Lou Alix", "45,00 €", "2", "90,00 €"),
        ("Lou Brun", "20,00 €", "2", "40,00 €"), ("Moulin de la Lee", "", "", "21,00 €"),
        ("Lou Carré", "10,50 €", "2", "21,00 €"), ("Ensemble", "", "", "151,00 €"),
    ]  # fmt: skip
    assert listed(desk).rows[-1].cells[-1].value == 105700
    assert [row.code for row in listed(desk, 2020).rows] == ["whole"]
    assert written(desk, listed(desk), "pdf").content.startswith(b"%PDF")
