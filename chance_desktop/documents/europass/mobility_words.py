"""The headings of Europass Mobility in French and in English, which nobody may change (Decision 2241/2004/EC, annex III)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MobilityWords:
    """Every heading of the five tables, and the few sentences around them."""

    title: str
    experience: str
    mandatory: str
    prepared: str
    not_applicable: str
    holder: str
    surname: str
    first_name: str
    address: str
    photograph: str
    birth_date: str
    nationality: str
    signature: str
    issued_by: str
    organisation: str
    number: str
    issued_on: str
    partners: str
    sending: str
    host: str
    partner_name: str
    stamp: str
    reference: str
    function: str
    telephone: str
    email: str
    description: str
    objective: str
    initiative: str
    qualification: str
    programme: str
    since: str
    until: str
    skills: str
    activities: str
    job_related: str
    language: str
    digital: str
    organisational: str
    social: str
    other: str
    date: str
    mentor: str
    holder_signature: str


MOBILITY_FRENCH = MobilityWords(
    title="Europass Mobilité",
    experience="Parcours de mobilité n° {number}",
    mandatory="Les rubriques marquées d’un astérisque (*) sont obligatoires.",
    prepared="Document préparé – le numéro est attribué par le Centre national Europass.",
    not_applicable="Sans objet",
    holder="Le présent document Europass Mobilité est décerné à",
    surname="Nom(s)",
    first_name="Prénom(s)",
    address="Adresse (numéro, rue, code postal, ville, pays)",
    photograph="Photographie",
    birth_date="Date de naissance",
    nationality="Nationalité",
    signature="Signature du titulaire",
    issued_by="Le présent document Europass Mobilité est délivré par",
    organisation="Nom de l’organisation",
    number="Numéro du document Europass Mobilité",
    issued_on="Date de délivrance",
    partners="Les organisations partenaires du parcours de mobilité n° {number}",
    sending="Partenaire d’envoi (organisation qui est à l’origine du parcours, dans le pays de départ)",
    host="Partenaire d’accueil (organisation qui reçoit le titulaire du document, dans le pays d’accueil)",
    partner_name="Nom, type et adresse",
    stamp="Cachet et/ou signature",
    reference="Nom et prénom de la personne de référence / du tuteur",
    function="Titre / fonction",
    telephone="Téléphone",
    email="Courrier électronique",
    description="Description du parcours de mobilité n° {number}",
    objective="Objectif du parcours de mobilité",
    initiative="Initiative dans le cadre de laquelle le parcours est accompli",
    qualification="Qualification (certificat, titre ou diplôme) à laquelle conduit la formation",
    programme="Programme communautaire ou programme de mobilité",
    since="Du",
    until="Au",
    skills="Compétences acquises durant le parcours de mobilité n° {number}",
    activities="Activités / tâches accomplies",
    job_related="Compétences professionnelles acquises",
    language="Compétences linguistiques acquises",
    digital="Compétences informatiques acquises",
    organisational="Compétences organisationnelles acquises",
    social="Compétences sociales acquises",
    other="Autres compétences acquises",
    date="Date",
    mentor="Signature de la personne de référence / du tuteur",
    holder_signature="Signature du titulaire",
)
MOBILITY_ENGLISH = MobilityWords(
    title="Europass Mobility",
    experience="Mobility experience No {number}",
    mandatory="Headings marked with an asterisk (*) are mandatory.",
    prepared="Prepared document – the number is given by the National Europass Centre.",
    not_applicable="Not applicable",
    holder="This Europass Mobility document is awarded to",
    surname="Surname(s)",
    first_name="First name(s)",
    address="Address (house number, street name, postcode, city, country)",
    photograph="Photograph",
    birth_date="Date of birth",
    nationality="Nationality",
    signature="Signature of the holder",
    issued_by="This Europass Mobility document is issued by",
    organisation="Name of the organisation",
    number="Europass Mobility number",
    issued_on="Issuing date",
    partners="The partner organisations of the mobility experience No {number}",
    sending="Sending partner (organisation initiating the mobility experience in the country of origin)",
    host="Host partner (organisation receiving the holder of the document in the host country)",
    partner_name="Name, type and address",
    stamp="Stamp and/or signature",
    reference="Surname and first name of reference person/mentor",
    function="Title/position",
    telephone="Telephone",
    email="E-mail",
    description="Description of the mobility experience No {number}",
    objective="Objective of the mobility experience",
    initiative="Initiative during which the mobility experience is completed",
    qualification="Qualification (certificate, diploma or degree) to which the education or training leads",
    programme="Community or mobility programme involved",
    since="From",
    until="To",
    skills="Description of skills acquired during the mobility experience No {number}",
    activities="Activities/tasks carried out",
    job_related="Job-related skills acquired",
    language="Language skills acquired",
    digital="Computer skills acquired",
    organisational="Organisational skills acquired",
    social="Social skills acquired",
    other="Other skills acquired",
    date="Date",
    mentor="Signature of the reference person/mentor",
    holder_signature="Signature of the holder",
)


def mobility_words(locale: str) -> MobilityWords:
    """The headings of a document written in that language; English for any other than French."""
    return MOBILITY_FRENCH if locale.lower().startswith("fr") else MOBILITY_ENGLISH
