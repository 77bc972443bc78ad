"""The headings of Europass pages in French and in English: the wording recruiters know, never changed nor translated anew.

They depend on the language of the document, not on the language of the screen: they are no messages of the application.
Any other language gets the English headings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.domain.learner.cefr import LanguageSkill, Level


@dataclass(frozen=True, slots=True)
class EuropassWords:
    """Every heading and short sentence printed on the curriculum vitae, the language passport and the skills passport."""

    language: str
    page: str
    curriculum_vitae: str
    personal_information: str
    name: str
    address: str
    telephone: str
    email: str
    website: str
    messaging: str
    nationality: str
    birth_date: str
    gender: str
    genders: Mapping[str, str]
    photograph: str
    headline: Mapping[str, str]
    work: str
    sector: str
    education: str
    field: str
    personal_skills: str
    mother_tongues: str
    other_languages: str
    groups: tuple[tuple[str, int], ...]
    skills: Mapping[LanguageSkill, str]
    users: tuple[str, str, str]
    users_of: tuple[str, str, str]
    levels_note: str
    framework: str
    certificates: str
    between: str
    communication: str
    organisational: str
    job_related: str
    digital: str
    digital_areas: tuple[str, str, str, str, str]
    digital_note: str
    driving: str
    driving_categories: str
    other_skills: str
    additional: str
    achievements: Mapping[str, str]
    annexes: str
    annex: str
    language_passport: str
    self_assessment: str
    before: str
    after: str
    declared: str
    experiences: str
    certificates_and_diplomas: str
    certificate_heads: tuple[str, str, str, str]
    self_assessed: str
    skills_passport: str
    damaged_annex: str
    annex_which: str
    annex_alt: str
    cover_letter: str
    subject: str
    place_and_date: str
    signature: str
    since: str
    until: str
    ongoing: str
    date_heads: tuple[str, str, str]

    def user(self, level: Level) -> str:
        """« indépendant », « independent »."""
        return self.users["ABC".index(level.value[0])]


_FR_SKILLS = MappingProxyType(
    {
        LanguageSkill.LISTENING: "Écouter",
        LanguageSkill.READING: "Lire",
        LanguageSkill.SPOKEN_INTERACTION: "Prendre part à une conversation",
        LanguageSkill.SPOKEN_PRODUCTION: "S’exprimer oralement en continu",
        LanguageSkill.WRITING: "Écrire",
    }
)
_EN_SKILLS = MappingProxyType(
    {
        LanguageSkill.LISTENING: "Listening",
        LanguageSkill.READING: "Reading",
        LanguageSkill.SPOKEN_INTERACTION: "Spoken interaction",
        LanguageSkill.SPOKEN_PRODUCTION: "Spoken production",
        LanguageSkill.WRITING: "Writing",
    }
)
# Codes of the schema (Achievement.xsd); a file usually brings their labels with it.
_ACHIEVEMENTS = {
    "honors_awards": ("Distinctions", "Honours and awards"),
    "presentations": ("Présentations", "Presentations"),
    "publications": ("Publications", "Publications"),
    "projects": ("Projets", "Projects"),
    "citations": ("Citations", "Citations"),
    "memberships": ("Affiliations", "Memberships"),
    "conferences": ("Conférences", "Conferences"),
    "seminars": ("Séminaires", "Seminars"),
    "workshops": ("Ateliers", "Workshops"),
    "references": ("Références", "References"),
    "courses": ("Cours", "Courses"),
    "certifications": ("Certifications", "Certifications"),
}
_FR_ACHIEVEMENTS = MappingProxyType({code: told[0] for code, told in _ACHIEVEMENTS.items()})
_EN_ACHIEVEMENTS = MappingProxyType({code: told[1] for code, told in _ACHIEVEMENTS.items()})
FRENCH = EuropassWords(
    language="fr-FR",
    page="{name} – page {page}/{pages}",
    curriculum_vitae="Curriculum vitae",
    personal_information="Informations personnelles",
    name="Nom(s) / Prénom(s)",
    address="Adresse",
    telephone="Téléphone",
    email="Courrier électronique",
    website="Site internet",
    messaging="Messagerie instantanée",
    nationality="Nationalité",
    birth_date="Date de naissance",
    gender="Sexe",
    genders=MappingProxyType({"M": "Masculin", "F": "Féminin"}),
    photograph="Photographie de {name}",
    headline=MappingProxyType(
        {
            "preferred_job": "Emploi recherché",
            "job_applied_for": "Emploi visé",
            "position": "Fonction",
            "studies_applied_for": "Études visées",
            "personal_statement": "Présentation",
        }
    ),
    work="Expérience professionnelle",
    sector="Secteur d’activité : {sector}",
    education="Éducation et formation",
    field="Domaine : {field}",
    personal_skills="Compétences personnelles",
    mother_tongues="Langue(s) maternelle(s)",
    other_languages="Autre(s) langue(s)",
    groups=(("Comprendre", 2), ("Parler", 2), ("Écrire", 1)),
    skills=_FR_SKILLS,
    users=("élémentaire", "indépendant", "expérimenté"),
    users_of=("Utilisateur élémentaire", "Utilisateur indépendant", "Utilisateur expérimenté"),
    levels_note=(
        "Niveaux : A1 et A2, utilisateur élémentaire – B1 et B2, utilisateur indépendant – "
        "C1 et C2, utilisateur expérimenté."
    ),
    framework="Cadre européen commun de référence pour les langues (CECR)",
    certificates="Certificats et diplômes : {titles}",
    between=" ; ",
    communication="Compétences en communication",
    organisational="Compétences organisationnelles / managériales",
    job_related="Compétences liées à l’emploi",
    digital="Compétences numériques",
    digital_areas=(
        "Traitement de l’information",
        "Communication",
        "Création de contenu",
        "Sécurité",
        "Résolution de problèmes",
    ),
    digital_note="Niveaux : utilisateur élémentaire, indépendant, expérimenté. Grille d’auto-évaluation numérique.",
    driving="Permis de conduire",
    driving_categories="Catégorie(s) : {categories}",
    other_skills="Autres compétences",
    additional="Information complémentaire",
    achievements=_FR_ACHIEVEMENTS,
    annexes="Annexes",
    annex="Annexe : {names}",
    language_passport="Passeport de langues",
    self_assessment="Auto-évaluation des compétences linguistiques",
    before="Avant le départ",
    after="Après le séjour",
    declared="Niveau déclaré",
    experiences="Expériences linguistiques et interculturelles",
    certificates_and_diplomas="Certificats et diplômes",
    certificate_heads=("Intitulé", "Organisme certificateur", "Date", "Niveau"),
    self_assessed="Niveaux du Cadre européen commun de référence pour les langues (CECR). Auto-évaluation.",
    skills_passport="Passeport européen des compétences",
    damaged_annex="Ce document joint ne peut pas être affiché : son fichier est abîmé ou d’un format inconnu.",
    annex_which="page {page} sur {pages}",
    annex_alt="{name}, document joint, {which}",
    cover_letter="Lettre de motivation",
    subject="Objet : {subject}",
    place_and_date="{place}, le {date}",
    signature="Signature de {name}",
    since="depuis {date}",
    until="jusqu’à {date}",
    ongoing="en cours",
    date_heads=("Description", "De", "À"),
)
ENGLISH = EuropassWords(
    language="en-GB",
    page="{name} – page {page}/{pages}",
    curriculum_vitae="Curriculum vitae",
    personal_information="Personal information",
    name="First name(s) / Surname(s)",
    address="Address",
    telephone="Telephone",
    email="E-mail",
    website="Website",
    messaging="Instant messaging",
    nationality="Nationality",
    birth_date="Date of birth",
    gender="Sex",
    genders=MappingProxyType({"M": "Male", "F": "Female"}),
    photograph="Photograph of {name}",
    headline=MappingProxyType(
        {
            "preferred_job": "Preferred job",
            "job_applied_for": "Job applied for",
            "position": "Position",
            "studies_applied_for": "Studies applied for",
            "personal_statement": "Personal statement",
        }
    ),
    work="Work experience",
    sector="Business or sector: {sector}",
    education="Education and training",
    field="Field: {field}",
    personal_skills="Personal skills",
    mother_tongues="Mother tongue(s)",
    other_languages="Other language(s)",
    groups=(("Understanding", 2), ("Speaking", 2), ("Writing", 1)),
    skills=_EN_SKILLS,
    users=("basic", "independent", "proficient"),
    users_of=("Basic user", "Independent user", "Proficient user"),
    levels_note="Levels: A1 and A2, basic user – B1 and B2, independent user – C1 and C2, proficient user.",
    framework="Common European Framework of Reference for Languages (CEFR)",
    certificates="Certificates and diplomas: {titles}",
    between="; ",
    communication="Communication skills",
    organisational="Organisational / managerial skills",
    job_related="Job-related skills",
    digital="Digital skills",
    digital_areas=("Information processing", "Communication", "Content creation", "Safety", "Problem solving"),
    digital_note="Levels: basic user, independent user, proficient user. Digital competences self-assessment grid.",
    driving="Driving licence",
    driving_categories="Category: {categories}",
    other_skills="Other skills",
    additional="Additional information",
    achievements=_EN_ACHIEVEMENTS,
    annexes="Annexes",
    annex="Annex: {names}",
    language_passport="Language Passport",
    self_assessment="Self-assessment of language skills",
    before="Before departure",
    after="After the stay",
    declared="Declared level",
    experiences="Linguistic and intercultural experiences",
    certificates_and_diplomas="Certificates and diplomas",
    certificate_heads=("Title", "Awarding body", "Date", "Level"),
    self_assessed="Levels of the Common European Framework of Reference for Languages (CEFR). Self-assessment.",
    skills_passport="European Skills Passport",
    damaged_annex="This attached document cannot be shown: its file is damaged or of an unknown kind.",
    annex_which="page {page} of {pages}",
    annex_alt="{name}, attached document, {which}",
    cover_letter="Cover letter",
    subject="Subject: {subject}",
    place_and_date="{place}, {date}",
    signature="Signature of {name}",
    since="since {date}",
    until="until {date}",
    ongoing="present",
    date_heads=("Description", "From", "To"),
)


def words_for(locale: str) -> EuropassWords:
    """The headings of a document written in that language."""
    return FRENCH if locale.lower().startswith("fr") else ENGLISH


def language_of(locale: str) -> str:
    """The language a file declares: `fr-FR`, `en-GB`, or the locale as it stands."""
    short = locale.lower().replace("_", "-").partition("-")[0]
    known = {"fr": FRENCH.language, "en": ENGLISH.language, "": FRENCH.language}
    return known.get(short, locale.replace("_", "-"))


def typeset(text: str, words: EuropassWords) -> str:
    """The text with the spaces and apostrophes of its language."""
    return french(text) if words is FRENCH else text.replace("'", "’")
