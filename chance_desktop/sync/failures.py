"""Why a bundle is refused, in French."""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class BundleRefused(ExpectedError):
    """The whole bundle is refused; nothing was written."""


def damaged() -> BundleRefused:
    """Truncated, not a bundle, or its parts do not agree."""
    return BundleRefused(
        _("Ce fichier est abîmé ou n’est pas un paquet de l’application."),
        _("Demandez qu’on vous l’envoie de nouveau. Rien n’a été modifié."),
    )


def too_large() -> BundleRefused:
    """Over the caps."""
    return BundleRefused(
        _("Ce paquet est plus gros que ce que l’application accepte."), _("Prévenez la personne qui l’a envoyé.")
    )


def unknown_sender() -> BundleRefused:
    """Signed by a poste nobody accepted."""
    return BundleRefused(
        _("Ce paquet vient d’un poste inconnu."),
        _("Acceptez d’abord ce poste, après avoir vérifié son empreinte par téléphone."),
    )


def forged() -> BundleRefused:
    """The signature or a digest is wrong."""
    return BundleRefused(
        _("La signature de ce paquet est fausse : il a été modifié en route."),
        _("Ne l’utilisez pas et prévenez la Région. Rien n’a été modifié."),
    )


def not_for_us() -> BundleRefused:
    """Encrypted to someone else."""
    return BundleRefused(
        _("Ce paquet est destiné à un autre poste."), _("Vérifiez que c’est le bon fichier. Rien n’a été modifié.")
    )


def too_new() -> BundleRefused:
    """Written by a newer version."""
    return BundleRefused(
        _("Ce paquet vient d’une version plus récente de l’application."),
        _("Mettez ce poste à jour, puis recommencez. Rien n’a été modifié."),
    )


def revoked() -> BundleRefused:
    """Signed by a poste the Region revoked."""
    return BundleRefused(
        _("Ce paquet vient d’un poste que la Région a révoqué."),
        _("Ne l’utilisez pas. Si ce poste est le vôtre, appelez la Région."),
    )
