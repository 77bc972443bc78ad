"""Where something stands is compared with a member of its enum: a word misspelt would be no state at all, in silence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import chance_desktop
from chance_desktop.domain import states
from chance_desktop.domain.fields import FIELDS

PACKAGE = Path(chance_desktop.__file__).parent
_NAMES = frozenset({"state", "stage_state", "waiver_decision"})
_ENUMS = [
    each
    for each in vars(states).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
]
_WORDS = {word.value for each in _ENUMS for word in each}


def _is_state(node: ast.expr) -> bool:
    """Whether an expression is called a state: `state`, `view.state`, `row["state"]`, `table.c.state`."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=name)):
            return name in _NAMES
        case ast.BoolOp(values=[first, *_]):
            return _is_state(first)
        case ast.Call(func=ast.Attribute(value=called), args=[]):
            return _is_state(called)
    return False


def _words(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and each.value in _WORDS:
            yield str(each.value)


def bare(source: str) -> list[str]:
    """The words of a state that a source writes instead of naming them: compared with one, or kept as one."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Compare(left=left, comparators=others) if any(map(_is_state, (left, *others))):
                found += [word for each in (left, *others) if not _is_state(each) for word in _words(each)]
            case ast.Call(func=ast.Attribute(attr="in_", value=column), args=args) if _is_state(column):
                found += [word for each in args for word in _words(each)]
            case ast.Assign(targets=[target], value=value) if _is_state(target):
                found += _words(value)
            case ast.Dict(keys=keys, values=values):
                found += [
                    word
                    for key, value in zip(keys, values, strict=True)
                    if isinstance(key, ast.Constant) and key.value in _NAMES
                    for word in _words(value)
                ]
    return found


def test_no_module_writes_the_word_of_a_state() -> None:
    found = {path.name: words for path in PACKAGE.rglob("*.py") if (words := bare(path.read_text("utf-8")))}
    assert found == {}


def test_a_word_would_be_seen() -> None:
    seen = [
        'row["state"] == "active"', 'view.state in ("active", "closed")', 'table.c.state.in_(("active",))',
        '{"state": "active"}', 'state = "active" if followed else other', '(row["state"] or "active") != x',
        'where(shown.state == "active")',
    ]  # fmt: skip
    assert [bare(each)[0] for each in seen[:5] + seen[6:]] == ["active"] * 6
    assert bare('row["state"] == DossierState.ACTIVE') == []
    assert bare('control.state == "checked"') == []


def test_the_words_that_travel_stay() -> None:
    assert {name: [word.value for word in kind] for name, kind in vars(states).items() if kind in _ENUMS} == {
        "DossierState": ["active", "withdrawn", "excluded", "closed", "prospect"],
        "StageState": ["active", "abroad", "returned"],
        "StepState": ["done", "current", "todo", "skipped"],
        "SheetState": ["received", "late", "due", "coming"],
        "PaymentState": ["paid", "late", "coming"],
        "SurveyState": ["coming", "due", "answered", "unreachable", "refused"],
        "OfferState": ["open", "filled", "closed"],
        "WaiverDecision": ["granted", "refused"],
        "EventKind": ["sponsorship", "partners", "interviews", "information"],
        "MeetingRole": ["sponsorship"],
        "PartnerRole": ["correspondent", "centre", "company"],
        "GrantRole": ["programme"],
        "FormRole": [
            "follow-up",
            "end-of-stay",
            "return-interview",
            "interview-grid",
            "sponsorship-report",
            "survey",
        ],
        "Part": ["young", "sponsor", "guest"],
    }


def test_the_fields_declare_the_words_of_their_enum() -> None:
    assert set(FIELDS["dossier"]["state"].words) == set(states.DossierState)
    assert set(FIELDS["survey"]["state"].words) == set(states.ENDED)
    assert set(FIELDS["offer"]["state"].words) == set(states.OfferState)
    assert set(FIELDS["piece"]["waiver_decision"].words) == set(states.WaiverDecision)
    assert set(FIELDS["attendance"]["role"].words) == set(states.Part)
