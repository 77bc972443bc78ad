"""Every dossier carries its next action, and a letter without an answer speaks first."""

from __future__ import annotations

from datetime import date, timedelta

from chance_desktop.domain.next_action import DossierSituation, LetterSituation, PieceSituation, next_actions
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
    assert actions(5, eligible="unknown") == ["step"]


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
