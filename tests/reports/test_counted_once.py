"""A person who has several dossiers is counted once, by the dossier that went abroad; and a form is counted with its person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chance_desktop.casework.forms.answers import Subject, save_answers
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.reports.registry import behind, make
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.situation.same_person import join
from chance_desktop.casework.stays.stays import save_stay
from tests.both_stores import region_store as region_store
from tests.casework.making import dossier_of
from tests.conftest import Office

NAMES = ("Anna", "Bruno", "Chloé")


def _totals(desk: Desk, as_of: date | None = None) -> tuple[object, object]:
    """Those entered, and those who left on a stay."""
    rows = {row.code: row for row in make(desk, "offices", Scope(as_of or desk.today())).rows}
    cells = rows["whole"].cells
    return cells[2].value, cells[3].value


def _three(desk: Desk) -> list[str]:
    people = (NewPerson("Morillon", name, date(2005, 3, place)) for place, name in enumerate(NAMES, start=1))
    return [dossier_of(desk, person, entered_on=desk.today() - timedelta(days=90)) for person in people]


@pytest.mark.parametrize("abroad", [0, 1, 2])
@pytest.mark.parametrize("links", [((0, 1), (1, 2)), ((1, 2), (0, 1)), ((0, 2), (1, 2)), ((0, 1), (0, 2))])
def test_the_dossier_that_went_abroad_is_the_one_counted(
    region: Office, abroad: int, links: tuple[tuple[int, int], ...]
) -> None:
    desk = region.desk
    made = _three(desk)
    save_stay(desk, made[abroad], {"language_starts_on": region.ago(10), "outbound_on": region.ago(10)})
    save_answers(desk, "end-of-stay", Subject(made[abroad], made[abroad]), {"1.2": "yes"})
    assert _totals(desk) == (3, 1)
    for one, other in links:
        join(desk, made[one], made[other])
    assert _totals(desk) == (1, 1)
    scope = Scope(desk.today())
    (kept,) = behind(desk, "offices", "whole", "entered", scope)
    assert kept.dossier_id == made[abroad]
    assert make(desk, "questionnaire", scope).subtitle == "1 questionnaire rendu"
    # before the departure too they are one person
    assert _totals(desk, region.ago(20)) == (1, 0)


def test_a_form_of_a_dossier_that_is_not_counted_is_not_either(region: Office) -> None:
    desk = region.desk
    made = _three(desk)
    for each in made:
        save_answers(desk, "end-of-stay", Subject(each, each), {"1.2": "yes"})
    join(desk, made[0], made[1])
    scope = Scope(desk.today())
    assert make(desk, "questionnaire", scope).subtitle == "2 questionnaires rendus"
    assert len(behind(desk, "questionnaire", "1.2", "yes", scope)) == 2


def test_on_a_day_past_forms_are_those_of_who_had_left(region: Office) -> None:
    desk = region.desk
    made = _three(desk)[0]
    save_stay(desk, made, {"language_starts_on": region.ago(10), "outbound_on": region.ago(10)})
    save_answers(desk, "end-of-stay", Subject(made, made), {"1.2": "yes"})
    for day, count in ((region.ago(5), 1), (region.ago(20), 0)):
        rows = {row.code: row for row in make(desk, "indicators", Scope(day)).rows}
        assert [cell.value for cell in rows["forms"].cells[:2]] == [count, count]
        assert len(behind(desk, "questionnaire", "1.2", "yes", Scope(day))) == count


def test_the_whole_of_the_correspondents_opens_its_list(region: Office) -> None:
    desk = region.desk
    made = _three(desk)[0]
    save_stay(desk, made, {"language_starts_on": region.ago(10), "outbound_on": region.ago(10)})
    scope = Scope(desk.today())
    whole = make(desk, "correspondents", scope).rows[-1]
    assert [(cell.value, cell.open) for cell in whole.cells] == [(1, True), (0, False)]
    assert len(behind(desk, "correspondents", "whole", "reached", scope)) == 1
