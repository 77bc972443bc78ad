"""The stamps of what a screen displays, field by field: what is being typed over is not what came since."""

from __future__ import annotations

from collections.abc import Iterable

from chance_desktop.store.writing.stamps import Stamps, stamps_of

Displayed = Stamps
"""What a screen carries of a row from its reading to its saving."""


def stamps_but_for(stamps: Stamps, fields: Iterable[str], others: Stamps) -> Stamps:
    """The stamps of a row, those of some fields as they stand in `others`."""
    return {**stamps, **{field: stamps_of(others, field) for field in fields}}
