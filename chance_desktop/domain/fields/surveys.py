"""Fields of what is asked: answers to the forms, people who agreed to be asked again, their surveys and the attempts."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    author,
    code,
    contact_fields,
    day,
    line,
    of_dossier,
    of_structure,
    reference,
    text,
)
from chance_desktop.domain.fields.kinds import Owner, Personal
from chance_desktop.domain.states import SurveyState
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

SURVEY_STATES = {
    SurveyState.ANSWERED.value: _("Répondu"),
    SurveyState.UNREACHABLE.value: _("Injoignable"),
    SurveyState.REFUSED.value: _("Refus"),
}
"""The words of how a survey ended."""

ANSWER = TableDeclaration(
    name="answer",
    label=_("Réponse à un formulaire"),
    owner=Owner.STRUCTURE,
    fields=(
        of_dossier(),
        reference("subject_id", _("Sujet"), "", part_of="learning", needed=True),
        code("form", _("Formulaire"), needed=True),
        code("version", _("Version"), needed=True),
        code("question", _("Question"), needed=True),
        text("value", _("Réponse"), in_extract=True),
        of_structure(),
    ),
)

AFTERWARDS = TableDeclaration(
    name="afterwards",
    label=_("Personne à recontacter"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("former_dossier", _("Ancien dossier"), "dossier", needed=True),
        line("first_name", _("Prénom"), personal=Personal.IDENTITY),
        line("surname", _("Nom"), personal=Personal.IDENTITY),
        *contact_fields(),
        day("entered_on", _("Entrée dans le programme")),
        day("returned_on", _("Rentré le"), needed=True),
        line("correspondent", _("Correspondant")),
        day("consent_on", _("Accord donné le"), needed=True, use=DayUse.PAST),
        day("consent_ended_on", _("Accord retiré le")),
    ),
)

SURVEY = TableDeclaration(
    name="survey",
    label=_("Enquête"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("afterwards_id", _("Personne à recontacter"), "afterwards", part_of="afterwards", needed=True),
        code("wave", _("Échéance"), "survey_waves", needed=True),
        code("state", _("Suite donnée"), words=SURVEY_STATES),
        day("closed_on", _("Terminée le")),
        code("how", _("Moyen"), "attempt_means"),
    ),
)

SURVEY_ATTEMPT = TableDeclaration(
    name="survey_attempt",
    label=_("Essai de joindre"),
    owner=Owner.STRUCTURE,
    fields=(
        of_structure(),
        reference("survey_id", _("Enquête"), "survey", part_of="survey", needed=True),
        day("on", _("Le"), needed=True),
        code("how", _("Moyen"), "attempt_means", needed=True),
        code("result", _("Résultat"), "attempt_results", needed=True),
        author(),
    ),
)
