"""The kinds of cards there are, field by field."""

from __future__ import annotations

from chance_desktop.casework.cards.types import CardField, CardType, FieldKind, Owner
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

_NOTHING_PRIVATE = _("Jamais la santé, l’origine ni les opinions.")

SPONSOR = CardType(
    "sponsor", Owner.STRUCTURE, _("Nouveau parrain"),
    (
        CardField("first_name", _("Prénom"), required=True),
        CardField("surname", _("Nom"), required=True),
        CardField("town", _("Commune")),
        CardField("phone", _("Téléphone"), FieldKind.PHONE),
        CardField("email", _("Courriel"), FieldKind.EMAIL),
        CardField("country", _("Pays du séjour"), FieldKind.CHOICE, "choices:country"),
        CardField("stay_town", _("Ville du séjour")),
        CardField("stay_year", _("Année du séjour"), FieldKind.NUMBER),
        CardField("grant", _("Parti avec"), FieldKind.CHOICE, "former_grants"),
        CardField("languages", _("Langues parlées"), FieldKind.CODES, "choices:language", wide=True),
        CardField(
            "availability", _("Disponibilités"), FieldKind.LONG, help=_("Par exemple : le soir, le samedi, en visio."),
            wide=True,
        ),
        CardField(
            "consent_on", _("Accord donné le"), FieldKind.DATE, use=DayUse.PAST,
            help=_("Sans cet accord, la personne n’est proposée à aucun jeune."),
        ),
        CardField("note", _("Note"), FieldKind.LONG, help=_NOTHING_PRIVATE, wide=True),
    ),
    added=_("Parrain ajouté"), changed=_("Parrain modifié"), removed=_("Parrain retiré"),
)  # fmt: skip

PARTNER = CardType(
    "partner", Owner.STRUCTURE, _("Nouveau partenaire"),
    (
        CardField("kind", _("Rôle"), FieldKind.CHOICE, "partner_kinds", required=True),
        CardField("name", _("Nom"), required=True),
        CardField("country", _("Pays"), FieldKind.CHOICE, "choices:country"),
        CardField("town", _("Ville")),
        CardField("address", _("Adresse"), wide=True),
        CardField("postcode", _("Code postal"), FieldKind.POSTCODE, abroad=True),
        CardField("phone", _("Téléphone"), FieldKind.PHONE, abroad=True),
        CardField("email", _("Courriel"), FieldKind.EMAIL),
        CardField("website", _("Site")),
        CardField("languages", _("Langues de travail"), FieldKind.CODES, "choices:language", wide=True),
        CardField("note", _("Note"), FieldKind.LONG, wide=True),
    ),
    added=_("Partenaire ajouté"), changed=_("Partenaire modifié"), removed=_("Partenaire retiré"),
)  # fmt: skip

PARTNER_CONTACT = CardType(
    "partner_contact", Owner.STRUCTURE, _("Nouveau contact"),
    (
        CardField("first_name", _("Prénom")),
        CardField("surname", _("Nom"), required=True),
        CardField("function", _("Fonction")),
        CardField("phone", _("Téléphone"), FieldKind.PHONE, abroad=True),
        CardField("email", _("Courriel"), FieldKind.EMAIL),
    ),
    parent="partner_id",
    added=_("Contact ajouté"), changed=_("Contact modifié"), removed=_("Contact retiré"),
)  # fmt: skip

OFFER = CardType(
    "offer", Owner.STRUCTURE, _("Nouvelle offre de stage"),
    (
        CardField("title", _("Intitulé du poste"), required=True, wide=True),
        CardField("partner_id", _("Entreprise"), FieldKind.CHOICE, "partner:company"),
        CardField("correspondent_id", _("Correspondant"), FieldKind.CHOICE, "partner:correspondent"),
        CardField("sector", _("Domaine"), FieldKind.CHOICE, "sectors"),
        CardField("country", _("Pays"), FieldKind.CHOICE, "choices:country", required=True),
        CardField("town", _("Ville")),
        CardField("language", _("Langue"), FieldKind.CHOICE, "choices:language"),
        CardField("language_level", _("Niveau demandé"), FieldKind.CHOICE, "choices:cefr"),
        CardField("starts_on", _("À partir du"), FieldKind.DATE, use=DayUse.PLAN),
        CardField("ends_on", _("Jusqu’au"), FieldKind.DATE, use=DayUse.PLAN, after="starts_on"),
        CardField("places", _("Places"), FieldKind.NUMBER),
        CardField("lodging", _("Logement"), FieldKind.CHOICE, "lodging_kinds"),
        CardField(
            "contribution", _("Participation de l’entreprise, par semaine"), FieldKind.MONEY, help=_("En euros.")
        ),
        CardField(
            "tasks", _("Tâches confiées"), FieldKind.LONG, help=_("Une ligne par tâche : ce que le jeune fera."), wide=True
        ),
        CardField("conditions", _("Conditions"), FieldKind.LONG, help=_("Horaires, tenue, permis…"), wide=True),
        CardField("state", _("État"), FieldKind.CHOICE, "offer-states"),
    ),
    added=_("Offre ajoutée"), changed=_("Offre modifiée"), removed=_("Offre retirée"),
)  # fmt: skip

EVENT = CardType(
    "event", Owner.STRUCTURE, _("Nouvelle rencontre"),
    (
        CardField("kind", _("Sorte de rencontre"), FieldKind.CHOICE, "event_kinds", required=True),
        CardField("on", _("Jour"), FieldKind.DATE, required=True, use=DayUse.PLAN),
        CardField("at", _("De"), FieldKind.TIME),
        CardField("until", _("À"), FieldKind.TIME, after="at"),
        CardField("mode", _("Où"), FieldKind.CHOICE, "meeting_modes"),
        CardField("place", _("Lieu")),
        CardField("theme", _("Thème"), wide=True),
        CardField("led_by", _("Animée par"), wide=True),
        CardField("guides", _("Guides à remettre"), FieldKind.CODES, "guides", wide=True),
    ),
    added=_("Rencontre ajoutée"), changed=_("Rencontre modifiée"), removed=_("Rencontre retirée"),
)  # fmt: skip

LODGING = CardType(
    "lodging", Owner.DOSSIER, _("Nouveau logement"),
    (
        CardField("kind", _("Sorte de logement"), FieldKind.CHOICE, "lodging_kinds", required=True),
        CardField("host_name", _("Chez")),
        CardField("since_on", _("Du"), FieldKind.DATE, use=DayUse.PLAN),
        CardField("until_on", _("Au"), FieldKind.DATE, use=DayUse.PLAN, after="since_on"),
        CardField("address", _("Adresse"), wide=True),
        CardField("phone", _("Téléphone"), FieldKind.PHONE, abroad=True),
        CardField("note", _("Note"), FieldKind.LONG, help=_NOTHING_PRIVATE, wide=True),
    ),
    added=_("Logement ajouté"), changed=_("Logement modifié"), removed=_("Logement retiré"),
)  # fmt: skip

PAYMENT = CardType(
    "payment", Owner.DOSSIER, _("Nouveau versement"),
    (
        CardField("label", _("Versement"), required=True),
        CardField("amount", _("Montant"), FieldKind.MONEY, help=_("En euros.")),
        CardField("due_on", _("Prévu le"), FieldKind.DATE, use=DayUse.PLAN),
        CardField("paid_on", _("Versé le"), FieldKind.DATE),
        CardField("note", _("Note"), wide=True),
    ),
    added=_("Versement ajouté"), changed=_("Versement modifié"), removed=_("Versement retiré"),
)  # fmt: skip

INCIDENT = CardType(
    "incident", Owner.DOSSIER, _("Nouvel appel ou incident"),
    (
        CardField("kind", _("Quoi"), FieldKind.CHOICE, "incident-kinds", required=True),
        CardField("topic", _("Sujet"), FieldKind.CHOICE, "incident_topics"),
        CardField("on", _("Le"), FieldKind.DATE, required=True),
        CardField("text", _("Ce qui s’est passé"), FieldKind.LONG, help=_NOTHING_PRIVATE, required=True, wide=True),
        CardField("solution", _("Solution trouvée"), FieldKind.LONG, wide=True),
        CardField("solved_on", _("Réglé le"), FieldKind.DATE, after="on"),
    ),
    added=_("Noté"), changed=_("Note modifiée"), removed=_("Note retirée"),
)  # fmt: skip

STAY = CardType(
    "stay", Owner.DOSSIER, _("Séjour"),
    (
        CardField("correspondent_id", _("Correspondant"), FieldKind.CHOICE, "partner:correspondent"),
        CardField("centre_id", _("Centre de langue"), FieldKind.CHOICE, "partner:centre"),
        CardField("company_id", _("Entreprise d’accueil"), FieldKind.CHOICE, "partner:company"),
        CardField("offer_id", _("Offre de stage"), FieldKind.CHOICE, "offer"),
        CardField("language_starts_on", _("Début du cours"), FieldKind.DATE, use=DayUse.PLAN),
        CardField("language_weeks", _("Semaines de cours"), FieldKind.NUMBER),
        CardField(
            "placement_starts_on", _("Début du stage"), FieldKind.DATE, use=DayUse.PLAN, help=_("Vide : le lundi qui suit le cours.")
        ),
        CardField("placement_weeks", _("Semaines de stage"), FieldKind.NUMBER),
        CardField("outbound_on", _("Aller le"), FieldKind.DATE, use=DayUse.PLAN),
        CardField("outbound", _("Voyage aller")),
        CardField("inbound_on", _("Retour le"), FieldKind.DATE, use=DayUse.PLAN, after="outbound_on"),
        CardField("inbound", _("Voyage retour")),
        CardField("mentor_name", _("Tuteur dans l’entreprise")),
        CardField("mentor_phone", _("Téléphone du tuteur"), FieldKind.PHONE, abroad=True),
        CardField("mentor_email", _("Courriel du tuteur"), FieldKind.EMAIL),
        CardField("contribution", _("Participation de l’entreprise, par semaine"), FieldKind.MONEY, help=_("En euros.")),
        CardField("agreement_on", _("Convention signée le"), FieldKind.DATE),
        CardField("commitment_on", _("Engagement signé le"), FieldKind.DATE),
        CardField("returned_on", _("Rentré le"), FieldKind.DATE, after="outbound_on"),
        CardField("certificate_on", _("Attestation remise le"), FieldKind.DATE),
    ),
    added=_("Séjour modifié"), changed=_("Séjour modifié"), removed=_("Séjour retiré"),
)  # fmt: skip

LIBRARY_DOCUMENT = CardType(
    "library_document", Owner.STRUCTURE, _("Nouveau document"),
    (
        CardField("kind", _("Sorte de document"), FieldKind.CHOICE, "library_kinds", required=True),
        CardField("title", _("Titre"), required=True, wide=True),
        CardField("on", _("Date"), FieldKind.DATE),
        CardField("note", _("Note"), wide=True),
    ),
    added=_("Document ajouté"), changed=_("Document modifié"), removed=_("Document retiré"),
)  # fmt: skip
