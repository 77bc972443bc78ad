"""Fields of the Europass profile: the person's own, and the entries of its sections."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    FieldDeclaration,
    TableDeclaration,
    code,
    codes,
    country,
    declare,
    digest,
    language,
    line,
    number,
    of_dossier,
    partial_day,
    place_fields,
    text,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Kind, Owner, Personal
from chance_desktop.runtime.words import _

FARTHEST_PLACE = 1_000_000
"""How far a line may stand from the middle of its list."""

SECTION_WORDS = {
    "work": _("Expérience professionnelle"),
    "education": _("Éducation et formation"),
    "language": _("Autre(s) langue(s)"),
    "certificate": _("Certificats et diplômes"),
    "language-experience": _("Expériences linguistiques et interculturelles"),
    "achievement": _("Information complémentaire"),
    "annex": _("Annexes"),
}
"""The words of the sections that have entries."""


def position() -> FieldDeclaration:
    """The place of a line in its list."""
    return number("position", _("Place dans la liste"), FARTHEST_PLACE, -FARTHEST_PLACE)


def in_two_languages(name: str, label: str) -> tuple[FieldDeclaration, FieldDeclaration]:
    """A text in French and in English."""
    return (
        text(f"{name}_fr", _("{label}, en français").replace("{label}", label)),
        text(f"{name}_en", _("{label}, en anglais").replace("{label}", label)),
    )


def kept() -> FieldDeclaration:
    """What a file read held besides, given back when it is written again."""
    return declare(Kind.RECORD, "kept", _("Reste du fichier Europass"), personal=Personal.FREE_TEXT)


def _digital(name: str, label: str) -> FieldDeclaration:
    return code(name, label, "europass:digital_levels", personal=Personal.SITUATION)


LEARNER = TableDeclaration(
    name="learner",
    label=_("Profil Europass"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        codes("nationalities", _("Nationalité"), "europass:nationalities", personal=Personal.IDENTITY),
        country("country", _("Pays de résidence"), "europass:countries", personal=Personal.CONTACT),
        line("website", _("Site personnel"), personal=Personal.CONTACT),
        digest("photo", _("Photo")),
        code("headline_kind", _("Ce titre dit"), "europass:headlines"),
        *in_two_languages("headline", _("Titre")),
        *in_two_languages("communication", _("Compétences en communication")),
        *in_two_languages("organisational", _("Compétences organisationnelles / managériales")),
        *in_two_languages("job_related", _("Compétences liées à l’emploi")),
        *in_two_languages("other", _("Autres compétences")),
        *in_two_languages("digital", _("En quelques mots")),
        _digital("digital_information", _("Traitement de l’information")),
        _digital("digital_communication", _("Communication")),
        _digital("digital_content_creation", _("Création de contenu")),
        _digital("digital_safety", _("Sécurité")),
        _digital("digital_problem_solving", _("Résolution de problèmes")),
        codes("licences", _("Permis de conduire"), "europass:licences", personal=Personal.SITUATION),
        codes("mother_tongues", _("Langue(s) maternelle(s)"), "europass:mother_languages", personal=Personal.SITUATION),
        kept(),
    ),
)

LEARNER_ENTRY = TableDeclaration(
    name="learner_entry",
    label=_("Ligne du profil Europass"),
    owner=Owner.DOSSIER,
    fields=(
        of_dossier(),
        code("section", _("Partie du profil"), words=SECTION_WORDS, needed=True),
        position(),
        language("language", _("Langue"), "europass:languages", personal=Personal.SITUATION),
        partial_day("since", _("Du"), personal=Personal.SITUATION),
        partial_day("until", _("Au"), personal=Personal.SITUATION),
        yes_no("current", _("Toujours en cours"), personal=Personal.SITUATION),
        *in_two_languages("title", _("Intitulé")),
        *in_two_languages("text", _("Description")),
        line("organisation", _("Employeur ou établissement"), personal=Personal.SITUATION),
        *place_fields(Personal.SITUATION),
        country("country", _("Pays"), "europass:countries", personal=Personal.SITUATION),
        line("website", _("Site")),
        code("code", _("Sorte, secteur ou domaine"), "europass:entry", personal=Personal.SITUATION),
        code("level", _("Niveau"), "europass:levels", personal=Personal.SITUATION),
        digest("sha256", _("Fichier")),
        line("mime", _("Format du fichier")),
        codes("documents", _("Documents liés"), ""),
        kept(),
    ),
)
