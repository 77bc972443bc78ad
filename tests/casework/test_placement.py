"""The placement desk: correspondents asked, chased, what they answer, who goes where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from chance_desktop.casework.cards.kinds import OFFER, PARTNER
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.exchange.disagreements import disagreements
from chance_desktop.casework.region.instruction import decide
from chance_desktop.casework.region.placement import (
    AnsweredMeanwhile,
    Gesture,
    Search,
    ToPlace,
    ask_correspondent,
    assign,
    chase_correspondent,
    note_answer,
    remove_search,
    to_place,
)
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import CardGone, InvalidField, NeverStored, NotTheRegion
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.casework.stays.stays import open_stay
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office


def partner(desk: Desk, name: str, kind: str = "correspondent") -> str:
    return add_card(desk, PARTNER, {"kind": kind, "name": name, "country": "ie", "town": "Cork"}).result


@pytest.fixture
def accepted(region: Office) -> str:
    return _accepted(region.desk)


def _accepted(desk: Desk, person: NewPerson | None = None) -> str:
    made = dossier_of(desk, person) if person is not None else dossier_of(desk)
    save_fields(desk, made, {"lodged_on": desk.today()})
    decide(desk, made, "accepted")
    return made


def _one(desk: Desk) -> ToPlace:
    (found,) = to_place(desk)
    return found


def _search(desk: Desk) -> Search:
    (found,) = _one(desk).searches
    return found


def test_a_search_goes_from_the_first_request_to_the_placement(region: Office, accepted: str) -> None:
    desk = region.desk
    assert _one(desk).gesture is Gesture.ASK
    shannon, hotel = partner(desk, "Agence Shannon"), partner(desk, "Hôtel du Quai", "company")
    offer = add_card(
        desk, OFFER, {"title": "Réceptionniste", "country": "ie", "partner_id": hotel, "correspondent_id": shannon}
    ).result
    ask_correspondent(desk, accepted, "", offer, "par téléphone")
    asked = _search(desk)
    assert (asked.correspondent, asked.offer, asked.note) == ("Agence Shannon", "Réceptionniste", "par téléphone")
    assert (asked.waiting, asked.late, _one(desk).gesture) == (True, False, Gesture.WAIT)
    region.calendar.turn(13)
    assert _one(desk).gesture is Gesture.WAIT
    region.calendar.turn(1)
    assert (_search(desk).waiting_days, _one(desk).gesture) == (14, Gesture.CHASE)
    chase_correspondent(desk, asked.id, "par courriel")
    chased = _search(desk)
    assert (chased.asked_on, chased.chased_on) == (region.ago(14), (region.today,))
    assert (chased.waiting_days, chased.late, _one(desk).gesture) == (0, False, Gesture.WAIT)
    assert (chased.former_notes, chased.note) == (("par téléphone",), "par courriel")
    region.calendar.turn(2)
    note_answer(desk, chased.id, "proposed", seen=chased.seen)
    answered = _search(desk)
    assert (answered.answer_label, answered.answered_on, answered.note) == (
        "Stage proposé",
        region.today,
        "par courriel",
    )
    place = _one(desk)
    assert (place.gesture, place.proposal) == (Gesture.ASSIGN, answered)
    typed = {"company_id": hotel, "correspondent_id": shannon, "offer_id": offer, "contribution": "45,50"}
    assign(desk, accepted, typed, place.seen)
    assert to_place(desk) == ()
    stay = open_stay(desk, accepted)
    assert (stay.company, stay.correspondent, stay.values["contribution"]) == ("Hôtel du Quai", "Agence Shannon", 4550)


def test_a_correspondent_is_asked_the_same_once(region: Office, accepted: str) -> None:
    desk = region.desk
    shannon, lee = partner(desk, "Agence Shannon"), partner(desk, "Agence Lee")
    asked = ask_correspondent(desk, accepted, shannon, on=region.ago(3)).result
    with pytest.raises(InvalidField, match="déjà été sollicité") as refusal:
        ask_correspondent(desk, accepted, shannon)
    assert refusal.value.field == "correspondent_id"
    ask_correspondent(desk, accepted, lee, on=region.ago(1))
    assert [each.correspondent for each in _one(desk).searches] == ["Agence Lee", "Agence Shannon"], "the latest first"
    note_answer(desk, asked, "refused")
    again = ask_correspondent(desk, accepted, shannon).result
    found = {each.id: each for each in _one(desk).searches}
    assert (found[asked].answer, found[again].answer) == ("refused", ""), (
        "a refusal stays, the new request stands apart"
    )
    assert len(found) == 3


def test_every_write_of_the_search_can_be_undone(region: Office, accepted: str) -> None:
    desk = region.desk
    shannon, hotel = partner(desk, "Agence Shannon"), partner(desk, "Hôtel du Quai", "company")
    asked = ask_correspondent(desk, accepted, shannon, on=region.ago(20))
    first = _search(desk)
    chased = chase_correspondent(desk, asked.result)
    assert chased.undo is not None
    undo(desk, chased.undo)
    assert _search(desk) == first
    answered = note_answer(desk, asked.result, "none")
    assert answered.undo is not None
    undo(desk, answered.undo)
    assert (_search(desk).answer, _search(desk).answered_on) == ("", None)
    removed = remove_search(desk, asked.result)
    assert (_one(desk).searches, removed.undo is not None) == ((), True)
    assert removed.undo is not None
    undo(desk, removed.undo)
    assert _search(desk).asked_on == first.asked_on
    given = assign(desk, accepted, {"company_id": hotel})
    assert given.undo is not None
    undo(desk, given.undo)
    assert _one(desk).dossier_id == accepted
    assert asked.undo is not None


def test_an_answer_is_corrected_and_taken_back(region: Office, accepted: str) -> None:
    desk = region.desk
    asked = ask_correspondent(desk, accepted, partner(desk, "Agence Shannon"), on=region.ago(5)).result
    note_answer(desk, asked, "none", "rien avant l’été", on=region.ago(2))
    assert (_search(desk).answered_on, _search(desk).note) == (region.ago(2), "rien avant l’été")
    note_answer(desk, asked, "asked")
    waiting = _search(desk)
    assert (waiting.waiting, waiting.answered_on, waiting.note) == (True, None, "rien avant l’été")
    assert note_answer(desk, asked, "asked").undo is None, "nothing changed"


def test_what_a_sheet_displayed_too_long_is_not_written_over(region: Office, accepted: str) -> None:
    """Two people at work on the same person: what each decides is told to the other, or kept beside."""
    desk = region.desk
    shannon = partner(desk, "Agence Shannon")
    quay, mill = partner(desk, "Hôtel du Quai", "company"), partner(desk, "Moulin de la Lee", "company")
    displayed = ask_correspondent(desk, accepted, shannon, on=region.ago(20)).result
    place = _one(desk)
    # chased meanwhile: the answer goes to the last request
    chase_correspondent(desk, displayed, on=region.ago(1))
    note_answer(desk, displayed, "proposed", seen=place.searches[0].seen)
    assert (_search(desk).answer, len(_search(desk).chased_on)) == ("proposed", 1)
    # answered meanwhile: nobody is chased for nothing
    with pytest.raises(AnsweredMeanwhile):
        chase_correspondent(desk, displayed)
    shown = _search(desk)
    note_answer(desk, shown.id, "refused", seen=shown.seen)
    note_answer(desk, shown.id, "none", seen=shown.seen)
    assert {each.field for each in disagreements(desk, accepted)} == {"answer"}
    # placed meanwhile: both companies are kept until someone settles it
    assign(desk, accepted, {"company_id": quay}, place.seen)
    assign(desk, accepted, {"company_id": mill}, place.seen)
    (company,) = (each for each in disagreements(desk, accepted) if each.field == "company_id")
    assert {head.value for head in company.heads} == {quay, mill}


def test_what_does_not_hold_is_refused_at_its_field(
    region: Office, accepted: str, opened: Callable[[str], Office]
) -> None:
    desk = region.desk
    shannon = partner(desk, "Agence Shannon")
    tomorrow = region.today + timedelta(days=1)

    def field(work: Callable[[], object]) -> str:
        with pytest.raises(InvalidField) as refusal:
            work()
        return refusal.value.field

    assert field(lambda: ask_correspondent(desk, accepted, "")) == "correspondent_id"
    assert field(lambda: ask_correspondent(desk, accepted, shannon, on=tomorrow)) == "on"
    asked = ask_correspondent(desk, accepted, shannon).result
    assert field(lambda: chase_correspondent(desk, asked)) == "on"
    assert field(lambda: note_answer(desk, asked, "perhaps")) == "answer"
    assert field(lambda: note_answer(desk, asked, "none", on=region.ago(1))) == "on"
    assert field(lambda: assign(desk, accepted, {"correspondent_id": shannon})) == "company_id"
    assert field(lambda: assign(desk, accepted, {"contribution": "beaucoup"})) == "contribution"
    with pytest.raises(NeverStored):
        note_answer(desk, asked, "none", "NIR 2 85 05 86 194 015 42")
    remove_search(desk, asked)
    for gone in (
        lambda: note_answer(desk, asked, "none"),
        lambda: chase_correspondent(desk, asked),
        lambda: remove_search(desk, asked),
    ):
        with pytest.raises(CardGone):
            gone()
    office = opened("civray").desk
    with pytest.raises(NotTheRegion):
        ask_correspondent(office, dossier_of(office), "x")
    with pytest.raises(NotTheRegion):
        chase_correspondent(office, "x")


def test_the_longest_waiting_come_first(region: Office, accepted: str) -> None:
    region.calendar.turn(9)
    second = _accepted(region.desk, NewPerson("Baudry", "Théo"))
    assert [(each.dossier_id, each.waiting_days) for each in to_place(region.desk)] == [(accepted, 9), (second, 0)]
