"""Rows of dossier, from `domain/fields/dossier`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptDossier(KeptRow):
    """A row of `dossier`."""

    person_id: str
    programme: str | None
    structure_code: str | None
    branch_id: str | None
    file_number: str | None
    former_numbers: str | None
    step: str | None
    state: str | None
    entered_on: str | None
    lodged_on: str | None
    destination_country: str | None
    destination_town: str | None
    departure_on: str | None
    return_on: str | None
    language: str | None
    language_level: str | None
    project: str | None
    prior_stay: bool | None
    hosted: bool | None
    ml_registered: bool | None
    job_seeker: bool | None
    grant_obstacle: str | None
    parent_name: str | None
    parent_phone: str | None
    arrangements: str | None
    referent_id: str | None
    accompanying_id: str | None
    stand_in_id: str | None
    stand_in_until: str | None
    entry_structure: str | None
    transfer_to: str | None
    transfer_asked_on: str | None
    transfer_reason: str | None
    transfer_refused_on: str | None
    met_through: str | None
    approach_note: str | None
    left_on: str | None
    left_step: str | None
    left_reason: str | None
