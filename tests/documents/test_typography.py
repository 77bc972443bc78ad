"""French typography and line breaking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.documents.kit.typesetting.line_breaking import break_lines, text_width
from chance_desktop.documents.kit.typesetting.theme import BODY, NOTE, Face, font
from chance_desktop.documents.kit.typesetting.typography import Part, drawable, french, parts

NB = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Quoi ?", f"Quoi{NB}?"),
        ("Objet : lettre ; suite !", f"Objet{NB}: lettre{NB}; suite{NB}!"),
        ("« Oui », dit-elle", f"«{NB}Oui{NB}», dit-elle"),
        ("l'élève", "l’élève"),
        ("M. Garnier et Mme Sicard", f"M.{NB}Garnier et Mme{NB}Sicard"),
        ("au 05 36 49 10 20", f"au 05{NB}36{NB}49{NB}10{NB}20"),
        ("80 % des 9", f"80{NB}% des 9"),
        ("https://exemple.fr:8080/a?b", "https://exemple.fr:8080/a?b"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    assert french(typed) == printed
    assert french(printed) == printed


def test_parts_raise_the_er_of_the_first() -> None:
    assert parts("mardi 1er décembre") == (Part("mardi "), Part("1"), Part("er", raised=True), Part(" décembre"))
    assert parts("**le 1er**") == (Part("le ", True), Part("1", True), Part("er", True, True))
    assert parts("11er premier 1ers") == (Part("11er premier 1ers"),)


def test_only_characters_of_the_font_are_drawn() -> None:
    known = font(Face.REGULAR).face.charToGlyph
    assert drawable("a\u202fb\u2011c", known) == f"a{NB}b-c"
    assert drawable("\u2192", known) == "-"
    assert all(ord(character) in known for character in drawable("Δ字😀ạ\x07", known))


@given(st.text(st.characters(codec="latin-1"), max_size=300), st.floats(20, 480))
def test_lines_fit_their_column_and_lose_no_word(text: str, width: float) -> None:
    lines = break_lines(text, NOTE, width)
    assert all(line.width <= width + 0.02 or len("".join(run.text for run in line.runs).strip()) <= 1 for line in lines)
    drawn = "".join(run.text for line in lines for run in line.runs)
    kept = drawable("".join(part.text for part in parts(text)), font(Face.REGULAR).face.charToGlyph)
    assert drawn.replace(" ", "") == kept.replace(" ", "").replace("\n", "")


def test_a_wrapped_line_keeps_its_space() -> None:
    first, second = break_lines(
        "Une chance pour l’Europe", BODY, text_width("Une chance pour", BODY.face, BODY.size) + 1
    )
    assert first.runs[-1].text.endswith("pour ")
    assert second.runs[0].text == "l’Europe"


def test_what_word_processors_leave_behind_is_not_drawn_as_a_question() -> None:
    known = font(Face.REGULAR).face.charToGlyph
    assert drawable("fin\u2028suite\uf0b7", known) == "fin suite"


def test_a_line_that_was_ended_by_hand_keeps_its_words_apart() -> None:
    first, second = break_lines("12, rue du Moulin\nCouhé", BODY, 300)
    assert first.runs[-1].text.endswith("Moulin ")
    assert second.runs[0].text == "Couhé"
