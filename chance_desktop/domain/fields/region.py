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
        day("decided_on", _("Prise le"), needed=True),
        author(),
    ),
)

PLACEMENT_SEARCH = TableDeclaration(
    name="placement_search",
    label=_("Recherche de stage"),
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
        code("code", _("Objectif"), "targets"),
        line("label", _("Intitulé")),
        number("value", _("Nombre"), LARGEST_TARGET),
        day("since_on", _("Depuis le")),
        text("note", _("Note"), personal=Personal.NONE),
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
        line("label", _("Action")),
        yes_no("specific", _("Propre au programme")),
        line("months", _("Mois")),
        line("staff_number", _("Nombre de personnes")),
        line("staff_fte", _("Équivalents temps plein")),
        line("qualification", _("Qualification")),
        text("purchases", _("Achats"), personal=Personal.NONE),
        text("services", _("Prestations"), personal=Personal.NONE),
        text("other", _("Autres moyens"), personal=Personal.NONE),
    ),
)

TOOL = TableDeclaration(
    name="tool",
    label=_("Outil"),
    owner=Owner.REGION,
    kept_by_the_region=True,
    fields=(
        position(),
        line("name", _("Outil")),
        text("function", _("Fonction"), personal=Personal.NONE),
        line("users", _("Utilisateurs")),
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
        line("source", _("Financeur")),
        cents("amount", _("Montant")),
        declare(Kind.PERCENT, "published_share", _("Part publiée"), most=LARGEST_AMOUNT),
        text("note", _("Note"), personal=Personal.NONE),
    ),
)
