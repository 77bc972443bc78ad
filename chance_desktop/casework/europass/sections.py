"""The sections of the Europass profile and their fields: one description for the screen, the comparison and the command line.

A field names a column; one that is `translated` has a column per language (`title_fr`, `title_en`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chance_desktop.domain.learner.cefr import Level
from chance_desktop.europass.schema.codes import CodeList, choices
from chance_desktop.runtime.words import _

LOCALES = ("fr", "en")


class FieldKind(Enum):
    """How a field is typed."""

    LINE = "line"
    LONG = "long"
    DATE = "date"
    CODE = "code"
    CODES = "codes"
    LEVEL = "level"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True)
class ProfileField:
    """A field of the profile; `codes` names the code list of Europass it is chosen from."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    translated: bool = False
    codes: CodeList | None = None
    help: str = ""
    wide: bool = True

    def column(self, locale: str) -> str:
        """The column that holds it in a language."""
        return f"{self.name}_{locale}" if self.translated else self.name

    def options(self, locale: str) -> tuple[tuple[str, str], ...]:
        """(code, words) of what it is chosen from; nothing for a text."""
        if self.kind is FieldKind.LEVEL:
            return tuple((level.value, level.value) for level in Level)
        return choices(self.codes, locale) if self.codes else ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it has."""
        return tuple(self.column(locale) for locale in LOCALES) if self.translated else (self.name,)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the profile; a `repeated` one has entries, the others are fields of the person's profile."""

    code: str
    title: str
    fields: tuple[ProfileField, ...]
    repeated: bool = False
    add: str = ""
    empty: str = ""
    note: str = ""

    def field(self, name: str) -> ProfileField:
        """A field by its name; raises `KeyError`."""
        found = next((each for each in self.fields if each.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


_SINCE = ProfileField("since", _("Du"), FieldKind.DATE, wide=False, help=_("Une année suffit : 2024, 09/2024."))
_UNTIL = ProfileField("until", _("Au"), FieldKind.DATE, wide=False)
_CURRENT = ProfileField("current", _("Toujours en cours"), FieldKind.YES_NO, wide=False)
_PLACE = (
    ProfileField("town", _("Commune"), wide=False),
    ProfileField("country", _("Pays"), FieldKind.CODE, codes=CodeList.COUNTRIES, wide=False),
)

SECTIONS: tuple[Section, ...] = (
    Section(
        "identity",
        _("Informations personnelles"),
        (
            ProfileField("nationalities", _("Nationalité"), FieldKind.CODES, codes=CodeList.NATIONALITIES),
            ProfileField("country", _("Pays de résidence"), FieldKind.CODE, codes=CodeList.COUNTRIES, wide=False),
            ProfileField("website", _("Site personnel"), wide=False),
        ),
        note=_("Le nom, l’adresse, le téléphone et la date de naissance viennent de la situation."),
    ),
    Section(
        "headline",
        _("Titre du CV"),
        (
            ProfileField("headline_kind", _("Ce titre dit"), FieldKind.CODE, codes=CodeList.HEADLINES),
            ProfileField("headline", _("Titre"), translated=True, help=_("Exemple : employée de rayon.")),
        ),
    ),
    Section(
        "work",
        _("Expérience professionnelle"),
        (
            ProfileField("title", _("Fonction ou poste occupé"), translated=True),
            _SINCE, _UNTIL, _CURRENT,
            ProfileField("organisation", _("Employeur")),
            *_PLACE,
            ProfileField("code", _("Secteur"), FieldKind.CODE, codes=CodeList.SECTORS),
            ProfileField(
                "text", _("Principales activités"), FieldKind.LONG, translated=True,
                help=_("Une ligne par activité, qui commence par un tiret."),
            ),
        ),
        repeated=True,
        add=_("Ajouter une expérience"),
        empty=_("Emplois, stages, bénévolat, aide à un proche : tout compte."),
    ),
    Section(
        "education",
        _("Éducation et formation"),
        (
            ProfileField("title", _("Diplôme ou formation"), translated=True),
            _SINCE, _UNTIL, _CURRENT,
            ProfileField("organisation", _("Établissement")),
            *_PLACE,
            ProfileField("level", _("Niveau (CEC)"), FieldKind.CODE, codes=CodeList.LEVELS, wide=False),
            ProfileField("code", _("Domaine"), FieldKind.CODE, codes=CodeList.STUDY_FIELDS, wide=False),
            ProfileField("text", _("Principales matières ou compétences"), FieldKind.LONG, translated=True),
        ),
        repeated=True,
        add=_("Ajouter une formation"),
        empty=_("La dernière classe suivie et les diplômes obtenus."),
    ),
    Section(
        "mother-tongues",
        _("Langue(s) maternelle(s)"),
        (ProfileField("mother_tongues", _("Langue(s) maternelle(s)"), FieldKind.CODES, codes=CodeList.MOTHER_LANGUAGES),),
    ),
    Section(
        "language",
        _("Autre(s) langue(s)"),
        (ProfileField("language", _("Langue"), FieldKind.CODE, codes=CodeList.LANGUAGES),),
        repeated=True,
        add=_("Ajouter une langue"),
        empty=_("La langue du séjour vient de la situation ; ajoutez les autres."),
    ),
    Section(
        "certificate",
        _("Certificats et diplômes"),
        (
            ProfileField("title", _("Intitulé"), translated=True),
            ProfileField("language", _("Langue"), FieldKind.CODE, codes=CodeList.LANGUAGES, wide=False),
            ProfileField("level", _("Niveau"), FieldKind.LEVEL, wide=False),
            ProfileField("organisation", _("Organisme certificateur"), wide=False),
            ProfileField("since", _("Date"), FieldKind.DATE, wide=False),
        ),
        repeated=True,
        add=_("Ajouter un certificat"),
        empty=_("Certificats, attestations et diplômes de langue."),
    ),
    Section(
        "language-experience",
        _("Expériences linguistiques et interculturelles"),
        (
            ProfileField("text", _("Description"), FieldKind.LONG, translated=True),
            ProfileField("language", _("Langue"), FieldKind.CODE, codes=CodeList.LANGUAGES, wide=False),
            ProfileField("code", _("Sorte d’expérience"), FieldKind.CODE, codes=CodeList.LANGUAGE_AREAS, wide=False),
            _SINCE, _UNTIL, _CURRENT,
        ),
        repeated=True,
        add=_("Ajouter une expérience"),
        empty=_("Cours, échanges, voyages, famille ou amis d’un autre pays."),
    ),
    Section(
        "skills",
        _("Compétences personnelles"),
        (
            ProfileField("communication", _("Compétences en communication"), FieldKind.LONG, translated=True),
            ProfileField(
                "organisational", _("Compétences organisationnelles / managériales"), FieldKind.LONG, translated=True
            ),
            ProfileField("job_related", _("Compétences liées à l’emploi"), FieldKind.LONG, translated=True),
            ProfileField("other", _("Autres compétences"), FieldKind.LONG, translated=True),
        ),
    ),
    Section(
        "digital",
        _("Compétences numériques"),
        (
            ProfileField("digital_information", _("Traitement de l’information"), FieldKind.CODE, codes=CodeList.DIGITAL_LEVELS, wide=False),
            ProfileField("digital_communication", _("Communication"), FieldKind.CODE, codes=CodeList.DIGITAL_LEVELS, wide=False),
            ProfileField("digital_content_creation", _("Création de contenu"), FieldKind.CODE, codes=CodeList.DIGITAL_LEVELS, wide=False),
            ProfileField("digital_safety", _("Sécurité"), FieldKind.CODE, codes=CodeList.DIGITAL_LEVELS, wide=False),
            ProfileField("digital_problem_solving", _("Résolution de problèmes"), FieldKind.CODE, codes=CodeList.DIGITAL_LEVELS, wide=False),
            ProfileField("digital", _("En quelques mots"), FieldKind.LONG, translated=True),
        ),
    ),
    Section(
        "driving",
        _("Permis de conduire"),
        (ProfileField("licences", _("Catégories"), FieldKind.CODES, codes=CodeList.LICENCES),),
    ),
    Section(
        "achievement",
        _("Information complémentaire"),
        (
            ProfileField("code", _("Sorte"), FieldKind.CODE, codes=CodeList.ACHIEVEMENTS),
            ProfileField("title", _("Ou un autre intitulé"), translated=True),
            ProfileField("text", _("Description"), FieldKind.LONG, translated=True),
        ),
        repeated=True,
        add=_("Ajouter une information"),
        empty=_("Projets, associations, références, prix."),
    ),
    Section(
        "annex",
        _("Annexes"),
        (ProfileField("title", _("Intitulé"), translated=True),),
        repeated=True,
        add=_("Ajouter une annexe"),
        empty=_("Copies de diplômes et d’attestations : PDF, JPEG ou PNG."),
    ),
)  # fmt: skip

LETTER = Section(
    "cover-letter",
    _("Lettre de motivation"),
    (
        ProfileField("organisation", _("Entreprise ou organisme")),
        ProfileField("addressee_first_name", _("Prénom du destinataire"), wide=False),
        ProfileField("addressee_surname", _("Nom du destinataire"), wide=False),
        ProfileField("addressee_title", _("Civilité"), FieldKind.CODE, codes=CodeList.TITLES, wide=False),
        ProfileField("addressee_position", _("Fonction"), wide=False),
        ProfileField("address", _("Adresse")),
        ProfileField("postcode", _("Code postal"), wide=False),
        *_PLACE,
        ProfileField("place", _("Fait à"), wide=False),
        ProfileField("on", _("Le"), FieldKind.DATE, wide=False),
        ProfileField("subject", _("Objet"), translated=True),
        ProfileField("opening", _("Pour commencer"), FieldKind.LONG, translated=True),
        ProfileField("body", _("Ce que vous apportez"), FieldKind.LONG, translated=True),
        ProfileField("closing", _("Pour finir"), FieldKind.LONG, translated=True),
    ),
)


def section_of(code: str) -> Section:
    """A section by its code; raises `KeyError`."""
    return next((each for each in (*SECTIONS, LETTER) if each.code == code), None) or _none(code)


def _none(code: str) -> Section:
    raise KeyError(code)
