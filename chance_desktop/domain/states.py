"""Where things stand: dossiers, the stages of the journey, stays, payments, surveys, offers; and the parts people have.

The values are what is kept and what travels: they never change. What is read may come from a later version, which knows others:
it is compared with these, and made one of them only where it is computed here.
"""

from __future__ import annotations

from enum import StrEnum


class DossierState(StrEnum):
    """Whether a dossier is followed, and why it is not."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    EXCLUDED = "excluded"
    CLOSED = "closed"
    PROSPECT = "prospect"


LEFT = (DossierState.WITHDRAWN.value, DossierState.EXCLUDED.value, DossierState.CLOSED.value)
"""What is kept of a dossier that is not followed any more."""


class StageState(StrEnum):
    """What a step of the journey says of where the young person is."""

    ACTIVE = "active"
    ABROAD = "abroad"
    RETURNED = "returned"


class StepState(StrEnum):
    """A step of a path as it is shown."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"
    SKIPPED = "skipped"


class SheetState(StrEnum):
    """Whether a follow-up sheet came."""

    RECEIVED = "received"
    LATE = "late"
    DUE = "due"
    COMING = "coming"


class PaymentState(StrEnum):
    """Whether a payment was made."""

    PAID = "paid"
    LATE = "late"
    COMING = "coming"


class SurveyState(StrEnum):
    """How far a survey is; the three last are kept, the others follow from the day."""

    COMING = "coming"
    DUE = "due"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


ENDED = (SurveyState.ANSWERED, SurveyState.UNREACHABLE, SurveyState.REFUSED)
"""How a survey ends."""
UNANSWERED = (SurveyState.UNREACHABLE, SurveyState.REFUSED)


class OfferState(StrEnum):
    """Whether an offer may still be taken."""

    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"


class WaiverDecision(StrEnum):
    """What the Region answers to a waiver."""

    GRANTED = "granted"
    REFUSED = "refused"


class EventKind(StrEnum):
    """The roles of meetings of several people of which more follows than of the others the programme declares."""

    SPONSORSHIP = "sponsorship"
    PARTNERS = "partners"
    INTERVIEWS = "interviews"
    INFORMATION = "information"


class MeetingRole(StrEnum):
    """The roles of meetings of one dossier."""

    SPONSORSHIP = "sponsorship"


class PartnerRole(StrEnum):
    """The roles of partners: who looks for placements, who teaches the language, who takes in."""

    CORRESPONDENT = "correspondent"
    CENTRE = "centre"
    COMPANY = "company"


class GrantRole(StrEnum):
    """The roles of former stays: the one that is this programme's own."""

    PROGRAMME = "programme"


class FormRole(StrEnum):
    """What a questionnaire is for."""

    FOLLOW_UP = "follow-up"
    END_OF_STAY = "end-of-stay"
    RETURN_INTERVIEW = "return-interview"
    INTERVIEW_GRID = "interview-grid"
    SPONSORSHIP_REPORT = "sponsorship-report"
    SURVEY = "survey"


class Part(StrEnum):
    """The part somebody has in a meeting."""

    YOUNG = "young"
    SPONSOR = "sponsor"
    GUEST = "guest"
