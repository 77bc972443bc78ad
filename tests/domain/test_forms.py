"""Declared forms: what may be answered, and what is asked after what was answered."""

from __future__ import annotations

from datetime import date

import pytest

from chance_desktop.casework.forms.answers import read_form
from chance_desktop.domain.form import AnswerProblem, is_asked, kept, missing
from chance_desktop.domain.reports.tally import percent
from chance_desktop.runtime.assets import forms_folder

FOLDER = forms_folder() / "une-chance-pour-l-europe"
CODES = ("end-of-stay", "follow-up", "survey", "sponsorship-report", "interview-grid", "return-interview")
ALL = {code: read_form(FOLDER, code) for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_every_form_is_sound_and_asks_no_question_twice(code: str) -> None:
    form = ALL[code]
    assert form.form == code
    assert len({question.code for question in form.questions}) == len(form.questions)
    names = {question.code.replace(".", "_") for question in form.questions}
    assert len(names) == len(form.questions), "fields of the paper would have the same name"


@pytest.mark.parametrize(
    ("code", "question", "typed", "answer"),
    [
        ("end-of-stay", "1.1", "Très bien", "3"),
        ("end-of-stay", "1.1", "3", "3"),
        ("end-of-stay", "4.1", "famille d'accueil", "family"),
        ("follow-up", "absent", " 12 ", "12"),
        ("follow-up", "topics", "Argent, Logement", '["lodging", "money"]'),
        ("follow-up", "topics", '["money", "money"]', '["money"]'),
        ("follow-up", "words", "", ""),
    ],
)
def test_answers_are_kept_as_codes(code: str, question: str, typed: str, answer: str) -> None:
    assert kept(ALL[code], ALL[code].question(question), typed, date(2026, 11, 24)) == answer


@pytest.mark.parametrize(
    ("code", "question", "typed", "said"),
    [
        ("end-of-stay", "1.1", "Génial", "Excellent, Très bien, Satisfaisant, Insatisfaisant"),
        ("follow-up", "absent", "61", "entre 0 et 60"),
        ("follow-up", "absent", "-1", "entre 0 et 60"),
        ("follow-up", "absent", "deux", "nombre entier"),
        ("follow-up", "topics", "Argent, Amour", "Amour"),
        ("follow-up", "words", "x" * 4001, "4000"),
    ],
)
def test_what_cannot_be_kept_is_told(code: str, question: str, typed: str, said: str) -> None:
    with pytest.raises(AnswerProblem) as problem:
        kept(ALL[code], ALL[code].question(question), typed, date(2026, 11, 24))
    assert said in problem.value.sentence
    assert problem.value.question.code == question


def test_the_solution_found_is_asked_whatever_was_said_of_problems() -> None:
    form = ALL["end-of-stay"]
    assert is_asked(form.question("5.5"), {"4.3": "no"})
    assert not is_asked(form.question("4.4"), {"4.3": "no"})
    assert is_asked(form.question("4.4"), {"4.3": "yes"})
    assert "5.5" in {question.code for question in missing(form, {"4.3": "no"})}


@pytest.mark.parametrize(
    ("count", "base", "shown"),
    [(5, 9, 56), (1, 9, 11), (4, 9, 44), (1, 8, 13), (3, 8, 38), (0, 9, 0), (0, 0, 0), (9, 9, 100)],
)
def test_percentages_are_whole_halves_up(count: int, base: int, shown: int) -> None:
    assert percent(count, base) == shown
