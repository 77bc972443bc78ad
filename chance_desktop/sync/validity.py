"""Whether a change of another poste can be kept: its values are of the kind its fields hold, so that no screen stumbles.

What a later version may have invented (a table, a field, a status) is not malformed: it waits for the update.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import UnsetType
from sqlalchemy import Boolean, Integer

from chance_desktop.domain.change import LARGEST_NUMBER, Change
from chance_desktop.domain.learner.cefr import Moment
from chance_desktop.domain.learner.mobility import NumberRequest
from chance_desktop.domain.learner.partial_dates import partial_date
from chance_desktop.domain.statuses import LETTER_PATH, Status
from chance_desktop.store.tables import STRUCTURED, SYNCED, UNSYNCED_COLUMNS

_LONGEST_TEXT = 200_000
_DAYS = frozenset({"on", "birth_date", "stand_in_until"})
_PARTIAL_DAYS = frozenset({
    ("cover_letter", "on"), ("mobility", "filled_on"), ("mobility", "issued_on"), ("learner_entry", "since"),
    ("learner_entry", "until"), ("learning", "since"), ("learning", "until"),
})  # fmt: skip
_STATUSES = {"piece": frozenset(Status), "letter": frozenset(LETTER_PATH)}
_FIELDS = {name: frozenset(table.columns.keys()) - UNSYNCED_COLUMNS for name, table in SYNCED.items()}
_CRITERION = {"code", "label", "met", "reason", "proof"}
_read_codes = msgspec.json.Decoder(list[str]).decode
_read_object = msgspec.json.Decoder(dict[str, object]).decode
_NEEDED = {
    "journal": ("on", "recorded_at", "kind", "text"),
    "journal_detail": ("journal_id", "event", "parameters"),
    "meeting": ("on", "kind"),
    "contact": ("how", "on"),
    "scan": ("piece_id", "sha256", "size", "pages", "added_on"),
    "verdict": ("given_on", "overall", "criteria", "rules_version"),
    "letter": ("kind", "status"),
    "piece": ("code",),
    "dossier": ("person_id",),
    "learner_entry": ("section",),
    "self_assessment": ("language", "moment"),
    "learning": ("area",),
    "learning_sentence": ("learning_id", "text_fr"),
    "answer": ("subject_id", "form", "version", "question"),
    "event": ("kind", "on"),
    "attendance": ("event_id", "role"),
    "sponsor": ("surname",),
    "partner": ("kind", "name"),
    "partner_contact": ("partner_id", "surname"),
    "offer": ("title", "country"),
    "lodging": ("kind",),
    "payment": ("label",),
    "follow_up_sheet": ("number",),
    "incident": ("kind", "on", "text"),
    "afterwards": ("former_dossier", "returned_on", "consent_on"),
    "survey": ("afterwards_id", "wave"),
    "survey_attempt": ("survey_id", "on", "how", "result"),
    "library_document": ("kind", "title", "sha256", "size"),
    "liaison_note": ("side", "recorded_at", "text"),
    "correction": ("piece", "reason", "asked_on"),
    "decision": ("outcome", "decided_on"),
    "placement_search": ("asked_on",),
}
"""Fields without which a row cannot be shown: given at its creation, never emptied."""


def is_known(change: Change) -> bool:
    """Whether this version knows the table, every field, and the status written."""
    known = _FIELDS.get(change.table)
    if known is None or not change.fields.keys() <= known:
        return False
    status = change.fields.get("status")
    statuses = _STATUSES.get(change.table)
    return status is None or statuses is None or not isinstance(status.value, str) or status.value in statuses


def is_sound(change: Change) -> bool:
    """Whether every value is of the kind its field holds; for a change that `is_known`."""
    needed = _NEEDED.get(change.table, ())
    fields = change.fields
    made = "dossier_id" in fields or ("structure_code" in fields and change.table in STRUCTURED)
    for name in needed:
        if fields[name].v in (None, "") if name in fields else made:
            return False
    kinds, checks = _plan(change.table, tuple(fields))
    for part, allowed in zip(fields.values(), kinds, strict=True):
        value = part.v
        if type(value) not in allowed or (type(value) is str and len(value) > _LONGEST_TEXT):
            return False
    for name, check in checks:
        given = fields[name].v
        if given and not check(given):
            return False
    return True


@lru_cache(maxsize=1024)
def _plan(table: str, names: tuple[str, ...]) -> tuple[list[frozenset[type]], list[tuple[str, Callable[[Any], bool]]]]:
    """Of which kinds the values of these fields may be, and what more is asked of some.

    Rows are mostly written with the same fields, in the same order: what is asked of them is put together once.
    """
    checks = ((name, _check(table, name)) for name in names)
    return [_kinds(table, name) for name in names], [(name, check) for name, check in checks if check is not None]


def _kinds(table: str, name: str) -> frozenset[type]:
    kind = SYNCED[table].c[name].type
    held = bool if isinstance(kind, Boolean) else int if isinstance(kind, Integer) else str
    return frozenset({held, type(None), UnsetType})


def _check(table: str, name: str) -> Callable[[Any], bool] | None:
    """What a value that is neither nothing nor empty must be, beyond its kind; texts were found plain when read."""
    if isinstance(SYNCED[table].c[name].type, Integer):
        return _is_safe_number
    return _TEXTS.get(name) or _day_check(table, name)


def _is_safe_number(value: int) -> bool:
    return abs(value) < LARGEST_NUMBER


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 in hexadecimal digits."""
    return len(text) == 64 and all(char in "0123456789abcdef" for char in text)


def _day_check(table: str, name: str) -> Callable[[str], bool] | None:
    if (table, name) in _PARTIAL_DAYS:
        return _is_partial_day
    return _is_day if name in _DAYS or name.endswith("_on") else None


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and 1900 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _is_partial_day(text: str) -> bool:
    found = partial_date(text)
    return found is not None and 1900 <= found.year <= 2200


def _is_moment(text: str) -> bool:
    try:
        return 1900 <= datetime.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _is_criteria(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(isinstance(each, dict) and set(each) == _CRITERION for each in found)


def _is_codes(text: str) -> bool:
    return _reads(_read_codes, text)


def _is_object(text: str) -> bool:
    return _reads(_read_object, text)


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (ValueError, RecursionError):
        return False
    return True


_TEXTS: dict[str, Callable[[str], bool]] = {
    "recorded_at": _is_moment,
    "deleted_at": _is_moment,
    "criteria": _is_criteria,
    "arrangements": _is_codes,
    "languages": _is_codes,
    "guides": _is_codes,
    "nationalities": _is_codes,
    "mother_tongues": _is_codes,
    "licences": _is_codes,
    "documents": _is_codes,
    "kept": _is_object,
    "sha256": is_digest,
    "photo": is_digest,
    "moment": frozenset(Moment).__contains__,
    "number_state": frozenset(NumberRequest).__contains__,
}
