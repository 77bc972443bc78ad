"""One text is one day, whichever door it comes through: the window's field, an import, a command, the Europass."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.europass.profile import PeriodReversed, add_entry, profile, save_entry, stored
from chance_desktop.casework.europass.sections import section_of
from chance_desktop.casework.people_import.mapping import Mapping
from chance_desktop.casework.people_import.reading_lines import read_lines
from chance_desktop.casework.people_import.source import Line, SourceTable
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.situation.situation import FieldView, save_fields, situation
from chance_desktop.cli.kit.days import day_given
from chance_desktop.cli.main import app as command_line
from chance_desktop.desktop.dossier.letters.referee_sheet import RefereeSheet
from chance_desktop.desktop.fields.situation_box import SituationBox
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import figures_date, french_spaces, long_date, short_date
from tests.casework.making import MANON, dossier_of
from tests.conftest import Office
from tests.desktop.europass_screen import after_typing, europass_tab, retype
from tests.desktop.europass_screen import dossier_of as dossier_of_screen
from tests.desktop.test_europass_typing import entries
from tests.screenshots.drawing import settle

BIRTHS = st.dates(date(1930, 1, 1), date(2020, 12, 31))
WRITTEN: tuple[Callable[[date], str], ...] = (
    figures_date, date.isoformat, long_date, lambda day: long_date(day, weekday=True),
    lambda day: short_date(day, date(1800, 1, 1)), lambda day: day.strftime("%Y%m%d"), lambda day: day.strftime("%d.%m.%Y"),
    lambda day: day.strftime("%d / %m / %Y"), lambda day: day.strftime("%d/%m/%y"),
)  # fmt: skip
ANY_TEXT = st.text("0123456789/-. déc1er", max_size=14)


def through_every_door(office: Office, text: str) -> dict[str, date | None]:
    """The day a text gives as a birth date; nothing where it is refused."""
    today = office.desk.today()
    field = SituationBox(
        FieldView("birth_date", "Date de naissance", "date", (), "", False, True, use=DayUse.BIRTH), today
    )
    field.input.put(text)
    return {
        "window": _read(lambda: field.value()),
        "import": _imported(office, text, today),
        "command": _read(lambda: day_given(office.desk, text, DayUse.BIRTH)),
    }


def _read(work: Callable[[], object]) -> date | None:
    try:
        found = work()
    except Unreadable:
        return None
    assert found is None or isinstance(found, date)
    return found


def _imported(office: Office, text: str, today: date) -> date | None:
    table = SourceTable(("Nom", "Prénom", "Né le"), (Line(2, ("Roussel", "Manon", text)),))
    mapping = Mapping("", {"Nom": "surname", "Prénom": "first_name", "Né le": "birth_date"})
    line = read_lines(office.desk.programme, table, mapping, today)[0]
    kept = str(line.values.get("birth_date", ""))
    assert bool(kept) or bool(line.doubts) or not text.strip()
    return date.fromisoformat(kept) if kept else None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(day=BIRTHS, write=st.sampled_from(WRITTEN))
def test_what_is_written_is_read_alike(
    app: QApplication, office: Office, day: date, write: Callable[[date], str]
) -> None:
    text = write(day)
    found = through_every_door(office, text)
    assert len(set(found.values())) == 1, found
    if not text.endswith(day.strftime("/%y")) or day.year >= office.today.year - 99:
        assert found["window"] == day


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=ANY_TEXT)
def test_what_is_no_day_is_none_at_every_door(app: QApplication, office: Office, text: str) -> None:
    # five figures are a spreadsheet's own count of days: a door of the import alone
    if not (len(text.strip()) == 5 and text.strip().isdigit()):
        assert len(set(through_every_door(office, text.strip()).values())) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(day=BIRTHS, write=st.sampled_from(WRITTEN[:-1]))
def test_the_europass_reads_the_same_day(office: Office, day: date, write: Callable[[date], str]) -> None:
    since = section_of("work").field("since")
    assert stored(since, write(day), office.desk.today()) == day.isoformat()


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("birth_date", "14/02/98", date(1998, 2, 14)), ("birth_date", "1er déc. 2005", date(2005, 12, 1)),
        ("departure_on", "03/12/26", date(2026, 12, 3)), ("departure_on", "20261203", date(2026, 12, 3)),
        ("departure_on", "03 / 12 / 2026", date(2026, 12, 3)),
    ],
)  # fmt: skip
def test_what_is_typed_is_kept_in_the_store(office: Office, field: str, text: str, kept: date) -> None:
    dossier = dossier_of(office.desk)
    save_fields(office.desk, dossier, {field: text})
    assert situation(office.desk, dossier).values[field] == kept


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("birth_date", "31/02/2004", "Le 31 février n’existe pas."),
        ("birth_date", "29/02/2005", "Il n’y a pas de 29 février en 2005."),
        ("birth_date", "1/1/2999", "Cette date de naissance n’est pas encore arrivée."),
        ("departure_on", "03/12/2226", "L’année 2226 est trop lointaine."),
        ("departure_on", "demain", "« demain » n’est pas une date."),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_and_nothing_is_lost(office: Office, field: str, text: str, sentence: str) -> None:
    dossier = dossier_of(office.desk)
    before = situation(office.desk, dossier).values[field]
    with pytest.raises(InvalidField) as refusal:
        save_fields(office.desk, dossier, {field: text, "town": "Gençay"})
    assert (refusal.value.field, refusal.value.sentence) == (field, french_spaces(sentence))
    assert refusal.value.next_step
    assert situation(office.desk, dossier).values[field] == before


def test_a_command_reads_days_and_tells_wrong_ones_in_french(home: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    asked = tmp_path / "dossier.json"
    person = {"surname": "Vasseur", "first_name": "Lila", "birth_date": "2 avril 2005"}
    asked.write_text(json.dumps({"person": person}), "utf-8")
    made = runner.invoke(command_line, ["--home", str(home), "--json", "dossier", "new", "--from", str(asked)])
    assert made.exit_code == 0, made.output
    assert json.loads(made.output)["person"]["birth_date"] == "2005-04-02"


def test_a_line_of_the_curriculum_never_ends_before_it_begins(office: Office) -> None:
    desk, dossier = office.desk, dossier_of(office.desk, MANON)
    made = add_entry(desk, dossier, "work", {"title_fr": "Serveuse", "since": "2024-05", "until": "2024-09"}).result
    with pytest.raises(PeriodReversed) as refusal:
        save_entry(desk, made, {"until": "2023"})
    assert refusal.value.field == "until"
    with pytest.raises(PeriodReversed):
        add_entry(desk, dossier, "work", {"since": "2024-05", "until": "2024-04-30"})
    save_entry(desk, made, {"since": "2025", "until": "2025-03"})
    save_entry(desk, made, {"title_fr": "Cheffe de rang"})
    kept = profile(desk, dossier).entry(made).values
    assert (kept["since"], kept["until"], kept["title_fr"]) == ("2025", "2025-03", "Cheffe de rang")
    save_entry(desk, made, {"current": True, "since": "2026-01"})


def test_a_referee_is_corrected_under_the_field_that_is_wrong(window: Window, shell: Shell) -> None:
    dossier = dossier_of_screen(shell, "Roussel")
    letter = open_dossier(shell.desk, dossier).letters[0]
    sheet = RefereeSheet(shell, dossier, letter, window)
    sheet.open()
    sheet._texts["surname"].setText("Garnier")
    for field, typed, why in (
        ("phone", "05 49", "n’a pas dix chiffres"), ("email", "garnier@", "incomplète"), ("postcode", "864", "cinq chiffres"),
    ):  # fmt: skip
        good, former = sheet._texts[field], sheet._texts[field].text()
        good.setText(typed)
        sheet._finish()
        settle(window)
        assert sheet.isVisible()
        assert why in sheet._labelled[field].error.label.text()
        assert good.text() == typed, "what was typed stays to be corrected"
        good.setText(former)
    sheet._texts["known_from"].setText("septembre 2024")
    sheet._texts["known_to"].setText("juin 2022")
    sheet._finish()
    settle(window)
    assert "La fin est avant le début" in sheet._labelled["known_to"].error.label.text()
    sheet._texts["known_to"].setText("juin 2026")
    sheet._finish()
    settle(window)
    assert not sheet.isVisible()


def test_what_is_wrong_with_the_last_field_of_a_sheet_is_in_sight(window: Window, shell: Shell) -> None:
    dossier = dossier_of_screen(shell, "Roussel")
    sheet = RefereeSheet(shell, dossier, open_dossier(shell.desk, dossier).letters[0], window)
    sheet.open()
    sheet.setMaximumHeight(420)
    settle(window)
    sheet._texts["surname"].setText("Garnier")
    sheet._texts["known_from"].setText("septembre 2024")
    sheet._texts["known_to"].setText("juin 2022")
    sheet._finish()
    settle(window)
    error = sheet._labelled["known_to"].error
    assert error.isVisible()
    assert error.visibleRegion().boundingRect() == error.rect()
    sheet.leave()


def test_both_dates_of_a_line_may_be_moved_one_after_the_other(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel")
    dossier = dossier_of_screen(shell, "Roussel")
    row = entries(tab, "work").rows[0]
    row.unfold()
    assert row.grid is not None
    since, until = row.grid.boxes["since"], row.grid.boxes["until"]
    for box, text in ((since, "2019"), (until, "2020")):
        retype(box.widget.field, text)
        after_typing(window, tab)
    retype(since.widget.field, "2023")
    after_typing(window, tab)
    assert "La fin est avant le début" in since.widget.error.label.text()
    assert since.typed() == "2023"
    retype(until.widget.field, "2024")
    after_typing(window, tab)
    # the start, which waited for its end, follows it
    after_typing(window, tab)
    kept = profile(shell.desk, dossier).entry(row.entry_id).values
    assert (kept["since"], kept["until"], since.typed()) == ("2023", "2024", "2023")
