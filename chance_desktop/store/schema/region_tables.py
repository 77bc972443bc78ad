"""Tables only the Region writes: what it decides of dossiers, what it declares for all, and what it reports to its funders."""

from __future__ import annotations

from chance_desktop.domain.fields import TABLES as DECLARED
from chance_desktop.store.schema.table_kit import synced

correction = synced("correction", "dossier_id")
decision = synced("decision", "dossier_id")
placement_search = synced("placement_search", "dossier_id")
target = synced("target")
programme_part = synced("programme_part")
planned_action = synced("planned_action")
tool = synced("tool")
budget_line = synced("budget_line")

TABLES = (correction, decision, placement_search, target, programme_part, planned_action, tool, budget_line)

DECLARED_FOR_ALL = frozenset(name for name, table in DECLARED.items() if table.for_all)
"""Tables every poste receives."""

KEPT_BY_THE_REGION = frozenset(name for name, table in DECLARED.items() if table.kept_by_the_region)
"""Tables that never leave the Region."""
