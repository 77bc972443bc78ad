"""Values an earlier version kept that nobody else keeps: found once after an update, told until they are corrected."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from chance_desktop.casework.dossiers.field_words import FieldWords
from chance_desktop.casework.session.desk import RULES_CHECKED, Desk
from chance_desktop.domain.fields.checks import rules_digest
from chance_desktop.domain.fields.reasons import reason_of
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.unsound_values import UnsoundValue, find_unsound

_FOUND = "values-to-correct"
"""Local setting: the rows in which some were found, by table."""


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """A value that stays on this poste until it is corrected: where it is, and why the others do not keep it."""

    table: str
    row: str
    field: str
    dossier_id: str
    dossier: str
    reason: str
    next_step: str

    @property
    def text(self) -> str:
        """One line: whose it is, what is wrong, what to do."""
        whose = f"{self.dossier}\u00a0: " if self.dossier else ""
        return f"{whose}{self.reason} {self.next_step}".strip()


def look_at_kept_values(desk: Desk) -> None:
    """Look for such values, once for each version that keeps others than the one before."""
    if desk.setting(RULES_CHECKED) == rules_digest():
        return
    with desk.reading() as connection:
        found = find_unsound(connection)
    rows: dict[str, list[str]] = {}
    for each in found:
        rows.setdefault(each.table, []).append(each.row)
    desk.put_setting(_FOUND, json.dumps({table: sorted(set(some)) for table, some in rows.items()}))
    desk.put_setting(RULES_CHECKED, rules_digest())


def values_to_correct(desk: Desk, connection: Connection) -> tuple[ToCorrect, ...]:
    """Those found that still stand."""
    kept = settings.get(connection, desk.setting_name(_FOUND))
    rows: dict[str, list[str]] = json.loads(kept) if kept else {}
    if not rows:
        return ()
    words = FieldWords(desk, connection)
    return tuple(_told(connection, words, each) for each in find_unsound(connection, rows))


def _told(connection: Connection, words: FieldWords, each: UnsoundValue) -> ToCorrect:
    dossier_id = _dossier_of(connection, each)
    reason, next_step = reason_of(each.table, each.field, each.value)
    if each.table not in ("person", "dossier"):
        reason = f"{words.row_label(each.table)} – {reason}"
    return ToCorrect(
        table=each.table,
        row=each.row,
        field=each.field,
        dossier_id=dossier_id,
        dossier=words.name_of("dossier", dossier_id) if dossier_id else "",
        reason=_("{reason} Personne d’autre ne la reçoit.").replace("{reason}", reason),
        next_step=next_step,
    )


def _dossier_of(connection: Connection, each: UnsoundValue) -> str:
    if each.table == "dossier":
        return each.row
    columns = SYNCED[each.table].c
    if "dossier_id" in columns:
        return str(connection.execute(select(columns.dossier_id).where(columns.id == each.row)).scalar() or "")
    dossier = SYNCED["dossier"].c
    query = select(dossier.id).where(dossier.person_id == each.row).limit(1)
    return str(connection.execute(query).scalar() or "") if each.table == "person" else ""
