"""Rows of stay, from `domain/fields/stay`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptStay(KeptRow):
    """A row of `stay`."""

    dossier_id: str
    correspondent_id: str | None
    centre_id: str | None
    company_id: str | None
    offer_id: str | None
    language_starts_on: str | None
    language_weeks: int | None
    placement_starts_on: str | None
    placement_weeks: int | None
    outbound_on: str | None
    outbound: str | None
    inbound_on: str | None
    inbound: str | None
    mentor_name: str | None
    mentor_phone: str | None
    mentor_email: str | None
    agreement_on: str | None
    commitment_on: str | None
    contribution: int | None
    early_return_on: str | None
    early_return_kind: str | None
    early_return_reason: str | None
    returned_on: str | None
    certificate_on: str | None


class KeptLodging(KeptRow):
    """A row of `lodging`."""

    dossier_id: str
    kind: str
    since_on: str | None
    until_on: str | None
    host_name: str | None
    address: str | None
    phone: str | None
    note: str | None


class KeptPayment(KeptRow):
    """A row of `payment`."""

    dossier_id: str
    label: str
    amount: int | None
    due_on: str | None
    paid_on: str | None
    note: str | None


class KeptFollowUpSheet(KeptRow):
    """A row of `follow_up_sheet`."""

    dossier_id: str
    number: int
    due_on: str | None
    reminded_on: str | None
    received_on: str | None


class KeptIncident(KeptRow):
    """A row of `incident`."""

    dossier_id: str
    kind: str
    topic: str | None
    on: str
    text: str
    solution: str | None
    solved_on: str | None
    by: str | None
