"""Every field of every row that travels, declared once.

What the store keeps, what its writer and a receiver refuse, who may write, what a field and its values are called: all of it
is derived from these declarations. A name declared here is a name on the wire: it is never renamed nor removed. Refused: rules
kept beside each use (tables, receiver, authority, cards, reports), where the same rule was kept by hand and began to differ.
"""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import DELETED_AT, FieldDeclaration, TableDeclaration
from chance_desktop.domain.fields.dossier import DOSSIER
from chance_desktop.domain.fields.europass import COVER_LETTER, LEARNING, LEARNING_SENTENCE, MOBILITY, SELF_ASSESSMENT
from chance_desktop.domain.fields.journal import (
    CONTACT,
    JOURNAL,
    JOURNAL_DETAIL,
    LIAISON_NOTE,
    REMINDER,
    STEP_CHANGE,
    VERDICT,
)
from chance_desktop.domain.fields.library import ERASURE, LIBRARY_DOCUMENT
from chance_desktop.domain.fields.meetings import ATTENDANCE, EVENT, MEETING
from chance_desktop.domain.fields.organisation import BRANCH, COUNSELLOR
from chance_desktop.domain.fields.partners import OFFER, PARTNER, PARTNER_CONTACT, SPONSOR
from chance_desktop.domain.fields.person import PERSON
from chance_desktop.domain.fields.pieces import LETTER, PIECE, SCAN
from chance_desktop.domain.fields.profile import LEARNER, LEARNER_ENTRY
from chance_desktop.domain.fields.region import (
    BUDGET_LINE,
    CORRECTION,
    DECISION,
    PLACEMENT_SEARCH,
    PLANNED_ACTION,
    PROGRAMME_PART,
    TARGET,
    TOOL,
)
from chance_desktop.domain.fields.stay import FOLLOW_UP_SHEET, INCIDENT, LODGING, PAYMENT, STAY
from chance_desktop.domain.fields.surveys import AFTERWARDS, ANSWER, SURVEY, SURVEY_ATTEMPT

TABLES: dict[str, TableDeclaration] = {
    table.name: table
    for table in (
        BRANCH, COUNSELLOR, PERSON, DOSSIER, VERDICT, STEP_CHANGE, PIECE, LETTER, CONTACT, SCAN, MEETING, JOURNAL,
        JOURNAL_DETAIL, REMINDER, LEARNER,
        LEARNER_ENTRY, SELF_ASSESSMENT, COVER_LETTER, MOBILITY, LEARNING, LEARNING_SENTENCE, ANSWER, ERASURE, EVENT,
        ATTENDANCE, SPONSOR, PARTNER, PARTNER_CONTACT, OFFER, STAY, LODGING, PAYMENT, FOLLOW_UP_SHEET, INCIDENT, AFTERWARDS,
        SURVEY, SURVEY_ATTEMPT, LIBRARY_DOCUMENT, LIAISON_NOTE, CORRECTION, DECISION, PLACEMENT_SEARCH, TARGET,
        PROGRAMME_PART, PLANNED_ACTION, TOOL, BUDGET_LINE,
    )
}  # fmt: skip
"""Every table whose rows travel, by its wire name."""

FIELDS: dict[str, dict[str, FieldDeclaration]] = {
    name: {each.name: each for each in (*table.fields, DELETED_AT)} for name, table in TABLES.items()
}
"""Every field that travels, by table and wire name."""

__all__ = ["DELETED_AT", "FIELDS", "TABLES", "FieldDeclaration", "TableDeclaration"]
