"""After the return: who agreed to be asked again, the surveys that are due, the attempts to reach them, and what they answer.

What is kept here stands apart from the dossier, so that a survey at three years outlives it: only a name, a way to reach the
person, the office, the year and the correspondent. It goes with its consent, and when the person asks to be erased.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.forms.answers import Filled, Subject, form_code, read_filled
from chance_desktop.casework.session.desk import Desk, Work
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.rows.row_slots import write_row
from chance_desktop.casework.surveys.consent import ConsentNeeded, tell_of
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.programme.programme import label_in
from chance_desktop.domain.reports.tally import percent
from chance_desktop.domain.rows.surveys import KeptAfterwards, KeptSurvey
from chance_desktop.domain.states import ENDED, FormRole, SurveyState
from chance_desktop.runtime.words import _
from chance_desktop.store.engines.batches import among
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.rows import kept_rows
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.stamps import Stamps, read_stamps

SURVEYED = ("survey", "afterwards")
"""The tables whose rows are of people followed after their dossier."""

table = SYNCED["afterwards"]
survey_table = SYNCED["survey"]
attempt_table = SYNCED["survey_attempt"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A time somebody tried to reach the person."""

    on: date
    how: str
    result: str


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey of a person. `state` is `coming`, `due`, `answered`, `unreachable` or `refused`."""

    subject: Subject
    contact_id: str
    name: str
    phone: str
    email: str
    wave: str
    wave_label: str
    due: date
    state: str
    attempts: tuple[Attempt, ...]
    filled: Filled
    closed_on: date | None
    seen: Stamps
    contact_seen: Stamps
    """Of how the person is reached."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How many of a wave were due, reached, answered; a percentage never stands without them."""

    wave: str
    wave_label: str
    due: int
    answered: int
    unreachable: int
    refused: int

    @property
    def rate(self) -> int:
        """Percentage of the surveys due that were answered."""
        return percent(self.answered, self.due)


def surveys(desk: Desk, *, wave: str = "", coming: bool = False) -> tuple[SurveyView, ...]:
    """Surveys of those who agree, the longest due first; those to come only when asked for."""
    with desk.reading() as connection:
        found = read_surveys(desk, connection, wave)
    return tuple(each for each in found if coming or each.state != SurveyState.COMING)


def read_survey(desk: Desk, connection: Connection, survey_id: str) -> SurveyView | None:
    """One survey, within a connection; nothing when it is not on this poste, or its person does not agree."""
    contact, wave, _dossier = _whose(desk, connection, survey_id)
    return next(iter(read_surveys(desk, connection, wave, (contact,))), None) if contact else None


def former_dossier(desk: Desk, connection: Connection, survey_id: str) -> str:
    """The dossier somebody had, of whom a survey is; empty when it is not known here."""
    return _whose(desk, connection, survey_id)[2]


def dossiers_surveyed(connection: Connection, rows: Iterable[tuple[str, str]]) -> set[str]:
    """The dossiers that people of these rows (table and id: consents, surveys) had."""
    asked = [each for each in rows if each[0] in SURVEYED]
    if not asked:
        return set()
    surveyed = select(survey_table.c.afterwards_id).where(
        among(survey_table.c.id, (row for name, row in asked if name == "survey"))
    )
    people = {row for name, row in asked if name == "afterwards"} | set(connection.execute(surveyed).scalars())
    query = select(table.c.former_dossier).where(among(table.c.id, people))
    return {each for each in connection.execute(query).scalars() if each} if people else set()


def _whose(desk: Desk, connection: Connection, survey_id: str) -> tuple[str, str, str]:
    """The person of a survey, its wave, and the dossier they had; nothing of one that is not on this poste."""
    query = select(table.c.id, table.c.former_dossier).where(
        table.c.deleted_at.is_(None), table.c.consent_on.is_not(None)
    )
    for contact, dossier_id in connection.execute(query).all():
        for each in desk.programme.survey_waves:
            if slot_id(contact, f"survey/{each.code}") == survey_id:
                return contact, each.code, dossier_id or ""
    return "", "", ""


def read_surveys(
    desk: Desk, connection: Connection, wave: str = "", contacts: Collection[str] = ()
) -> tuple[SurveyView, ...]:
    """Every survey, within a connection; also of those who withdrew after answering. Of one wave or some people when named."""
    query = select(table).where(table.c.deleted_at.is_(None), table.c.consent_on.is_not(None))
    if contacts:
        query = query.where(among(table.c.id, contacts))
    people = kept_rows(connection, KeptAfterwards, query)
    waves = [each for each in desk.programme.survey_waves if not wave or each.code == wave]
    subjects = {
        (person["id"], each.code): Subject(
            slot_id(person["id"], f"survey/{each.code}"), "", person["structure_code"] or ""
        )
        for person in people
        for each in waves
    }
    ids = [subject.id for subject in subjects.values()] if contacts else []
    rows = _survey_rows(connection, ids)
    attempts = _attempts(desk, connection, ids)
    answers = read_filled(desk, connection, form_code(desk, FormRole.SURVEY), subjects.values())
    found = []
    for person in people:
        for each in waves:
            subject = subjects[person["id"], each.code]
            row = rows.get(subject.id)
            view = _survey(desk, person, each.code, subject, row, attempts.get(subject.id, []), answers[subject.id])
            if not (person["consent_ended_on"] and view.state in (SurveyState.COMING, SurveyState.DUE)):
                found.append(view)
    return tuple(sorted(found, key=lambda view: (view.due, view.name)))


def _survey_rows(connection: Connection, ids: list[str]) -> dict[str, KeptSurvey]:
    """What is kept of surveys by their row: of these, or of all."""
    query = select(survey_table).where(survey_table.c.deleted_at.is_(None))
    if ids:
        query = query.where(among(survey_table.c.id, ids))
    return {row["id"]: row for row in kept_rows(connection, KeptSurvey, query)}


def _attempts(desk: Desk, connection: Connection, ids: list[str]) -> dict[str, list[Attempt]]:
    """Attempts by survey, in order: of these, or of all."""
    query = select(attempt_table).where(attempt_table.c.deleted_at.is_(None)).order_by(attempt_table.c.on)
    if ids:
        query = query.where(among(attempt_table.c.survey_id, ids))
    found: dict[str, list[Attempt]] = {}
    for tried in connection.execute(query):
        how, result = (
            label_in(desk.programme.attempt_means, tried.how),
            label_in(desk.programme.attempt_results, tried.result),
        )
        found.setdefault(tried.survey_id, []).append(Attempt(date.fromisoformat(tried.on), how, result))
    return found


def note_attempt(desk: Desk, survey_id: str, how: str, result: str, on: date | None = None) -> Outcome[None]:
    """Note an attempt to reach someone. Raises `InvalidField` or `ConsentNeeded`."""
    day = on or desk.today()
    for field, code, declared in (
        ("how", how, desk.programme.attempt_means), ("result", result, desk.programme.attempt_results),
    ):  # fmt: skip
        if code not in {choice.code for choice in declared}:
            raise InvalidField(field, _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    with desk.working() as work:
        view = _open(desk, work, survey_id)
        write_row(work, "survey", survey_id, _owner(view), {"wave": view.wave})
        values: dict[str, Value] = {
            "structure_code": view.subject.structure_code, "survey_id": survey_id, "on": day.isoformat(), "how": how,
            "result": result, "by": work.tx.by,
        }  # fmt: skip
        work.tx.create("survey_attempt", values)
        tell_of(work, survey_id, former_dossier(desk, work.connection, survey_id))
    return work.outcome(None, _("Essai noté"))


def close_survey(desk: Desk, survey_id: str, state: str, how: str = "", on: date | None = None) -> Outcome[None]:
    """End a survey: `answered`, `unreachable` or `refused`; empty opens it again. Raises `InvalidField` or `ConsentNeeded`."""
    if state not in (*ENDED, ""):
        raise InvalidField("state", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    with desk.working() as work:
        view = _open(desk, work, survey_id)
        closed = (on or desk.today()).isoformat() if state else ""
        values: dict[str, Value] = {"wave": view.wave, "state": state, "closed_on": closed, "how": how}
        write_row(work, "survey", survey_id, _owner(view), values)
        tell_of(work, survey_id, former_dossier(desk, work.connection, survey_id))
    return work.outcome(None, _("Enquête mise à jour"))


def rates(views: Iterable[SurveyView], desk: Desk) -> tuple[Rates, ...]:
    """How many were due and answered, by wave."""
    found = list(views)
    return tuple(
        Rates(
            wave.code, wave.label,
            sum(each.wave == wave.code and each.state != SurveyState.COMING for each in found),
            *(sum(each.wave == wave.code and each.state == state for each in found) for state in ENDED),
        )
        for wave in desk.programme.survey_waves
    )  # fmt: skip


def _survey(
    desk: Desk, person: KeptAfterwards, wave: str, subject: Subject, row: KeptSurvey | None, attempts: list[Attempt], filled: Filled
) -> SurveyView:  # fmt: skip
    declared = desk.programme.wave(wave)
    due = declared.due_on(date.fromisoformat(person["returned_on"]))
    state = (row["state"] if row else None) or ""
    if not state:
        late = due <= desk.today()
        state = SurveyState.ANSWERED if filled.complete else SurveyState.DUE if late else SurveyState.COMING
    return SurveyView(
        subject=subject,
        contact_id=person["id"],
        name=f"{person['first_name'] or ''} {person['surname'] or ''}".strip(),
        phone=person["phone"] or "",
        email=person["email"] or "",
        wave=wave,
        wave_label=declared.label,
        due=due,
        state=state,
        attempts=tuple(attempts),
        filled=filled,
        closed_on=kept_day(row["closed_on"]) if row else None,
        seen=read_stamps(row["stamps"]) if row else {},
        contact_seen=read_stamps(person["stamps"]),
    )


def _open(desk: Desk, work: Work, survey_id: str) -> SurveyView:
    found = read_survey(desk, work.connection, survey_id)
    if found is None:
        raise ConsentNeeded
    return found


def _owner(view: SurveyView) -> dict[str, Value]:
    return {"structure_code": view.subject.structure_code, "afterwards_id": view.contact_id}
