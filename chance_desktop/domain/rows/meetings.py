"""Rows of meetings, from `domain/fields/meetings`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptMeeting(KeptRow):
    """A row of `meeting`."""

    dossier_id: str
    on: str
    at: str | None
    place: str | None
    kind: str
    with_whom: str | None
    cancelled_reason: str | None
    mode: str | None
    came: bool | None
    sponsor_id: str | None
    report: str | None


class KeptEvent(KeptRow):
    """A row of `event`."""

    structure_code: str | None
    branch_id: str | None
    kind: str
    on: str
    at: str | None
    until: str | None
    place: str | None
    mode: str | None
    theme: str | None
    led_by: str | None
    guides: str | None
    held: bool | None
    cancelled_reason: str | None


class KeptAttendance(KeptRow):
    """A row of `attendance`."""

    structure_code: str | None
    event_id: str
    dossier_id: str | None
    sponsor_id: str | None
    role: str
    name: str | None
    organisation: str | None
    at: str | None
    came: bool | None
