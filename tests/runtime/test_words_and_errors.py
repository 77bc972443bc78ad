"""Words people read, and the two families of failures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.runtime.assets import font_paths, forms_folder, icon_path
from chance_desktop.runtime.crash import report
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import french_spaces, locale, plural


def test_no_break_spaces_where_french_wants_them() -> None:
    assert french_spaces("Qui ? Vous : « moi » !") == "Qui\u00a0? Vous\u00a0: «\u00a0moi\u00a0»\u00a0!"
    assert french_spaces("80 % ; 12 €") == "80\u00a0%\u00a0; 12\u00a0€"


@given(text=st.text(max_size=60))
def test_spacing_twice_changes_nothing(text: str) -> None:
    assert french_spaces(french_spaces(text)) == french_spaces(text)


def test_french_counts_zero_and_one_as_one() -> None:
    assert [plural("{n} pièce", "{n} pièces", n) for n in (0, 1, 2, 40)] == [
        "0 pièce",
        "1 pièce",
        "2 pièces",
        "40 pièces",
    ]


def test_counts_are_read_by_thousands() -> None:
    assert plural("{n} pièce", "{n} pièces", 1_258) == "1\u00a0258 pièces"
    assert plural("{n} pièce", "{n} pièces", 2_000_000) == "2\u00a0000\u00a0000 pièces"
    assert plural("{n} pièce", "{n} pièces", 999) == "999 pièces"


@given(count=st.integers(-(10**7), 10**7))
def test_one_and_many_are_told_apart_as_the_cldr_does(count: int) -> None:
    assert (plural("one", "many", count) == "one") == (locale().plural_form(count) == "one")


def test_an_expected_error_is_a_sentence_and_a_next_step() -> None:
    error = ExpectedError("Le disque est plein.", "Libérez de la place.")
    assert error.text == "Le disque est plein. Libérez de la place."
    assert ExpectedError("Seule.").text == "Seule."


def test_a_crash_report_holds_no_value() -> None:
    def fails(name: str) -> None:
        try:
            raise KeyError(name)
        except KeyError as cause:
            raise ValueError("06 39 98 12 45 Roussel") from cause

    with pytest.raises(ValueError, match="Roussel") as told:
        fails("Manon Roussel")
    text = report(told.value)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_words_and_errors.py" in text
    assert "Roussel" not in text
    assert "/" not in text.splitlines()[1]


def test_what_ships_is_found() -> None:
    assert len(font_paths()) >= 5
    assert icon_path("send").is_file()
    assert (forms_folder() / "une-chance-pour-l-europe" / "programme.toml").is_file()
