"""Remarks on a file that was read, in French: what was not understood, and where in words."""

from __future__ import annotations

from chance_desktop.runtime.words import _

_MOST = 40


class Remarks:
    """Sentences in the order of the file, each once, and no more than a person would read."""

    def __init__(self) -> None:
        self._told: dict[str, None] = {}
        self._more = False

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences."""
        last = (_("Il y a d’autres remarques du même genre."),) if self._more else ()
        return (*self._told, *last)

    def add(self, sentence: str) -> None:
        """Add a sentence."""
        if len(self._told) < _MOST:
            self._told[sentence] = None
        elif sentence not in self._told:
            self._more = True

    def older(self, version: str) -> None:
        """A file of a version that is no more written."""
        self.add(
            _("Ancien fichier Europass, en version {version} : vérifiez ce qui en est repris.").format(version=version)
        )

    def unknown(self, where: str, name: str) -> None:
        """An element no version of the format has."""
        self.add(
            _("{where} : élément inconnu « {name} », gardé tel quel.").format(where=_start(where), name=_short(name))
        )

    def unknown_code(self, where: str, code: str) -> None:
        """A code that is not in its list."""
        self.add(
            _("{where} : le code « {code} » n’est pas dans la liste officielle.").format(
                where=_start(where), code=_short(code)
            )
        )

    def not_understood(self, where: str, words: str) -> None:
        """A value that cannot be what it should be."""
        self.add(
            _("{where} : la valeur « {words} » n’a pas été comprise, elle est gardée telle quelle.").format(
                where=_start(where), words=_short(words)
            )
        )

    def impossible_date(self, where: str) -> None:
        """A date no calendar has."""
        self.add(
            _("{where} : la date n’existe pas ou est incomplète, elle est gardée telle quelle.").format(
                where=_start(where)
            )
        )

    def again(self, where: str) -> None:
        """Something given twice where once is allowed."""
        self.add(_("{where} : donné plusieurs fois, seule la première est utilisée.").format(where=_start(where)))

    def stray_words(self, where: str) -> None:
        """Words between elements."""
        self.add(_("{where} : du texte est hors de toute rubrique, il est gardé tel quel.").format(where=_start(where)))

    def missing(self, what: str) -> None:
        """Something every file should have."""
        self.add(_("Il manque {what}.").format(what=what))

    def dangling(self, where: str, name: str) -> None:
        """A reference to an annex that is not there."""
        self.add(
            _("{where} : renvoi à une annexe absente du fichier (« {name} »).").format(
                where=_start(where), name=_short(name)
            )
        )


def place_in_words(place: str) -> str:
    """Where a path of elements is, in French: « expérience professionnelle nº 2, employeur »."""
    words = _words()
    found = []
    for step in place.split("/"):
        name, _bracket, number = step.rstrip("]").partition("[")
        told = words.get(name)
        if told is None:
            continue
        numbered = name in _NUMBERED
        found.append(_("{what} n° {number}").format(what=told, number=number) if numbered else told)
    return ", ".join(found[-2:]) or _("document")


def _start(where: str) -> str:
    return where[:1].upper() + where[1:]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


_NUMBERED = frozenset(
    ("WorkExperience", "Education", "ForeignLanguage", "MotherTongue", "Achievement", "Attachment", "Telephone",
     "Website", "Certificate", "Experience", "EmployerHistory", "EducationOrganizationAttendance", "PersonCompetency",
     "Nationality", "Other", "Communication")
) - {"Communication"}  # fmt: skip


def _words() -> dict[str, str]:
    """Words of elements a reader knows; the others are not told. Made at each call: the language may change."""
    return {
        "DocumentInfo": _("informations sur le fichier"),
        "PrintingPreferences": _("préférences d’impression"),
        "CreationDate": _("date de création"),
        "LastUpdateDate": _("date de mise à jour"),
        "DocumentType": _("type de document"),
        "Identification": _("informations personnelles"),
        "CandidatePerson": _("informations personnelles"),
        "PersonName": _("nom et prénom"),
        "Address": _("adresse"),
        "Email": _("courrier électronique"),
        "Telephone": _("téléphone"),
        "Website": _("site internet"),
        "Demographics": _("état civil"),
        "Birthdate": _("date de naissance"),
        "BirthDate": _("date de naissance"),
        "Gender": _("sexe"),
        "GenderCode": _("sexe"),
        "Nationality": _("nationalité"),
        "NationalityCode": _("nationalité"),
        "Country": _("pays"),
        "CountryCode": _("pays"),
        "Photo": _("photographie"),
        "Signature": _("signature"),
        "Headline": _("titre du CV"),
        "WorkExperience": _("expérience professionnelle"),
        "EmployerHistory": _("expérience professionnelle"),
        "Period": _("période"),
        "From": _("date de début"),
        "To": _("date de fin"),
        "StartDate": _("date de début"),
        "EndDate": _("date de fin"),
        "Current": _("en cours"),
        "Employer": _("employeur"),
        "Sector": _("secteur d’activité"),
        "IndustryCode": _("secteur d’activité"),
        "Education": _("éducation et formation"),
        "EducationOrganizationAttendance": _("éducation et formation"),
        "Organisation": _("établissement"),
        "Level": _("niveau"),
        "EducationLevelCode": _("niveau"),
        "Field": _("domaine d’études"),
        "Skills": _("compétences"),
        "MotherTongue": _("langue maternelle"),
        "PrimaryLanguageCode": _("langue maternelle"),
        "ForeignLanguage": _("autre langue"),
        "PersonCompetency": _("autre langue"),
        "ProficiencyLevel": _("niveaux"),
        "Certificate": _("certificat"),
        "Experience": _("expérience linguistique"),
        "Communication": _("communication"),
        "Organisational": _("compétences organisationnelles"),
        "JobRelated": _("compétences liées à l’emploi"),
        "Computer": _("compétences numériques"),
        "Driving": _("permis de conduire"),
        "Licence": _("catégorie"),
        "Achievement": _("information complémentaire"),
        "Attachment": _("annexe"),
        "Data": _("contenu du fichier"),
        "EmbeddedData": _("contenu du fichier"),
        "CoverLetter": _("lettre"),
        "Addressee": _("destinataire"),
        "Localisation": _("lieu et date"),
        "Others": _("autre rubrique"),
        "RenderingInformation": _("présentation"),
    }
