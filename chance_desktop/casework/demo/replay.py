"""Replay a programme as it took place, with invented people: the same counts year by year, so that its tables come out again.

What happened is declared in the programme's `replay.toml`; nothing of it is written here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from chance_desktop.casework.demo.cast import fictional_names
from chance_desktop.casework.dossiers.summaries import refresh_all
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.reports.desk_tables import ACTIONS, BUDGET, TOOLS
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.kit.progress import NoProgress, Progress
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.states import DossierState, EventKind, Part
from chance_desktop.domain.stay import next_monday
from chance_desktop.runtime.assets import forms_folder
from chance_desktop.runtime.words import _
from chance_desktop.store.identifiers import slot_id

_FOLDER = "une-chance-pour-l-europe"
_FILE = "replay.toml"
_REGION = BranchContact("Région", "", "", "", "05 36 49 10 00", "mobilite@exemple.fr")
_DESK = (NewCounsellor("Hélène", "Marchais", "Chargée de mission", "05 36 49 10 01", "helene.marchais@exemple.fr"),)
_LANGUAGE_WEEKS, _PLACEMENT_WEEKS = 4, 24


@dataclass(frozen=True, slots=True)
class _Young:
    """Someone of the replay: `fate` is departed, withdrawn, excluded or met_only."""

    number: int
    fate: str
    sex: str
    entered: date
    surname: str
    first_name: str
    birth: date
    structure: str


def replay(home: Path, progress: Progress | None = None) -> int:
    """Make the Region's fictional home of the programme that took place; returns how many people it holds. Raises `HomeTaken`."""
    told = tomllib.loads((forms_folder() / _FOLDER / _FILE).read_text("utf-8"))
    report = progress or NoProgress()
    begun = datetime.combine(told["meetings"][0]["on"] - timedelta(days=30), time(8), UTC)
    set_up_office(home, OfficeSetup("", _REGION, _DESK, fictional=True, role=PosteRole.REGION), lambda: begun)
    desk = open_desk(home)
    try:
        people = list(_people(told, [office.code for office in desk.programme.offices]))
        _write_desk(desk, told)
        partners = _write_partners(desk, told)
        _write_people(desk, told, people, partners, report)
        refresh_all(desk)
    finally:
        desk.close()
    return len(people)


def _people(told: dict[str, Any], offices: list[str]) -> Iterator[_Young]:
    random = Random(2009)
    girls, boys = fictional_names(random)
    number = 0
    for year in told["years"]:
        departed = ["departed"] * year["departed"]
        others = [fate for fate in ("withdrawn", "excluded", "met_only") for _each in range(year[fate])]
        for fates, count in ((departed, year["girls_departed"]), (others, year["girls_others"])):
            for place, fate in enumerate(fates):
                sex = "F" if place < count else "M"
                entered = date(year["year"], 2 + place % 9, 3 + (place * 5) % 24)
                age = 18 + (number * 3) % 8
                surname, first_name = next(girls if sex == "F" else boys)
                birth = entered.replace(year=entered.year - age) - timedelta(days=20 + number * 9 % 300)
                yield _Young(
                    number=number,
                    fate=fate,
                    sex=sex,
                    entered=entered,
                    surname=surname,
                    first_name=first_name,
                    birth=birth,
                    structure=offices[number % len(offices)],
                )
                number += 1


def _write_desk(desk: Desk, told: dict[str, Any]) -> None:
    """Meetings, targets, actions, tools, budget."""
    with desk.working() as work:
        for each in told["targets"]:
            values: dict[str, Value] = {
                "code": each["code"], "label": each["label"], "value": each["value"], "note": each["note"],
                "since_on": each["since"].isoformat(),
            }  # fmt: skip
            work.tx.create("target", values)
        for each in told["meetings"]:
            cancelled = each.get("cancelled", "")
            values = {
                "structure_code": "", "kind": EventKind.PARTNERS.value, "on": each["on"].isoformat(), "at": "10:00",
                "theme": each.get("theme", ""), "cancelled_reason": cancelled, "held": not cancelled,
            }  # fmt: skip
            work.tx.create("event", values)
        for name, key in ((ACTIONS, "actions"), (TOOLS, "tools"), (BUDGET, "budget")):
            for position, line in enumerate(told[key], start=1):
                work.tx.create(name, {"position": position, **line})


def _write_partners(desk: Desk, told: dict[str, Any]) -> dict[str, str]:
    """The partners abroad, by name."""
    found: dict[str, str] = {}
    with desk.working() as work:
        common: dict[str, Value] = {"structure_code": "", "country": told["country"], "active": True}
        for each in told["correspondents"]:
            found[each["name"]] = work.tx.create("partner", {**common, "kind": "correspondent", "name": each["name"]})
        found["company"] = work.tx.create("partner", {**common, "kind": "company", "name": _("Entreprise fictive")})
        centre = told["centre"]
        found["centre"] = work.tx.create(
            "partner", {**common, "kind": "centre", "name": centre["name"], "town": centre["town"]}
        )
    return found


def _write_people(
    desk: Desk, told: dict[str, Any], people: list[_Young], partners: dict[str, str], report: Progress
) -> None:
    assigned = _assigned(told, people)
    for done, young in enumerate(people, start=1):
        with desk.working() as work:
            dossier = _write_dossier(work, told, young)
            if young.fate == "departed":
                place, correspondent = assigned[young.number]
                _write_stay(work, told, young, dossier, partners, correspondent)
                if place is not None:
                    _write_answers(work, told, dossier, place)
            elif young.fate == "met_only":
                _write_sponsorship(work, young, dossier)
        report.advance(done, len(people), _("Le programme est rejoué"))


def _assigned(told: dict[str, Any], people: list[_Young]) -> dict[int, tuple[int | None, str]]:
    """For those who left: which of the answers is theirs, if any, and their correspondent."""
    answered = told["questionnaire"]["1.1-correspondent"]
    by_code = {each["name"].lower().replace(" ", "-"): each["name"] for each in told["correspondents"]}
    left = {each["name"]: each["stays"] for each in told["correspondents"]}
    found: dict[int, tuple[int | None, str]] = {}
    waiting = [young.number for young in people if young.fate == "departed"]
    for place, code in enumerate(answered):
        found[waiting[place]] = (place, by_code[code])
        left[by_code[code]] -= 1
    rest = [name for name, count in left.items() for _each in range(count)]
    for number, name in zip(waiting[len(answered) :], rest, strict=True):
        found[number] = (None, name)
    return found


def _write_dossier(work: Work, told: dict[str, Any], young: _Young) -> str:
    person = work.tx.create("person", {
        "surname": young.surname, "first_name": young.first_name, "birth_date": young.birth.isoformat(), "sex": young.sex,
        "nationality": "FR", **told["level"],
    })  # fmt: skip
    states = {
        "departed": DossierState.ACTIVE.value, "withdrawn": DossierState.WITHDRAWN.value,
        "excluded": DossierState.EXCLUDED.value, "met_only": DossierState.PROSPECT.value,
    }  # fmt: skip
    steps = work.desk.programme.steps
    step = {"departed": steps[-1].code, "met_only": steps[0].code}.get(young.fate, steps[2].code)
    values: dict[str, Value] = {
        "person_id": person, "programme": work.desk.programme.code, "structure_code": young.structure,
        "entry_structure": young.structure, "file_number": f"{young.entered.year}-REG-A{young.number + 1:03d}",
        "step": step, "state": states[young.fate], "entered_on": young.entered.isoformat(), "ml_registered": True,
        "job_seeker": True, "language": told["language"], "destination_country": told["country"],
    }  # fmt: skip
    if young.fate != "met_only":
        values["lodged_on"] = (young.entered + timedelta(days=60)).isoformat()
    if young.fate in ("withdrawn", "excluded"):
        left = (young.entered + timedelta(days=120)).isoformat()
        values |= {"left_on": left, "left_step": step, "left_reason": _("Départ du programme")}
    dossier = work.tx.create("dossier", values)
    work.journal(dossier, entry(Event.DOSSIER_OPENED), young.entered)
    work.touch(dossier, ChangeKind.DOSSIER)
    return dossier


def _write_stay(
    work: Work, told: dict[str, Any], young: _Young, dossier: str, partners: dict[str, str], correspondent: str
) -> None:
    starts = next_monday(max(told["first_departure"], young.entered + timedelta(days=150)))
    ends = starts + timedelta(weeks=_LANGUAGE_WEEKS + _PLACEMENT_WEEKS) - timedelta(days=1)
    accepted: dict[str, Value] = {
        "dossier_id": dossier, "outcome": "accepted", "decided_on": (young.entered + timedelta(days=90)).isoformat(),
        "by": work.tx.by,
    }  # fmt: skip
    work.tx.create("decision", accepted)
    values: dict[str, Value] = {
        "dossier_id": dossier, "correspondent_id": partners[correspondent], "centre_id": partners["centre"],
        "company_id": partners["company"],
        "language_starts_on": starts.isoformat(), "language_weeks": _LANGUAGE_WEEKS, "placement_weeks": _PLACEMENT_WEEKS,
        "outbound_on": starts.isoformat(), "inbound_on": ends.isoformat(), "returned_on": ends.isoformat(),
    }  # fmt: skip
    work.tx.create("stay", values, slot_id(dossier, "stay"))


def _write_answers(work: Work, told: dict[str, Any], dossier: str, place: int) -> None:
    asked = told["questionnaire"]
    for question, answers in asked.items():
        if isinstance(answers, list):
            values: dict[str, Value] = {
                "dossier_id": dossier, "subject_id": dossier, "form": asked["form"], "version": asked["version"],
                "question": question, "value": answers[place],
            }  # fmt: skip
            work.tx.create("answer", values, slot_id(dossier, f"answer/{asked['form']}/{asked['version']}/{question}"))


def _write_sponsorship(work: Work, young: _Young, dossier: str) -> None:
    """They came to a sponsorship meeting of their office, and lodged nothing."""
    event = work.tx.create("event", {
        "structure_code": young.structure, "kind": EventKind.SPONSORSHIP.value, "on": young.entered.isoformat(), "mode": "branch", "held": True,
    })  # fmt: skip
    work.tx.create("attendance", {
        "structure_code": young.structure, "event_id": event, "dossier_id": dossier, "role": Part.YOUNG.value, "came": True,
    }, slot_id(event, f"attendance/{dossier}"))  # fmt: skip
