"""The grid of levels with the keyboard alone, both moments kept, and the guided self-assessment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.europass.assessments import assessments
from chance_desktop.desktop.dossier.europass.levels.level_card import LevelCard
from chance_desktop.desktop.dossier.europass.levels.level_sheets import AssessmentSheet, MeaningSheet
from chance_desktop.desktop.dossier.europass.view import EuropassTab
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.domain.learner.cefr import LanguageSkill, Level, Levels, Moment
from tests.desktop.europass_screen import LEFT, dossier_of, europass_tab
from tests.desktop.walking import spoken
from tests.screenshots.drawing import settle


def levels(shell: Shell, surname: str, language: str, moment: Moment) -> Levels:
    found = (each.assessment for each in assessments(shell.desk, dossier_of(shell, surname)))
    return next(each.levels for each in found if each.language == language and each.moment is moment)


def card_of(tab: EuropassTab) -> LevelCard:
    card = tab.page.sections["levels"]
    assert isinstance(card, LevelCard)
    return card


def test_arrows_go_along_and_space_chooses(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Guérineau", "passport")
    grid = card_of(tab).grid
    start = grid.cells[LanguageSkill.LISTENING, Level.B2]
    assert start.isChecked()
    start.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(QApplication.focusWidget() or window, key)
    here = QApplication.focusWidget()
    assert here is grid.cells[LanguageSkill.READING, Level.C1]
    assert spoken(here)[0] == "Lire, C1"
    assert card_of(tab).meaning.text() == "Que veut dire C1\u00a0?"
    QTest.keyClick(here, Qt.Key.Key_Space)
    settle(window)
    after = levels(shell, "Guérineau", "es", Moment.AFTER)
    assert (after.reading, after.listening) == (Level.C1, Level.B2)
    assert levels(shell, "Guérineau", "es", Moment.BEFORE).reading is Level.A2
    assert grid.cells[LanguageSkill.READING, Level.C1].after
    assert not grid.cells[LanguageSkill.READING, Level.B2].after
    assert grid.cells[LanguageSkill.READING, Level.A2].before


def test_clicks_that_follow_one_another_agree(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Guérineau", "passport")
    grid = card_of(tab).grid
    for level in (Level.C2, Level.A1, Level.C1):
        QTest.mouseClick(grid.cells[LanguageSkill.WRITING, level], LEFT)
    settle(window)
    assert levels(shell, "Guérineau", "es", Moment.AFTER).writing is Level.C1
    assert not any(rows for rows in _conflicts(shell))
    QTest.keyClick(grid.cells[LanguageSkill.WRITING, Level.C1], Qt.Key.Key_Delete)
    settle(window)
    assert levels(shell, "Guérineau", "es", Moment.AFTER).writing is None


def _conflicts(shell: Shell) -> list[str]:
    from sqlalchemy import select

    from chance_desktop.store.schema.tables import field_head

    with shell.desk.reading() as connection:
        query = select(field_head.c.field).where(field_head.c.table_name == "self_assessment")
        return [str(each) for each in connection.execute(query).scalars()]


def test_before_and_after_are_two_assessments(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel", "passport")
    card = card_of(tab)
    assert card.moment.code() == "before"
    assert card.language.currentText() == "Anglais"
    card.moment._segments["after"].click()
    QTest.mouseClick(card.grid.cells[LanguageSkill.LISTENING, Level.B2], LEFT)
    settle(window)
    assert levels(shell, "Roussel", "en", Moment.BEFORE).listening is Level.B1
    assert levels(shell, "Roussel", "en", Moment.AFTER).listening is Level.B2
    cell = card.grid.cells[LanguageSkill.LISTENING, Level.B1]
    assert cell.before
    assert cell.accessibleDescription() == "avant le départ"


def test_the_meaning_of_a_level(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel", "passport")
    QTest.mouseClick(card_of(tab).meaning, LEFT)
    settle(window)
    sheet = next(each for each in window.findChildren(MeaningSheet) if each.isVisible())
    assert "B1" in sheet.heading.text()
    assert "seul" in sheet.line.text()
    sheet.accept()


def test_a_level_is_found_by_answering(window: Window, shell: Shell) -> None:
    tab = europass_tab(window, shell, "Roussel", "passport")
    QTest.mouseClick(card_of(tab).guide, LEFT)
    settle(window)
    sheet = next(each for each in window.findChildren(AssessmentSheet) if each.isVisible())
    assert not sheet.take.isEnabled()
    sheet.chips[LanguageSkill.WRITING].click()
    for level in ("A1", "A2", "B1"):
        for number in (0, 1):
            QTest.mouseClick(sheet.answers[level, number]._segments["yes"], LEFT)
    QTest.mouseClick(sheet.answers["C1", 0]._segments["yes"], LEFT)
    assert sheet.reached.text() == "Niveau atteint\u00a0: B1"
    assert sheet.chips[LanguageSkill.WRITING].count == "B1"
    QTest.mouseClick(sheet.take, LEFT)
    settle(window)
    found = levels(shell, "Roussel", "en", Moment.BEFORE)
    assert (found.writing, found.listening) == (Level.B1, Level.B1)


def test_a_second_language_comes_with_its_grid(window: Window, shell: Shell) -> None:
    from chance_desktop.desktop.dossier.europass.sections.entries_card import EntriesCard
    from chance_desktop.desktop.ui_kit.inputs.search_choice import SearchChoice

    tab = europass_tab(window, shell, "Guérineau", "passport")
    link = next(each for each in tab.meter.links if each.text() == "Deuxième langue")
    QTest.mouseClick(link, LEFT)
    settle(window)
    card = tab.page.sections["language"]
    assert isinstance(card, EntriesCard)
    grid = card.rows[0].grid
    assert grid is not None
    field = grid.boxes["language"].widget.field
    assert isinstance(field, SearchChoice)
    QTest.keyClicks(field, "anglais")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    tab.keeper.flush()
    settle(window)
    assert [card_of(tab).language.itemText(number) for number in range(2)] == ["Espagnol", "Anglais"]
    assert not any(each.text() == "Deuxième langue" for each in tab.meter.links)
