"""Rows of pieces, from `domain/fields/pieces`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptPiece(KeptRow):
    """A row of `piece`."""

    dossier_id: str
    code: str
    status: str | None
    requested_on: str | None
    reminded_on: str | None
    received_on: str | None
    checked_on: str | None
    proof_on: str | None
    expires_on: str | None
    reason: str | None
    appointment_on: str | None
    appointment_place: str | None
    waiver_motive: str | None
    waiver_requested_on: str | None
    waiver_decision: str | None
    waiver_decided_on: str | None


class KeptLetter(KeptRow):
    """A row of `letter`."""

    dossier_id: str
    kind: str
    status: str
    role: str | None
    title: str | None
    first_name: str | None
    surname: str | None
    function: str | None
    organisation: str | None
    address: str | None
    postcode: str | None
    town: str | None
    phone: str | None
    email: str | None
    known_from: str | None
    known_to: str | None
    prepared_on: str | None
    requested_on: str | None
    reminded_on: str | None
    received_on: str | None
    checked_on: str | None
    replaced_on: str | None
    replaced_reason: str | None
    statement: str | None
    statement_on: str | None


class KeptScan(KeptRow):
    """A row of `scan`."""

    dossier_id: str
    piece_id: str
    sha256: str
    size: int
    pages: int
    label: str | None
    added_on: str
    by: str | None
