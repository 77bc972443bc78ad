"""The six levels and five skills of the Common European Framework of Reference for Languages (Council of Europe, 2001)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Level(StrEnum):
    """A level of the framework; letters are the basic, independent and proficient user."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


def level_of(text: str | None) -> Level | None:
    """The level written `A1` … `C2`; nothing for anything else."""
    return Level(text) if text and text in Level.__members__ else None


class LanguageSkill(StrEnum):
    """One of the five skills, in the order of the passport; values are the attribute names of `Levels`."""

    LISTENING = "listening"
    READING = "reading"
    SPOKEN_INTERACTION = "spoken_interaction"
    SPOKEN_PRODUCTION = "spoken_production"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of each skill; `None` where nobody said."""

    listening: Level | None = None
    reading: Level | None = None
    spoken_interaction: Level | None = None
    spoken_production: Level | None = None
    writing: Level | None = None

    def of(self, skill: LanguageSkill) -> Level | None:
        """The level of one skill."""
        found: Level | None = getattr(self, skill.value)
        return found

    @property
    def complete(self) -> bool:
        """Whether every skill has its level."""
        return all(getattr(self, field.name) for field in fields(self))

    @property
    def empty(self) -> bool:
        """Whether no skill has a level."""
        return not any(getattr(self, field.name) for field in fields(self))


NO_LEVELS = Levels()


class Moment(StrEnum):
    """When a self-assessment was made."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """The levels a person gave themselves in a language before or after the stay; `on` is when, `YYYY-MM-DD` or empty."""

    language: str
    moment: Moment
    levels: Levels
    on: str = ""
