"""Why something is not done to a piece, in words."""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class LetterFollowed(ExpectedError):
    """The status of a letter's piece follows its letter."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette pièce suit la lettre de recommandation."), _("Changez son état dans l’onglet « Lettres ».")
        )


class NotWaivable(ExpectedError):
    """The programme allows no waiver for this piece."""

    def __init__(self) -> None:
        super().__init__(
            _("Le règlement du programme ne prévoit pas de dispense pour cette pièce."),
            _("Cherchez une autre preuve, ou appelez la Région."),
        )


class RegionDecides(ExpectedError):
    """Only the Region grants a waiver."""

    def __init__(self) -> None:
        super().__init__(
            _("Seule la Région peut accorder une dispense."), _("Demandez-la avec son motif : la Région répondra.")
        )


class StatusComputed(ExpectedError):
    """A status that follows from a rule, a date or a decision."""

    def __init__(self) -> None:
        super().__init__(
            _("Cet état ne se choisit pas : l’application le calcule."), _("Choisissez l’un des états proposés.")
        )


class UnknownPiece(ExpectedError):
    """The programme declares no such piece."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Le programme n’a pas de pièce « {code} ».").replace("{code}", code),
            _("Choisissez l’une des pièces de la liste."),
        )
