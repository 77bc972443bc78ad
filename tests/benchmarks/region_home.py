"""A Region's dossiers, ten thousand in a home of its own or as many as wanted elsewhere: offices, stays, forms, surveys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from chance_desktop.casework.demo.cast import fictional_names
from chance_desktop.casework.forms.answers import form
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.programme.report_layouts import layouts
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.casework.situation.prospects import PROSPECT
from chance_desktop.domain.change import Value
from chance_desktop.domain.form import Form, QuestionKind
from chance_desktop.domain.states import EventKind
from chance_desktop.store.identifiers import new_id, slot_id

SURVEY_FORM = "survey"

DOSSIERS = 10_000
YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
_CHUNK = 10_000
_LEVELS = ("VI", "V bis", "V", "IV", "III", "II", "I", "")
_STATES = ("active", "active", "active", "withdrawn", "excluded", "closed", PROSPECT)
_CORRESPONDENTS = 8
Row = tuple[str, str, dict[str, Value]]


def region_home(folder: Path) -> Path:
    """The home, made once and kept between runs."""
    home = folder / f"region-{DOSSIERS}"
    if not (home / "ready").exists():
        shutil.rmtree(home, ignore_errors=True)
        set_up_office(home, region_setup())
        desk = open_desk(home)
        try:
            rows = region_rows(desk, DOSSIERS)
            while chunk := list(islice(rows, _CHUNK)):
                with desk.store.writer.transaction("") as tx:
                    for table, row, values in chunk:
                        tx.create(table, values, row)
        finally:
            desk.close()
        (home / "ready").touch()
    return home


def region_setup(database: str = "") -> OfficeSetup:
    """A fictional Region."""
    people = (NewCounsellor("Hélène", "Marchais"),)
    return OfficeSetup("", BranchContact("Région"), people, fictional=True, role="region", database=database)


def region_rows(desk: Desk, dossiers: int) -> Iterator[Row]:
    """The rows of so many dossiers: table, id, values; first those that are of no dossier."""
    random = Random(10)
    offices = [office.code for office in desk.programme.offices]
    names = fictional_names(random)
    people = [next(each) for _pair in range(40) for each in names]
    correspondents = [new_id() for _each in range(_CORRESPONDENTS)]
    for number, row in enumerate(correspondents):
        yield "partner", row, {"structure_code": "", "kind": "correspondent", "name": f"Correspondant {number}"}
    events = {(code, year): new_id() for code in offices for year in YEARS}
    yield from _desk_rows(offices, events)
    forms = form(desk, layouts(desk).questionnaire.form), form(desk, SURVEY_FORM)
    waves = [wave.code for wave in desk.programme.survey_waves]
    steps = desk.programme.code, desk.programme.steps[2].code
    maker = _Maker(random, people, correspondents, events, forms, waves, steps)
    for number in range(dossiers):
        yield from maker.dossier(number, offices[number // 3 % len(offices)])


def _desk_rows(offices: list[str], events: dict[tuple[str, int], str]) -> Iterator[Row]:
    """Targets, meetings of the partners, and one sponsorship meeting a year in each office."""
    whole: dict[str, Value] = {"code": "beneficiaries", "label": "Jeunes", "value": 9_000, "since_on": "2021-01-04"}
    yield "target", new_id(), whole
    for code in offices:
        yield "target", new_id(), {"code": f"office:{code}", "label": code, "value": 600, "since_on": "2021-01-04"}
    for number in range(30):
        day = (date(2021, 1, 15) + timedelta(days=70 * number)).isoformat()
        cancelled = "mauvais temps" if number % 9 == 0 else ""
        yield (
            "event",
            new_id(),
            {"structure_code": "", "kind": EventKind.PARTNERS.value, "on": day, "cancelled_reason": cancelled},
        )
    for (code, year), row in events.items():
        met: dict[str, Value] = {
            "structure_code": code, "kind": EventKind.SPONSORSHIP.value, "on": f"{year}-03-12", "mode": "branch", "held": True,
        }  # fmt: skip
        yield "event", row, met


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the rows of a dossier, drawing from what is the same for all of them."""

    random: Random
    people: list[tuple[str, str]]
    correspondents: list[str]
    events: dict[tuple[str, int], str]
    forms: tuple[Form, Form]
    waves: list[str]
    programme: tuple[str, str]

    def dossier(self, number: int, office: str) -> Iterator[Row]:
        """A person, a dossier, and what follows from its number."""
        surname, first_name = self.people[number % len(self.people)]
        year = YEARS[number // len(self.people) % len(YEARS)]
        entered = date(year, self.random.randint(1, 9), self.random.randint(1, 28))
        birth = entered.replace(year=year - self.random.randint(16, 27)) - timedelta(days=self.random.randint(0, 300))
        abroad = number % 3 == 0
        person, dossier = new_id(), new_id()
        yield "person", person, {
            "surname": surname, "first_name": first_name, "birth_date": birth.isoformat() if number % 97 else "",
            "sex": "FM"[number % 2] if number % 89 else "", "level_1969": self.random.choice(_LEVELS),
        }  # fmt: skip
        yield "dossier", dossier, {
            "person_id": person, "programme": self.programme[0], "structure_code": office, "entry_structure": office,
            "file_number": f"{year}-REG-{number:05d}", "step": self.programme[1],
            "state": "active" if abroad else _STATES[number % len(_STATES)], "entered_on": entered.isoformat(),
            "ml_registered": True, "job_seeker": number % 7 != 0, "prior_stay": number % 5 == 0,
            "destination_country": "ie", "language": "en",
        }  # fmt: skip
        if number % 2:
            event = self.events[office, year]
            yield "attendance", slot_id(event, f"attendance/{dossier}"), {
                "structure_code": office, "event_id": event, "dossier_id": dossier, "role": "young", "came": number % 4 == 1,
            }  # fmt: skip
        if abroad:
            yield from self._stay(number, dossier, entered)
            returned = entered + timedelta(days=90, weeks=28)
            yield from self._surveys(number, dossier, office, (surname, first_name), returned)
        if number % 5 == 0:
            yield from self._answers(self.forms[0], dossier, {"dossier_id": dossier})

    def _stay(self, number: int, dossier: str, entered: date) -> Iterator[Row]:
        starts = entered + timedelta(days=90)
        ends = starts + timedelta(weeks=28)
        values: dict[str, Value] = {
            "dossier_id": dossier, "outbound_on": starts.isoformat(), "language_starts_on": starts.isoformat(),
            "language_weeks": 4, "placement_weeks": 24, "inbound_on": ends.isoformat(),
        }  # fmt: skip
        if number % 12:
            values["correspondent_id"] = self.random.choice(self.correspondents)
        if number % 30 == 0:
            values["early_return_on"] = (ends - timedelta(weeks=9)).isoformat()
        yield "stay", slot_id(dossier, "stay"), values

    def _surveys(self, number: int, dossier: str, office: str, name: tuple[str, str], returned: date) -> Iterator[Row]:
        """One in nine withdrew their consent; of the surveys, some are closed, some answered only, some untouched."""
        contact, day = slot_id(dossier, "afterwards"), returned.isoformat()
        values: dict[str, Value] = {
            "structure_code": office, "former_dossier": dossier, "surname": name[0], "first_name": name[1],
            "entered_on": day, "returned_on": day, "consent_on": day,
        }  # fmt: skip
        if number % 9 == 0:
            values["consent_ended_on"] = (returned + timedelta(days=400)).isoformat()
        yield "afterwards", contact, values
        for wave in self.waves:
            survey = slot_id(contact, f"survey/{wave}")
            state = self.random.choice(("answered", "answered", "answered", "unreachable", "refused", "", ""))
            if state:
                yield "survey", survey, {
                    "structure_code": office, "afterwards_id": contact, "wave": wave, "state": state, "closed_on": day,
                }  # fmt: skip
            if state == "answered" or (not state and self.random.random() < 0.2):
                yield from self._answers(self.forms[1], survey, {"structure_code": office})

    def _answers(self, asked: Form, subject: str, owner: dict[str, Value]) -> Iterator[Row]:
        for question in asked.questions:
            if question.kind is QuestionKind.CHOICE and self.random.random() < 0.95:
                yield "answer", slot_id(subject, f"answer/{asked.form}/{asked.version}/{question.code}"), {
                    **owner, "subject_id": subject, "form": asked.form, "version": asked.version,
                    "question": question.code, "value": self.random.choice(asked.options(question)).code,
                }  # fmt: skip
