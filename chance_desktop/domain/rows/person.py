"""Rows of person, from `domain/fields/person`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptPerson(KeptRow):
    """A row of `person`."""

    surname: str | None
    first_name: str | None
    birth_date: str | None
    sex: str | None
    nationality: str | None
    ml_number: str | None
    address: str | None
    postcode: str | None
    town: str | None
    phone: str | None
    email: str | None
    last_class: str | None
    diploma: str | None
    level_1969: str | None
    level_2019: str | None
    joined_to: str | None
