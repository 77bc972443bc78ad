"""Sponsors: the roster, the agreement that is given and taken back, and the one proposed to a young person."""

from __future__ import annotations

from chance_desktop.casework.cards.kinds import SPONSOR
from chance_desktop.casework.cards.rows import cards, remove_card
from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.meetings.sponsors import propose, sponsors
from chance_desktop.desktop.meetings.sponsor_sheet import SponsorCardSheet
from chance_desktop.desktop.sheets.card_sheet import CardSheet
from chance_desktop.desktop.sheets.meeting_sheets import SponsorSheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, meetings_page, press, sheet_of
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


def test_the_roster_is_searched_and_filtered(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "sponsors")
    assert "Bastien Lavaud" in labels(page.sponsors)
    page.sponsors.search("seville")
    settle(window)
    assert "Bastien Lavaud" in labels(page.sponsors)
    assert "Nadège Rivault" not in labels(page.sponsors)
    page.sponsors.search("")
    page.sponsors.chips["not-agreed"].setChecked(True)
    settle(window)
    assert "Amandine Touchard" in labels(page.sponsors)
    assert "Nadège Rivault" not in labels(page.sponsors)


def test_an_agreement_is_taken_back_and_given_again(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "sponsors")
    press(page, "Ouvrir la fiche de Nadège Rivault")
    sheet = sheet_of(window, SponsorCardSheet)
    assert "Accord donné" in labels(sheet)
    assert [name for _on, _row, name in sheet.content.met if name not in labels(sheet)] == []
    assert sheet.content.met
    press(sheet, "Noter le retrait de l’accord")
    settle(window)
    assert "n’est plus proposée" in labels(sheet)
    assert not _agreed(shell, "Nadège Rivault")
    shell.undo()
    settle(window)
    assert _agreed(shell, "Nadège Rivault")
    shell.redo()
    settle(window)
    press(sheet, "Noter l’accord, aujourd’hui")
    settle(window)
    assert _agreed(shell, "Nadège Rivault")
    sheet.close()


def test_a_sponsor_is_added(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "sponsors")
    press(page, "Ajouter un parrain")
    sheet = sheet_of(window, CardSheet)
    sheet.boxes["first_name"].open("Élise")
    sheet.boxes["surname"].open("Barrault")
    sheet.boxes["languages"].open(("es",))
    sheet.boxes["consent_on"].open(shell.desk.today())
    sheet.finish()
    settle(window)
    assert _agreed(shell, "Élise Barrault")
    assert "Élise Barrault" in labels(page.sponsors)


def test_nobody_in_the_roster_says_what_to_do(window: Window, shell: Shell) -> None:
    for card in cards(shell.desk, SPONSOR):
        remove_card(shell.desk, SPONSOR, card.id)
    page = meetings_page(window, shell, "sponsors")
    assert "Aucun parrain pour l’instant" in labels(page.sponsors)
    shell.open_dossier(some_dossier(shell), "journal", "sponsor")
    sheet = sheet_of(window, SponsorSheet)
    assert "Aucun parrain n’a donné son accord" in labels(sheet)
    sheet.close()


def test_a_sponsor_is_proposed_with_reasons_and_a_meeting_planned(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    expected = propose(shell.desk, dossier)
    shell.open_dossier(dossier, "journal", "sponsor")
    sheet = sheet_of(window, SponsorSheet)
    assert list(sheet.cards) == [each.sponsor.card.id for each in expected]
    first = next(iter(sheet.cards.values()))
    assert first.isChecked()
    assert expected[0].reasons[0][1:] in first.line
    sheet.at.line.setText("17 h")
    sheet.finish()
    settle(window)
    planned = [each for each in open_dossier(shell.desk, dossier).meetings if each.at == "17:00"]
    assert [each.with_whom for each in planned] == [expected[0].sponsor.name]


def _agreed(shell: Shell, name: str) -> bool:
    return next(each.agreed for each in sponsors(shell.desk) if each.name == name)
