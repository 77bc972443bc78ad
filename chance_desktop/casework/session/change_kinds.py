"""The kinds of things a use case may change, each named once: who writes says it, screens listen for theirs."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class ChangeKind(StrEnum):
    """A table whose rows travel, or what is told of several together: an exchange, the Europass profile of somebody."""

    AFTERWARDS = "afterwards"
    ANSWER = "answer"
    ATTENDANCE = "attendance"
    BRANCH = "branch"
    BUDGET_LINE = "budget_line"
    CONTACT = "contact"
    CORRECTION = "correction"
    COUNSELLOR = "counsellor"
    COVER_LETTER = "cover_letter"
    DECISION = "decision"
    DOSSIER = "dossier"
    ERASURE = "erasure"
    EVENT = "event"
    FOLLOW_UP_SHEET = "follow_up_sheet"
    INCIDENT = "incident"
    JOURNAL = "journal"
    JOURNAL_DETAIL = "journal_detail"
    LEARNER = "learner"
    LEARNER_ENTRY = "learner_entry"
    LEARNING = "learning"
    LEARNING_SENTENCE = "learning_sentence"
    LETTER = "letter"
    LIAISON_NOTE = "liaison_note"
    LIBRARY_DOCUMENT = "library_document"
    LODGING = "lodging"
    MEETING = "meeting"
    MOBILITY = "mobility"
    OFFER = "offer"
    PARTNER = "partner"
    PARTNER_CONTACT = "partner_contact"
    PAYMENT = "payment"
    PERSON = "person"
    PIECE = "piece"
    PLACEMENT_SEARCH = "placement_search"
    PLANNED_ACTION = "planned_action"
    PROGRAMME_PART = "programme_part"
    REMINDER = "reminder"
    SCAN = "scan"
    SELF_ASSESSMENT = "self_assessment"
    SPONSOR = "sponsor"
    STAY = "stay"
    STEP_CHANGE = "step_change"
    SURVEY = "survey"
    SURVEY_ATTEMPT = "survey_attempt"
    TARGET = "target"
    TOOL = "tool"
    VERDICT = "verdict"

    EUROPASS = "europass"
    EXCHANGE = "exchange"


_KINDS = {kind.value: kind for kind in ChangeKind}


def kinds_of(names: Iterable[str]) -> frozenset[ChangeKind]:
    """The kinds of tables named by what was written; one that no screen could know is left out."""
    return frozenset(_KINDS[name] for name in names if name in _KINDS)
