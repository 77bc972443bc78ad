"""Rows of organisation, from `domain/fields/organisation`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptBranch(KeptRow):
    """A row of `branch`."""

    structure_code: str | None
    name: str | None
    address: str | None
    postcode: str | None
    town: str | None
    phone: str | None
    email: str | None


class KeptCounsellor(KeptRow):
    """A row of `counsellor`."""

    branch_id: str | None
    first_name: str | None
    surname: str | None
    title: str | None
    phone: str | None
    email: str | None
    active: bool | None
