"""Refusals that many use cases share."""

from __future__ import annotations

from chance_desktop.domain.fields.refusal import InvalidField as InvalidField
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class NeverStored(ExpectedError):
    """A free text holds what must never be kept."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce texte semble contenir un numéro de sécurité sociale, que l’application ne garde jamais."),
            _("Retirez ce numéro, puis enregistrez de nouveau."),
        )


class ReasonNeeded(ExpectedError):
    """A move back without its reason."""

    def __init__(self) -> None:
        super().__init__(_("Revenir en arrière demande d’en noter la raison."), _("Écrivez-la en quelques mots."))


class FutureDate(ExpectedError):
    """An event dated after today."""

    def __init__(self) -> None:
        super().__init__(_("Cette date n’est pas encore arrivée."), _("Choisissez aujourd’hui ou un jour passé."))


class CardGone(ExpectedError):
    """A card that is not there any more."""

    def __init__(self) -> None:
        super().__init__(_("Cette fiche n’existe plus sur ce poste."), _("Rouvrez la page."))


class NotTheRegion(ExpectedError):
    """Something only the Region does."""

    def __init__(self) -> None:
        super().__init__(_("Seule la Région peut faire cela."), _("Appelez-la."))
