"""Values for each declared field, made from its declaration: at its bounds, just beyond, and of another kind."""

from __future__ import annotations

from datetime import date, timedelta

from chance_desktop.domain.fields import FieldDeclaration
from chance_desktop.domain.fields.kinds import Kind

_CRITERIA = '[{"code": "age", "label": "Âge", "met": true, "reason": "20 ans", "proof": "identity"}]'
_STRANGE = (1.5, ["x"], {"a": 1})
_FREE = {Kind.LINE, Kind.TEXT, Kind.CODE, Kind.PHONE, Kind.EMAIL, Kind.POSTCODE, Kind.COUNTRY, Kind.LANGUAGE, Kind.LEVEL,
         Kind.REFERENCE, Kind.TIME}  # fmt: skip

Sample = object


def good_values(field: FieldDeclaration) -> list[Sample]:
    """Values a field holds; nothing is one of them unless it is needed."""
    return [*([] if field.needed else [None]), *_good(field)]


def bad_values(field: FieldDeclaration) -> list[Sample]:
    """Values a field does not hold."""
    if field.kind is Kind.YES_NO:
        return [0, 1, "oui", *_STRANGE]
    if field.is_number:
        return [field.least - 1, field.most + 1, 2**53 - 1, True, "3", *_STRANGE]
    return [12, True, "a\0b", "\ud800", "x" * (field.longest + 1), *_bad(field), *_STRANGE]


def _good(field: FieldDeclaration) -> list[Sample]:
    if field.kind is Kind.YES_NO:
        return [True, False]
    if field.is_number:
        return [field.least, field.most]
    if field.closed:
        return sorted(field.closed)
    first, last = field.span.first, field.span.last
    match field.kind:
        case Kind.DAY:
            return [first, last, "2028-02-29"]
        case Kind.PARTIAL_DAY:
            return [first, last, "2010", "2010-03"]
        case Kind.MOMENT:
            return ["2026-12-03T10:05:00+00:00", f"{last}T00:00:00+00:00"]
        case Kind.CODES:
            return ["[]", '["es", "en"]']
        case Kind.CRITERIA:
            return [_CRITERIA, "[]"]
        case Kind.RECORD:
            return ['{"a": [1]}']
        case Kind.DIGEST:
            return ["0" * 64]
        case Kind.REFERENCE:
            return ["0198123f-6000-7000-8000-4e2a3cb5c4e6", "x" * field.longest]
        case _:
            return ["Poitiers", "x" * field.longest]


def _bad(field: FieldDeclaration) -> list[Sample]:
    if field.closed:
        return ["levitating"]
    beyond = (date.fromisoformat(field.span.last) + timedelta(days=1)).isoformat()
    before = (date.fromisoformat(field.span.first) - timedelta(days=1)).isoformat()
    match field.kind:
        case Kind.DAY:
            return [beyond, before, "2226-12-03", "2026-02-30", "hier", "03/12/2026", "2026-W01-1", "20261203"]
        case Kind.PARTIAL_DAY:
            return [beyond, before, "2226", "2010-13", "hier", " 2010", "2010-3"]
        case Kind.MOMENT:
            return [f"{beyond}T00:00:00+00:00", "hier"]
        case Kind.CODES:
            return ["oops", "{}", "[3]", "[" * 5_000]
        case Kind.CRITERIA:
            return ["oops", "[3]", '[{"code": "age"}]']
        case Kind.RECORD:
            return ["oops", "[]"]
        case Kind.DIGEST:
            return ["0" * 63, "Z" * 64]
        case _:
            return []
