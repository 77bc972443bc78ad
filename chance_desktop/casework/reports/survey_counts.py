"""What the surveys came to, counted by the store: due, answered, unreachable, refused, and the situation of those who answered.

It says what counting `afterwards.read_surveys` one by one would say. Only the answers of surveys nobody closed are read: whether
they are complete is for the form to say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from chance_desktop.casework.forms.answers import form_code, read_answers, read_form, versions_of
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.surveys.surveys import Rates
from chance_desktop.domain.form import missing
from chance_desktop.domain.programme.stay_rules import SurveyWave
from chance_desktop.domain.states import FormRole, SurveyState
from chance_desktop.store.dialect import number_in
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.schema.tables import SYNCED, answer

_contact, _survey, _partner = SYNCED["afterwards"], SYNCED["survey"], SYNCED["partner"]
_CLOSED = and_(_survey.c.deleted_at.is_(None), func.coalesce(_survey.c.state, "") != "")


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A wave: its counts, and how many of those who answered said each situation (the empty code for none)."""

    rates: Rates
    situations: Counter[str]


def read_surveyed(desk: Desk, connection: Connection, scope: Scope) -> tuple[Surveyed, ...]:
    """Every wave: its surveys due on the day of the scope, of those who entered its year, at its Mission Locale, and were
    with its correspondent."""
    day = min(scope.as_of, desk.today())
    waves = {wave.code: wave for wave in desk.programme.survey_waves}
    due = {code: _due(wave, day, scope) for code, wave in waves.items()}
    states, situations = _closed(desk, connection, due)
    found = []
    for code, wave in waves.items():
        said, waiting = _open(desk, connection, code, due[code])
        by_state = states[code]
        rates = Rates(
            code, wave.label, sum(by_state.values()) + len(said) + waiting, by_state[SurveyState.ANSWERED] + len(said),
            by_state[SurveyState.UNREACHABLE], by_state[SurveyState.REFUSED],
        )  # fmt: skip
        told = situations[code] + Counter(each for each in said if each)
        told[""] = rates.answered - sum(told.values())
        found.append(Surveyed(rates, told))
    return tuple(found)


def situation_code(desk: Desk) -> str:
    """The code of the question of the survey whose answers are counted; empty for a programme without any."""
    code = form_code(desk, FormRole.SURVEY)
    asked = read_form(desk.programme_folder, code).situation if code else None
    return asked.code if asked is not None else ""


def _due(wave: SurveyWave, day: date, scope: Scope) -> ColumnElement[bool]:
    """Of whom a survey of this wave is due."""
    within = [
        _contact.c.deleted_at.is_(None), _contact.c.consent_on.is_not(None),
        _contact.c.returned_on <= wave.last_return(day).isoformat(),
    ]  # fmt: skip
    if scope.structure:
        within.append(_contact.c.structure_code == scope.structure)
    if scope.year:
        within.append(func.substr(_contact.c.entered_on, 1, 4) == f"{scope.year:04}")
    if scope.correspondent:
        # what is kept after the return names the correspondent in words
        named = select(_partner.c.name).where(_partner.c.id == scope.correspondent).scalar_subquery()
        within.append(_contact.c.correspondent == named)
    return and_(*within)


def _closed(
    desk: Desk, connection: Connection, due: dict[str, ColumnElement[bool]]
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """By wave: how many surveys ended how, and the situations told in those that were answered."""
    states: dict[str, Counter[str]] = {code: Counter() for code in due}
    situations: dict[str, Counter[str]] = {code: Counter() for code in due}
    situation = [
        answer.c.subject_id == _survey.c.id, answer.c.form == form_code(desk, FormRole.SURVEY), answer.c.question == situation_code(desk),
        answer.c.deleted_at.is_(None), _survey.c.state == SurveyState.ANSWERED.value,
    ]  # fmt: skip
    code = form_code(desk, FormRole.SURVEY)
    if code and len(versions_of(desk.programme_folder, code)) > 1:
        situation.append(~_answered_again(desk))
    joined = _survey.join(_contact, _contact.c.id == _survey.c.afterwards_id).outerjoin(answer, and_(*situation))
    wanted = or_(false(), *(and_(_survey.c.wave == code, condition) for code, condition in due.items()))
    query = (
        select(_survey.c.wave, _survey.c.state, answer.c.value, func.count())
        .select_from(joined)
        .where(_CLOSED, wanted)
        .group_by(_survey.c.wave, _survey.c.state, answer.c.value)
    )
    for wave, state, told, count in connection.execute(query):
        states[wave][state] += count
        if told:
            situations[wave][told] += count
    return states, situations


def _answered_again(desk: Desk) -> ColumnElement[bool]:
    """Whether a later version of the form was answered too: the latest one counts."""
    later = answer.alias()
    return (
        select(later.c.id)
        .where(
            later.c.subject_id == answer.c.subject_id, later.c.form == form_code(desk, FormRole.SURVEY), later.c.deleted_at.is_(None),
            number_in(later.c.version) > number_in(answer.c.version),
        )
        .exists()
    )  # fmt: skip


def _open(desk: Desk, connection: Connection, wave: str, due: ColumnElement[bool]) -> tuple[list[str], int]:
    """Surveys nobody closed: the situations told in those that are complete, and how many still wait for an answer."""
    ended = (
        select(_survey.c.id).where(_survey.c.afterwards_id == _contact.c.id, _survey.c.wave == wave, _CLOSED).exists()
    )
    people = {
        slot_id(row, f"survey/{wave}"): bool(withdrawn)
        for row, withdrawn in connection.execute(select(_contact.c.id, _contact.c.consent_ended_on).where(due, ~ended))
    }
    asked = situation_code(desk)
    given = read_answers(connection, form_code(desk, FormRole.SURVEY), people)
    complete = {
        survey: answers.get(asked, "")
        for survey, (version, answers) in given.items()
        if answers and not missing(read_form(desk.programme_folder, form_code(desk, FormRole.SURVEY), version), answers)
    }
    waiting = sum(not withdrawn for survey, withdrawn in people.items() if survey not in complete)
    return list(complete.values()), waiting
