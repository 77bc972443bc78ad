"""Surveys counted by the store come to what counting them one by one comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.programme.published_parts import parts, publish
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.survey_counts import read_surveyed
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.casework.surveys.surveys import rates, read_surveys
from chance_desktop.domain.change import Value
from chance_desktop.domain.form import SITUATION
from chance_desktop.store.identifiers import slot_id
from tests import postgresql

SURVEY = "survey"

_OFFICES = ("86400S00", "79000S00")
_DAYS = (date(2019, 8, 31), date(2020, 2, 29), date(2023, 8, 29), date(2023, 12, 31), date(2024, 5, 6))


@pytest.fixture(scope="module", params=["embedded", "postgresql"])
def region(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = Path(tmp_path_factory.mktemp("surveyed")) / "home"
    people = (NewCounsellor("Hélène", "Marchais"),)
    database = postgresql.new_database() if request.param == "postgresql" else ""
    setup = OfficeSetup("", BranchContact("Région"), people, fictional=True, role="region", database=database)
    set_up_office(home, setup)
    desk = open_desk(home)
    random = Random(4)
    path = "questionnaires/survey.toml"
    first = next(each.content for each in parts(desk) if each.path == path)
    publish(desk, path, first.replace('version = "1"', 'version = "2"'))
    with desk.working() as work:
        for number in range(120):
            back = random.choice(_DAYS) if number % 3 else desk.today() - timedelta(days=number * 4)
            office = _OFFICES[number % 2]
            values: dict[str, Value] = {
                "structure_code": office, "former_dossier": f"ancien-{number}", "surname": "Baudry", "returned_on": back.isoformat(),
                "entered_on": f"{2021 + number % 4}-05-04", "correspondent": ("Lee Bridge", "Turia")[number % 5 == 0],
                "consent_on": back.isoformat(),
                "consent_ended_on": desk.today().isoformat() if number % 7 == 0 else None,
            }  # fmt: skip
            contact = work.tx.create("afterwards", values)
            for wave in desk.programme.survey_waves:
                survey = slot_id(contact, f"survey/{wave.code}")
                if random.random() < 0.6:
                    state = random.choice(("answered", "answered", "unreachable", "refused", ""))
                    row: dict[str, Value] = {
                        "structure_code": office, "afterwards_id": contact, "wave": wave.code, "state": state,
                    }  # fmt: skip
                    work.tx.create("survey", row, survey)
                for version in ("1", "2") if random.random() < 0.3 else ("1",):
                    for question, value in _said(random):
                        said: dict[str, Value] = {
                            "structure_code": office, "subject_id": survey, "form": SURVEY, "version": version,
                            "question": question, "value": value,
                        }  # fmt: skip
                        work.tx.create("answer", said, slot_id(survey, f"answer/{SURVEY}/{version}/{question}"))
    yield desk
    desk.close()


def _said(random: Random) -> Iterator[tuple[str, str]]:
    """Nothing, something that is not enough, an answer taken away, or enough."""
    choice = random.randrange(4)
    if choice == 1:
        yield "helped", "much"
    elif choice:
        yield "again", "yes"
        yield SITUATION, random.choice(("job", "studies", "job-search")) if choice == 3 else ""


@pytest.mark.parametrize("structure", ["", *_OFFICES])
@pytest.mark.parametrize("as_of", [None, *_DAYS, date(2024, 2, 29), date(2024, 6, 30), date(2024, 7, 1)])
def test_counted_by_the_store_or_one_by_one(region: Desk, structure: str, as_of: date | None) -> None:
    scope = Scope(as_of or region.today(), 0, structure)
    with region.reading() as connection:
        views = [
            each
            for each in read_surveys(region, connection)
            if each.due <= scope.as_of and structure in ("", each.subject.structure_code)
        ]
        found = read_surveyed(region, connection, scope)
    assert tuple(each.rates for each in found) == rates(views, region)
    for each in found:
        told = Counter(
            view.filled.answers.get(SITUATION, "")
            for view in views
            if view.wave == each.rates.wave and view.state == "answered"
        )
        assert +each.situations == +told
    if as_of is None:
        assert found[0].rates.due > found[0].rates.answered > found[0].situations[""] > 0


def test_surveys_follow_the_year_and_the_correspondent(region: Desk) -> None:
    with region.working() as work:
        lee = work.tx.create("partner", {"structure_code": "", "kind": "correspondent", "name": "Lee Bridge"})
    today = region.today()
    with region.reading() as connection:
        whole = read_surveyed(region, connection, Scope(today))
        years = [read_surveyed(region, connection, Scope(today, year)) for year in range(2021, 2025)]
        kept = read_surveyed(region, connection, Scope(today, correspondent=lee))
        nobody = read_surveyed(region, connection, Scope(today, 2009))
    for place, wave in enumerate(whole):
        assert sum(each[place].rates.due for each in years) == wave.rates.due
        assert sum(each[place].rates.answered for each in years) == wave.rates.answered
        assert 0 < kept[place].rates.due < wave.rates.due
        assert nobody[place].rates.due == 0
