"""Names compared, shown and shortened; telephones, postcodes and numbers tidied, and what is doubtful in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.people.contact import looks_like_social_security_number, ml_number_doubt
from chance_desktop.domain.people.names import alike, fold, initials, initials_of, surname_case, with_de
from chance_desktop.domain.text.shown_text import shorter_names
from chance_desktop.domain.typed.emails import email_doubt
from chance_desktop.domain.typed.postcodes import postcode_doubt, tidy_postcode
from chance_desktop.domain.typed.telephones import phone_doubt, tidy_phone


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("D’HÉROUVILLE", "d herouville"), ("Bœuf", "boeuf"), ("  Le  Goff ", "le goff"), ("Müller", "muller"),
        ("Saint-Jean-d'Angély", "saint jean d angely"), ("Straße", "strasse"), ("Æbeltoft", "aebeltoft"), ("", ""),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(text=st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("LE GOFF", "Le Goff"), ("D'HÉROUVILLE", "D’Hérouville"), ("Da Silva", "Da Silva"), ("BŒUF", "Bœuf"), ("O'Brien", "O’Brien")],
)  # fmt: skip
def test_surnames_in_capitals_are_put_in_mixed_case(typed: str, shown: str) -> None:
    assert surname_case(typed) == shown


def test_initials_skip_particles() -> None:
    assert initials("Manon", "Roussel") == "MR"
    assert initials("Élodie", "de La Tour") == "ET"
    assert initials("Zoé", "Le") == "ZL"
    assert initials("", "") == ""


def test_initials_of_a_whole_name_are_those_of_its_first_and_last_words() -> None:
    assert [initials_of(name) for name in ("Manon Roussel", "Anne Marie de La Tour", "Élodie d’Hérouville")] == [
        "MR", "AT", "EH",
    ]  # fmt: skip
    assert (initials_of("Yanis"), initials_of(" ")) == ("Y", "")


@pytest.mark.parametrize(("one", "other"), [("Chloé", "Cloé"), ("Lefèvre", "LEFEVRE"), ("Guérineau", "Guerinau")])
def test_names_one_slip_apart_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("Hugo", "Enzo"), ("Léa", "Lola"), ("", ""), ("Bo", "Bu")])
def test_other_names_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_elision() -> None:
    assert [with_de(name) for name in ("Manon", "Enzo", "Hugo", "Inès", "")] == [
        "de Manon", "d’Enzo", "d’Hugo", "d’Inès", "de ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["0639981245", "06.39.98.12.45", "+33 6 39 98 12 45", "639981245", "+33 (0)6 39 98 12 45"]
)
def test_telephones(typed: str) -> None:
    assert tidy_phone(typed) == "06 39 98 12 45"
    assert phone_doubt(typed) == ""


@given(text=st.text(max_size=30))
def test_tidying_a_telephone_twice_changes_nothing(text: str) -> None:
    assert tidy_phone(tidy_phone(text)) == tidy_phone(text)


def test_doubts_are_told_in_french() -> None:
    assert "dix chiffres" in phone_doubt("06 39 98")
    assert phone_doubt("") == ""
    assert phone_doubt("+353 21 490 3000") == ""
    assert tidy_postcode("1000") == "01000"
    assert postcode_doubt("864") == "le code postal n’a pas cinq chiffres"
    assert email_doubt("claire@exemple") == "l’adresse électronique est incomplète"
    assert email_doubt("claire.audebert@exemple.fr") == ""
    assert "chiffres" in ml_number_doubt("12A")
    assert ml_number_doubt("1234567") == ""
    assert "six ou sept" in ml_number_doubt("123")


@pytest.mark.parametrize("text", ["son numéro : 2 85 05 78 006 084", "185057800608436", "1.85.05.2A.006.084"])
def test_a_social_security_number_is_recognised(text: str) -> None:
    assert looks_like_social_security_number(text)


@pytest.mark.parametrize("text", ["06 39 98 12 45", "dossier 8804842", "2026-CIV-A014", "le 12/07/2004"])
def test_other_numbers_are_not(text: str) -> None:
    assert not looks_like_social_security_number(text)


def test_a_name_gives_up_the_given_name_never_the_surname() -> None:
    assert shorter_names("Marie-Antoinette de La Tour") == (
        "Marie-Antoinette de La Tour",
        "M.-A. de La Tour",
        "de La Tour",
    )
    assert shorter_names("Zoé N’Diaye")[1:] == ("Z. N’Diaye", "N’Diaye")
    assert shorter_names("Roussel") == ("Roussel",)
    assert shorter_names("") == ("",)
