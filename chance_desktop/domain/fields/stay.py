"""Fields of a stay abroad: where and when, lodging, payments, follow-up, incidents."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    author,
    cents,
    code,
    day,
    email,
    line,
    number,
    of_dossier,
    phone,
    reference,
    text,
)
from chance_desktop.domain.fields.kinds import Owner, Personal
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

INCIDENT_KINDS = {"call": _("Appel"), "incident": _("Incident")}
"""The words of what is noted during a stay."""

MOST_WEEKS = 1_000
MOST_SHEETS = 1_000

STAY = TableDeclaration(
    name="stay",
    label=_("Séjour"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        reference("correspondent_id", _("Correspondant"), "partner"),
        reference("centre_id", _("Centre de langue"), "partner"),
        reference("company_id", _("Entreprise d’accueil"), "partner"),
        reference("offer_id", _("Offre de stage"), "offer"),
        day("language_starts_on", _("Début du cours"), use=DayUse.PLAN, in_extract=True),
        number("language_weeks", _("Semaines de cours"), MOST_WEEKS, in_extract=True),
        day("placement_starts_on", _("Début du stage"), use=DayUse.PLAN, in_extract=True),
        number("placement_weeks", _("Semaines de stage"), MOST_WEEKS, in_extract=True),
        day("outbound_on", _("Aller le"), use=DayUse.PLAN, in_extract=True),
        line("outbound", _("Voyage aller"), personal=Personal.SITUATION),
        day("inbound_on", _("Retour le"), use=DayUse.PLAN, in_extract=True),
        line("inbound", _("Voyage retour"), personal=Personal.SITUATION),
        line("mentor_name", _("Tuteur dans l’entreprise"), personal=Personal.IDENTITY),
        phone("mentor_phone", _("Téléphone du tuteur")),
        email("mentor_email", _("Courriel du tuteur")),
        day("agreement_on", _("Convention signée le")),
        day("commitment_on", _("Engagement signé le")),
        cents("contribution", _("Participation de l’entreprise, par semaine")),
        day("early_return_on", _("Retour anticipé le"), use=DayUse.PLAN, personal=Personal.SITUATION, in_extract=True),
        code("early_return_kind", _("Motif du retour anticipé"), "early_return_kinds", personal=Personal.SITUATION),
        text("early_return_reason", _("Retour anticipé, en quelques mots")),
        day("returned_on", _("Rentré le"), in_extract=True),
        day("certificate_on", _("Attestation remise le")),
    ),
)

LODGING = TableDeclaration(
    name="lodging",
    label=_("Logement"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("kind", _("Sorte de logement"), "lodging_kinds", needed=True),
        day("since_on", _("Du"), use=DayUse.PLAN),
        day("until_on", _("Au"), use=DayUse.PLAN),
        line("host_name", _("Chez"), personal=Personal.CONTACT),
        line("address", _("Adresse"), personal=Personal.CONTACT),
        phone("phone", _("Téléphone")),
        text("note", _("Note")),
    ),
)

PAYMENT = TableDeclaration(
    name="payment",
    label=_("Versement"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        line("label", _("Versement"), needed=True),
        cents("amount", _("Montant"), personal=Personal.SITUATION),
        day("due_on", _("Prévu le"), use=DayUse.PLAN),
        day("paid_on", _("Versé le")),
        text("note", _("Note")),
    ),
)

FOLLOW_UP_SHEET = TableDeclaration(
    name="follow_up_sheet",
    label=_("Fiche de suivi"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        number("number", _("Numéro"), MOST_SHEETS, needed=True),
        day("due_on", _("Attendue le")),
        day("reminded_on", _("Relancée le")),
        day("received_on", _("Reçue le")),
    ),
)

INCIDENT = TableDeclaration(
    name="incident",
    label=_("Appel ou incident"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("kind", _("Quoi"), words=INCIDENT_KINDS, needed=True),
        code("topic", _("Sujet"), "incident_topics"),
        day("on", _("Le"), needed=True),
        text("text", _("Ce qui s’est passé"), needed=True),
        text("solution", _("Solution trouvée")),
        day("solved_on", _("Réglé le")),
        author(),
    ),
)
