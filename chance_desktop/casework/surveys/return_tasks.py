"""The return: what there is to do in the month after it, from the interview to the certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from chance_desktop.casework.europass.assessments import read_assessments
from chance_desktop.casework.forms.answers import Filled, Subject, form_code, read_filled
from chance_desktop.casework.meetings.sponsors import is_sponsor
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.stays.stays import stay_row, write_stay
from chance_desktop.casework.surveys.consent import Consent, consent_of
from chance_desktop.domain.actions.stay_action import RETURN_TASKS
from chance_desktop.domain.dates import kept_day
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.domain.learner.cefr import LanguageSkill, Moment, SelfAssessment
from chance_desktop.domain.programme.declared import codes_of
from chance_desktop.domain.states import EventKind, FormRole
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.writing.stamps import Stamps, read_stamps

CERTIFICATE = "papers/certificate.toml"


@dataclass(frozen=True, slots=True)
class SkillProgress:
    """The level of one skill of a language, before and after the stay; empty when it was not said."""

    skill: LanguageSkill
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LanguageProgress:
    """A language before and after the stay."""

    language: str
    label: str
    skills: tuple[SkillProgress, ...]

    @property
    def compared(self) -> bool:
        """Whether both were said for at least one skill."""
        return any(each.before and each.after for each in self.skills)


@dataclass(frozen=True, slots=True)
class ReturnTask:
    """Something to do after the return, and whether it is done. `target` says where."""

    code: str
    label: str
    done: bool
    detail: str
    target: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """The return of a dossier."""

    dossier_id: str
    returned_on: date | None
    certificate_on: date | None
    interview: Filled
    questionnaire: Filled
    languages: tuple[LanguageProgress, ...]
    consent: Consent
    sponsor: bool
    tasks: tuple[ReturnTask, ...]
    seen: Stamps
    """Of the stay."""


def open_return(desk: Desk, dossier_id: str) -> ReturnView:
    """The return of a dossier. Raises `DossierUnknown`."""
    subject = Subject(dossier_id, dossier_id)
    with desk.reading() as connection:
        read_record(connection, dossier_id)
        stay = stay_row(connection, dossier_id)
        interview = read_filled(desk, connection, form_code(desk, FormRole.RETURN_INTERVIEW), [subject])[dossier_id]
        questionnaire = read_filled(desk, connection, form_code(desk, FormRole.END_OF_STAY), [subject])[dossier_id]
        languages = _languages(desk, connection, dossier_id)
    consent = consent_of(desk, dossier_id)
    consent_on = consent.on
    sponsor = is_sponsor(desk, dossier_id)
    certificate = kept_day(stay["certificate_on"])
    compared = any(each.compared for each in languages)
    offered = (
        ReturnTask("interview", RETURN_TASKS["interview"], interview.complete, _left(interview), "interview"),
        ReturnTask(
            "questionnaire", RETURN_TASKS["questionnaire"], questionnaire.complete,
            _left(questionnaire), "questionnaire",
        ),
        ReturnTask(
            "languages", _("Refaire l’auto-évaluation de langue"), compared,
            "" if compared else _("Elle se compare à celle d’avant le départ."), "europass",
        ),
        ReturnTask("certificate", RETURN_TASKS["certificate"], certificate is not None, "", "certificate"),
        ReturnTask(
            "consent", _("Demander l’accord pour les enquêtes"), consent_on is not None,
            "" if consent_on else _after(desk), "consent",
        ),
        ReturnTask(
            "sponsor", _("Proposer de parrainer à son tour"), sponsor,
            "" if sponsor else _("Ce n’est jamais obligatoire."), "sponsor",
        ),
    )  # fmt: skip
    tasks = tuple(each for each in offered if _is_offered(desk, each, interview, questionnaire))
    return ReturnView(
        dossier_id=dossier_id,
        returned_on=kept_day(stay["returned_on"]),
        certificate_on=certificate,
        interview=interview,
        questionnaire=questionnaire,
        languages=languages,
        consent=consent,
        sponsor=sponsor,
        tasks=tasks,
        seen=read_stamps(stay["stamps"] or "{}"),
    )


def _is_offered(desk: Desk, task: ReturnTask, interview: Filled, questionnaire: Filled) -> bool:
    """Whether the programme has what a task is done with."""
    return {
        "interview": bool(interview.form.parts),
        "questionnaire": bool(questionnaire.form.parts),
        "languages": bool(desk.programme.choices.get("language")),
        "certificate": has_certificate(desk),
        "consent": bool(desk.programme.survey_waves),
        "sponsor": bool(codes_of(desk.programme.event_kinds, EventKind.SPONSORSHIP)),
    }.get(task.code, True)


def has_certificate(desk: Desk) -> bool:
    """Whether the programme has a certificate to hand over."""
    return (desk.programme_folder / CERTIFICATE).exists()


def _after(desk: Desk) -> str:
    """When one is asked again, by the surveys of the programme."""
    waves = ", ".join(each.label for each in desk.programme.survey_waves)
    return _("{waves}. Sans accord, personne n’est recontacté.").replace("{waves}", waves)


def hand_over_certificate(
    desk: Desk, dossier_id: str, on: date | None = None, seen: Stamps | None = None
) -> Outcome[None]:
    """The certificate was handed over. Raises `InvalidField` for a day to come."""
    day = on or desk.today()
    if day > desk.today():
        raise InvalidField("certificate_on", _("Ce jour n’est pas encore venu."), _("Vérifiez la date."))
    with desk.working() as work:
        read_record(work.connection, dossier_id)
        write_stay(work, dossier_id, {"certificate_on": day.isoformat()}, seen)
        work.journal(dossier_id, entry(Event.CERTIFICATE_HANDED), day)
    return work.outcome(None, _("Attestation remise"))


def _languages(desk: Desk, connection: Connection, dossier_id: str) -> tuple[LanguageProgress, ...]:
    found: dict[str, dict[Moment, SelfAssessment]] = {}
    for each in read_assessments(connection, dossier_id):
        found.setdefault(each.language, {})[each.moment] = each
    return tuple(
        LanguageProgress(
            language, desk.programme.label("language", language),
            tuple(
                SkillProgress(skill, _level(of.get(Moment.BEFORE), skill), _level(of.get(Moment.AFTER), skill))
                for skill in LanguageSkill
            ),
        )
        for language, of in found.items()
    )  # fmt: skip


def _level(found: SelfAssessment | None, skill: LanguageSkill) -> str:
    level = found.levels.of(skill) if found is not None else None
    return level.value if level else ""


def _left(found: Filled) -> str:
    if found.complete or not found.answers:
        return ""
    return plural(
        "Commencé : il reste {n} réponse à donner.", "Commencé : il reste {n} réponses à donner.", len(found.missing)
    )
