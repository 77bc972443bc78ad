"""The programme replayed: its tables are those of the final report, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chance_desktop.casework.reports.files import render
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import behind, make, names
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.reports.report import Report

NOTHING = ("", "", "", "", "")


@pytest.fixture(scope="module")
def region(on_both: Desk) -> Desk:
    return on_both


def _shown(report: Report) -> dict[str, tuple[str, ...]]:
    return {row.code: tuple(cell.shown for cell in row.cells) for row in report.rows}


ANNEXE_1 = {
    "direct": (), "reached": ("100", "3", "8", "4", "15"), "adults": NOTHING, "all": ("", "6", "18", "9", "33"),
    "dropped": ("", "3", "10", "5", "18"),
    "age": (), "under-6": NOTHING, "6-10": NOTHING, "10-16": NOTHING, "16-18": NOTHING,
    "18-25": ("100", "6", "18", "9", "33"), "age-other": NOTHING, "age-unknown": NOTHING,
    "situation": (), "nursery": NOTHING, "primary": NOTHING, "college": NOTHING, "lycee": NOTHING, "vocational": NOTHING,
    "apprentice": NOTHING, "student": NOTHING, "job-seeker": ("100", "6", "18", "9", "33"), "working": NOTHING,
    "situation-other": NOTHING, "situation-unknown": NOTHING,
    "level": (), "below-V": NOTHING, "V": ("100", "6", "18", "9", "33"), "IV": NOTHING, "III": NOTHING, "II": NOTHING,
    "I": NOTHING, "level-unknown": NOTHING,
    "parents": NOTHING, "teachers": NOTHING, "guidance": NOTHING, "cpe": NOTHING, "integration": NOTHING,
    "leaders": NOTHING, "educators": NOTHING, "adults-other": NOTHING,
    "other": (), "registered": ("Oui, tous", "", "", "", "Oui, tous"), "scale": ("Régionale", "", "", "", "Régionale"),
    "districts": NOTHING,
}  # fmt: skip


def test_annexe_1_is_the_report_s_own(region: Desk) -> None:
    report = make(region, "annexe-1")
    assert [column.label for column in report.columns] == ["Prévus", "2009", "2010", "2011", "Toute la durée"]
    shown = _shown(report)
    # girls and boys are given for the whole duration only: 23 and 10
    assert shown.pop("girls")[-1] == "23"
    assert shown.pop("boys")[-1] == "10"
    assert shown.pop("sex-unknown") == NOTHING
    assert shown.pop("sex") == ()
    adults = [row for row in report.rows if row.code == "adults"]
    assert len(adults) == 2
    shown["adults"] = NOTHING
    assert shown == ANNEXE_1
    assert any("60 à partir du 09/01/2009, 100 à partir du 01/01/2010" in note for note in report.notes)


def test_totals_reconcile_whatever_is_looked_at(region: Desk) -> None:
    for scope in (Scope(region.today()), Scope(region.today(), 2010), Scope(region.today(), 0, "86400S00")):
        report = make(region, "annexe-1", scope)
        whole = {
            row.code: int(row.cells[-1].number or 0)
            for row in report.rows
            if row.cells and row.cells[-1].number != "Oui, tous" and not isinstance(row.cells[-1].number, str)
        }
        assert whole["reached"] + whole["dropped"] == whole["all"]
        for part in (("under-6", "6-10", "10-16", "16-18", "18-25", "age-other", "age-unknown"), ("girls", "boys", "sex-unknown"),
                     ("below-V", "V", "IV", "III", "II", "I", "level-unknown"),
                     ("job-seeker", "situation-other", "situation-unknown")):  # fmt: skip
            assert sum(whole[code] for code in part) == whole["all"]


QUESTIONNAIRE = {
    "1.1": ("56,00%", "44,00%", "", "", "", "", "", ""),
    "1.1-by-correspondent/eagle-uk": ("11,00%", "", "22,00%", "11,00%", "", "", "", ""),
    "1.1-by-correspondent/uk-work-placement": ("11,00%", "", "11,00%", "22,00%", "", "", "", ""),
    "1.1-by-correspondent/margate": ("", "", "", "", "", "", "", ""),
    "1.1-by-correspondent/interconnection": ("", "", "11,00%", "", "", "", "", ""),
    "1.2": ("", "", "", "", "", "89,00%", "11,00%", ""),
    "1.4": ("", "", "", "", "", "100,00%", "", ""),
    "2-improved": ("", "", "", "", "", "67,00%", "33,00%", ""),
    "2-course/margate": ("44,00%", "56,00%", "", "", "", "", "", ""),
    "3.1": ("33,00%", "11,00%", "44,00%", "11,00%", "", "", "", ""),
    "3.4": ("", "", "", "", "11,00%", "78,00%", "11,00%", ""),
    "3.5": ("33,00%", "44,00%", "22,00%", "", "", "", "", ""),
    "4.1/family": ("", "", "", "", "", "56,00%", "", ""),
    "4.1/own": ("", "", "", "", "", "", "", ""),
    "4.1/company": ("", "", "", "", "", "44,00%", "", ""),
    "4.1/shared": ("", "", "", "", "", "", "", ""),
    "4.2": ("44,00%", "11,00%", "22,00%", "22,00%", "", "", "", ""),
    "4.3": ("", "", "", "", "", "33,00%", "67,00%", ""),
    "5.1": ("56,00%", "44,00%", "", "", "", "", "", ""),
    "5.4": ("", "", "", "", "", "89,00%", "11,00%", ""),
    "5.5": ("", "", "", "", "", "100,00%", "", ""),
    "6.1/job-search": ("", "", "", "", "", "33,00%", "", ""),
    "6.1/studies": ("", "", "", "", "", "22,00%", "", ""),
    "6.1/job": ("", "", "", "", "", "44,00%", "", ""),
    "6.2": ("", "", "", "", "", "89,00%", "11,00%", ""),
}


def test_the_questionnaire_is_the_report_s_own(region: Desk) -> None:
    report = make(region, "questionnaire")
    assert report.subtitle == "9 questionnaires rendus"
    assert {code: cells for code, cells in _shown(report).items() if cells} == QUESTIONNAIRE


def test_published_shares_stand_beside_computed_ones_with_their_base(region: Desk) -> None:
    shown = _shown(make(region, "budget"))
    assert list(shown.values()) == [
        ("40\u00a0690,00\u00a0€", "22,98%", "21,78%", "+1,20"),
        ("41\u00a0671,00\u00a0€", "23,54%", "24,59%", "-1,05"),
        ("40\u00a0690,00\u00a0€", "22,98%", "21,78%", "+1,20"),
        ("54\u00a0000,00\u00a0€", "30,50%", "31,85%", "-1,35"),
        ("177\u00a0051,00\u00a0€", "100,00%", "100,00%", ""),
    ]
    notes = make(region, "budget").notes
    assert "177\u00a0051,00\u00a0€" in notes[0]
    assert "169\u00a0428,75\u00a0€" in notes[2]
    assert "169\u00a0497,66\u00a0€" in notes[2]


def test_indicators_say_what_each_target_is_for(region: Desk) -> None:
    report = make(region, "indicators")
    shown = _shown(report)
    assert shown["reached"] == ("15", "100", "15,00%")
    assert shown["entered"] == ("33", "100", "33,00%")
    assert shown["forms"] == ("9", "15", "60,00%")
    assert shown["target-1"] == ("", "60", "09/01/2009")
    assert shown["target-2"] == ("", "100", "01/01/2010")
    assert (report.row("reached").label, report.row("entered").label) == (
        "Jeunes partis en stage",
        "Jeunes entrés dans le programme",
    )


def test_thirteen_meetings_three_of_them_cancelled_with_their_reason(region: Desk) -> None:
    report = make(region, "meetings")
    assert report.subtitle == "13 réunions, dont 3 annulées"
    assert [row.label for row in report.rows] == [
        "09/01/2009", "17/04/2009", "15/05/2009", "16/06/2009", "09/10/2009", "19/11/2009", "05/02/2010", "02/04/2010",
        "25/06/2010", "08/10/2010", "02/12/2010", "17/12/2010", "20/01/2011",
    ]  # fmt: skip
    cancelled = {row.label: row.cells[1].shown for row in report.rows if row.cells[1].shown}
    assert cancelled == {
        "08/10/2010": "trop peu de présents", "02/12/2010": "mauvais temps", "17/12/2010": "trop peu de présents",
    }  # fmt: skip
    assert all(not row.cells[0].shown for row in report.rows if row.cells[1].shown)


def test_actions_and_tools_are_printed_by_phase(region: Desk) -> None:
    actions = make(region, "annexe-2")
    assert [row.label.partition(" ")[0] for row in actions.rows if row.is_heading] == ["1.", "2.", "3."]
    assert sum(not row.is_heading for row in actions.rows) == 11
    tools = make(region, "annexe-3")
    assert [row.cells[3].shown for row in tools.rows] == ["non", "oui", "non"]


def test_every_figure_opens_the_list_behind_it(region: Desk) -> None:
    for name in ("annexe-1", "offices", "correspondents", "indicators"):
        report = make(region, name)
        opened = 0
        for row in report.rows:
            for column, cell in zip(report.columns, row.cells, strict=bool(row.cells)):
                if cell.open:
                    people = behind(region, name, row.code, column.code)
                    assert len(people) == cell.value, (name, row.code, column.code)
                    opened += 1
        assert opened > 2
    forms = make(region, "questionnaire")
    for row in forms.rows:
        for column, cell in zip(forms.columns, row.cells, strict=bool(row.cells)):
            if cell.open:
                people = behind(region, "questionnaire", row.code, column.code)
                assert (200 * len(people) + 9) // 18 * 100 == cell.value, (row.code, column.code)


def test_by_office_sums_to_the_whole(region: Desk) -> None:
    report = make(region, "offices")
    assert len(report.rows) == 16, "fifteen offices and the whole"
    for column in ("entered", "reached", "dropped"):
        every = [int(report.cell(row.code, column).number or 0) for row in report.rows]
        assert sum(every[:-1]) == every[-1]


@pytest.mark.parametrize("name", names())
def test_json_keeps_its_contract(region: Desk, name: str) -> None:
    content = json.loads(render(region, name, "json").content)
    assert set(content) == {"title", "columns", "rows", "notes"}
    assert all(set(row) == {"label", "cells"} for row in content["rows"])
    assert all(len(row["cells"]) in (0, len(content["columns"])) for row in content["rows"])


def test_the_command_line_makes_and_reports(tmp_path: Path) -> None:
    import subprocess
    import sys

    def chance(*arguments: str) -> str:
        program = [
            sys.executable,
            "-c",
            "from chance_desktop.cli.main import run; run()",
            "--home",
            str(tmp_path / "home"),
            *arguments,
        ]
        return subprocess.run(program, check=True, capture_output=True, text=True).stdout

    assert "33 dossiers fictifs" in chance("demo", "--replay")
    chance("region", "report", "annexe-1", "-o", str(tmp_path / "a.json"))
    content = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert content["rows"][3]["cells"] == [None, 6, 18, 9, 33]
