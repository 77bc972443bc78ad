"""Tables only the Region writes: what it decides of dossiers, what it declares for all, and what it reports to its funders."""

from __future__ import annotations

from sqlalchemy import Boolean, Column

from chance_desktop.store.table_kit import Number
from chance_desktop.store.table_kit import synced as _synced
from chance_desktop.store.table_kit import words as _text

correction = _synced(
    "correction",
    _text("dossier_id", index=True), _text("piece"), _text("reason"), _text("asked_on"), _text("answered_on"),
    _text("by"),
)  # fmt: skip

decision = _synced(
    "decision",
    _text("dossier_id", index=True), _text("outcome"), _text("motive"), _text("decided_on"), _text("by"),
)  # fmt: skip

placement_search = _synced(
    "placement_search",
    _text("dossier_id", index=True), _text("correspondent_id"), _text("offer_id"), _text("asked_on"),
    _text("answered_on"), _text("answer"), _text("note"), _text("by"),
)  # fmt: skip

target = _synced(
    "target", _text("code"), _text("label"), Column("value", Number), _text("since_on"), _text("note"),
)  # fmt: skip

programme_part = _synced(
    "programme_part", _text("path"), _text("content"), _text("published_on"), _text("by"),
)  # fmt: skip

planned_action = _synced(
    "planned_action",
    Column("position", Number), _text("phase"), _text("label"), Column("specific", Boolean), _text("months"),
    _text("staff_number"), _text("staff_fte"), _text("qualification"), _text("purchases"), _text("services"),
    _text("other"),
)  # fmt: skip

tool = _synced(
    "tool",
    Column("position", Number), _text("name"), _text("function"), _text("users"), _text("format"),
    Column("transferable", Boolean),
)  # fmt: skip

budget_line = _synced(
    "budget_line",
    Column("position", Number), _text("source"), Column("amount", Number), Column("published_share", Number),
    _text("note"),
)  # fmt: skip

TABLES = (correction, decision, placement_search, target, programme_part, planned_action, tool, budget_line)

DECLARED_FOR_ALL = frozenset({"target", "programme_part"})
"""Tables every poste receives."""

DECIDED_BY_THE_REGION = {"piece": frozenset({"waiver_decision", "waiver_decided_on"})}
"""By table, fields of an office's rows that only the Region writes."""
KEPT_BY_THE_REGION = frozenset({"planned_action", "tool", "budget_line"})
"""Tables that never leave the Region."""
