"""The kinds of cards there are, field by field."""

from __future__ import annotations

from chance_desktop.casework.cards.declared import card_field
from chance_desktop.casework.cards.types import CardType, FieldKind, Owner
from chance_desktop.runtime.words import _

_NOTHING_PRIVATE = _("Jamais la santé, l’origine ni les opinions.")

SPONSOR = CardType(
    "sponsor", Owner.STRUCTURE, _("Nouveau parrain"),
    (
        card_field("sponsor", "first_name", required=True),
        card_field("sponsor", "surname"),
        card_field("sponsor", "town"),
        card_field("sponsor", "phone"),
        card_field("sponsor", "email"),
        card_field("sponsor", "country"),
        card_field("sponsor", "stay_town"),
        card_field("sponsor", "stay_year"),
        card_field("sponsor", "grant"),
        card_field("sponsor", "languages"),
        card_field("sponsor", "availability", hint=_("Par exemple : le soir, le samedi, en visio.")),
        card_field("sponsor", "consent_on", hint=_("Sans cet accord, la personne n’est proposée à aucun jeune.")),
        card_field("sponsor", "note", hint=_NOTHING_PRIVATE),
    ),
    added=_("Parrain ajouté"), changed=_("Parrain modifié"), removed=_("Parrain retiré"),
)  # fmt: skip

PARTNER = CardType(
    "partner", Owner.STRUCTURE, _("Nouveau partenaire"),
    (
        card_field("partner", "kind"),
        card_field("partner", "name"),
        card_field("partner", "country"),
        card_field("partner", "town"),
        card_field("partner", "address", wide=True),
        card_field("partner", "postcode", abroad=True),
        card_field("partner", "phone", abroad=True),
        card_field("partner", "email"),
        card_field("partner", "website"),
        card_field("partner", "languages"),
        card_field("partner", "note"),
    ),
    added=_("Partenaire ajouté"), changed=_("Partenaire modifié"), removed=_("Partenaire retiré"),
)  # fmt: skip

PARTNER_CONTACT = CardType(
    "partner_contact", Owner.STRUCTURE, _("Nouveau contact"),
    (
        card_field("partner_contact", "first_name"),
        card_field("partner_contact", "surname"),
        card_field("partner_contact", "function"),
        card_field("partner_contact", "phone", abroad=True),
        card_field("partner_contact", "email"),
    ),
    parent="partner_id",
    added=_("Contact ajouté"), changed=_("Contact modifié"), removed=_("Contact retiré"),
)  # fmt: skip

OFFER = CardType(
    "offer", Owner.STRUCTURE, _("Nouvelle offre de stage"),
    (
        card_field("offer", "title", wide=True),
        card_field("offer", "partner_id", choices="partner:company"),
        card_field("offer", "correspondent_id", choices="partner:correspondent"),
        card_field("offer", "sector"),
        card_field("offer", "country"),
        card_field("offer", "town"),
        card_field("offer", "language"),
        card_field("offer", "language_level"),
        card_field("offer", "starts_on"),
        card_field("offer", "ends_on", after="starts_on"),
        card_field("offer", "places"),
        card_field("offer", "lodging"),
        card_field("offer", "contribution", hint=_("En euros.")),
        card_field("offer", "tasks", hint=_("Une ligne par tâche : ce que le jeune fera.")),
        card_field("offer", "conditions", hint=_("Horaires, tenue, permis…")),
        card_field("offer", "state"),
    ),
    added=_("Offre ajoutée"), changed=_("Offre modifiée"), removed=_("Offre retirée"),
)  # fmt: skip

EVENT = CardType(
    "event", Owner.STRUCTURE, _("Nouvelle rencontre"),
    (
        card_field("event", "kind"),
        card_field("event", "on"),
        card_field("event", "at"),
        card_field("event", "until", after="at"),
        card_field("event", "mode"),
        card_field("event", "place"),
        card_field("event", "theme", wide=True),
        card_field("event", "led_by", wide=True),
        card_field("event", "guides"),
    ),
    added=_("Rencontre ajoutée"), changed=_("Rencontre modifiée"), removed=_("Rencontre retirée"),
)  # fmt: skip

LODGING = CardType(
    "lodging", Owner.DOSSIER, _("Nouveau logement"),
    (
        card_field("lodging", "kind"),
        card_field("lodging", "host_name"),
        card_field("lodging", "since_on"),
        card_field("lodging", "until_on", after="since_on"),
        card_field("lodging", "address", wide=True),
        card_field("lodging", "phone", abroad=True),
        card_field("lodging", "note", hint=_NOTHING_PRIVATE),
    ),
    added=_("Logement ajouté"), changed=_("Logement modifié"), removed=_("Logement retiré"),
)  # fmt: skip

PAYMENT = CardType(
    "payment", Owner.DOSSIER, _("Nouveau versement"),
    (
        card_field("payment", "label"),
        card_field("payment", "amount", hint=_("En euros.")),
        card_field("payment", "due_on"),
        card_field("payment", "paid_on"),
        card_field("payment", "note", kind=FieldKind.TEXT, wide=True),
    ),
    added=_("Versement ajouté"), changed=_("Versement modifié"), removed=_("Versement retiré"),
)  # fmt: skip

INCIDENT = CardType(
    "incident", Owner.DOSSIER, _("Nouvel appel ou incident"),
    (
        card_field("incident", "kind"),
        card_field("incident", "topic"),
        card_field("incident", "on"),
        card_field("incident", "text", hint=_NOTHING_PRIVATE),
        card_field("incident", "solution"),
        card_field("incident", "solved_on", after="on"),
    ),
    added=_("Noté"), changed=_("Note modifiée"), removed=_("Note retirée"),
)  # fmt: skip

STAY = CardType(
    "stay", Owner.DOSSIER, _("Séjour"),
    (
        card_field("stay", "correspondent_id", choices="partner:correspondent"),
        card_field("stay", "centre_id", choices="partner:centre"),
        card_field("stay", "company_id", choices="partner:company"),
        card_field("stay", "offer_id", choices="offer"),
        card_field("stay", "language_starts_on"),
        card_field("stay", "language_weeks"),
        card_field("stay", "placement_starts_on", hint=_("Vide : le lundi qui suit le cours.")),
        card_field("stay", "placement_weeks"),
        card_field("stay", "outbound_on"),
        card_field("stay", "outbound"),
        card_field("stay", "inbound_on", after="outbound_on"),
        card_field("stay", "inbound"),
        card_field("stay", "mentor_name"),
        card_field("stay", "mentor_phone", abroad=True),
        card_field("stay", "mentor_email"),
        card_field("stay", "contribution", hint=_("En euros.")),
        card_field("stay", "agreement_on"),
        card_field("stay", "commitment_on"),
        card_field("stay", "returned_on", after="outbound_on"),
        card_field("stay", "certificate_on"),
    ),
    added=_("Séjour modifié"), changed=_("Séjour modifié"), removed=_("Séjour retiré"),
)  # fmt: skip

LIBRARY_DOCUMENT = CardType(
    "library_document", Owner.STRUCTURE, _("Nouveau document"),
    (
        card_field("library_document", "kind"),
        card_field("library_document", "title", wide=True),
        card_field("library_document", "on"),
        card_field("library_document", "note", kind=FieldKind.TEXT, wide=True),
    ),
    added=_("Document ajouté"), changed=_("Document modifié"), removed=_("Document retiré"),
)  # fmt: skip
