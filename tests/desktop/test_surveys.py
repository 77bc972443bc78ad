"""Surveys: rates with their numbers, an attempt, an answer, a refusal that can be undone, an agreement taken back."""

from __future__ import annotations

from chance_desktop.casework.surveys.surveys import SurveyView, rates, surveys
from chance_desktop.desktop.stays.model import ANSWERED, CLOSED, rate_line
from chance_desktop.desktop.stays.survey_page import SurveyPage
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.meeting_pages import labels, press
from tests.screenshots.drawing import settle
from tests.screenshots.stays import stays_page


def _open(window: Window, shell: Shell, name: str) -> SurveyPage:
    page = stays_page(shell, "surveys")
    settle(window)
    found = next(each for each in surveys(shell.desk) if each.name == name and each.state == "due")
    press(page, f"Ouvrir l’enquête de {name}, {found.wave_label}")
    settle(window)
    return page.survey


def _now(shell: Shell, page: SurveyPage) -> SurveyView:
    return next(each for each in surveys(shell.desk) if each.subject.id == page.row_id)


def test_rates_never_stand_without_their_numbers(window: Window, shell: Shell) -> None:
    page = stays_page(shell, "surveys")
    settle(window)
    for found in rates(surveys(shell.desk), shell.desk):
        assert rate_line(found) in labels(page.surveys)
    first = rates(surveys(shell.desk), shell.desk)[0]
    assert rate_line(first) == f"{first.answered} réponses sur {first.due} ({first.rate}\u00a0%)"
    page.surveys.chips[ANSWERED].setChecked(True)
    settle(window)
    assert "Margaux Péron" in labels(page.surveys)
    assert "Justine Garçon" not in labels(page.surveys)
    page.surveys.chips[CLOSED].setChecked(True)
    settle(window)
    assert "Antoine Ferrand" in labels(page.surveys)


def test_an_attempt_is_noted(window: Window, shell: Shell) -> None:
    survey = _open(window, shell, "Justine Garçon")
    before = len(_now(shell, survey).attempts)
    survey.how.setCurrentIndex(survey.how.findData("email"))
    survey.result.setCurrentIndex(survey.result.findData("later"))
    press(survey, "Noter cet essai")
    settle(window)
    tried = _now(shell, survey).attempts
    assert len(tried) == before + 1
    assert (tried[-1].how, tried[-1].result, tried[-1].on) == ("Courriel", "Rappeler plus tard", shell.desk.today())
    assert "Courriel · Rappeler plus tard" in labels(survey)


def test_answering_now_closes_the_survey(window: Window, shell: Shell) -> None:
    survey = _open(window, shell, "Justine Garçon")
    survey.form.boxes["situation"].open("job")
    survey.form.boxes["situation"].input.touched.emit()
    settle(window)
    found = _now(shell, survey)
    assert (found.state, found.closed_on) == ("answered", shell.desk.today())
    assert "Répondue" in labels(survey)


def test_a_refusal_is_undone(window: Window, shell: Shell) -> None:
    survey = _open(window, shell, "Justine Garçon")
    press(survey, "Ne veut pas répondre")
    settle(window)
    assert _now(shell, survey).state == "refused"
    assert not survey.form.isVisible()
    shell.undo()
    settle(window)
    assert _now(shell, survey).state == "due"
    press(survey, "Injoignable")
    settle(window)
    assert _now(shell, survey).state == "unreachable"
    press(survey, "Rouvrir l’enquête")
    settle(window)
    assert _now(shell, survey).state == "due"
    assert survey.form.isVisible()
