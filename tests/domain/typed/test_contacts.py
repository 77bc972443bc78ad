"""Telephones, postcodes and e-mail addresses: read alike whoever they belong to, foreign ones too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.domain.typed.contacts import read_contacts
from chance_desktop.domain.typed.emails import email_doubt, read_email
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.domain.typed.postcodes import postcode_doubt, read_postcode, tidy_postcode
from chance_desktop.domain.typed.telephones import phone_doubt, read_telephone, tidy_phone


@pytest.mark.parametrize(
    ("typed", "country", "tidy"),
    [
        ("0549000000", "FR", "05 49 00 00 00"), ("549000000", "FR", "05 49 00 00 00"),
        ("0033 5 49 00 00 00", "FR", "05 49 00 00 00"), ("+33 (0)5 49 00 00 00", "FR", "05 49 00 00 00"),
        ("(05) 49.00.00.00", "FR", "05 49 00 00 00"), ("05 49 00 00 00 poste 12", "FR", "05 49 00 00 00 poste 12"),
        ("0692 12 34 56", "FR", "06 92 12 34 56"), ("+262 692 12 34 56", "FR", "06 92 12 34 56"),
        ("+590 590 12 34 56", "FR", "05 90 12 34 56"), ("3949", "FR", "39 49"),
        ("0034 912 345 678", "FR", "+34 912 34 56 78"), ("+353 21 490 3000", "FR", "+353 21 490 3000"),
        ("912 345 678", "es", "+34 912 34 56 78"), ("(01) 234 5678", "IE", "+353 1 234 5678"),
        ("020 7946 0958", "GB", "+44 20 7946 0958"), ("05 49 00 00 00", "IE", "05 49 00 00 00"),
        ("05 49 00 00 00", "", "05 49 00 00 00"), ("+34 912345678", "", "+34 912 34 56 78"), ("", "FR", ""),
    ],
)  # fmt: skip
def test_telephones(typed: str, country: str, tidy: str) -> None:
    assert read_telephone(typed, country) == tidy
    assert phone_doubt(typed, country) == ""
    assert read_telephone(tidy, country) == tidy


@pytest.mark.parametrize(
    ("typed", "country", "words"),
    [
        ("06 39 98", "FR", "n’a pas dix chiffres"), ("05 49 00 00 0", "FR", "n’a pas dix chiffres"),
        ("secrétariat", "FR", "n’a pas dix chiffres"), ("+999 123", "FR", "indicatif"), ("912 345 678", "", "n’est pas complet"),
    ],
)  # fmt: skip
def test_what_is_no_telephone_is_told(typed: str, country: str, words: str) -> None:
    assert words in phone_doubt(typed, country)
    assert tidy_phone(typed, country) == typed, "nothing typed is lost"
    with pytest.raises(Unreadable) as refusal:
        read_telephone(typed, country)
    assert refusal.value.sentence.endswith(".")
    assert ("indicatif" in refusal.value.next_step) is (country == "")


@given(st.text("0123456789+ ().-/", max_size=25), st.sampled_from(("FR", "ES", "IE", "")))
def test_tidying_twice_changes_nothing(text: str, country: str) -> None:
    once = tidy_phone(text, country)
    assert tidy_phone(once, country) == once
    assert sum(char.isdigit() for char in once) >= min(3, sum(char.isdigit() for char in text.strip()))


@pytest.mark.parametrize(
    ("typed", "country", "tidy"),
    [
        ("86 400", "FR", "86400"), ("1000", "FR", "01000"), ("20090", "FR", "20090"), ("97400", "RE", "97400"),
        ("98000", "MC", "98000"), ("sw1a 1aa", "GB", "SW1A 1AA"), ("28013", "es", "28013"), ("D02  AF30", "IE", "D02 AF30"),
        ("86400", "", "86400"), ("", "FR", ""),
    ],
)  # fmt: skip
def test_postcodes(typed: str, country: str, tidy: str) -> None:
    assert read_postcode(typed, country) == tidy
    assert tidy_postcode(tidy, country) == tidy


@pytest.mark.parametrize(
    ("typed", "country", "words"),
    [
        ("864", "FR", "cinq chiffres"), ("2A000", "FR", "20 en Corse"), ("99123", "FR", "aucun département"),
        ("86400!", "IE", "signes"), ("SW1A 1AA", "FR", "cinq chiffres"),
    ],
)  # fmt: skip
def test_what_is_no_postcode_is_told(typed: str, country: str, words: str) -> None:
    assert words in postcode_doubt(typed, country)
    with pytest.raises(Unreadable, match=words):
        read_postcode(typed, country)


def test_addresses() -> None:
    assert read_email(" claire@exemple.fr ") == "claire@exemple.fr"
    assert read_email("") == ""
    for wrong in ("claire@exemple", "claire", "@exemple.fr", "claire @exemple.fr", "a" * 250 + "@exemple.fr"):
        assert "incomplète" in email_doubt(wrong)
        with pytest.raises(Unreadable, match="incomplète"):
            read_email(wrong)
    assert "une seule" in email_doubt("a@exemple.fr, b@exemple.fr")


def test_the_fields_of_a_card_are_read_by_their_names() -> None:
    typed = {"name": " Civray ", "phone": "0549000000", "postcode": "86 400", "email": " a@exemple.fr"}
    assert read_contacts(typed) == {
        "name": "Civray", "phone": "05 49 00 00 00", "postcode": "86400", "email": "a@exemple.fr",
    }  # fmt: skip
    with pytest.raises(Unreadable) as refusal:
        read_contacts({"host_phone": "12"})
    assert refusal.value.field == "host_phone"
