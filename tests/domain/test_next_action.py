"""Every dossier carries its next action, and a letter without an answer speaks first."""

from __future__ import annotations

from datetime import date, timedelta

from chance_desktop.domain.actions.action import CALM, NextAction
from chance_desktop.domain.actions.next_action import DossierSituation, LetterSituation, PieceSituation, next_actions
from chance_desktop.domain.actions.stay_action import SheetSituation, StaySituation, days_of_change, end_of_return
from chance_desktop.domain.statuses import Status
from tests.domain.test_rules import TODAY, programme


def letter(status: Status, days: int) -> LetterSituation:
    return LetterSituation("teacher", "Enseignant", "M. Garnier", status, TODAY - timedelta(days=days))


def piece(status: Status, days: int | None = None, code: str = "identity") -> PieceSituation:
    declared = programme().piece(code)
    since = None if days is None else TODAY - timedelta(days=days)
    return PieceSituation(
        code, declared.label, declared.article_label, status, since, bool(declared.letter), declared.blocks, None
    )


def actions(
    step: int = 3,
    state: str = "active",
    eligible: str = "eligible",
    pieces: tuple[PieceSituation, ...] = (),
    letters: tuple[LetterSituation, ...] = (),
    meeting: tuple[date, str] | None = None,
) -> list[str]:
    situation = DossierSituation("Manon", step, state, eligible, pieces, letters, meeting)
    return [action.code for action in next_actions(programme(), situation, TODAY)]


def test_every_active_dossier_has_a_next_action() -> None:
    for step in range(1, 10):
        found = actions(step)
        assert found[-1] == "step"


def test_a_dossier_that_was_left_has_none() -> None:
    assert actions(state="withdrawn") == []


def test_what_is_missing_to_decide_comes_first_while_it_decides() -> None:
    assert actions(2, eligible="unknown")[0] == "situation"
    assert actions(5, eligible="unknown") == ["prepare-stay", "step"]


def test_a_letter_is_chased_after_the_declared_delay_then_called() -> None:
    delays = programme().delays
    assert actions(letters=(letter(Status.REQUESTED, delays.letter_chase - 1),)) == ["step"]
    assert actions(letters=(letter(Status.REQUESTED, delays.letter_chase),))[0] == "remind"
    assert actions(letters=(letter(Status.REMINDED, delays.letter_chase_again - 1),)) == ["step"]
    assert actions(letters=(letter(Status.REMINDED, delays.letter_chase_again),))[0] == "call"
    assert actions(letters=(letter(Status.CHECKED, 90),)) == ["step"]


def test_pieces_to_replace_to_remind_to_ask_to_check() -> None:
    found = actions(pieces=(
        piece(Status.TO_REQUEST), piece(Status.RECEIVED, 2, "cv"), piece(Status.REQUESTED, 30, "photo"),
        piece(Status.EXPIRED, 5, "address"),
    ))  # fmt: skip
    assert found == ["ask", "remind-piece", "ask", "check"]
    assert actions(pieces=(piece(Status.TO_REQUEST), piece(Status.TO_REQUEST, code="cv")))[0] == "ask-many"


def test_words_of_an_action_agree_with_the_person() -> None:
    situation = DossierSituation("Enzo", 3, "active", "eligible", (), (letter(Status.REQUESTED, 18),), None)
    first = next_actions(programme(), situation, TODAY)[0]
    assert first.title == "Relancer M. Garnier pour la lettre d’Enzo"
    assert "il y a 18\u00a0jours" in first.detail
    assert first.target == "letter:teacher"
    assert first.button == "Préparer la relance"


def test_the_dossier_goes_on_when_only_the_departure_waits() -> None:
    assert actions(pieces=(piece(Status.REQUESTED, 2, "identity"), piece(Status.CHECKED, 2, "cv"))) == ["step"]
    assert actions(pieces=(piece(Status.TO_REQUEST, None, "identity"), piece(Status.CHECKED, 2, "cv"))) == [
        "ask",
        "step",
    ]
    assert actions(pieces=(piece(Status.REQUESTED, 2, "cv"), piece(Status.RECEIVED, 2, "photo"))) == ["check"]


ACCEPTED, ABROAD, BACK = 5, 7, 8


def stay(first: int, last: int, **known: object) -> StaySituation:
    """A stay from a day to another, counted from today."""
    return StaySituation(TODAY + timedelta(days=first), TODAY + timedelta(days=last), **known)  # type: ignore[arg-type]


def of_stay(
    step: int, known: StaySituation, pieces: tuple[PieceSituation, ...] = (), letters: tuple[LetterSituation, ...] = ()
) -> tuple[NextAction, ...]:
    situation = DossierSituation("Enzo", step, "active", "eligible", pieces, letters, None, known)
    return next_actions(programme(), situation, TODAY)


def codes(step: int, known: StaySituation) -> list[str]:
    return [action.code for action in of_stay(step, known)]


def test_a_stay_without_dates_is_prepared_once_the_dossier_is_accepted() -> None:
    assert codes(ACCEPTED - 1, StaySituation()) == ["step"]
    first = of_stay(ACCEPTED, StaySituation())[0]
    assert (first.title, first.in_a_list, first.target) == (
        "Préparer le séjour d’Enzo", "Préparer le séjour", "stay:dates"
    )  # fmt: skip
    assert first.code in CALM, "no day presses it"
    assert codes(ABROAD, StaySituation()) == ["step"]


def test_signatures_then_the_departure_come_as_it_nears() -> None:
    soon = programme().delays.departure_soon
    both = ("agreement", "commitment")
    assert codes(ACCEPTED, stay(soon + 1, 200, unsigned=both)) == ["step"]
    found = of_stay(ACCEPTED, stay(soon, 200, unsigned=both))
    assert [action.code for action in found] == ["sign", "departure", "step"]
    assert found[0].title == "Faire signer la convention de stage et l’engagement qualité"
    assert found[0].due_on == TODAY + timedelta(days=soon)
    assert f"dans {soon}\u00a0jours" in found[0].detail
    assert of_stay(ACCEPTED, stay(3, 200, unsigned=("commitment",)))[0].title == "Faire signer l’engagement qualité"
    assert codes(ACCEPTED, stay(3, 200)) == ["departure", "step"]
    assert codes(ACCEPTED - 1, stay(3, 200, unsigned=both)) == ["step"], "not accepted yet"


def test_a_paper_of_the_stay_is_asked_for_once() -> None:
    declared = programme().piece("training-agreement")
    assert declared.stay_paper == "agreement"
    paper = PieceSituation(
        declared.code, declared.label, declared.article_label, Status.TO_REQUEST, None, False, "dossier", None, "agreement"
    )  # fmt: skip
    far = of_stay(ACCEPTED, stay(90, 200, unsigned=("agreement",)), (paper,))
    assert [action.code for action in far] == ["ask"]
    near = of_stay(ACCEPTED, stay(9, 200, unsigned=("agreement",)), (paper,))
    assert [action.code for action in near] == ["sign", "departure"]


def test_a_sheet_is_asked_for_from_its_day_and_left_in_peace_once_asked_again() -> None:
    peace = programme().follow_up.late_after_days

    def sheet(state: str, days: int, reminded: int | None = None, number: int = 2) -> SheetSituation:
        again = None if reminded is None else TODAY - timedelta(days=reminded)
        return SheetSituation(number, TODAY - timedelta(days=days), state, again)

    assert codes(ABROAD, stay(-60, 90, sheets=(sheet("received", 30), sheet("coming", -9)))) == ["step"]
    (asked, _step) = of_stay(ABROAD, stay(-60, 90, sheets=(sheet("late", 10), sheet("due", 0, number=3))))
    assert asked.title.startswith("Demander la fiche de suivi du ")
    assert asked.detail == "Fiche n° 2, attendue il y a 10\u00a0jours. Une autre est attendue aussi."
    assert (asked.target, asked.due_on) == ("stay:sheets", TODAY - timedelta(days=10))
    assert codes(ABROAD, stay(-60, 90, sheets=(sheet("late", 10, peace - 1),))) == ["step"]
    assert codes(ABROAD, stay(-60, 90, sheets=(sheet("late", 10, peace),))) == ["sheet", "step"]


def test_what_a_stay_calls_for_comes_before_letters_and_pieces() -> None:
    late = stay(-60, 90, sheets=(SheetSituation(2, TODAY - timedelta(days=10), "late"),))
    found = of_stay(ABROAD, late, (piece(Status.RECEIVED, 2, "cv"),), (letter(Status.REQUESTED, 60),))
    assert [action.code for action in found][:3] == ["sheet", "remind", "check"]


def test_the_return_is_prepared_then_done() -> None:
    soon = programme().delays.return_soon
    tasks = ("interview", "questionnaire", "certificate")
    assert codes(ABROAD, stay(-100, soon + 1)) == ["step"]
    assert of_stay(ABROAD, stay(-100, soon))[0].title == "Préparer le retour d’Enzo"
    assert codes(ABROAD, stay(-100, 0, undone=tasks)) == ["return-soon", "step"]
    back = of_stay(BACK, stay(-100, -1, undone=tasks))
    assert [action.code for action in back] == [
        "return-interview",
        "return-questionnaire",
        "return-certificate",
        "step",
    ]
    assert {action.target for action in back[:3]} == {"stay:back"}
    assert codes(BACK, stay(-100, -1)) == ["step"]
    over = end_of_return(programme(), TODAY - timedelta(days=400))
    assert over < TODAY
    assert codes(BACK, stay(-600, -400, undone=tasks)) == ["step"]


def test_a_survey_that_is_due_is_told_once() -> None:
    wave = programme().survey_waves[0].label
    due = StaySituation(surveys=((wave, TODAY), ("Enquête à 1 an", TODAY + timedelta(days=180))))
    assert codes(9, due) == ["survey"], "the step says the same words"
    assert codes(BACK, due) == ["survey", "step"]
    assert codes(9, StaySituation(surveys=((wave, TODAY + timedelta(days=1)),))) == ["step"]


def test_every_change_that_time_brings_is_foreseen() -> None:
    """What is to be done on a later day is what was to be done on the last day of change before it."""
    known = stay(
        40,
        200,
        unsigned=("agreement",),
        undone=("interview",),
        surveys=(("Enquête à 6 mois", TODAY + timedelta(days=383)),),
    )
    changes = set(days_of_change(programme(), known, TODAY))
    for step in (ACCEPTED, ABROAD, BACK):
        situation = DossierSituation("Enzo", step, "active", "eligible", (), (), None, known)
        before: list[str] = []
        for ahead in range(500):
            day = TODAY + timedelta(days=ahead)
            now = [action.code for action in next_actions(programme(), situation, day)]
            assert now == before or day in changes or not ahead, (step, day)
            before = now
