"""The agenda: by day and by month, what goes out of it, a meeting from its making to its report."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from chance_desktop.casework.meetings.agenda import agenda, dossier_meetings
from chance_desktop.casework.meetings.events import open_event
from chance_desktop.casework.meetings.meetings import meeting_kinds
from chance_desktop.casework.papers.agenda_papers import as_pdf
from chance_desktop.desktop.home.view import HomeScreen
from chance_desktop.desktop.meetings.attendee_sheet import AttendeeSheet
from chance_desktop.desktop.meetings.rows import EntryRow
from chance_desktop.desktop.sheets.card_sheet import CardSheet
from chance_desktop.desktop.sheets.meeting_sheets import MeetingSheet
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.domain.dates import add_months
from chance_desktop.runtime.words import figures_date
from tests.days import on_hard_days
from tests.desktop.meeting_pages import event_page, labels, meetings_page, press, sheet_of
from tests.desktop.walking import dossier_of, some_dossier
from tests.screenshots.drawing import settle


@on_hard_days
def test_the_list_says_today_fades_the_past_and_strikes_what_is_cancelled(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell)
    page.agenda.show_shape("list")
    settle(window)
    today = shell.desk.today()
    rows = page.agenda.list_page.findChildren(EntryRow)
    every = agenda(shell.desk, today - timedelta(days=90), today + timedelta(days=400))
    assert len(rows) == len(every)
    shown = labels(page.agenda)
    assert ("Aujourd’hui" in shown) == any(each.on == today for each in every)
    assert "Panne de connexion à l’antenne" in shown
    struck = [row for row in rows if row.title.font().strikeOut()]
    assert len(struck) == sum(each.cancelled for each in every) == 1
    assert struck[0].title.tone == "ink2"


def test_a_kind_is_kept_alone(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell)
    kind = page.agenda.kind
    kind.setCurrentIndex(kind.findData("partners"))
    assert {each.kind for each in page.agenda.shown} == {"partners"}
    kind.setCurrentIndex(0)
    assert len({each.kind for each in page.agenda.shown}) > 3


@on_hard_days
def test_the_month_goes_by_the_keyboard(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell)
    page.agenda.show_shape("month")
    settle(window)
    month, today = page.agenda.month, shell.desk.today()
    month.setFocus()
    assert month.day == today
    QTest.keyClick(month, Qt.Key.Key_Right)
    assert month.day == today + timedelta(days=1)
    QTest.keyClick(month, Qt.Key.Key_Up)
    assert month.day == today - timedelta(days=6)
    QTest.keyClick(month, Qt.Key.Key_Home)
    QTest.keyClick(month, Qt.Key.Key_PageDown)
    settle(window)
    assert month.day == add_months(today, 1)
    assert str(month.day.year) in page.agenda.month_name.text()
    QTest.keyClick(month, Qt.Key.Key_PageUp)
    # the fictional office meets on working days: the next one that has a single meeting, of several people
    entries = agenda(shell.desk, today, today + timedelta(days=60))
    days = Counter(each.on for each in entries)
    wanted = next(each for each in entries if days[each.on] == 1 and not each.dossier_id)
    for _step in range((wanted.on - today).days):
        QTest.keyClick(month, Qt.Key.Key_Right)
    assert month.day == wanted.on
    spoken = month.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(month.day.year) in spoken
    assert "rendez-vous" in spoken
    QTest.keyClick(month, Qt.Key.Key_Return)
    settle(window)
    assert page.pages.currentIndex() == 1
    assert page.meeting.row_id == wanted.id
    assert page.meeting.name.text() in wanted.title


@on_hard_days
def test_the_calendar_file_names_no_young_person(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = meetings_page(window, shell)
    target = tmp_path / "agenda.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    press(page, "Exporter l’agenda (.ics)")
    settle(window)
    content = target.read_text("utf-8")
    assert content.count("BEGIN:VEVENT") == sum(each.on >= shell.desk.today() for each in page.agenda.shown)
    for each in page.agenda.shown:
        if each.dossier_id:
            assert each.title not in content
            assert each.title.split()[-1] not in content
    assert "ne contient le nom d’aucun jeune" in shell.toast.label.text()


def test_the_list_is_printed(window: Window, shell: Shell, tmp_path: Path) -> None:
    page = meetings_page(window, shell)
    path = tmp_path / "agenda.pdf"
    path.write_bytes(as_pdf(shell.desk, page.agenda.shown, "Tout").content)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 1
        assert "/StructTreeRoot" in pdf.Root


@on_hard_days
def test_a_meeting_is_made_people_come_and_it_is_cancelled(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = meetings_page(window, shell)
    press(page, "Nouvelle rencontre")
    sheet = sheet_of(window, CardSheet)
    sheet.boxes["kind"].open("information")
    sheet.boxes["on"].open(shell.desk.today())
    sheet.boxes["at"].open("14:30")
    sheet.boxes["theme"].open("Une matinée d’essai")
    sheet.finish()
    settle(window)
    event = page.meeting
    assert page.pages.currentIndex() == 1
    assert event.name.text() == "Une matinée d’essai"
    assert "14\u00a0h\u00a030" in event.line.text()
    press(event, "Ajouter une personne")
    adding = sheet_of(window, AttendeeSheet)
    young = [some_dossier(shell), dossier_of(shell, "Bonnin")]
    for code in young:
        adding.young.show_code(code)
        adding.young.chosen.emit(code)
        settle(window)
    assert list(adding.chosen) == young
    assert adding.young.text() == ""
    press(adding, "Ajouter à la liste")
    settle(window)
    press(event, "Ajouter une personne")
    other = sheet_of(window, AttendeeSheet)
    other.who.chosen.emit("guest")
    other.who.choose("guest")
    other.finish()
    assert "Écrivez le nom" in labels(other)
    other.name.line.setText("Paul Vignaud")
    other.finish()
    settle(window)
    view = open_event(shell.desk, event.row_id)
    assert sorted(each.role for each in view.attendees) == ["guest", "young", "young"]
    came = next(
        one for one in event.attendees.findChildren(SegmentedControl) if one.accessibleName() == "Manon Roussel"
    )
    came.choose("yes")
    came.chosen.emit("yes")
    settle(window)
    view = open_event(shell.desk, event.row_id)
    assert (view.came, view.held, view.without_dossier) == (1, True, 1)
    assert "1 jeune est venu sans déposer de dossier." in labels(event)
    monkeypatch.setattr(ReasonSheet, "exec", lambda _sheet: ReasonSheet.DialogCode.Accepted)
    monkeypatch.setattr(ReasonSheet, "reason", lambda _sheet: "Neige sur les routes")
    event.cancel()
    settle(window)
    assert open_event(shell.desk, event.row_id).cancelled_reason == "Neige sur les routes"
    assert "Neige sur les routes" in labels(event)
    shell.undo()
    settle(window)
    assert open_event(shell.desk, event.row_id).cancelled_reason == ""


def test_a_meeting_is_taken_off_and_comes_back(window: Window, shell: Shell) -> None:
    event = event_page(window, shell)
    event_id = event.row_id
    before = len(open_event(shell.desk, event_id).attendees)
    event.remove()
    settle(window)
    page = meetings_page(window, shell)
    assert event_id not in {each.id for each in page.agenda.shown}
    shell.undo()
    settle(window)
    assert len(open_event(shell.desk, event_id).attendees) == before


@on_hard_days
def test_a_meeting_of_a_dossier_says_where_and_who_came(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    shell.open_dossier(dossier, "journal", "meeting")
    sheet = sheet_of(window, MeetingSheet)
    sheet.kind.setCurrentIndex(sheet.kind.findData(meeting_kinds(shell.desk)[0].code))
    sheet.at.line.setText("9 h 15")
    sheet.mode.setCurrentIndex(sheet.mode.findData("video"))
    sheet.on.line.setText(figures_date(shell.desk.today() + timedelta(days=2)))
    assert not sheet.came.isVisibleTo(sheet)
    sheet.on.line.setText(figures_date(shell.desk.today()))
    assert sheet.came.isVisibleTo(sheet)
    sheet.finish()
    settle(window)
    found = next(each for each in dossier_meetings(shell.desk, dossier) if each.at == "09:15")
    assert "En visioconférence" in found.line
    assert found.came is None
    page = shell.page("dossier")
    came = next(one for one in page.findChildren(SegmentedControl) if found.kind_label in one.accessibleName())
    came.chosen.emit("no")
    settle(window)
    again = next(each for each in dossier_meetings(shell.desk, dossier) if each.id == found.id)
    assert again.came is False
    assert "n’est pas venu(e)" in "\n".join(one.text() for one in page.findChildren(Label))


@on_hard_days
def test_the_first_page_tells_meetings_of_several_people(window: Window, shell: Shell) -> None:
    shell.show_page("home")
    settle(window)
    page = shell.page("home")
    assert isinstance(page, HomeScreen)
    assert "Le dossier, pas à pas" in labels(page)
    assert "2 personnes à rencontrer" in labels(page)
    press(page, "Voir les personnes à rencontrer")
    settle(window)
    assert (shell.current, meetings_page(window, shell, "").tab) == ("meetings", "approach")
    shell.show_page("home")
    press(page, "Ouvrir, Réunion d’information – Le dossier, pas à pas")
    settle(window)
    assert shell.current == "meetings"


def test_the_attendance_sheet_is_printed(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = event_page(window, shell)
    printed: list[bytes] = []
    monkeypatch.setattr(
        "chance_desktop.desktop.meetings.event_page.print_rendered", lambda made, *_rest: printed.append(made.content)
    )
    press(event, "Feuille de présence")
    settle(window)
    path = tmp_path / "presence.pdf"
    path.write_bytes(printed[0])
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 1
