"""Fields of a dossier: what is asked of the project, where it stands, who follows it."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    TableDeclaration,
    code,
    codes,
    country,
    day,
    language,
    level,
    line,
    phone,
    reference,
    text,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Owner, Personal, Searched, Writer
from chance_desktop.domain.states import DossierState
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

STATES = {
    DossierState.ACTIVE.value: _("En cours"),
    DossierState.WITHDRAWN.value: _("Abandon"),
    DossierState.EXCLUDED.value: _("Exclusion"),
    DossierState.CLOSED.value: _("Sans suite"),
    DossierState.PROSPECT.value: _("À rencontrer"),
}
"""The states of a dossier and their words."""

DOSSIER = TableDeclaration(
    name="dossier",
    label=_("Dossier"),
    owner=Owner.DOSSIER,
    fields=(
        reference("person_id", _("Personne"), "person", needed=True, writer=Writer.ONCE),
        code("programme", _("Programme"), writer=Writer.ONCE),
        code("structure_code", _("Mission Locale"), "offices", writer=Writer.ONCE, in_extract=True),
        reference("branch_id", _("Antenne"), "branch"),
        line("file_number", _("N° de dossier"), writer=Writer.ONCE, searched=Searched.NUMBER),
        line("former_numbers", _("Anciens numéros"), writer=Writer.REGION, searched=Searched.NUMBER, since="0008"),
        code("step", _("Étape"), "steps", writer=Writer.TOLD),
        code("state", _("Situation du dossier"), words=STATES, writer=Writer.TOLD, in_extract=True),
        day("entered_on", _("Entrée dans le programme"), in_extract=True),
        day("lodged_on", _("Dépôt du dossier le"), writer=Writer.TOLD),
        country("destination_country", _("Pays souhaité"), personal=Personal.SITUATION),
        line("destination_town", _("Ville souhaitée"), personal=Personal.SITUATION),
        day("departure_on", _("Départ prévu le"), use=DayUse.PLAN, personal=Personal.SITUATION, in_extract=True),
        day("return_on", _("Retour prévu le"), use=DayUse.PLAN, personal=Personal.SITUATION),
        language("language", _("Langue"), personal=Personal.SITUATION),
        level("language_level", _("Niveau dans cette langue"), personal=Personal.SITUATION),
        text("project", _("Projet, en quelques lignes")),
        yes_no("prior_stay", _("Déjà parti à l’étranger"), personal=Personal.SITUATION, in_extract=True),
        yes_no("hosted", _("Hébergé chez quelqu’un"), personal=Personal.SITUATION),
        yes_no("ml_registered", _("Inscription à la Mission Locale"), personal=Personal.SITUATION),
        yes_no("job_seeker", _("Inscription comme demandeur d’emploi"), personal=Personal.SITUATION),
        code("grant_obstacle", _("Ce qui écarte d’une autre bourse"), "choices:grant_obstacle", personal=Personal.SITUATION),
        line("parent_name", _("Nom et prénom du parent"), personal=Personal.IDENTITY),
        phone("parent_phone", _("Téléphone du parent")),
        codes("arrangements", _("Aménagements utiles"), "choices:arrangements", personal=Personal.SITUATION),
        reference("referent_id", _("Référent mobilité"), "counsellor"),
        reference("accompanying_id", _("Conseiller qui accompagne"), "counsellor", named_in_tables=True),
        reference("stand_in_id", _("Confié à"), "counsellor"),
        day("stand_in_until", _("Confié jusqu’au"), use=DayUse.PLAN),
        code("entry_structure", _("Mission Locale d’entrée"), "offices", writer=Writer.ONCE, in_extract=True),
        code("transfer_to", _("Transmission demandée vers"), "offices"),
        day("transfer_asked_on", _("Transmission demandée le")),
        text("transfer_reason", _("Motif de la transmission")),
        day("transfer_refused_on", _("Transmission refusée le"), writer=Writer.REGION),
        code("met_through", _("Connu par"), "met_through", personal=Personal.SITUATION),
        text("approach_note", _("Note de la rencontre")),
        day("left_on", _("Sorti le"), use=DayUse.PAST, personal=Personal.SITUATION),
        code("left_step", _("Étape de la sortie"), "steps", personal=Personal.SITUATION),
        text("left_reason", _("Motif de la sortie")),
    ),
)  # fmt: skip
