"""Fields of sponsors, partners, their contacts, and the placements they offer."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    cents,
    code,
    codes,
    contact_fields,
    country,
    day,
    language,
    level,
    line,
    number,
    of_structure,
    place_fields,
    reference,
    text,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Owner, Personal
from chance_desktop.domain.states import OfferState
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

OFFER_STATES = {
    OfferState.OPEN.value: _("Ouverte"),
    OfferState.FILLED.value: _("Pourvue"),
    OfferState.CLOSED.value: _("Retirée"),
}
"""The states of an offer and their words."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_PLACES = 100_000

SPONSOR = TableDeclaration(
    name="sponsor",
    label=_("Parrain"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        line("first_name", _("Prénom"), personal=Personal.IDENTITY),
        line("surname", _("Nom"), personal=Personal.IDENTITY, needed=True),
        line("town", _("Commune"), personal=Personal.CONTACT),
        *contact_fields(),
        codes("languages", _("Langues parlées"), "choices:language", personal=Personal.SITUATION),
        country("country", _("Pays du séjour"), personal=Personal.SITUATION),
        line("stay_town", _("Ville du séjour"), personal=Personal.SITUATION),
        number("stay_year", _("Année du séjour"), LAST_YEAR, FIRST_YEAR, personal=Personal.SITUATION),
        code("grant", _("Parti avec"), "former_grants", personal=Personal.SITUATION),
        text("availability", _("Disponibilités")),
        day("consent_on", _("Accord donné le"), use=DayUse.PAST),
        day("consent_ended_on", _("Accord retiré le")),
        reference("former_dossier", _("Ancien dossier"), "dossier"),
        text("note", _("Note")),
    ),
)

PARTNER = TableDeclaration(
    name="partner",
    label=_("Partenaire"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        code("kind", _("Rôle"), "partner_kinds", needed=True),
        line("name", _("Nom"), needed=True),
        country("country", _("Pays")),
        *place_fields(Personal.NONE, town=_("Ville")),
        *contact_fields(Personal.NONE),
        line("website", _("Site")),
        codes("languages", _("Langues de travail"), "choices:language"),
        text("note", _("Note")),
        yes_no("active", _("Travaille avec nous")),
    ),
)

PARTNER_CONTACT = TableDeclaration(
    name="partner_contact",
    label=_("Contact d’un partenaire"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("partner_id", _("Partenaire"), "partner", part_of="partner", needed=True),
        line("title", _("Civilité")),
        line("first_name", _("Prénom"), personal=Personal.IDENTITY),
        line("surname", _("Nom"), personal=Personal.IDENTITY, needed=True),
        line("function", _("Fonction")),
        *contact_fields(),
    ),
)

OFFER = TableDeclaration(
    name="offer",
    label=_("Offre de stage"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("partner_id", _("Entreprise"), "partner", part_of="partner"),
        reference("correspondent_id", _("Correspondant"), "partner"),
        line("title", _("Intitulé du poste"), needed=True),
        text("tasks", _("Tâches confiées"), personal=Personal.NONE),
        code("sector", _("Domaine"), "sectors"),
        country("country", _("Pays"), needed=True),
        line("town", _("Ville")),
        language("language", _("Langue")),
        level("language_level", _("Niveau demandé")),
        day("starts_on", _("À partir du"), use=DayUse.PLAN),
        day("ends_on", _("Jusqu’au"), use=DayUse.PLAN),
        number("places", _("Places"), MOST_PLACES),
        code("lodging", _("Logement"), "lodging_kinds"),
        text("conditions", _("Conditions"), personal=Personal.NONE),
        cents("contribution", _("Participation de l’entreprise, par semaine")),
        code("state", _("État"), words=OFFER_STATES),
    ),
)
