"""A table speaks of whom it is asked to: by year, Mission Locale, correspondent and day; it says so, and its lists agree."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.reports.files import render
from chance_desktop.casework.reports.overview import by_office
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import behind, make, names
from chance_desktop.casework.reports.scopes import (
    NoSuchCorrespondent,
    NoSuchOffice,
    narrowing,
    scope_choices,
    scope_sentence,
    typed_scope,
)
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.change import Value
from chance_desktop.domain.reports.report import Report
from tests.cli.calling import call

OFFICE = "86400S00"


@pytest.fixture(scope="module")
def region(on_both: Desk) -> Desk:
    return on_both


@pytest.fixture
def own(replayed: Path, tmp_path: Path) -> Iterator[Desk]:
    """A replay of the test's own, to write in."""
    desk = open_desk(Path(shutil.copytree(replayed, tmp_path / "own")))
    yield desk
    desk.close()


def _whole(report: Report, column: str) -> int:
    return int(report.cell("whole", column).number or 0)


def test_what_may_be_chosen_is_what_is_there(region: Desk) -> None:
    found = scope_choices(region)
    assert found.years == (2011, 2010, 2009)
    assert [code for code, _name in found.offices] == [office.code for office in region.programme.offices]
    assert [name for _row, name in found.correspondents] == ["EAGLE UK", "Interconnection", "UK Work Placement"]


def test_years_offices_and_correspondents_sum_to_the_whole(region: Desk) -> None:
    choices, today = scope_choices(region), region.today()
    whole = make(region, "offices")
    years = [make(region, "offices", Scope(today, year)) for year in choices.years]
    offices = [make(region, "offices", Scope(today, structure=code)) for code, _name in choices.offices]
    assert [len(each.rows) for each in offices] == [2] * 15, "the office and the whole"
    for column in ("entered", "reached", "dropped"):
        assert sum(_whole(each, column) for each in years) == _whole(whole, column)
        assert sum(_whole(each, column) for each in offices) == _whole(whole, column)
    departures = [
        _whole(make(region, "correspondents", Scope(today, correspondent=row)), "reached")
        for row, _name in choices.correspondents
    ]
    assert sum(departures) == 15


@pytest.mark.parametrize("name", ["annexe-1", "offices", "correspondents", "indicators", "questionnaire"])
def test_the_list_behind_a_figure_follows_the_scope(region: Desk, name: str) -> None:
    choices, today = scope_choices(region), region.today()
    row = choices.correspondents[0][0]
    for scope in (Scope(today, 2010), Scope(today, structure=OFFICE), Scope(today, correspondent=row), Scope(date(2010, 12, 31)),
                  Scope(date(2011, 6, 30), 2010, correspondent=row)):  # fmt: skip
        report = make(region, name, scope)
        for line in report.rows:
            for column, cell in zip(report.columns, line.cells, strict=bool(line.cells)):
                if cell.open and name != "questionnaire":
                    assert len(behind(region, name, line.code, column.code, scope)) == cell.value
                elif cell.open:
                    forms = int(report.subtitle.split()[0])
                    count = len(behind(region, name, line.code, column.code, scope))
                    assert (200 * count + forms) // (2 * forms) * 100 == cell.value


def test_a_day_of_the_past_counts_what_was_so_then(region: Desk) -> None:
    report = make(region, "offices", Scope(date(2009, 12, 31)))
    assert _whole(report, "entered") == 6
    assert _whole(report, "reached") == 0, "nobody had left yet"
    later = make(region, "offices", Scope(date(2010, 12, 31)))
    assert _whole(later, "entered") == 24
    aimed = [
        make(region, "offices", Scope(day)).cell("whole", "aimed").value
        for day in (date(2009, 12, 31), date(2010, 12, 31))
    ]
    assert aimed == [60, 100]


def test_who_dropped_out_later_was_in_preparation_then(region: Desk) -> None:
    """The journey is left four months after the entry: on a day between, they are neither gone nor out of it."""
    early = make(region, "annexe-1", Scope(date(2009, 3, 31)))
    now = make(region, "annexe-1", Scope(region.today(), 2009))
    dropped = [int(each.cell("dropped", "whole").number or 0) for each in (early, now)]
    assert dropped[0] < dropped[1]
    assert any("en préparation" in note for note in early.notes)


def test_a_target_is_that_of_what_is_looked_at(own: Desk) -> None:
    today, row = own.today(), scope_choices(own).correspondents[0][0]
    with own.working() as work:
        aimed: dict[str, Value] = {
            "code": f"office:{OFFICE}",
            "label": "Objectif",
            "value": 7,
            "since_on": "2009-01-09",
        }
        work.tx.create("target", aimed)
    assert make(own, "offices", Scope(today)).cell("whole", "aimed").value == 100
    office = make(own, "offices", Scope(today, structure=OFFICE))
    assert (office.cell(OFFICE, "aimed").value, office.cell("whole", "aimed").value) == (7, 7)
    assert make(own, "indicators", Scope(today, structure=OFFICE)).cell("entered", "aimed").value == 7
    for scope in (Scope(today, 2010), Scope(today, correspondent=row)):
        assert make(own, "offices", scope).cell("whole", "aimed").value is None
        assert make(own, "indicators", scope).cell("reached", "rate").value is None
        assert make(own, "annexe-1", scope).cell("reached", "planned").value is None


def test_a_scope_is_told_in_words(region: Desk) -> None:
    row, name = scope_choices(region).correspondents[0]
    office = next(each for each in region.programme.offices if each.code == OFFICE)
    scope = Scope(date(2010, 12, 31), 2010, OFFICE, row)
    assert narrowing(region, scope) == (
        "entrés en 2010", f"Mission Locale d’entrée\u00a0: {office.short or office.name}", f"correspondant\u00a0: {name}",
    )  # fmt: skip
    assert scope_sentence(region, scope).startswith("Périmètre\u00a0: entrés en 2010\u00a0; Mission Locale d’entrée")
    assert scope_sentence(region, scope).endswith("situation au 31/12/2010.")
    assert narrowing(region, Scope(region.today())) == ()
    assert "tous les jeunes" in scope_sentence(region, Scope(region.today()))


@pytest.mark.parametrize("name", names())
def test_every_table_that_follows_a_scope_says_it_in_every_format(region: Desk, name: str) -> None:
    scope = Scope(date(2011, 6, 30), 2010, OFFICE)
    told = "30/06/2011"
    follows = name not in ("annexe-2", "annexe-3", "budget")
    notes = json.loads(render(region, name, "json", scope).content)["notes"]
    assert (bool(notes) and told in notes[0]) is follows
    assert (told in render(region, name, "csv", scope).content.decode("utf-8-sig")) is follows
    sheet = load_workbook(BytesIO(render(region, name, "xlsx", scope).content)).active
    assert sheet is not None
    assert any(told in str(cell.value) for line in sheet.iter_rows() for cell in line) is follows
    with pikepdf.open(BytesIO(render(region, name, "pdf", scope).content)) as pdf:
        assert pdf.pages
    subtitle = make(region, name, scope).subtitle
    assert ("entrés en 2010" in subtitle) is (follows and name != "meetings")
    assert "Périmètre" not in subtitle


def test_a_scope_is_typed_by_names(region: Desk) -> None:
    row, name = scope_choices(region).correspondents[1]
    assert typed_scope(region, correspondent=name.upper()).correspondent == row
    assert typed_scope(region, correspondent=row).correspondent == row
    assert typed_scope(region, date(2010, 1, 1), 2010, OFFICE) == Scope(date(2010, 1, 1), 2010, OFFICE)
    with pytest.raises(NoSuchCorrespondent, match=re.escape("Nobody")) as missed:
        typed_scope(region, correspondent="Nobody")
    assert name in missed.value.next_step
    with pytest.raises(NoSuchOffice, match="00000"):
        typed_scope(region, structure="00000")


def test_people_of_no_mission_locale_are_listed_alone(own: Desk) -> None:
    with own.working() as work:
        person = work.tx.create("person", {"surname": "Texier", "first_name": "Alix"})
        work.tx.create("dossier", {
            "person_id": person, "programme": own.programme.code, "structure_code": "", "entry_structure": "",
            "step": own.programme.steps[0].code, "state": "active", "entered_on": "2010-05-04",
        })  # fmt: skip
    scope = Scope(own.today(), 2010)
    assert by_office(own, scope).cell("none", "entered").value == 1
    assert len(behind(own, "offices", "none", "entered", scope)) == 1


def test_the_command_line_takes_the_same_options(replayed: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(replayed, tmp_path / "home"))
    made = tmp_path / "offices.json"
    call("region", "report", "offices", "-o", str(made), "--correspondent", "eagle uk", "--year", "2010", "--as-of", "2011-12-31",
         home=home)  # fmt: skip
    content = json.loads(made.read_text("utf-8"))
    assert (
        content["notes"][0]
        == "Périmètre\u00a0: entrés en 2010\u00a0; correspondant\u00a0: EAGLE UK\u00a0; situation au 31/12/2011."
    )
    assert 0 < content["rows"][-1]["cells"][3] < 15
    told = call("region", "tables", "-o", str(tmp_path / "all"), "--year", "2010", "--as-of", "2010-12-31", home=home)
    assert told.endswith("Tableaux au 2010-12-31\n")
    assert len(list((tmp_path / "all" / "Tableaux au 2010-12-31").iterdir())) == 2 * len(names())
    refused = call("region", "report", "offices", "-o", str(made), "--correspondent", "Personne", home=home, code=1)
    assert "Il n’y a pas de correspondant « Personne »" in refused
