"""The events of a journal: each declared once, with the sentence that words it and what it keeps.

A code declared here is on the wire and in stores: it is never renamed nor removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chance_desktop.domain.fields.dossier import STATES
from chance_desktop.domain.fields.journal import VERDICTS, Category
from chance_desktop.domain.journal.parameters import Kind, Parameter
from chance_desktop.domain.journal.vocabulary import MEANS, ROLES
from chance_desktop.runtime.words import _


class Event(StrEnum):
    """What happened."""

    DOSSIER_OPENED = "dossier-opened"
    DOSSIER_BEGUN = "dossier-begun"
    DOSSIER_LODGED = "dossier-lodged"
    STEP_REACHED = "step-reached"
    STEP_TAKEN_BACK = "step-taken-back"
    STEP_PASSED_WITHOUT = "step-passed-without"
    STATE_CHANGED = "state-changed"
    TRANSFER_ASKED = "transfer-asked"
    TRANSFER_DONE = "transfer-done"
    TRANSFER_REFUSED = "transfer-refused"
    HANDED_OVER = "handed-over"
    HANDED_FOR_A_TIME = "handed-for-a-time"
    DOSSIERS_JOINED = "dossiers-joined"
    DOSSIERS_SEPARATED = "dossiers-separated"
    NUMBER_REPLACED = "number-replaced"
    SITUATION_FILLED = "situation-filled"
    SITUATION_CORRECTED = "situation-corrected"
    VERDICT_GIVEN = "verdict-given"
    CONTACTED = "contacted"
    IMPORT_DOUBTFUL = "import-doubtful"
    IMPORT_ASIDE = "import-aside"
    IMPORT_FILLED = "import-filled"
    IMPORT_OTHERWISE = "import-otherwise"
    PIECE_MARKED = "piece-marked"
    PIECES_ASKED = "pieces-asked"
    PIECE_CORRECTED = "piece-corrected"
    PIECE_COPIED = "piece-copied"
    PIECE_APPOINTMENT = "piece-appointment"
    PIECE_APPOINTMENT_MOVED = "piece-appointment-moved"
    COPY_REMOVED = "copy-removed"
    WAIVER_ASKED = "waiver-asked"
    WAIVER_GRANTED = "waiver-granted"
    WAIVER_REFUSED = "waiver-refused"
    WAIVER_TAKEN_BACK = "waiver-taken-back"
    WAIVER_NEEDLESS = "waiver-needless"
    LETTER_NAMED = "letter-named"
    LETTER_RENAMED = "letter-renamed"
    LETTER_MARKED = "letter-marked"
    LETTER_CORRECTED = "letter-corrected"
    LETTER_ASKED = "letter-asked"
    LETTER_CHASED = "letter-chased"
    LETTER_STATED = "letter-stated"
    MEETING_PLANNED = "meeting-planned"
    MEETING_MOVED = "meeting-moved"
    MEETING_CANCELLED = "meeting-cancelled"
    MEETING_CAME = "meeting-came"
    MEETING_MISSED = "meeting-missed"
    GATHERING_JOINED = "gathering-joined"
    GATHERING_CAME = "gathering-came"
    GATHERING_MISSED = "gathering-missed"
    SPONSOR_MET = "sponsor-met"
    SPONSOR_BECOME = "sponsor-become"
    DECIDED = "decided"
    DECISION_CHANGED = "decision-changed"
    COMPANY_GIVEN = "company-given"
    COMPANY_LOST = "company-lost"
    DEPARTURE_PLANNED = "departure-planned"
    DEPARTURE_MOVED = "departure-moved"
    STAY_CORRECTED = "stay-corrected"
    CARD_CORRECTED = "card-corrected"
    EARLY_RETURN = "early-return"
    EARLY_RETURN_CORRECTED = "early-return-corrected"
    EARLY_RETURN_TAKEN_BACK = "early-return-taken-back"
    SHEET_RECEIVED = "sheet-received"
    SHEET_CHASED = "sheet-chased"
    SHEET_NOT_RECEIVED = "sheet-not-received"
    CERTIFICATE_HANDED = "certificate-handed"
    CONSENT_GIVEN = "consent-given"
    EUROPASS_FILE_TAKEN = "europass-file-taken"
    EUROPASS_NUMBER_ASKED = "europass-number-asked"
    EUROPASS_NUMBER_RECEIVED = "europass-number-received"
    EUROPASS_NUMBER_CORRECTED = "europass-number-corrected"
    DISAGREEMENT_SETTLED = "disagreement-settled"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDeclaration:
    """An event: what it is about, its sentence with the names of its parameters, and whether it corrects what was said."""

    category: Category
    sentence: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    correction: bool = False


_TEXT, _DAY, _WEEKDAY, _NUMBER = (
    Parameter(Kind.TEXT),
    Parameter(Kind.DAY),
    Parameter(Kind.WEEKDAY),
    Parameter(Kind.NUMBER),
)
_CHANGES, _STEP = Parameter(Kind.CHANGES), Parameter(Kind.STEP)
_REASON = Parameter(Kind.TEXT, tail=" – {}")
_PIECE = Parameter(Kind.CODE, "pieces")
_THE_PIECE = Parameter(Kind.CODE, "pieces:article")
_OFFICE = Parameter(Kind.CODE, "offices")
_REFEREE = Parameter(Kind.CODE, "referees", lower=True)
_STATUS = Parameter(Kind.STATUS, lower=True)
_MEETING = Parameter(Kind.CODE, "meeting_kinds")
_GATHERING = Parameter(Kind.CODE, "event_kinds")
_DECISION = Parameter(Kind.CODE, "decisions")
_MEANS = Parameter(Kind.CODE, words=MEANS)
_FORMER_NAME = Parameter(Kind.TEXT, tail=_(" (avant : {})"))
_FORMER_DAY = Parameter(Kind.DAY, tail=_(" (avant : {})"))
_PLACE = Parameter(Kind.TEXT, tail=", {}")
_AT = Parameter(Kind.TIME, tail=", {}")


def _event(category: Category, sentence: str, *, correction: bool = False, **parameters: Parameter) -> EventDeclaration:
    return EventDeclaration(category=category, sentence=sentence, parameters=parameters, correction=correction)


EVENTS: Mapping[Event, EventDeclaration] = {
    Event.DOSSIER_OPENED: _event(Category.CREATED, _("Dossier ouvert")),
    Event.DOSSIER_BEGUN: _event(Category.STATE, _("Le dossier commence")),
    Event.DOSSIER_LODGED: _event(Category.STEP, _("Dossier déposé")),
    Event.STEP_REACHED: _event(Category.STEP, _("Étape {step}"), step=_STEP, reason=_REASON),
    Event.STEP_PASSED_WITHOUT: _event(
        Category.STEP, _("Étape {step}, sans attendre ({missing})"), step=_STEP, missing=_TEXT, reason=_REASON
    ),
    Event.STEP_TAKEN_BACK: _event(
        Category.STEP, _("Étape {former} → {step}"), correction=True, former=_STEP, step=_STEP, reason=_REASON
    ),
    Event.STATE_CHANGED: _event(
        Category.STATE, "{state}", state=Parameter(Kind.CODE, words=STATES), reason=_REASON
    ),
    Event.TRANSFER_ASKED: _event(
        Category.TRANSFER, _("Transmission demandée à la Région, vers {office}"), office=_OFFICE, reason=_REASON
    ),
    Event.TRANSFER_DONE: _event(
        Category.TRANSFER, _("Dossier transmis à {office}"), office=_OFFICE,
        former=Parameter(Kind.CODE, "offices", tail=_(" (avant : {})")),
    ),
    Event.TRANSFER_REFUSED: _event(
        Category.TRANSFER, _("Transmission refusée par la Région le {day}"), day=_DAY, reason=_REASON
    ),
    Event.HANDED_OVER: _event(
        Category.HAND_OVER, _("Confié à {name}, {role}"), name=_TEXT, role=Parameter(Kind.CODE, words=ROLES),
        former=_FORMER_NAME,
    ),
    Event.HANDED_FOR_A_TIME: _event(Category.HAND_OVER, _("Confié à {name} jusqu’au {day}"), name=_TEXT, day=_DAY),
    Event.DOSSIERS_JOINED: _event(Category.JOIN, _("Même personne que le dossier {number}"), number=_TEXT),
    Event.DOSSIERS_SEPARATED: _event(Category.JOIN, _("N’est plus réuni à un autre dossier")),
    Event.NUMBER_REPLACED: _event(
        Category.CREATED, _("Numéro de dossier {former}, qu’un autre portait aussi, remplacé par {number}"), former=_TEXT,
        number=_TEXT,
    ),
    Event.SITUATION_FILLED: _event(Category.SITUATION, "{changes}", changes=_CHANGES),
    Event.SITUATION_CORRECTED: _event(Category.SITUATION, "{changes}", changes=_CHANGES, correction=True),
    Event.VERDICT_GIVEN: _event(
        Category.VERDICT, _("Éligibilité : {verdict} (règles {version})"), version=_TEXT,
        verdict=Parameter(Kind.CODE, words=VERDICTS, lower=True),
    ),
    Event.CONTACTED: _event(Category.CONTACT, "{means}", means=Parameter(Kind.CODE, "attempt_means"), text=_REASON),
    Event.IMPORT_DOUBTFUL: _event(Category.IMPORT, _("À vérifier : {doubts}"), doubts=_TEXT),
    Event.IMPORT_ASIDE: _event(Category.IMPORT, _("Repris de l’export : {rest}"), rest=_TEXT),
    Event.IMPORT_FILLED: _event(Category.IMPORT, _("Complété par l’import : {changes}"), changes=_CHANGES),
    Event.IMPORT_OTHERWISE: _event(
        Category.IMPORT, _("Autre valeur lue ligne {line} de l’export : {changes}"), line=_NUMBER, changes=_CHANGES
    ),
    Event.PIECE_MARKED: _event(Category.PIECE, _("{piece} : {status}"), piece=_PIECE, status=_STATUS, reason=_REASON),
    Event.PIECES_ASKED: _event(Category.PIECE, _("Pièces demandées : {pieces}"), pieces=_TEXT),
    Event.PIECE_CORRECTED: _event(Category.PIECE, "{changes}", changes=_CHANGES, reason=_REASON, correction=True),
    Event.PIECE_COPIED: _event(Category.PIECE, _("{piece} : copie ajoutée"), piece=_PIECE),
    Event.PIECE_APPOINTMENT: _event(
        Category.PIECE, _("Rendez-vous pour {piece} : {day}"), piece=_THE_PIECE, day=_WEEKDAY, place=_PLACE
    ),
    Event.PIECE_APPOINTMENT_MOVED: _event(
        Category.PIECE, _("Rendez-vous pour {piece} : {former} → {day}"), piece=_THE_PIECE, former=_WEEKDAY, day=_WEEKDAY,
        place=_PLACE,
    ),
    Event.COPY_REMOVED: _event(Category.SCAN, _("Copie retirée : {label}"), label=_TEXT),
    Event.WAIVER_ASKED: _event(Category.WAIVER, _("Dispense demandée à la Région pour {piece}"), piece=_THE_PIECE),
    Event.WAIVER_GRANTED: _event(Category.WAIVER, _("Dispense accordée pour {piece}"), piece=_THE_PIECE, reason=_REASON),
    Event.WAIVER_REFUSED: _event(Category.WAIVER, _("Dispense refusée pour {piece}"), piece=_THE_PIECE, reason=_REASON),
    Event.WAIVER_TAKEN_BACK: _event(
        Category.WAIVER, _("Dispense retirée pour {piece}"), piece=_THE_PIECE, reason=_REASON
    ),
    Event.WAIVER_NEEDLESS: _event(Category.WAIVER, _("La lettre est là : la dispense n’est plus demandée")),
    Event.LETTER_NAMED: _event(Category.LETTER, _("Lettre à demander à {name}"), name=_TEXT),
    Event.LETTER_RENAMED: _event(
        Category.LETTER, _("Lettre demandée désormais à {name}"), name=_TEXT, former=_FORMER_NAME, reason=_REASON
    ),
    Event.LETTER_MARKED: _event(
        Category.LETTER, _("Lettre ({referee}) : {status}"), referee=_REFEREE, status=_STATUS, reason=_REASON
    ),
    Event.LETTER_CORRECTED: _event(Category.LETTER, "{changes}", changes=_CHANGES, reason=_REASON, correction=True),
    Event.LETTER_ASKED: _event(
        Category.LETTER, _("Lettre demandée à {name} {means}"), name=_TEXT, means=_MEANS, text=_REASON
    ),
    Event.LETTER_CHASED: _event(Category.LETTER, _("Relance de {name} {means}"), name=_TEXT, means=_MEANS, text=_REASON),
    Event.LETTER_STATED: _event(Category.LETTER, _("Déclaration recueillie par téléphone, à faire signer")),
    Event.MEETING_PLANNED: _event(Category.MEETING, _("{kind}, {day}"), kind=_MEETING, day=_WEEKDAY, at=_AT),
    Event.MEETING_MOVED: _event(
        Category.MEETING, _("{kind} déplacé : {former} → {day}"), kind=_MEETING, former=_WEEKDAY, day=_WEEKDAY, at=_AT
    ),
    Event.MEETING_CANCELLED: _event(
        Category.MEETING, _("{kind} du {day} annulé"), kind=_MEETING, day=_WEEKDAY, reason=_REASON
    ),
    Event.MEETING_CAME: _event(Category.MEETING, _("{kind} du {day} : est venu(e)"), kind=_MEETING, day=_DAY),
    Event.MEETING_MISSED: _event(Category.MEETING, _("{kind} du {day} : n’est pas venu(e)"), kind=_MEETING, day=_DAY),
    Event.GATHERING_JOINED: _event(Category.MEETING, _("{kind} du {day}"), kind=_GATHERING, day=_DAY),
    Event.GATHERING_CAME: _event(Category.MEETING, _("{kind} du {day} : est venu(e)"), kind=_GATHERING, day=_DAY),
    Event.GATHERING_MISSED: _event(Category.MEETING, _("{kind} du {day} : n’est pas venu(e)"), kind=_GATHERING, day=_DAY),
    Event.SPONSOR_MET: _event(Category.MEETING, "{kind} – {name}", kind=_MEETING, name=_TEXT),
    Event.SPONSOR_BECOME: _event(Category.SPONSOR, _("Devient parrain ou marraine")),
    Event.DECIDED: _event(Category.DECISION, "{decision}", decision=_DECISION, reason=_REASON),
    Event.DECISION_CHANGED: _event(
        Category.DECISION, "{former} → {decision}", former=_DECISION, decision=_DECISION, reason=_REASON
    ),
    Event.COMPANY_GIVEN: _event(
        Category.STAY, _("Entreprise d’accueil : {former}{name}"), former=Parameter(Kind.TEXT, tail="{} → "), name=_TEXT
    ),
    Event.COMPANY_LOST: _event(
        Category.STAY, _("Plus d’entreprise d’accueil : le placement est à trouver"), former=_FORMER_NAME
    ),
    Event.DEPARTURE_PLANNED: _event(Category.STAY, _("Départ prévu le {day}"), day=_WEEKDAY),
    Event.DEPARTURE_MOVED: _event(Category.STAY, _("Départ déplacé au {day}"), day=_WEEKDAY, former=_FORMER_DAY),
    Event.STAY_CORRECTED: _event(Category.STAY, "{changes}", changes=_CHANGES, correction=True),
    Event.CARD_CORRECTED: _event(Category.CORRECTION, "{changes}", changes=_CHANGES, correction=True),
    Event.EARLY_RETURN: _event(
        Category.STAY, _("Retour anticipé – {kind}"), kind=Parameter(Kind.CODE, "early_return_kinds"),
        reason=Parameter(Kind.TEXT, tail=", {}"),
    ),
    Event.EARLY_RETURN_CORRECTED: _event(Category.STAY, "{changes}", changes=_CHANGES, correction=True),
    Event.EARLY_RETURN_TAKEN_BACK: _event(Category.STAY, _("Retour anticipé retiré"), reason=_REASON, correction=True),
    Event.SHEET_RECEIVED: _event(Category.STAY, _("Fiche de suivi n° {number} reçue"), number=_NUMBER),
    Event.SHEET_CHASED: _event(Category.STAY, _("Fiche de suivi n° {number} relancée"), number=_NUMBER),
    Event.SHEET_NOT_RECEIVED: _event(
        Category.STAY, _("Fiche de suivi n° {number} notée reçue par erreur"), number=_NUMBER, correction=True
    ),
    Event.CERTIFICATE_HANDED: _event(Category.STAY, _("Attestation de fin de stage remise")),
    Event.CONSENT_GIVEN: _event(Category.CONSENT, _("Accord pour être recontacté après le séjour")),
    Event.EUROPASS_FILE_TAKEN: _event(Category.EUROPASS, _("Fichier Europass repris dans le dossier")),
    Event.EUROPASS_NUMBER_ASKED: _event(
        Category.EUROPASS, _("Numéro d’Europass Mobilité demandé au Centre national")
    ),
    Event.EUROPASS_NUMBER_RECEIVED: _event(
        Category.EUROPASS, _("Numéro d’Europass Mobilité reçu"), number=Parameter(Kind.TEXT, tail=_(" : {}"))
    ),
    Event.EUROPASS_NUMBER_CORRECTED: _event(Category.EUROPASS, "{changes}", changes=_CHANGES, correction=True),
    Event.DISAGREEMENT_SETTLED: _event(
        Category.SETTLE, _("Désaccord réglé, {kept}"), kept=_CHANGES,
        others=Parameter(Kind.VALUES, tail=_(" (écarté : {})")),
    ),
    Event.UNDONE: _event(Category.UNDO, _("Annulé : {what}"), what=_TEXT),
    Event.REDONE: _event(Category.UNDO, _("Rétabli : {what}"), what=_TEXT),
}  # fmt: skip
"""Every event, by its code."""
