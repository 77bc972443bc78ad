"""A question of the guide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A question and its answer, paragraph by paragraph."""

    section: str
    title: str
    paragraphs: tuple[str, ...]
