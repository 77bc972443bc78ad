"""The cards typed at the Region's desk: targets, actions, tools, the budget."""

from __future__ import annotations

from chance_desktop.casework.cards.types import CardField, CardType, FieldKind, Owner
from chance_desktop.runtime.words import _

TARGET = CardType(
    "target", Owner.REGION, _("Nouvel objectif"),
    (
        CardField("code", _("De quoi"), FieldKind.CHOICE, "targets", required=True),
        CardField("label", _("En quelques mots"), required=True),
        CardField("value", _("Combien"), FieldKind.NUMBER, required=True),
        CardField("since_on", _("À partir du"), FieldKind.DATE, required=True),
        CardField("note", _("Pourquoi"), help=_("Par exemple : à la demande du ministère."), wide=True),
    ),
    added=_("Objectif ajouté"), changed=_("Objectif modifié"), removed=_("Objectif retiré"),
)  # fmt: skip

ACTION = CardType(
    "planned_action", Owner.REGION, _("Nouvelle action"),
    (
        CardField("phase", _("Phase"), required=True, wide=True),
        CardField("label", _("Description de l’action"), FieldKind.LONG, required=True, wide=True),
        CardField("specific", _("Spécifique à l’expérimentation"), FieldKind.YES_NO),
        CardField("months", _("Durée, en mois")),
        CardField("staff_number", _("Effectifs")),
        CardField("staff_fte", _("ETP")),
        CardField("qualification", _("Qualification")),
        CardField("purchases", _("Achats")),
        CardField("services", _("Prestations de services")),
        CardField("other", _("Autre")),
    ),
    positioned=True, added=_("Action ajoutée"), changed=_("Action modifiée"), removed=_("Action retirée"),
)  # fmt: skip

TOOL = CardType(
    "tool", Owner.REGION, _("Nouvel outil"),
    (
        CardField("name", _("Nom de l’outil"), required=True),
        CardField("format", _("Format"), help=_("Papier, électronique, en présence…")),
        CardField("function", _("Fonction"), FieldKind.LONG, required=True, wide=True),
        CardField("users", _("Utilisateurs ou destinataires"), wide=True),
        CardField("transferable", _("Transférable"), FieldKind.YES_NO),
    ),
    positioned=True, added=_("Outil ajouté"), changed=_("Outil modifié"), removed=_("Outil retiré"),
)  # fmt: skip

BUDGET_LINE = CardType(
    "budget_line", Owner.REGION, _("Nouveau financement"),
    (
        CardField("source", _("Qui finance"), required=True, wide=True),
        CardField("amount", _("Montant"), FieldKind.MONEY, help=_("En euros."), required=True),
        CardField("published_share", _("Part publiée"), FieldKind.PERCENT, help=_("En pour cent, quand elle a été publiée.")),
        CardField("note", _("Note"), wide=True),
    ),
    positioned=True, added=_("Financement ajouté"), changed=_("Financement modifié"), removed=_("Financement retiré"),
)  # fmt: skip
