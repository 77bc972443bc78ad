"""Rows of europass, from `domain/fields/europass`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptSelfAssessment(KeptRow):
    """A row of `self_assessment`."""

    dossier_id: str
    language: str
    moment: str
    on: str | None
    listening: str | None
    reading: str | None
    spoken_interaction: str | None
    spoken_production: str | None
    writing: str | None


class KeptCoverLetter(KeptRow):
    """A row of `cover_letter`."""

    dossier_id: str
    addressee_title: str | None
    addressee_first_name: str | None
    addressee_surname: str | None
    addressee_position: str | None
    organisation: str | None
    address: str | None
    postcode: str | None
    town: str | None
    country: str | None
    place: str | None
    on: str | None
    subject_fr: str | None
    subject_en: str | None
    opening_fr: str | None
    opening_en: str | None
    body_fr: str | None
    body_en: str | None
    closing_fr: str | None
    closing_en: str | None
    kept: str | None


class KeptMobility(KeptRow):
    """A row of `mobility`."""

    dossier_id: str
    number_state: str | None
    number_requested_on: str | None
    number: str | None
    issued_on: str | None
    issuer: str | None
    sending_reference: str | None
    host_name: str | None
    host_kind: str | None
    host_address: str | None
    host_reference: str | None
    host_function: str | None
    host_phone: str | None
    host_email: str | None
    objective: str | None
    qualification: str | None
    activities: str | None
    job_related: str | None
    language_skills: str | None
    digital: str | None
    organisational: str | None
    social: str | None
    other: str | None
    filled_on: str | None
    mentor: str | None


class KeptLearning(KeptRow):
    """A row of `learning`."""

    dossier_id: str
    area: str
    title: str | None
    since: str | None
    until: str | None


class KeptLearningSentence(KeptRow):
    """A row of `learning_sentence`."""

    dossier_id: str
    learning_id: str
    position: int | None
    text_fr: str
    text_en: str | None
    proof: str | None
    family: str | None
    in_cv: bool | None
    in_passport: bool | None
    in_mobility: bool | None
