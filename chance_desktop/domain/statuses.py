"""The one status list of pieces and letters, for screen, paper and code, and the order of a path."""

from __future__ import annotations

from enum import StrEnum

from chance_desktop.runtime.words import _


class Status(StrEnum):
    """State of a piece or a letter."""

    TO_REQUEST = "to-request"
    PREPARED = "prepared"
    REQUESTED = "requested"
    REMINDED = "reminded"
    RECEIVED = "received"
    CHECKED = "checked"
    TO_REPLACE = "to-replace"
    EXPIRED = "expired"
    WAIVER_REQUESTED = "waiver-requested"
    WAIVED = "waived"
    NOT_APPLICABLE = "not-applicable"

    @property
    def rank(self) -> int:
        """Place on the way forward; a move to a lower rank is a move back and asks for its reason."""
        return _RANK[self]

    @property
    def obtained(self) -> bool:
        """Whether nothing more is to be obtained."""
        return self in (Status.RECEIVED, Status.CHECKED, Status.WAIVED)


LETTER_PATH = (Status.PREPARED, Status.REQUESTED, Status.REMINDED, Status.RECEIVED, Status.CHECKED)
"""A letter's way: prepared, requested, reminded (may be skipped), received, checked."""

_RANK = {
    Status.TO_REQUEST: 0,
    Status.EXPIRED: 0,
    Status.TO_REPLACE: 0,
    Status.PREPARED: 1,
    Status.REQUESTED: 2,
    Status.REMINDED: 3,
    Status.WAIVER_REQUESTED: 3,
    Status.RECEIVED: 4,
    Status.CHECKED: 5,
    Status.WAIVED: 5,
    Status.NOT_APPLICABLE: 5,
}


def status_label(status: Status, gender: str = "f") -> str:
    """French label, in agreement: « Demandée » for « la lettre », « Demandé » for « le diplôme »."""
    feminine = {
        Status.TO_REQUEST: _("À demander"),
        Status.PREPARED: _("Préparée"),
        Status.REQUESTED: _("Demandée"),
        Status.REMINDED: _("Relancée"),
        Status.RECEIVED: _("Reçue"),
        Status.CHECKED: _("Vérifiée"),
        Status.TO_REPLACE: _("À remplacer"),
        Status.EXPIRED: _("Expirée"),
        Status.WAIVER_REQUESTED: _("Dispense demandée"),
        Status.WAIVED: _("Dispensée"),
        Status.NOT_APPLICABLE: _("Sans objet"),
    }[status]
    if gender == "f" or status is Status.WAIVER_REQUESTED or not feminine.endswith("ée"):
        return feminine if gender == "f" or status is not Status.RECEIVED else _("Reçu")
    return feminine[:-1]
