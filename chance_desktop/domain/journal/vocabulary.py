"""What the words of a journal are asked of: the lists of the programme, the names of fields, and the words only the journal has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from chance_desktop.domain.change import Value
from chance_desktop.domain.roles import FollowRole
from chance_desktop.runtime.words import _

ROLES = {
    FollowRole.REFERENT.value: _("référent mobilité"),
    FollowRole.ACCOMPANYING.value: _("conseiller qui accompagne"),
}
"""As what a dossier is passed to a colleague."""

MEANS = {"letter": _("par courrier"), "email": _("par courriel"), "phone": _("par téléphone")}
"""How a letter is asked for."""


class Vocabulary(Protocol):
    """The words of codes, of fields and of their values where a journal is shown."""

    def words_of(self, listed: str) -> Mapping[str, str]:
        """The words of the codes of a list."""

    def field_label(self, table: str, name: str, of: str) -> str:
        """What a field is called, with the row it belongs to; raises `KeyError` when it is not declared."""

    def field_value(self, table: str, name: str, value: Value, of: str) -> str:
        """A value of a field in words, in agreement with the row it belongs to; raises `KeyError` when the field is not declared."""
