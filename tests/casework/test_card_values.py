"""Cards read what is typed in them: telephones where they are, days by what they are for, an end after its start."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from chance_desktop.casework.cards.kinds import EVENT, LODGING, OFFER, PARTNER, SPONSOR
from chance_desktop.casework.cards.rows import add_card, cards, save_card
from chance_desktop.casework.cards.types import CardType
from chance_desktop.casework.cards.values import Typed
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.office.branch_card import branch_card, save_branch
from chance_desktop.casework.session.office.counsellors import NewCounsellor, add_counsellor
from chance_desktop.casework.stays.stays import save_stay
from chance_desktop.domain.typed.errors import Unreadable
from tests.casework.making import dossier_of
from tests.conftest import Office


def _partner(**more: Typed) -> dict[str, Typed]:
    return {"kind": "company", "name": "Hotel del Prado", "country": "es", **more}


def test_a_partner_has_the_telephone_and_the_postcode_of_its_country(office: Office) -> None:
    desk = office.desk
    made = add_card(desk, PARTNER, _partner(phone="912 345 678", postcode="28 014")).result
    kept = cards(desk, PARTNER, id=made)[0]
    assert (kept.text("phone"), kept.text("postcode")) == ("+34 912 34 56 78", "28 014")
    save_card(desk, PARTNER, made, {"phone": "913 456 789"})
    assert cards(desk, PARTNER, id=made)[0].text("phone") == "+34 913 45 67 89", "its country is known already"
    with pytest.raises(InvalidField, match="n’est pas complet"):
        add_card(desk, PARTNER, {"kind": "company", "name": "Casa", "phone": "912 345 678"})
    save_card(desk, PARTNER, made, {"phone": "05 49 00 00 00", "country": ""})
    assert cards(desk, PARTNER, id=made)[0].text("phone") == "05 49 00 00 00"


def test_a_sponsor_lives_in_france_wherever_the_stay_was(office: Office) -> None:
    typed: dict[str, Typed] = {"first_name": "Léo", "surname": "Martin", "country": "es", "phone": "639981245"}
    made = add_card(office.desk, SPONSOR, typed).result
    assert cards(office.desk, SPONSOR, id=made)[0].text("phone") == "06 39 98 12 45"


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        (OFFER, {"title": "Aide", "country": "es", "starts_on": "01/06/2026", "ends_on": "31/05/2026"}, "ends_on"),
        (EVENT, {"kind": "information", "on": "01/06/26", "at": "14 h", "until": "9 h"}, "until"),
        (LODGING, {"kind": "family", "since_on": "2 juin 2026", "until_on": "1er juin 2026"}, "until_on"),
    ],
)  # fmt: skip
def test_an_end_never_comes_before_its_start(
    office: Office, kind: CardType, typed: Mapping[str, Typed], field: str
) -> None:
    dossier = dossier_of(office.desk) if kind is LODGING else ""
    with pytest.raises(InvalidField, match="La fin est avant le début") as refusal:
        add_card(office.desk, kind, typed, dossier)
    assert refusal.value.field == field
    made = add_card(office.desk, kind, {name: value for name, value in typed.items() if name != field}, dossier).result
    with pytest.raises(InvalidField, match="La fin est avant le début"):
        save_card(office.desk, kind, made, {field: typed[field]})
    assert not cards(office.desk, kind, id=made)[0].text(field), "nothing is half kept"


def test_a_stay_comes_back_after_it_left(office: Office) -> None:
    dossier = dossier_of(office.desk)
    save_stay(office.desk, dossier, {"outbound_on": "03/09/26"})
    with pytest.raises(InvalidField) as refusal:
        save_stay(office.desk, dossier, {"inbound_on": "02/09/2026"})
    assert refusal.value.field == "inbound_on"
    with pytest.raises(InvalidField, match="2226"):
        save_stay(office.desk, dossier, {"inbound_on": "02/09/2226"})
    save_stay(office.desk, dossier, {"inbound_on": "18/02/27"})


def test_a_branch_and_a_counsellor_are_read_like_everyone(office: Office) -> None:
    card = branch_card(office.desk)
    for wrong in ({"phone": "12"}, {"email": "antenne"}, {"postcode": "864"}):
        with pytest.raises(Unreadable) as refusal:
            save_branch(office.desk, type(card.branch)(card.branch.name, **wrong), card.seen)
        assert refusal.value.field in wrong
        assert refusal.value.next_step
    save_branch(office.desk, type(card.branch)(card.branch.name, phone="+33549000000", postcode="86 400"), card.seen)
    kept = branch_card(office.desk).branch
    assert (kept.phone, kept.postcode) == ("05 49 00 00 00", "86400")
    with pytest.raises(Unreadable, match="incomplète"):
        add_counsellor(office.desk, NewCounsellor("Ana", "Petit", email="ana@"))


def test_the_example_of_an_hour_stands_on_one_line(office: Office) -> None:
    with pytest.raises(InvalidField) as refusal:
        add_card(office.desk, EVENT, {"kind": "information", "on": "15/12/2026", "at": "midi"})
    assert refusal.value.next_step == "Écrivez-la ainsi\u00a0: 14\u00a0h\u00a030."
