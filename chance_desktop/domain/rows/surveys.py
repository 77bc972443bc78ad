"""Rows of surveys, from `domain/fields/surveys`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptAnswer(KeptRow):
    """A row of `answer`."""

    dossier_id: str | None
    subject_id: str
    form: str
    version: str
    question: str
    value: str | None
    structure_code: str | None


class KeptAfterwards(KeptRow):
    """A row of `afterwards`."""

    structure_code: str | None
    former_dossier: str
    first_name: str | None
    surname: str | None
    phone: str | None
    email: str | None
    entered_on: str | None
    returned_on: str
    correspondent: str | None
    consent_on: str
    consent_ended_on: str | None


class KeptSurvey(KeptRow):
    """A row of `survey`."""

    structure_code: str | None
    afterwards_id: str
    wave: str
    state: str | None
    closed_on: str | None
    how: str | None


class KeptSurveyAttempt(KeptRow):
    """A row of `survey_attempt`."""

    structure_code: str | None
    survey_id: str
    on: str
    how: str
    result: str
    by: str | None
