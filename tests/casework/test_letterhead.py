"""Who writes a letter: a branch of a Mission Locale, or the Region's service at its own address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chance_desktop.casework.region.decision_letter import decision_letter
from chance_desktop.casework.region.instruction import decide
from chance_desktop.casework.session.office.branch_card import branch_card, save_branch
from chance_desktop.casework.session.office.letterhead import letterhead
from tests.casework.making import dossier_of
from tests.conftest import TODAY, Office
from tests.documents.reading import page_words

DAY = date(2026, 11, 6)


def test_a_branch_writes_from_its_town(office: Office) -> None:
    head = letterhead(office.desk)
    assert head.place_and_date(DAY) == "Civray, le 6\u00a0novembre 2026"
    assert "antenne de Civray" in head.signature[1]


def test_the_region_writes_from_the_address_its_programme_declares(region: Office) -> None:
    head = letterhead(region.desk)
    assert head.place_and_date(DAY) == "Poitiers, le 6\u00a0novembre 2026"
    assert head.sender.address == "15, rue de l’Ancienne-Comédie, 86000 Poitiers"
    assert "antenne" not in " ".join(head.signature)
    dossier = dossier_of(region.desk, lodged_on=TODAY)
    decide(region.desk, dossier, "accepted")
    (words,) = page_words(decision_letter(region.desk, dossier).content)
    assert "Poitiers, le" in words
    assert "Service Mobilités Internationales" in words
    assert "antenne" not in words


def test_the_address_typed_on_the_poste_comes_first(region: Office) -> None:
    card = branch_card(region.desk)
    moved = replace(card.branch, address="2, rue des Écoles", postcode="86100", town="Châtellerault")
    save_branch(region.desk, moved, card.seen)
    assert letterhead(region.desk).sender.address == "2, rue des Écoles, 86100 Châtellerault"
