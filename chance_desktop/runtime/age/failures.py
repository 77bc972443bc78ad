"""Why an age file does not open."""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class NoKeyOpens(Exception):
    """The file is sealed with another passphrase, or to other keys."""


class NotSound(Exception):
    """The file is not one of the age format, was cut, or was altered."""


class NotEnoughMemory(ExpectedError):
    """What makes a passphrase slow to guess needs more memory than there is."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’a pas assez de mémoire libre pour vérifier la phrase secrète de ce fichier."),
            _("Fermez d’autres programmes puis recommencez, ou ouvrez-le sur un autre poste. Le fichier est intact."),
        )
