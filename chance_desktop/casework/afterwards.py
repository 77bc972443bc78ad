"""After the return: who agreed to be asked again, the surveys that are due, the attempts to reach them, and what they answer.

What is kept here stands apart from the dossier, so that a survey at three years outlives it: only a name, a way to reach the
person, the office, the year and the correspondent. It goes with its consent, and when the person asks to be erased.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from chance_desktop.casework.desk import Desk, Work
from chance_desktop.casework.forms import Filled, Subject, read_filled
from chance_desktop.casework.outcome import Outcome
from chance_desktop.casework.records import Fields, read_record
from chance_desktop.casework.situation import InvalidField
from chance_desktop.casework.slots import write_row
from chance_desktop.domain.change import Value
from chance_desktop.domain.dates import add_months, kept_day
from chance_desktop.domain.programme import label_in
from chance_desktop.domain.tally import percent
from chance_desktop.domain.typed.telephones import tidy_phone
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _
from chance_desktop.store.batches import among
from chance_desktop.store.identifiers import slot_id
from chance_desktop.store.stamps import Stamps, read_stamps
from chance_desktop.store.tables import SYNCED

SURVEY_FORM = "survey"
table = SYNCED["afterwards"]
survey_table = SYNCED["survey"]
attempt_table = SYNCED["survey_attempt"]


class ConsentNeeded(ExpectedError):
    """Someone who did not agree to be asked again."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette personne n’a pas donné son accord pour être recontactée, ou l’a retiré."),
            _("Sans cet accord, aucune enquête ne peut lui être adressée."),
        )


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


def give_consent(desk: Desk, dossier_id: str, on: date, correspondent: str = "") -> Outcome[str]:
    """The person agrees to be asked again after the stay; returns the row. Raises `InvalidField` without a return day."""
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        row, person = record.dossier, record.person
        back = row["return_on"]
        if not back:
            raise InvalidField(
                "return_on", _("Le jour du retour n’est pas connu."), _("Indiquez-le dans le séjour, puis recommencez.")
            )
        owner: dict[str, Value] = {
            "structure_code": row["entry_structure"] or row["structure_code"], "former_dossier": dossier_id,
        }  # fmt: skip
        values: dict[str, Value] = {
            "first_name": person["first_name"], "surname": person["surname"],
            "phone": tidy_phone(person["phone"] or ""), "email": person["email"], "entered_on": row["entered_on"],
            "returned_on": back, "correspondent": correspondent or _correspondent(work.connection, dossier_id),
            "consent_on": on.isoformat(), "consent_ended_on": None,
        }  # fmt: skip
        made = slot_id(dossier_id, "afterwards")
        write_row(work, "afterwards", made, owner, values)
        work.journal(dossier_id, "consent", _("Accord pour être recontacté après le séjour"), on)
        work.touch(dossier_id, "afterwards")
    return work.outcome(made, _("Accord noté"))


def withdraw_consent(desk: Desk, contact_id: str, on: date | None = None) -> Outcome[None]:
    """The person no longer agrees: what served to reach them is forgotten at once."""
    with desk.working() as work:
        row = _contact_row(work, contact_id)
        values: dict[str, Value] = {
            "consent_ended_on": (on or desk.today()).isoformat(), "phone": "", "email": "", "first_name": "", "surname": "",
        }  # fmt: skip
        work.tx.update("afterwards", contact_id, values, read_stamps(row["stamps"]))
        _tell(work, contact_id, row["former_dossier"] or "")
    return work.outcome(None, _("Accord retiré"))


def consent_of(desk: Desk, dossier_id: str) -> tuple[date | None, str]:
    """The day someone agreed to be asked again, and their row; nothing when they did not, or no longer."""
    with desk.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == slot_id(dossier_id, "afterwards"))).first()
    if row is None or row.deleted_at or row.consent_ended_on or not row.consent_on:
        return None, ""
    return date.fromisoformat(row.consent_on), row.id


def surveys(desk: Desk, *, wave: str = "", coming: bool = False) -> tuple[SurveyView, ...]:
    """Surveys of those who agree, the longest due first; those to come only when asked for."""
    with desk.reading() as connection:
        found = read_surveys(desk, connection, wave)
    return tuple(each for each in found if coming or each.state != "coming")


def read_survey(desk: Desk, connection: Connection, survey_id: str) -> SurveyView | None:
    """One survey, within a connection; nothing when it is not on this poste, or its person does not agree."""
    contact, wave, _dossier = _whose(desk, connection, survey_id)
    return next(iter(read_surveys(desk, connection, wave, (contact,))), None) if contact else None


def former_dossier(desk: Desk, connection: Connection, survey_id: str) -> str:
    """The dossier somebody had, of whom a survey is; empty when it is not known here."""
    return _whose(desk, connection, survey_id)[2]


def dossiers_surveyed(connection: Connection, rows: Iterable[tuple[str, str]]) -> set[str]:
    """The dossiers that people of these rows (table and id: consents, surveys) had."""
    found = set(rows)
    surveyed = select(survey_table.c.afterwards_id).where(
        among(survey_table.c.id, (row for name, row in found if name == "survey"))
    )
    people = {row for name, row in found if name == "afterwards"} | set(connection.execute(surveyed).scalars())
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
    people = [row._asdict() for row in connection.execute(query)]
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
    answers = read_filled(desk, connection, SURVEY_FORM, subjects.values())
    found = []
    for person in people:
        for each in waves:
            subject = subjects[person["id"], each.code]
            row = rows.get(subject.id, {})
            view = _survey(desk, person, each.code, subject, row, attempts.get(subject.id, []), answers[subject.id])
            if not (person["consent_ended_on"] and view.state in ("coming", "due")):
                found.append(view)
    return tuple(sorted(found, key=lambda view: (view.due, view.name)))


def _survey_rows(connection: Connection, ids: list[str]) -> dict[str, Fields]:
    """What is kept of surveys by their row: of these, or of all."""
    query = select(survey_table).where(survey_table.c.deleted_at.is_(None))
    if ids:
        query = query.where(among(survey_table.c.id, ids))
    return {row.id: row._asdict() for row in connection.execute(query)}


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
        _tell(work, survey_id, former_dossier(desk, work.connection, survey_id))
    return work.outcome(None, _("Essai noté"))


def close_survey(desk: Desk, survey_id: str, state: str, how: str = "", on: date | None = None) -> Outcome[None]:
    """End a survey: `answered`, `unreachable` or `refused`; empty opens it again. Raises `InvalidField` or `ConsentNeeded`."""
    if state not in ("answered", "unreachable", "refused", ""):
        raise InvalidField("state", _("Cette réponse n’est pas proposée."), _("Choisissez-en une de la liste."))
    with desk.working() as work:
        view = _open(desk, work, survey_id)
        closed = (on or desk.today()).isoformat() if state else ""
        values: dict[str, Value] = {"wave": view.wave, "state": state, "closed_on": closed, "how": how}
        write_row(work, "survey", survey_id, _owner(view), values)
        _tell(work, survey_id, former_dossier(desk, work.connection, survey_id))
    return work.outcome(None, _("Enquête mise à jour"))


def rates(views: Iterable[SurveyView], desk: Desk) -> tuple[Rates, ...]:
    """How many were due and answered, by wave."""
    found = list(views)
    return tuple(
        Rates(
            wave.code, wave.label,
            sum(each.wave == wave.code and each.state != "coming" for each in found),
            *(sum(each.wave == wave.code and each.state == state for each in found) for state in ("answered", "unreachable", "refused")),
        )
        for wave in desk.programme.survey_waves
    )  # fmt: skip


def _survey(
    desk: Desk, person: Fields, wave: str, subject: Subject, row: Mapping[str, object], attempts: list[Attempt], filled: Filled
) -> SurveyView:  # fmt: skip
    declared = desk.programme.wave(wave)
    due = add_months(date.fromisoformat(person["returned_on"]), declared.months)
    closed = row.get("closed_on")
    state = str(row.get("state") or "")
    if not state:
        state = "answered" if filled.complete else "due" if due <= desk.today() else "coming"
    return SurveyView(
        subject, person["id"], f"{person['first_name'] or ''} {person['surname'] or ''}".strip(), person["phone"] or "",
        person["email"] or "", wave, declared.label, due, state, tuple(attempts), filled,
        kept_day(closed), read_stamps(str(row.get("stamps") or "{}")),
    )  # fmt: skip


def _open(desk: Desk, work: Work, survey_id: str) -> SurveyView:
    found = read_survey(desk, work.connection, survey_id)
    if found is None:
        raise ConsentNeeded
    return found


def _owner(view: SurveyView) -> dict[str, Value]:
    return {"structure_code": view.subject.structure_code, "afterwards_id": view.contact_id}


def _contact_row(work: Work, contact_id: str) -> Fields:
    found = work.connection.execute(select(table).where(table.c.id == contact_id)).first()
    if found is None or found.deleted_at:
        raise ConsentNeeded
    return found._asdict()


def _correspondent(connection: Connection, dossier_id: str) -> str:
    stay, partner = SYNCED["stay"], SYNCED["partner"]
    query = (
        select(partner.c.name)
        .join(stay, stay.c.correspondent_id == partner.c.id)
        .where(stay.c.dossier_id == dossier_id, stay.c.deleted_at.is_(None))
    )
    return str(connection.execute(query).scalar() or "")


def _tell(work: Work, row: str, dossier_id: str) -> None:
    """Say what changed; what is to be done next on the dossier follows, while there is one."""
    if dossier_id:
        work.touch(dossier_id, "survey")
    work.rows.add(row)
    work.kinds.update(("afterwards", "survey"))
