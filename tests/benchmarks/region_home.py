"""A Region's home of ten thousand fictional dossiers: fifteen offices, six years, stays, questionnaires, surveys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from chance_desktop.casework.afterwards import SURVEY_FORM
from chance_desktop.casework.approach import PROSPECT
from chance_desktop.casework.counsellors import NewCounsellor
from chance_desktop.casework.demo.cast import fictional_names
from chance_desktop.casework.desk import Desk, open_desk
from chance_desktop.casework.events import PARTNERS, SPONSORSHIP
from chance_desktop.casework.forms import form
from chance_desktop.casework.office import BranchContact, OfficeSetup, set_up_office
from chance_desktop.casework.reports.layouts import layouts
from chance_desktop.domain.change import Value
from chance_desktop.domain.form import Form, QuestionKind
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.writer import WriteTransaction

DOSSIERS = 10_000
YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
_CHUNK = 1_000
_LEVELS = ("VI", "V bis", "V", "IV", "III", "II", "I", "")
_STATES = ("active", "active", "active", "withdrawn", "excluded", "closed", PROSPECT)
_CORRESPONDENTS = 8


def region_home(folder: Path) -> Path:
    """The home, made once and kept between runs."""
    home = folder / f"region-{DOSSIERS}"
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        setup = OfficeSetup(
            "", BranchContact("Région"), (NewCounsellor("Hélène", "Marchais"),), fictional=True, role="region"
        )
        set_up_office(home, setup)
        desk = open_desk(home)
        try:
            _fill(desk, Random(10))
        finally:
            desk.close()
        (home / "ready").touch()
    return home


def _fill(desk: Desk, random: Random) -> None:
    offices = [office.code for office in desk.programme.offices]
    names = fictional_names(random)
    people = [next(each) for _pair in range(40) for each in names]
    with desk.store.writer.transaction("") as tx:
        correspondents = [
            tx.create("partner", {"structure_code": "", "kind": "correspondent", "name": f"Correspondant {number}"})
            for number in range(_CORRESPONDENTS)
        ]
        events = _write_desk(tx, offices)
    for start in range(0, DOSSIERS, _CHUNK):
        with desk.store.writer.transaction("") as tx:
            for number in range(start, start + _CHUNK):
                _write_one(
                    desk, tx, random, number, offices[number // 3 % len(offices)], people, correspondents, events
                )


def _write_desk(tx: WriteTransaction, offices: list[str]) -> dict[tuple[str, int], str]:
    """Targets, meetings of the partners, and one sponsorship meeting a year in each office."""
    tx.create("target", {"code": "beneficiaries", "label": "Jeunes", "value": 9_000, "since_on": "2021-01-04"})
    for code in offices:
        tx.create("target", {"code": f"office:{code}", "label": code, "value": 600, "since_on": "2021-01-04"})
    for number in range(30):
        day = (date(2021, 1, 15) + timedelta(days=70 * number)).isoformat()
        cancelled = "mauvais temps" if number % 9 == 0 else ""
        tx.create("event", {"structure_code": "", "kind": PARTNERS, "on": day, "cancelled_reason": cancelled})
    return {
        (code, year): tx.create(
            "event",
            {"structure_code": code, "kind": SPONSORSHIP, "on": f"{year}-03-12", "mode": "branch", "held": True},
        )
        for code in offices
        for year in YEARS
    }


def _write_one(
    desk: Desk, tx: WriteTransaction, random: Random, number: int, office: str, people: list[tuple[str, str]],
    correspondents: list[str], events: dict[tuple[str, int], str],
) -> None:  # fmt: skip
    surname, first_name = people[number % len(people)]
    year = YEARS[number // len(people) % len(YEARS)]
    entered = date(year, random.randint(1, 9), random.randint(1, 28))
    birth = entered.replace(year=year - random.randint(16, 27)) - timedelta(days=random.randint(0, 300))
    person: dict[str, Value] = {
        "surname": surname, "first_name": first_name, "birth_date": birth.isoformat() if number % 97 else "",
        "sex": "FM"[number % 2] if number % 89 else "", "level_1969": _LEVELS[random.randrange(len(_LEVELS))],
    }  # fmt: skip
    abroad = number % 3 == 0
    state = "active" if abroad else _STATES[number % len(_STATES)]
    row: dict[str, Value] = {
        "person_id": tx.create("person", person), "programme": desk.programme.code, "structure_code": office,
        "entry_structure": office, "file_number": f"{year}-REG-{number:05d}", "step": desk.programme.steps[2].code,
        "state": state, "entered_on": entered.isoformat(), "ml_registered": True, "job_seeker": number % 7 != 0,
        "prior_stay": number % 5 == 0, "destination_country": "ie", "language": "en",
    }  # fmt: skip
    dossier = tx.create("dossier", row)
    if number % 2:
        event = events[office, year]
        values: dict[str, Value] = {
            "structure_code": office, "event_id": event, "dossier_id": dossier, "role": "young", "came": number % 4 == 1,
        }  # fmt: skip
        tx.create("attendance", values, slot_id(event, f"attendance/{dossier}"))
    if abroad:
        ends = _write_stay(tx, random, number, dossier, entered, correspondents)
        _write_surveys(desk, tx, random, number, dossier, office, (surname, first_name), ends)
    if number % 5 == 0:
        declared = form(desk, layouts(desk).questionnaire.form)
        _write_answers(tx, random, declared, dossier, {"dossier_id": dossier})


def _write_stay(
    tx: WriteTransaction, random: Random, number: int, dossier: str, entered: date, correspondents: list[str]
) -> date:
    starts = entered + timedelta(days=90)
    ends = starts + timedelta(weeks=28)
    early = number % 30 == 0
    values: dict[str, Value] = {
        "dossier_id": dossier, "outbound_on": starts.isoformat(), "language_starts_on": starts.isoformat(),
        "language_weeks": 4, "placement_weeks": 24, "inbound_on": ends.isoformat(),
    }  # fmt: skip
    if number % 12:
        values["correspondent_id"] = random.choice(correspondents)
    if early:
        values["early_return_on"] = (ends - timedelta(weeks=9)).isoformat()
    tx.create("stay", values, slot_id(dossier, "stay"))
    return ends


def _write_surveys(
    desk: Desk, tx: WriteTransaction, random: Random, number: int, dossier: str, office: str, name: tuple[str, str],
    returned: date,
) -> None:  # fmt: skip
    """One in nine withdrew their consent; of the surveys, some are closed, some answered only, some untouched."""
    contact = slot_id(dossier, "afterwards")
    values: dict[str, Value] = {
        "structure_code": office, "former_dossier": dossier, "surname": name[0], "first_name": name[1],
        "entered_on": returned.isoformat(), "returned_on": returned.isoformat(), "consent_on": returned.isoformat(),
    }  # fmt: skip
    if number % 9 == 0:
        values["consent_ended_on"] = (returned + timedelta(days=400)).isoformat()
    tx.create("afterwards", values, contact)
    declared = form(desk, SURVEY_FORM)
    for wave in desk.programme.survey_waves:
        survey = slot_id(contact, f"survey/{wave.code}")
        state = random.choice(("answered", "answered", "answered", "unreachable", "refused", "", ""))
        if state:
            row: dict[str, Value] = {
                "structure_code": office, "afterwards_id": contact, "wave": wave.code, "state": state,
                "closed_on": returned.isoformat(),
            }  # fmt: skip
            tx.create("survey", row, survey)
        if state == "answered" or (not state and random.random() < 0.2):
            _write_answers(tx, random, declared, survey, {"structure_code": office})


def _write_answers(tx: WriteTransaction, random: Random, asked: Form, subject: str, owner: dict[str, Value]) -> None:
    for question, value in _said(asked, random):
        values: dict[str, Value] = {
            **owner, "subject_id": subject, "form": asked.form, "version": asked.version, "question": question,
            "value": value,
        }  # fmt: skip
        tx.create("answer", values, slot_id(subject, f"answer/{asked.form}/{asked.version}/{question}"))


def _said(asked: Form, random: Random) -> Iterator[tuple[str, str]]:
    for question in asked.questions:
        if question.kind is QuestionKind.CHOICE and random.random() < 0.95:
            yield question.code, random.choice(asked.options(question)).code
