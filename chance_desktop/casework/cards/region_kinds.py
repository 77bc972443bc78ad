"""The cards typed at the Region's desk: targets, actions, tools, the budget."""

from __future__ import annotations

from chance_desktop.casework.cards.declared import card_field
from chance_desktop.casework.cards.types import CardType, FieldKind, Owner
from chance_desktop.runtime.words import _

TARGET = CardType(
    "target", Owner.REGION, _("Nouvel objectif"),
    (
        card_field("target", "code", required=True),
        card_field("target", "label", required=True),
        card_field("target", "value", required=True),
        card_field("target", "since_on", required=True),
        card_field("target", "note", kind=FieldKind.TEXT, hint=_("Par exemple : à la demande du ministère."), wide=True),
    ),
    added=_("Objectif ajouté"), changed=_("Objectif modifié"), removed=_("Objectif retiré"),
)  # fmt: skip

ACTION = CardType(
    "planned_action", Owner.REGION, _("Nouvelle action"),
    (
        card_field("planned_action", "phase", required=True, wide=True),
        card_field("planned_action", "label", required=True),
        card_field("planned_action", "specific"),
        card_field("planned_action", "months"),
        card_field("planned_action", "staff_number"),
        card_field("planned_action", "staff_fte"),
        card_field("planned_action", "qualification"),
        card_field("planned_action", "purchases", kind=FieldKind.TEXT),
        card_field("planned_action", "services", kind=FieldKind.TEXT),
        card_field("planned_action", "other", kind=FieldKind.TEXT),
    ),
    positioned=True, added=_("Action ajoutée"), changed=_("Action modifiée"), removed=_("Action retirée"),
)  # fmt: skip

TOOL = CardType(
    "tool", Owner.REGION, _("Nouvel outil"),
    (
        card_field("tool", "name", required=True),
        card_field("tool", "format", hint=_("Papier, électronique, en présence…")),
        card_field("tool", "function", required=True),
        card_field("tool", "users", wide=True),
        card_field("tool", "transferable"),
    ),
    positioned=True, added=_("Outil ajouté"), changed=_("Outil modifié"), removed=_("Outil retiré"),
)  # fmt: skip

BUDGET_LINE = CardType(
    "budget_line", Owner.REGION, _("Nouveau financement"),
    (
        card_field("budget_line", "source", required=True, wide=True),
        card_field("budget_line", "amount", hint=_("En euros."), required=True),
        card_field("budget_line", "published_share", hint=_("En pour cent, quand elle a été publiée.")),
        card_field("budget_line", "note", kind=FieldKind.TEXT, wide=True),
    ),
    positioned=True, added=_("Financement ajouté"), changed=_("Financement modifié"), removed=_("Financement retiré"),
)  # fmt: skip
