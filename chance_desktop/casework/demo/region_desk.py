"""A fictional Region at work: dossiers at every point of the instruction, interviews, stays under way, what offices ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from chance_desktop.casework.cards.kinds import EVENT, INCIDENT, PARTNER
from chance_desktop.casework.cards.options import BENEFICIARIES, OFFICE
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.cards.values import Typed
from chance_desktop.casework.demo.cast import fictional_names
from chance_desktop.casework.demo.journey import working_day
from chance_desktop.casework.dossiers.transfer import ask_transfer
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.meetings.agenda import plan_meeting
from chance_desktop.casework.meetings.meetings import NewMeeting
from chance_desktop.casework.pieces.waivers import request_waiver
from chance_desktop.casework.region.instruction import ask_correction, decide
from chance_desktop.casework.region.interviews import book, slots
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import write_dossier
from chance_desktop.casework.stays.stays import open_stay, save_payment, save_stay, sheet_came
from chance_desktop.domain.change import Value
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.states import EventKind, SheetState
from chance_desktop.domain.statuses import Status
from chance_desktop.runtime import computer_time
from chance_desktop.store.identifiers import slot_id

_REGION = BranchContact("Région", "", "", "", "05 36 49 10 00", "mobilite@exemple.fr")
_PEOPLE = (NewCounsellor("Hélène", "Marchais", "Chargée de mission", "05 36 49 10 01", "helene.marchais@exemple.fr"),)
_PLACES = (("ie", "Cork", "en"), ("es", "Valence", "es"), ("de", "Leipzig", "de"))
_WAIVED = "diploma"


@dataclass(frozen=True, slots=True)
class _Story:
    """Where a dossier stands: how it goes on, the days since it was lodged, the pieces that miss, days that count."""

    fate: str
    lodged: int
    missing: int = 0
    days: int = 0


_STORIES = (
    *(_Story("to-check", lodged, missing) for lodged, missing in ((33, 2), (19, 1), (11, 3), (4, 1), (1, 5))),
    *(_Story("to-correct", lodged) for lodged in (24, 15)),
    *(_Story("to-meet", lodged) for lodged in (21, 9)),
    *(_Story("to-decide", lodged, days=-days) for lodged, days in ((47, 16), (39, 6))),
    *(_Story("to-decide", lodged, days=days) for lodged, days in ((30, 3), (28, 3), (26, 8))),
    *(_Story("to-place", lodged) for lodged in (70, 61)),
    *(_Story("abroad", 400, days=days) for days in (9, -40, -96, -110)),
    _Story("waiting", 66), _Story("refused", 90),
)  # fmt: skip


def fill_region(home: Path, today: date | None = None) -> int:
    """Make the home of a fictional Region as it stands on a day; returns how many dossiers it holds. Raises `HomeTaken`."""
    day = today or computer_time.today()
    now = datetime.combine(day, time(7, 30), UTC)
    set_up_office(home, OfficeSetup("", _REGION, _PEOPLE, fictional=True, role=PosteRole.REGION), lambda: now)
    desk = open_desk(home, clock=lambda: now)
    try:
        sign_in(desk, list_counsellors(desk)[0].id)
        _write(desk, day)
    finally:
        desk.close()
    return len(_STORIES)


def _write(desk: Desk, today: date) -> None:
    with desk.working() as work:
        aimed: dict[str, Value] = {"code": BENEFICIARIES, "label": "Jeunes", "value": 60}
        since: dict[str, Value] = {"since_on": (today - timedelta(days=700)).isoformat()}
        work.tx.create("target", {**aimed, **since})
        for office in desk.programme.offices:
            own: dict[str, Value] = {"code": f"{OFFICE}{office.code}", "label": office.short or office.name, "value": 4}
            work.tx.create("target", {**own, **since})
    told = list(zip(_STORIES, _names(), strict=False))
    made = [(story, _dossier(desk, story, number, name, today)) for number, (story, name) in enumerate(told)]

    def of(fate: str) -> list[str]:
        return [dossier for story, dossier in made if story.fate == fate]

    _interviews(desk, today, {dossier: story for story, dossier in made if story.fate == "to-decide"})
    for place, dossier in enumerate(of("to-correct")):
        ask_correction(desk, dossier, ("cv", "address")[place], "Le document est illisible.")
    for fate, outcome, motive in (
        ("to-place", "accepted", ""), ("abroad", "accepted", ""), ("waiting", "waiting", "Le nombre de places est atteint."),
        ("refused", "refused", "Le projet ne demande pas de séjour à l’étranger."),
    ):  # fmt: skip
        for place, dossier in enumerate(of(fate)):
            decide(desk, dossier, outcome, motive, today - timedelta(days=20 + 9 * place))
    _stays(desk, [each for each in made if each[0].fate == "abroad"], today)
    for dossier in of("to-check")[1:3]:
        request_waiver(desk, dossier, _WAIVED, "Scolarité à l’étranger, relevés introuvables")
    ask_transfer(desk, of("to-meet")[1], desk.programme.offices[4].code, "Déménage chez sa sœur")


def _names() -> Iterator[tuple[str, str, str]]:
    girls, boys = fictional_names(Random(27))
    while True:
        yield (*next(girls), "F")
        yield (*next(boys), "M")


def _dossier(desk: Desk, story: _Story, number: int, name: tuple[str, str, str], today: date) -> str:
    surname, first_name, sex = name
    lodged = today - timedelta(days=story.lodged)
    country, town, language = _PLACES[number % len(_PLACES)]
    offices = desk.programme.offices
    office = offices[number * 2 % len(offices)].code
    birth = date(today.year - 19 - number % 6, 1 + number % 12, 3 + number % 20)
    person: dict[str, Value] = {
        "surname": surname, "first_name": first_name, "sex": sex, "birth_date": birth.isoformat(), "nationality": "fr",
        "town": "Civray", "postcode": "86400", "phone": f"06 39 98 50 {number:02d}", "level_1969": "V", "level_2019": "3",
    }  # fmt: skip
    steps = {"to-place": "search", "abroad": "placement"}
    dossier: dict[str, Value] = {
        "structure_code": office, "entry_structure": office, "branch_id": "", "ml_registered": True, "job_seeker": True,
        "grant_obstacle": "money", "hosted": False, "destination_country": country, "destination_town": town,
        "language": language, "language_level": "A2", "lodged_on": lodged.isoformat(),
        "step": steps.get(story.fate, "interview"), "departure_on": (today + timedelta(days=120)).isoformat(),
    }  # fmt: skip
    asked = [piece for piece in desk.programme.pieces if piece.asked_if is None or piece.asked_if.none]
    before = [piece for piece in asked if piece.blocks != "departure"]
    missing = sorted(before, key=lambda piece: piece.code != _WAIVED)[: story.missing]
    left_out = {piece.code for piece in missing}
    with desk.working() as work:
        made = write_dossier(work, person, dossier, lodged - timedelta(days=60))
        for piece in asked:
            if not piece.letter and piece.code not in left_out:
                work.tx.create("piece", {
                    "dossier_id": made, "code": piece.code, "status": Status.CHECKED.value, "received_on": lodged.isoformat(),
                    "checked_on": lodged.isoformat(),
                }, slot_id(made, piece.code))  # fmt: skip
        for piece in asked:
            if piece.letter and piece.code not in left_out:
                work.tx.create("letter", {
                    "dossier_id": made, "kind": piece.letter, "status": Status.CHECKED.value, "surname": "Garnier",
                    "received_on": lodged.isoformat(), "checked_on": lodged.isoformat(),
                })  # fmt: skip
        work.touch(made, ChangeKind.DOSSIER, ChangeKind.PIECE, ChangeKind.LETTER)
    return made


def _interviews(desk: Desk, today: date, stories: dict[str, _Story]) -> None:
    """Those that were held, and the days to come with their slots."""
    kind = desk.programme.deadline_meeting
    for dossier, story in stories.items():
        on = working_day(today + timedelta(days=story.days))
        if on < today:
            plan_meeting(desk, dossier, NewMeeting(on, "10:00", "Poitiers, Région", kind), came=True)
            continue
        if not any(slot.on == on for slot in slots(desk)):
            day: dict[str, Typed] = {
                "kind": EventKind.INTERVIEWS.value,
                "on": on,
                "at": "9h",
                "until": "12h",
                "place": "Poitiers, Région",
            }
            add_card(desk, EVENT, day)
        free = next(slot for slot in slots(desk) if slot.on == on and slot.free)
        book(desk, dossier, free.event_id, free.at)


def _stays(desk: Desk, abroad: list[tuple[_Story, str]], today: date) -> None:
    """One leaves soon, one has a late sheet, one an incident, one all in order."""
    company = add_card(desk, PARTNER, {"kind": "company", "name": "Quay Side Hotel", "country": "ie"}).result
    for place, (story, dossier) in enumerate(abroad):
        first = today + timedelta(days=story.days - today.weekday())
        save_stay(desk, dossier, {"company_id": company, "language_starts_on": first, "outbound_on": first})
        save_payment(desk, dossier, "departure", {"amount": "900", "paid_on": min(first, today)})
        due = [sheet for sheet in open_stay(desk, dossier).sheets if sheet.due < today]
        # a sheet is late only some days after its own, which are not the same each month
        awaited = [sheet.number for sheet in due if sheet.state == SheetState.LATE][-1:] if place == 2 else []
        for sheet in due:
            if sheet.number not in awaited:
                sheet_came(desk, dossier, sheet.number, sheet.due)
        if place == 3:
            save_payment(desk, dossier, "halfway", {"amount": "900", "paid_on": today})
            add_card(desk, INCIDENT, {
                "kind": "incident", "topic": "lodging", "on": today - timedelta(days=2),
                "text": "La chambre promise n’est plus libre à partir de lundi.",
            }, dossier)  # fmt: skip
