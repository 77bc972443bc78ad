"""Refusals that many use cases share."""

from __future__ import annotations

from enum import Enum

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


class Reasoned(Enum):
    """What is never done without its reason."""

    MOVE_BACK = _("Revenir en arrière demande d’en noter la raison.")
    LEAVING = _("Laisser un dossier demande d’en noter la raison.")
    TAKING_UP = _("Reprendre un dossier demande d’en noter la raison.")
    TRANSFER = _("Demander un transfert demande d’en donner la raison à la Région.")
    TRANSFER_REFUSED = _("Refuser un transfert demande d’en donner la raison à la Mission Locale.")
    CANCELLED = _("Annuler un rendez-vous demande d’en noter la raison.")
    OTHER_REFEREE = _("Demander la lettre à quelqu’un d’autre demande d’en noter la raison.")
    REPLACED = _("Faire remplacer une pièce demande d’en noter la raison : elle sera dite à la personne.")
    WAIVER = _("Demander une dispense demande un motif : c’est sur lui que la Région décide.")
    WAIVER_TAKEN_BACK = _("Retirer une dispense demande d’en noter la raison.")
    CORRECTION = _("Demander une correction demande d’écrire ce qui ne va pas.")
    DECISION = _("Cette décision demande un motif : il est écrit dans la lettre.")
    EARLY_RETURN = _("Un retour avant la fin du séjour demande d’en noter la raison.")
    STAY_TO_THE_END = _("Annuler un retour anticipé demande d’en noter la raison.")


class ReasonNeeded(ExpectedError):
    """Something that is never done without its reason, asked for without one."""

    def __init__(self, what: Reasoned) -> None:
        super().__init__(what.value, _("Quelques mots suffisent."))


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
