"""Fields of the Europass documents beside the profile: levels, cover letter, mobility, what was learned."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    FieldDeclaration,
    TableDeclaration,
    code,
    country,
    day,
    email,
    language,
    level,
    line,
    of_dossier,
    partial_day,
    phone,
    place_fields,
    reference,
    text,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Owner, Personal
from chance_desktop.domain.fields.profile import in_two_languages, kept, position
from chance_desktop.domain.learner.cefr import Moment
from chance_desktop.domain.learner.number_request import NumberRequest
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

MOMENTS = {Moment.BEFORE.value: _("Avant le séjour"), Moment.AFTER.value: _("Après le séjour")}
NUMBER_STATES = {
    NumberRequest.TO_REQUEST.value: _("À demander"),
    NumberRequest.REQUESTED.value: _("Demandé"),
    NumberRequest.RECEIVED.value: _("Reçu"),
}


def _level(name: str, label: str) -> FieldDeclaration:
    return level(name, label, personal=Personal.SITUATION)


SELF_ASSESSMENT = TableDeclaration(
    name="self_assessment",
    label=_("Niveau de langue"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        language("language", _("Langue"), "europass:languages", needed=True, personal=Personal.SITUATION),
        code("moment", _("Quand"), words=MOMENTS, closed=frozenset(MOMENTS), needed=True),
        day("on", _("Le")),
        _level("listening", _("Écouter")),
        _level("reading", _("Lire")),
        _level("spoken_interaction", _("Prendre part à une conversation")),
        _level("spoken_production", _("S’exprimer oralement en continu")),
        _level("writing", _("Écrire")),
    ),
)

COVER_LETTER = TableDeclaration(
    name="cover_letter",
    label=_("Lettre de motivation"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("addressee_title", _("Civilité"), "europass:titles"),
        line("addressee_first_name", _("Prénom du destinataire"), personal=Personal.IDENTITY),
        line("addressee_surname", _("Nom du destinataire"), personal=Personal.IDENTITY),
        line("addressee_position", _("Fonction")),
        line("organisation", _("Entreprise ou organisme")),
        *place_fields(),
        country("country", _("Pays"), "europass:countries"),
        line("place", _("Fait à")),
        partial_day("on", _("Le")),
        *in_two_languages("subject", _("Objet")),
        *in_two_languages("opening", _("Pour commencer")),
        *in_two_languages("body", _("Ce que vous apportez")),
        *in_two_languages("closing", _("Pour finir")),
        kept(),
    ),
)

MOBILITY = TableDeclaration(
    name="mobility",
    label=_("Europass Mobilité"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("number_state", _("Demande du numéro"), words=NUMBER_STATES, closed=frozenset(NUMBER_STATES)),
        day("number_requested_on", _("Numéro demandé le"), use=DayUse.PAST),
        line("number", _("Numéro du document")),
        partial_day("issued_on", _("Délivré le")),
        line("issuer", _("Délivré par")),
        line("sending_reference", _("Personne de référence, envoi"), personal=Personal.IDENTITY),
        line("host_name", _("Organisme d’accueil")),
        line("host_kind", _("Sorte d’organisme")),
        line("host_address", _("Adresse de l’accueil")),
        line("host_reference", _("Personne de référence, accueil"), personal=Personal.IDENTITY),
        line("host_function", _("Fonction de cette personne")),
        phone("host_phone", _("Téléphone de l’accueil")),
        email("host_email", _("Courriel de l’accueil")),
        text("objective", _("Objectif du séjour")),
        text("qualification", _("Qualification visée")),
        text("activities", _("Activités menées")),
        text("job_related", _("Compétences professionnelles")),
        text("language_skills", _("Compétences en langues")),
        text("digital", _("Compétences numériques")),
        text("organisational", _("Compétences organisationnelles")),
        text("social", _("Compétences sociales")),
        text("other", _("Autres compétences")),
        partial_day("filled_on", _("Rempli le")),
        line("mentor", _("Tuteur"), personal=Personal.IDENTITY),
    ),
)

LEARNING = TableDeclaration(
    name="learning",
    label=_("Expérience qui a appris quelque chose"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("area", _("Domaine"), "learning_areas", needed=True),
        line("title", _("Intitulé"), personal=Personal.SITUATION),
        partial_day("since", _("Du"), personal=Personal.SITUATION),
        partial_day("until", _("Au"), personal=Personal.SITUATION),
    ),
)

LEARNING_SENTENCE = TableDeclaration(
    name="learning_sentence",
    label=_("Ce qui a été appris"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        reference("learning_id", _("Expérience"), "learning", part_of="learning", needed=True),
        position(),
        text("text_fr", _("Phrase, en français"), needed=True),
        text("text_en", _("Phrase, en anglais")),
        text("proof", _("Preuve")),
        code("family", _("Famille de compétences"), "learning_families"),
        yes_no("in_cv", _("Dans le CV")),
        yes_no("in_passport", _("Dans le passeport de langues")),
        yes_no("in_mobility", _("Dans l’Europass Mobilité")),
    ),
)
