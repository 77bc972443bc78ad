"""Rows of journal, from `domain/fields/journal`: written by `python -m tests.architecture.row_classes`, not by hand."""

from chance_desktop.domain.rows.kept import KeptRow


class KeptVerdict(KeptRow):
    """A row of `verdict`."""

    dossier_id: str
    given_on: str
    by: str | None
    rules_version: str
    overall: str
    criteria: str


class KeptReminder(KeptRow):
    """A row of `reminder`."""

    dossier_id: str
    on: str
    text: str | None
    done_on: str | None
    by: str | None


class KeptStepChange(KeptRow):
    """A row of `step_change`."""

    dossier_id: str
    from_step: str | None
    to_step: str | None
    on: str | None
    reason: str | None
    by: str | None


class KeptContact(KeptRow):
    """A row of `contact`."""

    dossier_id: str
    letter_id: str | None
    how: str
    on: str
    text: str | None
    by: str | None


class KeptJournal(KeptRow):
    """A row of `journal`."""

    dossier_id: str
    on: str
    recorded_at: str
    by: str | None
    kind: str
    text: str


class KeptJournalDetail(KeptRow):
    """A row of `journal_detail`."""

    dossier_id: str
    journal_id: str
    event: str
    parameters: str


class KeptLiaisonNote(KeptRow):
    """A row of `liaison_note`."""

    dossier_id: str
    side: str
    recorded_at: str
    by: str | None
    text: str
    read_on: str | None
    read_by: str | None
