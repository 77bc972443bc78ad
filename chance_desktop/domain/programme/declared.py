"""What every declaration is made of: frozen, strict about its keys; coded choices; structured conditions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def declared(cls: type[T]) -> type[T]:
    """A frozen declaration in which an unknown key is a mistake."""
    made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


@declared
class Choice:
    """A coded answer and its French label."""

    code: str
    label: str


@declared
class RoledChoice(Choice):
    """A coded answer the application does something with: `role` says what; without one, a code that is a role's name has it."""

    role: str = ""


def codes_of(choices: Iterable[RoledChoice], role: str) -> tuple[str, ...]:
    """The codes that have a role, in order."""
    listed = tuple(choices)
    named = tuple(each.code for each in listed if each.role == role)
    return named or tuple(each.code for each in listed if not each.role and each.code == role)


def code_of(choices: Iterable[RoledChoice], role: str) -> str:
    """The first code that has a role; empty when none has."""
    return next(iter(codes_of(choices, role)), "")


def has_role(choices: Iterable[RoledChoice], code: str | None, role: str) -> bool:
    """Whether a code has a role."""
    return code in codes_of(choices, role)


@declared
class Condition:
    """A structured condition on the facts of a dossier; exactly one form is used.

    `field` with one of `equals`, `one_of`, `at_least`, `at_most`, `known`; or `all`, `any`, `none` of other conditions.
    """

    field: str = ""
    equals: str | bool | int | None = None
    one_of: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    known: bool | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()
