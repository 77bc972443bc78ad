"""The tab « Séjour »: dates, sheets, payments, incidents, an offer, an early return, and everything of the return."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from chance_desktop.casework.cards.kinds import PAYMENT
from chance_desktop.casework.cards.rows import add_card, cards, remove_card
from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.journal.journal import journal
from chance_desktop.casework.meetings.sponsors import is_sponsor
from chance_desktop.casework.papers.form_papers import form_pdf
from chance_desktop.casework.stays.early_return import return_early
from chance_desktop.casework.stays.stays import open_stay, save_stay
from chance_desktop.casework.surveys.return_tasks import open_return
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.stay.back_sheets import ConsentSheet, SponsorSheet
from chance_desktop.desktop.dossier.stay.early_sheet import EarlySheet
from chance_desktop.desktop.dossier.stay.fields_sheet import DatesSheet, FieldsSheet
from chance_desktop.desktop.dossier.stay.form_sheet import FormSheet
from chance_desktop.desktop.dossier.stay.model import SHEET_LABELS
from chance_desktop.desktop.dossier.stay.offers_sheet import MatchesSheet
from chance_desktop.desktop.dossier.stay.payments_card import PaymentSheet
from chance_desktop.desktop.dossier.stay.view import StayTab
from chance_desktop.desktop.forms.taken_sheet import TakenSheet
from chance_desktop.desktop.paper.printing import CautionSheet
from chance_desktop.desktop.sheets.card_sheet import CardSheet
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.runtime.words import figures_date
from tests.desktop.meeting_pages import labels, press, sheet_of
from tests.desktop.walking import dossier_of
from tests.screenshots.drawing import settle
from tests.screenshots.stays import stay_tab

SHEET_FORM = "follow-up"

W = TypeVar("W", bound=QWidget)


def _abroad(window: Window, shell: Shell) -> StayTab:
    tab = stay_tab(shell, dossier_of(shell, "Bonnin"))
    settle(window)
    return tab


def _back(window: Window, shell: Shell) -> StayTab:
    tab = stay_tab(shell, dossier_of(shell, "Guérineau"))
    settle(window)
    return tab


def test_the_calendar_is_shown_as_it_is_typed(window: Window, shell: Shell) -> None:
    tab = _abroad(window, shell)
    before = open_stay(shell.desk, dossier_of(shell, "Bonnin")).calendar
    assert before is not None
    tab.dates.edit()
    sheet = sheet_of(window, DatesSheet)
    assert "24 semaines" in sheet.told.text()
    sheet.boxes["placement_weeks"].open("12")
    sheet.look()
    settle(window)
    assert "12 semaines" in sheet.told.text()
    sheet.boxes["placement_starts_on"].open(before.spent.first)
    sheet.look()
    settle(window)
    assert "avant la fin du cours" in sheet.told.text()
    assert not sheet.strip.isVisible()
    sheet.close()
    settle(window)
    assert open_stay(shell.desk, dossier_of(shell, "Bonnin")).calendar == before


def test_dates_are_kept_refused_under_their_field_and_undone(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    tab.dates.edit()
    sheet = sheet_of(window, DatesSheet)
    box = sheet.boxes["placement_weeks"]
    QTest.keyClicks(box.widget.field, "x")
    sheet.finish()
    settle(window)
    assert "n’est pas un nombre" in box.widget.error.label.text()
    box.widget.field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(box.widget.field, "12")
    sheet.finish()
    settle(window)
    calendar = open_stay(shell.desk, dossier).calendar
    assert calendar is not None
    assert calendar.placement is not None
    assert calendar.placement.weeks == 12
    assert "12 semaines" in labels(tab.dates)
    shell.undo()
    settle(window)
    assert "24 semaines" in labels(tab.dates)


def test_the_late_sheet_is_chosen_first_and_comes_in(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    late = open_stay(shell.desk, dossier).late_sheets[0].number
    assert tab.sheets.number == late
    assert SHEET_LABELS["late"] in labels(tab.sheets)
    tab.sheets.path.squares[late].setFocus()
    QTest.keyClick(tab.sheets.path.squares[late], Qt.Key.Key_Left)
    assert tab.sheets.number == late - 1
    assert f"Fiche n°\u00a0{late - 1}" in tab.sheets.path.squares[late - 1].accessibleName()
    tab.sheets.choose(late)
    press(tab.sheets, "Noter une relance")
    settle(window)
    press(tab.sheets, "La fiche est arrivée")
    settle(window)
    assert open_stay(shell.desk, dossier).late_sheets == ()
    assert tab.sheets.sheet is not None
    assert (tab.sheets.sheet.state, tab.sheets.number) == ("received", late)
    shell.undo()
    settle(window)
    assert len(open_stay(shell.desk, dossier).late_sheets) == 1


def test_a_sheet_noted_as_arrived_by_mistake_is_awaited_again(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    (late,) = open_stay(shell.desk, dossier).late_sheets
    assert not tab.sheets.not_come.isVisible()
    press(tab.sheets, "La fiche est arrivée")
    settle(window)
    press(tab.sheets, "Elle n’est pas arrivée")
    settle(window)
    assert open_stay(shell.desk, dossier).late_sheets == (late,)
    assert "reçue par erreur" in journal(shell.desk, dossier)[0].text


def test_a_filled_sheet_is_dropped_and_taken(window: Window, shell: Shell, tmp_path: Path) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    sheet = tab.sheets.sheet
    assert sheet is not None
    paper = form_pdf(shell.desk, SHEET_FORM, sheet.subject, "Sarah Bonnin", sheet.number)
    file = tmp_path / "fiche.pdf"
    file.write_bytes(paper.content)
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.get("/T", "")).rpartition(":")[2] == "tasks":
                field.V = pikepdf.String("Inventaire de la réserve")
        pdf.save(file)
    tab.sheets.drop.give([file])
    settle(window)
    taken = sheet_of(window, TakenSheet)
    assert "Inventaire de la réserve" in labels(taken)
    taken.finish()
    settle(window)
    found = next(each for each in open_stay(shell.desk, dossier).sheets if each.number == sheet.number)
    assert found.filled.answers["tasks"] == "Inventaire de la réserve"
    sheet_of(window, FormSheet).close()
    settle(window)
    assert tab.sheets.sheet is not None
    assert tab.sheets.sheet.state == "received"


def test_an_offer_that_suits_is_chosen(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    press(tab.partners, "Offres qui lui iraient")
    sheet = sheet_of(window, MatchesSheet)
    assert "le pays souhaité" in labels(sheet)
    assert "un autre pays" in labels(sheet)
    assert [match.points for match in sheet.found] == sorted((match.points for match in sheet.found), reverse=True)
    wanted = next(match.offer for match in sheet.found if match.offer.title == "Employé de jardinerie")
    sheet.buttons[wanted.card.id].click()
    settle(window)
    stay = open_stay(shell.desk, dossier)
    assert (stay.company, stay.correspondent) == (wanted.company, wanted.correspondent)
    assert wanted.title in labels(tab.partners)
    shell.undo()
    settle(window)
    assert open_stay(shell.desk, dossier).company == "Blackpool Quay Hotel"


def test_a_mentor_is_written_down(window: Window, shell: Shell) -> None:
    tab = _abroad(window, shell)
    tab.partners.edit()
    sheet = sheet_of(window, FieldsSheet)
    box = sheet.boxes["mentor_email"]
    QTest.keyClicks(box.widget.field, "pas une adresse")
    sheet.finish()
    settle(window)
    assert box.widget.error.label.text()
    box.widget.field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(box.widget.field, "tuteur@exemple.fr")
    sheet.finish()
    settle(window)
    assert "tuteur@exemple.fr" in labels(tab.partners)


def test_a_payment_is_noted(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    tab.payments.buttons["halfway"].click()
    sheet = sheet_of(window, PaymentSheet)
    sheet.boxes["amount"].open("")
    QTest.keyClicks(sheet.boxes["amount"].widget.field, "1 050,50")
    sheet.finish()
    settle(window)
    paid = next(each for each in open_stay(shell.desk, dossier).payments if each.code == "halfway")
    assert (paid.amount, paid.state, paid.paid_on) == (105_050, "paid", shell.desk.today())
    assert "1\u00a0050,50\u00a0€" in labels(tab.payments)


def test_an_incident_is_noted_then_solved(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    press(tab.incidents, "Noter un incident")
    sheet = sheet_of(window, CardSheet)
    sheet.boxes["text"].open("Valise perdue à l’aéroport.")
    sheet.finish()
    settle(window)
    assert "Valise perdue" in labels(tab.incidents)
    card = next(each for each in open_stay(shell.desk, dossier).incidents if "Valise" in each.text("text"))
    tab.incidents.edit(card)
    again = sheet_of(window, CardSheet)
    again.boxes["solution"].widget.field.setPlainText("Retrouvée par la compagnie.")  # type: ignore[attr-defined]
    QTest.keyClicks(again.boxes["solved_on"].widget.field, figures_date(shell.desk.today()))
    again.finish()
    settle(window)
    assert "Solution\u00a0: Retrouvée par la compagnie." in labels(tab.incidents)


def test_a_lodging_is_added_and_removed(window: Window, shell: Shell) -> None:
    tab = _abroad(window, shell)
    tab.lodgings.add()
    sheet = sheet_of(window, CardSheet)
    sheet.boxes["kind"].open("shared")
    sheet.boxes["host_name"].open("Colocation du port")
    sheet.finish()
    settle(window)
    assert "Colocation du port" in labels(tab.lodgings)
    card = next(
        each for each in open_stay(shell.desk, dossier_of(shell, "Bonnin")).lodgings if "port" in each.text("host_name")
    )
    tab.lodgings.remove(card)
    settle(window)
    assert "Colocation du port" not in labels(tab.lodgings)


def test_an_early_return_says_what_is_no_longer_due(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    due = len(open_stay(shell.desk, dossier).sheets)
    assert tab.early.isVisible()
    tab.perform("stay:early")
    sheet = sheet_of(window, EarlySheet)
    settle(window)
    assert "ne seront plus demandées" in sheet.told.label.text()
    sheet.finish()
    assert sheet.reason_field.error.label.text()
    sheet.reason.setPlainText("embauche à Poitiers")
    sheet.finish()
    settle(window)
    assert sheet.kind_field.error.label.text()
    sheet.kind.setCurrentIndex(sheet.kind.findData("job"))
    sheet.finish()
    settle(window)
    stay = open_stay(shell.desk, dossier)
    assert len(stay.sheets) < due
    assert "embauche à Poitiers" in labels(tab.dates)
    assert tab.early.text() == "Corriger le retour anticipé…"
    shell.undo()
    settle(window)
    assert len(open_stay(shell.desk, dossier).sheets) == due


def test_an_early_return_is_corrected_or_taken_back(
    window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, dossier = shell.desk, dossier_of(shell, "Bonnin")
    whole = open_stay(desk, dossier)
    return_early(desk, dossier, "job", "embauche", desk.today())
    tab = _abroad(window, shell)
    tab.load()
    settle(window)
    assert tab.early.text() == "Corriger le retour anticipé…"
    tab.early.click()
    sheet = sheet_of(window, EarlySheet)
    settle(window)
    assert (sheet.on.line.text(), sheet.kind.code(), sheet.reason.toPlainText()) == (
        figures_date(desk.today()), "job", "embauche",
    )  # fmt: skip
    sheet.reason.setPlainText("embauche à Poitiers")
    sheet.finish()
    settle(window)
    assert "embauche à Poitiers" in labels(tab.dates)
    monkeypatch.setattr(ReasonSheet, "exec", lambda _sheet: ReasonSheet.DialogCode.Accepted)
    monkeypatch.setattr(ReasonSheet, "reason", lambda _sheet: "erreur de dossier")
    tab.early.click()
    sheet_of(window, EarlySheet).taking_back.click()
    settle(window)
    stay = open_stay(desk, dossier)
    assert (stay.early, stay.early_return, len(stay.sheets)) == (None, "", len(whole.sheets))
    assert stay.calendar == whole.calendar
    assert journal(desk, dossier)[0].text == "Correction\u00a0: Retour anticipé retiré – erreur de dossier"
    assert tab.early.text() == "Noter un retour anticipé…"


def test_the_due_day_of_a_payment_follows_the_departure_until_it_is_typed(window: Window, shell: Shell) -> None:
    desk, dossier = shell.desk, dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    tab.payments.buttons["halfway"].click()
    sheet = sheet_of(window, PaymentSheet)
    sheet.finish()
    settle(window)
    noted = next(each for each in open_stay(desk, dossier).payments if each.code == "halfway")
    (kept,) = cards(desk, PAYMENT, id=noted.card_id)
    assert (kept.text("due_on"), kept.text("paid_on")) == ("", desk.today().isoformat())


def test_a_payment_added_by_hand_is_taken_off(window: Window, shell: Shell) -> None:
    desk, dossier = shell.desk, dossier_of(shell, "Bonnin")
    made = add_card(desk, PAYMENT, {"label": "Secours", "due_on": desk.today()}, dossier).result
    tab = _abroad(window, shell)
    tab.load()
    settle(window)
    tab.payments.buttons[f"remove/{made}"].click()
    settle(window)
    assert "Secours" not in labels(tab.payments)


@pytest.mark.parametrize("code", ["agreement", "commitment"])
@pytest.mark.parametrize("file_format", ["pdf", "odt"])
def test_papers_to_sign_are_saved(
    window: Window, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, file_format: str
) -> None:
    tab = _abroad(window, shell)
    target = tmp_path / f"papier.{file_format}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    monkeypatch.setattr(CautionSheet, "exec", lambda _self: CautionSheet.DialogCode.Accepted)
    tab.papers.paper(code, file_format, to_file=True)
    settle(window)
    assert target.read_bytes().startswith(b"%PDF-" if file_format == "pdf" else b"PK")


def test_the_tasks_of_the_return_are_done_one_by_one(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Guérineau")
    tab = _back(window, shell)
    assert tab.back.isVisible()
    done = sum(task.done for task in open_return(shell.desk, dossier).tasks)
    assert tab.back.head.count.text() == f"{done}/6"
    press(tab.back, "Remise aujourd’hui, Remettre l’attestation de fin de stage")
    settle(window)
    assert open_return(shell.desk, dossier).certificate_on == shell.desk.today()
    press(tab.back, "Noter l’accord, Demander l’accord pour les enquêtes")
    consent = sheet_of(window, ConsentSheet)
    consent.on.line.setText("pas une date")
    consent.finish()
    assert consent.on.widget.error.label.text()
    consent.on.line.setText(figures_date(shell.desk.today()))
    consent.finish()
    settle(window)
    assert open_return(shell.desk, dossier).consent.on == shell.desk.today()
    press(tab.back, "Devient parrain, Proposer de parrainer à son tour")
    sponsor = sheet_of(window, SponsorSheet)
    sponsor.finish()
    settle(window)
    assert is_sponsor(shell.desk, dossier)
    assert tab.back.head.count.text() == f"{done + 3}/6"
    press(tab.back, "Noter le retrait, Demander l’accord pour les enquêtes")
    settle(window)
    assert open_return(shell.desk, dossier).consent.on is None


def test_the_questionnaire_is_filled_over_the_dossier(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Guérineau")
    tab = _back(window, shell)
    press(tab.back, "Ouvrir, Remplir le questionnaire de fin de séjour")
    settle(window)
    sheet = sheet_of(window, FormSheet)
    before = len(open_return(shell.desk, dossier).questionnaire.answers)
    sheet.form.boxes["3.1"].open("4")
    sheet.form.boxes["3.1"].input.touched.emit()
    settle(window)
    assert len(open_return(shell.desk, dossier).questionnaire.answers) == before + 1
    sheet.close()
    settle(window)


def test_both_levels_of_a_language_stand_side_by_side(window: Window, shell: Shell) -> None:
    tab = _back(window, shell)
    (language,) = [each for each in open_return(shell.desk, dossier_of(shell, "Guérineau")).languages if each.compared]
    told = labels(tab.back)
    assert f"{language.label}, avant et après" in told
    assert "Avant le départ" in told


def test_a_dossier_without_dates_says_what_to_do(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Roussel")
    tab = stay_tab(shell, dossier)
    settle(window)
    assert "Pas encore de dates" in labels(tab.dates)
    assert not tab.back.isVisible()
    press(tab.dates, "Donner les dates")
    sheet = sheet_of(window, DatesSheet)
    first = shell.desk.today() + timedelta(days=60)
    QTest.keyClicks(sheet.boxes["language_starts_on"].widget.field, figures_date(first))
    sheet.finish()
    settle(window)
    stay = open_stay(shell.desk, dossier)
    assert stay.calendar is not None
    assert stay.calendar.spent.first == first
    assert "Semaine" not in labels(tab.dates)


def test_a_target_opens_the_tab(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    shell.open_dossier(dossier, "", "stay:offers")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    assert page.tab == "stay"


def test_what_a_colleague_changed_meanwhile_is_shown(window: Window, shell: Shell) -> None:
    dossier = dossier_of(shell, "Bonnin")
    tab = _abroad(window, shell)
    stay = open_stay(shell.desk, dossier)
    shell.write(lambda: save_stay(shell.desk, dossier, {"mentor_name": "Mrs Byrne"}, stay.seen))
    settle(window)
    assert "Mrs Byrne" in labels(tab.partners)
    card = stay.lodgings[0]
    shell.write(lambda: remove_card(shell.desk, card.kind, card.id, card.seen))
    settle(window)
    assert "Aucun logement noté." in labels(tab.lodgings)


def test_a_next_action_opens_what_it_points_at(window: Window, shell: Shell) -> None:
    """From another page, before the stay was read."""
    back = dossier_of(shell, "Guérineau")
    action = open_dossier(shell.desk, back).action
    assert action.target == "stay:back"
    shell.open_dossier(back, "", action.target)
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, StayTab)
    assert tab.back.isVisible()
    shell.open_dossier(dossier_of(shell, "Bonnin"), "", "stay:dates")
    settle(window)
    sheet_of(window, DatesSheet).close()
    settle(window)
