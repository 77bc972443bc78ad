"""Fields only the Region writes: what it decides of dossiers, what it declares for all, what it reports to its funders."""

from __future__ import annotations

from chance_desktop.domain.fields.declaration import (
    LARGEST_AMOUNT,
    TableDeclaration,
    author,
    cents,
    code,
    day,
    declare,
    line,
    number,
    of_dossier,
    reference,
    text,
    yes_no,
)
from chance_desktop.domain.fields.kinds import Kind, Owner, Personal
from chance_desktop.domain.fields.profile import position
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.words import _

LARGEST_TARGET = 1_000_000_000

CORRECTION = TableDeclaration(
    name="correction",
    label=_("Correction demandée"),
    owner=Owner.REGION,
    fields=(
        of_dossier(),
        code("piece", _("Pièce"), "pieces", needed=True),
        text("reason", _("Motif"), needed=True),
        day("asked_on", _("Demandée le"), needed=True),
        day("answered_on", _("Répondu le")),
        author(),
    ),
)

DECISION = TableDeclaration(
    name="decision",
    label=_("Décision"),
    owner=Owner.REGION,
    fields=(
        of_dossier(),
        code("outcome", _("Décision"), "decisions", needed=True, personal=Personal.SITUATION),
        text("motive", _("Motif")),
        day("decided_on", _("Prise le"), needed=True, use=DayUse.PAST),
        author(),
    ),
)

PLACEMENT_SEARCH = TableDeclaration(
    name="placement_search",
    label=_("Stage cherché"),
    owner=Owner.REGION,
    fields=(
        of_dossier(),
        reference("correspondent_id", _("Correspondant"), "partner"),
        reference("offer_id", _("Offre de stage"), "offer"),
        day("asked_on", _("Demandé le"), needed=True),
        day("answered_on", _("Répondu le")),
        code("answer", _("Réponse du correspondant"), "search_answers"),
        text("note", _("Remarque")),
        author(),
    ),
)

TARGET = TableDeclaration(
    name="target",
    label=_("Objectif"),
    owner=Owner.REGION,
    for_all=True,
    fields=(
        code("code", _("De quoi"), "targets"),
        line("label", _("En quelques mots")),
        number("value", _("Combien"), LARGEST_TARGET),
        day("since_on", _("À partir du")),
        text("note", _("Pourquoi"), personal=Personal.NONE),
    ),
)

PROGRAMME_PART = TableDeclaration(
    name="programme_part",
    label=_("Partie du programme"),
    owner=Owner.REGION,
    for_all=True,
    fields=(
        line("path", _("Fichier")),
        text("content", _("Contenu"), personal=Personal.NONE),
        day("published_on", _("Publiée le")),
        author(),
    ),
)

PLANNED_ACTION = TableDeclaration(
    name="planned_action",
    label=_("Action prévue"),
    owner=Owner.REGION,
    kept_by_the_region=True,
    fields=(
        position(),
        line("phase", _("Phase")),
        text("label", _("Description de l’action"), personal=Personal.NONE),
        yes_no("specific", _("Spécifique à l’expérimentation")),
        line("months", _("Durée, en mois")),
        line("staff_number", _("Effectifs")),
        line("staff_fte", _("ETP")),
        line("qualification", _("Qualification")),
        text("purchases", _("Achats"), personal=Personal.NONE),
        text("services", _("Prestations de services"), personal=Personal.NONE),
        text("other", _("Autre"), personal=Personal.NONE),
    ),
)

TOOL = TableDeclaration(
    name="tool",
    label=_("Outil"),
    owner=Owner.REGION,
    kept_by_the_region=True,
    fields=(
        position(),
        line("name", _("Nom de l’outil")),
        text("function", _("Fonction"), personal=Personal.NONE),
        line("users", _("Utilisateurs ou destinataires")),
        line("format", _("Format")),
        yes_no("transferable", _("Transférable")),
    ),
)

BUDGET_LINE = TableDeclaration(
    name="budget_line",
    label=_("Ligne du budget"),
    owner=Owner.REGION,
    kept_by_the_region=True,
    fields=(
        position(),
        line("source", _("Qui finance")),
        cents("amount", _("Montant")),
        declare(Kind.PERCENT, "published_share", _("Part publiée"), most=LARGEST_AMOUNT),
        text("note", _("Note"), personal=Personal.NONE),
    ),
)
