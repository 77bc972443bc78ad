"""What the Region's home page tells: every line it may show, until what it asks for is done; and nothing when nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import event as listening

from chance_desktop.casework.cards.kinds import EVENT, INCIDENT, PARTNER
from chance_desktop.casework.cards.rows import add_card, cards, save_card
from chance_desktop.casework.dossiers.transfer import ask_transfer, refuse_transfer, transfer
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.casework.pieces.waivers import decide_waiver, request_waiver
from chance_desktop.casework.region.backlog import RegionWork
from chance_desktop.casework.region.first_action import Pressing
from chance_desktop.casework.region.home import RegionToday, region_today
from chance_desktop.casework.region.instruction import ask_correction, decide, lodged, to_instruct
from chance_desktop.casework.region.interviews import book, slots
from chance_desktop.casework.region.placement import assign
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.stays.stays import save_payment, save_stay, sheet_came
from chance_desktop.runtime import computer_time
from tests.both_stores import region_store as region_store
from tests.casework.making import MANON, dossier_of
from tests.conftest import Office

ENZO = NewPerson("Delage", "Enzo", date(2006, 5, 2), "M", "Gençay")
JADE = NewPerson("Morillon", "Jade", date(2007, 8, 30), "F", "Chaunay")
COUNTED = ("to_check", "to_meet", "to_decide", "waivers", "interviews", "to_place", "leaving", "late", "troubled", "payments",
           "transfers", "silent")  # fmt: skip


def waiting(work: RegionWork) -> dict[str, int]:
    """How much waits, by kind; what does not wait is left out."""
    return {name: len(getattr(work, name)) for name in COUNTED if getattr(work, name)}


def first(found: RegionToday) -> Pressing | None:
    """What comes first."""
    return found.first.kind if found.first is not None else None


def test_nothing_waits_in_an_empty_region(region: Office) -> None:
    found = region_today(region.desk)
    assert (found.first, waiting(found.work), found.work.free_slots, found.dossiers) == (None, {}, 0, 0)
    assert found.greeting == "Bonjour Anne"
    assert found.date_line.endswith("voici ce qui vous attend aujourd’hui.")


def test_dossiers_to_check_come_oldest_first_until_a_correction_is_asked(region: Office) -> None:
    desk = region.desk
    dossier_of(desk, ENZO, lodged_on=region.ago(3))
    oldest = dossier_of(desk, MANON, lodged_on=region.ago(20))
    dossier_of(desk, JADE)
    found = region_today(desk)
    assert [(row.name, row.waiting_days) for row in found.work.to_check] == [("Manon Roussel", 20), ("Enzo Delage", 3)]
    assert found.dossiers == 3
    assert found.first is not None
    assert (found.first.kind, found.first.dossier_id) == (Pressing.PIECES, oldest)
    assert found.first.title == "Vérifier les pièces du dossier de Manon Roussel"
    assert found.first.context.startswith("Déposé il y a 20\u00a0jours")
    assert found.first.detail.startswith("0 pièce sur ")
    ask_correction(desk, oldest, "address", "La facture est trop ancienne")
    assert [row.name for row in region_today(desk).work.to_check] == ["Enzo Delage"]


def test_an_interview_is_fixed_held_decided_and_a_placement_found(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, MANON, step=1, lodged_on=region.ago(9))
    assert waiting(region_today(desk).work) == {"to_meet": 1}
    day = region.today + timedelta(days=4)
    event = add_card(
        desk, EVENT, {"kind": "interviews", "on": day, "at": "9h", "until": "12h", "place": "Poitiers"}
    ).result
    free = [slot for slot in slots(desk) if slot.free]
    book(desk, dossier, event, free[0].at)
    found = region_today(desk)
    assert waiting(found.work) == {"interviews": 1}
    assert (found.work.interviews[0].on, found.work.free_slots) == (day, len(free) - 1)
    assert found.first is None
    region.calendar.turn(4)
    assert waiting(region_today(desk).work) == {"interviews": 1}
    region.calendar.turn(6)
    found = region_today(desk)
    assert waiting(found.work) == {"to_decide": 1}
    assert found.first is not None
    assert found.first.kind is Pressing.DECISION
    assert "il y a 6\u00a0jours" in found.first.detail
    decide(desk, dossier, "accepted")
    found = region_today(desk)
    assert (waiting(found.work), first(found)) == ({"to_place": 1}, Pressing.PLACEMENT)
    company = add_card(desk, PARTNER, {"kind": "company", "name": "Quay Side Hotel"}).result
    assign(desk, dossier, {"company_id": company})
    assert waiting(region_today(desk).work) == {}


def test_a_waiver_waits_whether_its_dossier_is_lodged_or_not(region: Office) -> None:
    desk = region.desk
    older, newer = dossier_of(desk, MANON), dossier_of(desk, ENZO)
    request_waiver(desk, older, "diploma", "Relevés introuvables")
    region.calendar.turn(5)
    request_waiver(desk, newer, "letter-employer", "N’a jamais travaillé")
    found = region_today(desk)
    asked = [(each.name, each.piece_label, each.motive, each.waiting_days) for each in found.work.waivers]
    assert asked == [
        ("Manon Roussel", "Diplôme ou relevé de notes", "Relevés introuvables", 5),
        ("Enzo Delage", "Lettre de recommandation – employeur", "N’a jamais travaillé", 0),
    ]
    assert first(found) is Pressing.WAIVER
    decide_waiver(desk, older, "diploma", granted=True, seen=None)
    decide_waiver(desk, newer, "letter-employer", granted=False, seen=None)
    assert waiting(region_today(desk).work) == {}


def test_stays_tell_of_departures_late_sheets_incidents_and_payments(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, MANON, departure_on=None)
    begins = region.today + timedelta(days=15)
    save_stay(desk, dossier, {"language_starts_on": begins, "outbound_on": begins})
    assert "leaving" not in waiting(region_today(desk).work)
    region.calendar.turn(1)
    found = region_today(desk)
    assert [row.name for row in found.work.leaving] == ["Manon Roussel"]
    assert [each.label for each in found.work.payments] == ["Premier versement"]
    save_payment(desk, dossier, "departure", {"amount": "900", "paid_on": region.today})
    assert waiting(region_today(desk).work) == {"leaving": 1}
    region.calendar.turn(60)
    found = region_today(desk)
    assert waiting(found.work) == {"late": 1}
    assert (found.work.late_sheets, first(found)) == (1, Pressing.SHEET)
    incident = add_card(desk, INCIDENT, {
        "kind": "incident", "topic": "lodging", "on": region.today, "text": "La chambre n’est plus libre.",
    }, dossier).result  # fmt: skip
    found = region_today(desk)
    assert waiting(found.work) == {"late": 1, "troubled": 1}
    assert (found.work.incidents, first(found)) == (1, Pressing.INCIDENT)
    card = next(each for each in cards(desk, INCIDENT, dossier_id=dossier) if each.id == incident)
    save_card(desk, INCIDENT, incident, {**card.values, "solution": "Une autre famille", "solved_on": region.today})
    sheet_came(desk, dossier, 1)
    assert waiting(region_today(desk).work) == {}


def test_a_stay_over_for_two_months_asks_for_nothing_here(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, MANON, departure_on=None)
    save_stay(desk, dossier, {"language_starts_on": region.ago(196 + 59), "outbound_on": region.ago(196 + 59)})
    assert {"late", "payments"} <= set(waiting(region_today(desk).work))
    region.calendar.turn(5)
    assert waiting(region_today(desk).work) == {}


def test_a_transfer_waits_for_its_answer(region: Office) -> None:
    desk = region.desk
    codes = [office.code for office in desk.programme.offices]
    one = dossier_of(desk, MANON)
    ask_transfer(desk, one, codes[1], "Déménage")
    found = region_today(desk)
    assert (waiting(found.work), first(found)) == ({"transfers": 1}, Pressing.TRANSFER)
    transfer(desk, one, codes[1])
    assert waiting(region_today(desk).work) == {}
    ask_transfer(desk, one, codes[2], "Change d’avis")
    region.calendar.turn(1)
    refuse_transfer(desk, one, "Trop tard")
    assert waiting(region_today(desk).work) == {}


def test_an_office_is_silent_after_two_weeks_without_a_bundle(opened: Callable[[str], Office], tmp_path: Path) -> None:
    civray, region = opened("civray"), opened("region")
    asked, welcome = tmp_path / "asked", tmp_path / "welcome"
    enrolment.request(civray.desk, asked)
    enrolment.accept(region.desk, asked, welcome)
    enrolment.accept(civray.desk, welcome)

    # an exchange is dated by the clock of the computer, not by that of the desk
    region.calendar.turn((computer_time.today() - region.today).days + 14)
    assert region_today(region.desk).work.silent == ()
    region.calendar.turn(1)
    (silent,) = region_today(region.desk).work.silent
    assert (silent.branch, silent.days, silent.heard_on) == ("Civray", 15, None)
    dossier_of(civray.desk, MANON)
    _send(civray.desk, region.desk, tmp_path)
    (silent,) = region_today(region.desk).work.silent
    assert silent.heard_on == region.ago(15)
    revoke_poste(region.desk, civray.desk.store.device)
    assert region_today(region.desk).work.silent == ()


def test_what_comes_first_follows_how_pressing_it_is(region: Office) -> None:
    """Answered one after the other, from a placement to find up to an incident: each new thing comes before the others."""
    desk = region.desk
    placed = dossier_of(desk, MANON, step=1, lodged_on=region.ago(40))
    decide(desk, placed, "accepted")
    codes = [office.code for office in desk.programme.offices]
    order = [first(region_today(desk))]
    ask_transfer(desk, placed, codes[1], "Déménage")
    order.append(first(region_today(desk)))
    request_waiver(desk, placed, "diploma", "Relevés introuvables")
    order.append(first(region_today(desk)))
    dossier_of(desk, ENZO, step=1, lodged_on=region.ago(5))
    order.append(first(region_today(desk)))
    dossier_of(desk, JADE, lodged_on=region.ago(2))
    order.append(first(region_today(desk)))
    assert order == [
        Pressing.PLACEMENT, Pressing.TRANSFER, Pressing.WAIVER, Pressing.INTERVIEW, Pressing.PIECES,
    ]  # fmt: skip


def test_the_page_is_read_in_as_many_statements_whatever_the_dossiers(region: Office) -> None:
    desk = region.desk
    for person in (MANON, ENZO):
        _of_every_kind(desk, region, person)
    few = _statements(desk)
    for number in range(8):
        _of_every_kind(desk, region, NewPerson(f"Fictif{number}", "Alix", date(2005, 1, 1 + number)))
    assert _statements(desk) == few


def test_only_what_is_to_be_decided_is_read(region: Office) -> None:
    desk = region.desk
    kept = dossier_of(desk, MANON, lodged_on=region.ago(8))
    decided = dossier_of(desk, ENZO, lodged_on=region.ago(9))
    decide(desk, decided, "refused", "Le projet n’est pas prêt")
    assert [row.dossier_id for row in to_instruct(desk)] == [kept]
    assert [row.dossier_id for row in lodged(desk)] == [decided, kept]
    assert to_instruct(desk)[0] == lodged(desk)[1]


def test_a_piece_received_again_puts_the_dossier_back_among_those_to_check(region: Office) -> None:
    desk = region.desk
    dossier = dossier_of(desk, MANON, lodged_on=region.ago(8))
    ask_correction(desk, dossier, "address", "La facture est trop ancienne")
    assert waiting(region_today(desk).work) == {}
    set_status(desk, dossier, "address", "received")
    assert waiting(region_today(desk).work) == {"to_check": 1}


def _send(office: Desk, region: Desk, folder: Path) -> None:
    (peer,) = (each for each in bundles.recipients(office) if each.device == region.store.device)
    made = bundles.write_bundles(office, peer, folder / "sent")
    taken = bundles.import_bundles(region, tuple(each.path for each in made)).result
    assert all(not each.refused for each in taken), taken


def _of_every_kind(desk: Desk, region: Office, person: NewPerson) -> None:
    """A dossier to check with a waiver, a transfer and a stay under way; and one accepted."""
    made = dossier_of(desk, person, lodged_on=region.ago(30))
    request_waiver(desk, made, "diploma", "Relevés introuvables")
    ask_transfer(desk, made, desk.programme.offices[1].code, "Déménage")
    save_stay(desk, made, {"language_starts_on": region.ago(40), "outbound_on": region.ago(40)})
    other = NewPerson(person.surname, f"{person.first_name}-Marie", person.birth_date)
    decide(desk, dossier_of(desk, other, step=1, lodged_on=region.ago(20)), "accepted")


def _statements(desk: Desk) -> int:
    told: list[str] = []

    @contextmanager
    def listened() -> Iterator[None]:
        def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            told.append(statement)

        listening.listen(desk.store.engine, "before_cursor_execute", heard)
        try:
            yield
        finally:
            listening.remove(desk.store.engine, "before_cursor_execute", heard)

    with listened():
        region_today(desk)
    return sum(statement.lstrip().upper().startswith("SELECT") for statement in told)
