"""Rows of profile, from `domain/fields/profile`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptLearner(KeptRow):
    """A row of `learner`."""

    dossier_id: str
    nationalities: str | None
    country: str | None
    website: str | None
    photo: str | None
    headline_kind: str | None
    headline_fr: str | None
    headline_en: str | None
    communication_fr: str | None
    communication_en: str | None
    organisational_fr: str | None
    organisational_en: str | None
    job_related_fr: str | None
    job_related_en: str | None
    other_fr: str | None
    other_en: str | None
    digital_fr: str | None
    digital_en: str | None
    digital_information: str | None
    digital_communication: str | None
    digital_content_creation: str | None
    digital_safety: str | None
    digital_problem_solving: str | None
    licences: str | None
    mother_tongues: str | None
    kept: str | None


class KeptLearnerEntry(KeptRow):
    """A row of `learner_entry`."""

    dossier_id: str
    section: str
    position: int | None
    language: str | None
    since: str | None
    until: str | None
    current: bool | None
    title_fr: str | None
    title_en: str | None
    text_fr: str | None
    text_en: str | None
    organisation: str | None
    address: str | None
    postcode: str | None
    town: str | None
    country: str | None
    website: str | None
    code: str | None
    level: str | None
    sha256: str | None
    mime: str | None
    documents: str | None
    kept: str | None
