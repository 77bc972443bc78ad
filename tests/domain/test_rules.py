"""Rules of the programme as declared: eligibility, pieces asked, validity, duplicates, statuses."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from chance_desktop.casework.session.programme.programme_folder import read_programme
from chance_desktop.domain.people.duplicates import Identity, likeness
from chance_desktop.domain.programme.programme import Programme
from chance_desktop.domain.situation.conditions import Fact
from chance_desktop.domain.situation.eligibility import Overall, judge, other_schemes, overall
from chance_desktop.domain.situation.facts import facts_of
from chance_desktop.domain.situation.pieces import PieceState, asked_pieces, effective_status, expiry
from chance_desktop.domain.statuses import LETTER_PATH, Status, status_label
from chance_desktop.runtime.assets import forms_folder

TODAY = date(2026, 3, 2)
TYPED: dict[str, Fact] = {
    "birth_date": date(2005, 6, 1), "entered_on": date(2026, 1, 5), "ml_registered": True, "job_seeker": True,
    "department": "86", "grant_obstacle": "money", "nationality": "fr", "hosted": False, "destination_zone": "ireland",
    "departure_on": date(2026, 9, 1),
}  # fmt: skip


@cache
def programme() -> Programme:
    return read_programme(forms_folder() / "une-chance-pour-l-europe")


def facts(**changed: Fact) -> dict[str, Fact]:
    return facts_of(programme(), {**TYPED, **changed}, TODAY)


def codes(step: int = 3, **changed: Fact) -> set[str]:
    return {piece.code for piece in asked_pieces(programme(), facts(**changed), step)}


def test_eligible_when_every_criterion_is_met() -> None:
    verdicts = judge(programme(), facts())
    assert overall(verdicts) is Overall.ELIGIBLE
    assert all(verdict.reason and verdict.proof for verdict in verdicts)
    assert next(v for v in verdicts if v.code == "age").reason == "20 ans à l’entrée dans le programme."


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"birth_date": date(1999, 1, 1)}, "age"), ({"birth_date": date(2012, 1, 1)}, "age"),
        ({"ml_registered": False}, "mission-locale"), ({"job_seeker": False}, "job-seeker"),
        ({"department": "33"}, "region"), ({"grant_obstacle": "none"}, "other-grant"),
    ],
)  # fmt: skip
def test_one_criterion_missed_is_enough(changed: dict[str, Fact], code: str) -> None:
    verdicts = judge(programme(), facts(**changed))
    assert overall(verdicts) is Overall.NOT_ELIGIBLE
    assert [verdict.code for verdict in verdicts if verdict.met is False] == [code]


def test_a_bac_holder_without_money_is_eligible_and_nothing_known_is_unknown() -> None:
    assert overall(judge(programme(), facts(grant_obstacle="money"))) is Overall.ELIGIBLE
    assert overall(judge(programme(), facts_of(programme(), {}, TODAY))) is Overall.UNKNOWN


def test_the_age_is_taken_at_entry_not_today() -> None:
    turned_26 = facts(birth_date=date(2000, 1, 20), entered_on=date(2026, 1, 5))
    assert turned_26["age_at_entry"] == 25
    assert overall(judge(programme(), turned_26)) is Overall.ELIGIBLE


def test_other_schemes_come_with_their_reasons_those_that_fit_first() -> None:
    schemes = other_schemes(programme(), facts(grant_obstacle="none"))
    assert schemes[0].fits
    fits = [scheme.fits for scheme in schemes]
    assert fits == sorted(fits, key=lambda fit: {True: 0, None: 1, False: 2}[fit])
    assert all(scheme.reasons and scheme.contact for scheme in schemes)


def test_a_minor_at_departure_adds_three_pieces() -> None:
    minor = {"parental-authorisation", "exit-authorisation", "parent-identity"}
    assert not minor & codes()
    assert minor <= codes(birth_date=date(2008, 12, 1))
    assert codes(birth_date=date(2008, 12, 1)) - codes() == minor
    assert not minor & codes(birth_date=date(2008, 8, 31))


def test_without_a_departure_date_the_age_is_taken_today() -> None:
    assert facts(departure_on=None, birth_date=date(2008, 5, 1))["minor_at_departure"] is True
    assert facts(departure_on=None, birth_date=None)["minor_at_departure"] is None


def test_a_hosted_person_gives_the_hosts_attestation_and_proof() -> None:
    assert codes(hosted=True) - codes(hosted=False) == {"host-attestation", "host-identity"}
    assert not {"host-attestation", "host-identity"} & codes(hosted=None)


@pytest.mark.parametrize(
    ("nationality", "zone", "permit", "visa"),
    [
        ("fr", "schengen", False, False), ("fr", "uk", False, True), ("fr", "ireland", False, False),
        ("eu", "ireland", False, False), ("other", "ireland", True, True), ("other", "schengen", True, False),
        ("other", "uk", True, True), ("fr", "other", False, True), (None, None, False, False),
    ],
)  # fmt: skip
def test_permit_and_visa_follow_nationality_and_destination(
    nationality: str | None, zone: str | None, permit: bool, visa: bool
) -> None:
    found = codes(6, nationality=nationality, destination_zone=zone)
    assert ("residence-permit" in found, "visa" in found) == (permit, visa)


def test_pieces_are_asked_from_their_step_on() -> None:
    assert codes(1) == set()
    assert codes(2) < codes(3) < codes(8)


def test_a_permit_must_cover_the_return() -> None:
    piece, known = programme().piece("residence-permit"), facts()
    assert known["return_on"] == date(2027, 3, 16)
    for end, status in ((date(2027, 3, 15), Status.TO_REPLACE), (date(2027, 3, 16), Status.CHECKED)):
        assert effective_status(piece, PieceState(Status.CHECKED, expires_on=end), known, TODAY) is status


def test_validity_counts_from_the_proofs_own_date_and_is_judged_at_the_day_of_the_event() -> None:
    piece = programme().piece("address")
    state = PieceState(Status.RECEIVED, received_on=date(2025, 6, 20), proof_on=date(2025, 5, 31))
    assert expiry(piece, state) == date(2025, 8, 31)
    assert effective_status(piece, state, facts(lodged_on=date(2025, 8, 31)), TODAY) is Status.RECEIVED
    assert effective_status(piece, state, facts(lodged_on=date(2025, 9, 1)), TODAY) is Status.EXPIRED
    assert effective_status(piece, state, facts(), TODAY) is Status.EXPIRED
    assert (
        effective_status(piece, PieceState(Status.REQUESTED, proof_on=date(2020, 1, 1)), facts(), TODAY)
        is Status.REQUESTED
    )


MANON = Identity("Roussel", "Manon", date(2005, 3, 12), "410010", "06 39 98 12 45", "manon.roussel@exemple.fr")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (Identity("Autre", "Nom", None, "410010"), "même n° de dossier"),
        (Identity("ROUSSEL", "Manon", date(2005, 3, 12)), "même nom, même date"),
        (Identity("Roussel", "Manon", None), "même nom"),
        (Identity("Roussell", "Manon", date(2005, 3, 12)), "presque identique"),
        (Identity("Manon", "Roussel", date(2005, 3, 12)), "inversés"),
        (Identity("Roussel", "Manon", date(2005, 12, 3)), "presque identique"),
        (Identity("Roussel", "Manon", date(2006, 3, 12)), "presque identique"),
        (Identity("Durand", "Manon", date(1999, 1, 1), "", "06 39 98 12 45"), "mêmes coordonnées"),
        (Identity("Durand", "Manon", None, "", "", "MANON.ROUSSEL@exemple.fr"), "mêmes coordonnées"),
    ],
)
def test_likely_duplicates(other: Identity, why: str) -> None:
    assert why in likeness(MANON, other)
    assert why in likeness(other, MANON)


@pytest.mark.parametrize(
    "other",
    [
        Identity("Roussel", "Hugo", date(2005, 3, 12)), Identity("Roussel", "Manon", date(1998, 11, 27)),
        Identity("Baudry", "Théo", date(2005, 3, 12)), Identity("", "", None),
    ],
)  # fmt: skip
def test_others_are_not(other: Identity) -> None:
    assert likeness(MANON, other) == ""


def test_the_one_list_of_statuses() -> None:
    words = [status_label(status) for status in Status]
    assert words == [
        "À demander", "Préparée", "Demandée", "Relancée", "Reçue", "Vérifiée", "À remplacer", "Expirée",
        "Dispense demandée", "Dispensée", "Sans objet",
    ]  # fmt: skip
    assert [status_label(each, "m") for each in Status] == [
        "À demander", "Préparé", "Demandé", "Relancé", "Reçu", "Vérifié", "À remplacer", "Expiré", "Dispense demandée",
        "Dispensé", "Sans objet",
    ]  # fmt: skip
    assert [status_label(each) for each in LETTER_PATH] == ["Préparée", "Demandée", "Relancée", "Reçue", "Vérifiée"]
    assert [each for each in Status if each.obtained] == [Status.RECEIVED, Status.CHECKED, Status.WAIVED]


def test_an_age_at_a_departure_nobody_fixed_is_told_as_todays() -> None:
    def told(departure: date | None) -> str:
        return " ".join(scheme.reasons[0] for scheme in other_schemes(programme(), facts(departure_on=departure)))

    assert "21 ans au départ" in told(date(2026, 9, 1))
    assert "20 ans à ce jour" in told(None)
    assert "au départ" not in told(None)
