"""Fields of the pieces of a dossier, of the letters that recommend it, and of their scans."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    author,
    code,
    contact_fields,
    day,
    digest,
    line,
    number,
    of_dossier,
    place_fields,
    reference,
    text,
)
from chance_desktop.domain.fields.kinds import LIFE, Owner, Personal, Writer
from chance_desktop.domain.states import WaiverDecision
from chance_desktop.domain.statuses import LETTER_PATH, Status, status_label
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

STATUS_WORDS = {status.value: status_label(status) for status in Status}
WAIVER_WORDS = {WaiverDecision.GRANTED.value: _("Accordée"), WaiverDecision.REFUSED.value: _("Refusée")}
LARGEST_FILE = 2**40
"""No file is larger, in bytes."""
MOST_PAGES = 100_000

PIECE = TableDeclaration(
    name="piece",
    label=_("Pièce"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("code", _("Pièce"), "pieces", needed=True),
        code(
            "status",
            _("État"),
            words=STATUS_WORDS,
            closed=frozenset(STATUS_WORDS),
            region_only=frozenset({Status.WAIVED.value}),
        ),
        day("requested_on", _("Demandée le"), use=DayUse.PAST),
        day("reminded_on", _("Relancée le"), use=DayUse.PAST),
        day("received_on", _("Reçue le"), use=DayUse.PAST),
        day("checked_on", _("Vérifiée le"), use=DayUse.PAST),
        day("proof_on", _("Date écrite sur la pièce"), use=DayUse.PAST, span=LIFE, personal=Personal.PROOF),
        day("expires_on", _("Valable jusqu’au"), use=DayUse.EXPIRY, span=LIFE, personal=Personal.PROOF),
        text("reason", _("Motif")),
        day("appointment_on", _("Rendez-vous le"), use=DayUse.PLAN),
        line("appointment_place", _("Lieu du rendez-vous")),
        text("waiver_motive", _("Motif de la dispense")),
        day("waiver_requested_on", _("Dispense demandée le")),
        code("waiver_decision", _("Décision sur la dispense"), words=WAIVER_WORDS, writer=Writer.REGION),
        day("waiver_decided_on", _("Dispense décidée le"), writer=Writer.REGION),
    ),
)

LETTER = TableDeclaration(
    name="letter",
    label=_("Lettre de recommandation"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("kind", _("Sorte de lettre"), "referees", needed=True),
        code(
            "status", _("État"), words=STATUS_WORDS, closed=frozenset(each.value for each in LETTER_PATH), needed=True
        ),
        code("role", _("Qualité du signataire"), "referee_roles"),
        line("title", _("Civilité")),
        line("first_name", _("Prénom"), personal=Personal.IDENTITY),
        line("surname", _("Nom"), personal=Personal.IDENTITY),
        line("function", _("Fonction")),
        line("organisation", _("Organisme")),
        *place_fields(),
        *contact_fields(),
        line("known_from", _("Connaît le jeune depuis")),
        line("known_to", _("L’a connu jusqu’à")),
        day("prepared_on", _("Préparée le")),
        day("requested_on", _("Demandée le"), use=DayUse.PAST),
        day("reminded_on", _("Relancée le"), use=DayUse.PAST),
        day("received_on", _("Reçue le"), use=DayUse.PAST),
        day("checked_on", _("Vérifiée le"), use=DayUse.PAST),
        day("replaced_on", _("Remplacée le")),
        text("replaced_reason", _("Motif du changement")),
        text("statement", _("Déclaration par téléphone")),
        day("statement_on", _("Déclaration recueillie le")),
    ),
)

SCAN = TableDeclaration(
    name="scan",
    label=_("Copie d’une pièce"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        reference("piece_id", _("Pièce"), "piece", needed=True),
        digest("sha256", _("Fichier"), needed=True),
        number("size", _("Taille"), LARGEST_FILE, needed=True),
        number("pages", _("Nombre de pages"), MOST_PAGES, needed=True),
        line("label", _("Nom de la copie")),
        day("added_on", _("Ajoutée le"), needed=True),
        author(),
    ),
)
