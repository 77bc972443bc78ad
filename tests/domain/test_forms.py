"""Declared forms: what may be answered, what is asked after what was answered, and counts that an independent count finds too."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.casework.forms import read_form
from chance_desktop.domain.form import AnswerProblem, Form, QuestionKind, codes_in, is_asked, kept, missing
from chance_desktop.domain.tally import NOT_SAID, percent, tally
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
    assert kept(ALL[code], ALL[code].question(question), typed) == answer


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
        kept(ALL[code], ALL[code].question(question), typed)
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


def _answers(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Answers of one person: any question left out or answered with anything it offers."""
    parts: dict[str, st.SearchStrategy[str | None]] = {}
    for question in form.questions:
        codes = [choice.code for choice in form.options(question)]
        if question.kind is QuestionKind.CHOICE:
            parts[question.code] = st.sampled_from([*codes, ""])
        elif question.kind is QuestionKind.CHOICES:
            parts[question.code] = st.lists(st.sampled_from(codes), unique=True).map(
                lambda some, form=form, question=question: kept(form, question, ",".join(some))  # type: ignore[misc]
            )
    return st.fixed_dictionaries(parts).map(lambda said: {code: answer for code, answer in said.items() if answer})


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_the_tally_is_what_counting_by_hand_finds(code: str, data: st.DataObject) -> None:
    form = ALL[code]
    people = data.draw(st.lists(_answers(form), max_size=12))
    for found in tally(form, people):
        question = found.question
        group = [each for each in people if not question.split_by or each.get(question.split_by) == found.group]
        by_hand: Counter[str] = Counter()
        for each in group:
            answer = each.get(question.code, "")
            codes = codes_in(answer) if question.kind is QuestionKind.CHOICES else (answer,)
            by_hand.update(codes or (NOT_SAID,))
        assert {key: count for key, count in found.counts.items() if count} == dict(by_hand)
        assert found.base == len(people)
        assert {choice.code for choice in form.options(question)} <= set(found.counts), "empty rows are counted too"
