"""Telephones, postcodes and e-mail addresses of a card, read together by the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping

from chance_desktop.domain.typed.emails import read_email
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.domain.typed.postcodes import read_postcode
from chance_desktop.domain.typed.telephones import read_telephone


def read_contacts(values: Mapping[str, str], country: str = "FR") -> dict[str, str]:
    """The values without the spaces around them; those of `…phone`, `…postcode` and `…email` in their tidy form.

    Raises `Unreadable`, whose `field` names the value that is none.
    """
    return {name: _read(name, value.strip(), country) for name, value in values.items()}


def _read(name: str, value: str, country: str) -> str:
    try:
        if name.endswith("phone"):
            return read_telephone(value, country)
        if name.endswith("postcode"):
            return read_postcode(value, country)
        return read_email(value) if name.endswith("email") else value
    except Unreadable as wrong:
        wrong.field = name
        raise
