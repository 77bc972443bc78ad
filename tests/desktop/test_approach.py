"""People to approach: noted with whoever they might be, spoken to, then a dossier or nothing more."""

from __future__ import annotations

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.situation.prospects import spoken_to, to_approach
from chance_desktop.desktop.meetings.approach_sheets import ApproachSheet, ContactSheet, NoFollowUpSheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, meetings_page, press, sheet_of
from tests.screenshots.drawing import settle


def test_someone_is_noted_and_who_looks_like_them_is_shown(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "approach")
    before = len(to_approach(shell.desk))
    press(page, "Ajouter une personne")
    sheet = sheet_of(window, ApproachSheet)
    sheet.texts["surname"].setText("Roussel")
    sheet.texts["first_name"].setText("Manon")
    sheet.compare()
    settle(window)
    assert sheet.likely.isVisibleTo(sheet)
    assert "Manon Roussel" in labels(sheet.likely)
    assert sheet.adding.text() == "Ajouter quand même"
    sheet.texts["surname"].setText("Poupard")
    sheet.texts["first_name"].setText("Flavie")
    sheet.texts["town"].setText("Gençay")
    sheet.through.setCurrentIndex(sheet.through.findData("approached"))
    sheet.prior.choose("no")
    sheet.note.setPlainText("Rencontrée au club de judo.")
    sheet.compare()
    settle(window)
    assert not sheet.likely.isVisibleTo(sheet)
    sheet.finish()
    settle(window)
    found = {each.name: each for each in to_approach(shell.desk)}
    assert len(found) == before + 1
    assert (found["Flavie Poupard"].prior_stay, found["Flavie Poupard"].note) == (False, "Rencontrée au club de judo.")
    assert "Flavie Poupard" in labels(page.approach)


def test_a_homonym_is_asked_about_even_without_a_pause(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "approach")
    press(page, "Ajouter une personne")
    sheet = sheet_of(window, ApproachSheet)
    sheet.texts["surname"].setText("Roussel")
    sheet.texts["first_name"].setText("Manon")
    sheet.finish()
    settle(window)
    assert sheet.isVisible()
    assert sheet.likely.isVisibleTo(sheet)
    sheet.finish()
    settle(window)
    assert "Manon Roussel" in {each.name for each in to_approach(shell.desk)}


def test_a_contact_is_noted_below_the_earlier_ones(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "approach")
    who = next(each for each in to_approach(shell.desk) if each.name == "Ryan Vignaud")
    press(page, "Noter un contact avec Ryan Vignaud")
    sheet = sheet_of(window, ContactSheet)
    assert "Rappeler après ses examens." in labels(sheet)
    sheet.how.setCurrentIndex(sheet.how.findData("visit"))
    sheet.text.setPlainText("Vu au garage, viendra mardi.")
    sheet.finish()
    settle(window)
    spoken = spoken_to(shell.desk, who.dossier_id)
    assert [each.text for each in spoken] == ["Vu au garage, viendra mardi.", "Rappeler après ses examens."]
    page.approach.chips["waiting"].setChecked(True)
    settle(window)
    assert "Ryan Vignaud" not in labels(page.approach)
    assert "Lilou Coutant" in labels(page.approach)


def test_the_dossier_begins(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "approach")
    who = next(each for each in to_approach(shell.desk) if each.name == "Maëlys Sicard")
    assert who.dossier_id not in {row.id for row in list_page(shell.desk, DossierQuery()).rows}
    page.approach.begin(who)
    settle(window)
    assert shell.current == "dossier"
    assert open_dossier(shell.desk, who.dossier_id).state == "active"
    assert who.dossier_id in {row.id for row in list_page(shell.desk, DossierQuery()).rows}


def test_no_follow_up_asks_why(window: Window, shell: Shell) -> None:
    page = meetings_page(window, shell, "approach")
    who = next(each for each in to_approach(shell.desk) if each.name == "Lilou Coutant")
    page.approach.give_up(who)
    sheet = sheet_of(window, NoFollowUpSheet)
    sheet.finish()
    assert "Écrivez le motif" in labels(sheet)
    sheet.reason.setPlainText("A trouvé un apprentissage.")
    sheet.finish()
    settle(window)
    assert "Lilou Coutant" not in {each.name for each in to_approach(shell.desk)}
    assert open_dossier(shell.desk, who.dossier_id).state == "closed"
    shell.undo()
    settle(window)
    assert "Lilou Coutant" in {each.name for each in to_approach(shell.desk)}
