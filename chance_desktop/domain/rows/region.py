"""Rows of region, from `domain/fields/region`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptCorrection(KeptRow):
    """A row of `correction`."""

    dossier_id: str
    piece: str
    reason: str
    asked_on: str
    answered_on: str | None
    by: str | None


class KeptDecision(KeptRow):
    """A row of `decision`."""

    dossier_id: str
    outcome: str
    motive: str | None
    decided_on: str
    by: str | None


class KeptPlacementSearch(KeptRow):
    """A row of `placement_search`."""

    dossier_id: str
    correspondent_id: str | None
    offer_id: str | None
    asked_on: str
    answered_on: str | None
    answer: str | None
    note: str | None
    by: str | None


class KeptTarget(KeptRow):
    """A row of `target`."""

    code: str | None
    label: str | None
    value: int | None
    since_on: str | None
    note: str | None


class KeptProgrammePart(KeptRow):
    """A row of `programme_part`."""

    path: str | None
    content: str | None
    published_on: str | None
    by: str | None


class KeptPlannedAction(KeptRow):
    """A row of `planned_action`."""

    position: int | None
    phase: str | None
    label: str | None
    specific: bool | None
    months: str | None
    staff_number: str | None
    staff_fte: str | None
    qualification: str | None
    purchases: str | None
    services: str | None
    other: str | None


class KeptTool(KeptRow):
    """A row of `tool`."""

    position: int | None
    name: str | None
    function: str | None
    users: str | None
    format: str | None
    transferable: bool | None


class KeptBudgetLine(KeptRow):
    """A row of `budget_line`."""

    position: int | None
    source: str | None
    amount: int | None
    published_share: int | None
    note: str | None
