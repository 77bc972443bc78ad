"""Why a file is refused as a scan, in words with the next step.

```
ScanError
├── ScanEmpty, ScanDamaged, ScanLocked, ScanSealed, ScanAnswersHidden, ScanNotesHidden, ScanDynamic
├── ScanHoldsOthers
├── ScanUnknown
│   └── ScanDocument, ScanMessage, ScanArchive, ScanOtherPicture
├── ScanTooLarge, ScanTooHeavy, ScanTooManyPixels, ScanTooLong
└── ScanHasNoPage
```
"""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class ScanError(ExpectedError):
    """A file that cannot be kept as a scan."""


class ScanEmpty(ScanError):
    """No byte."""

    def __init__(self) -> None:
        super().__init__(_("Ce fichier est vide."), _("Numérisez ou photographiez la pièce de nouveau."))


class ScanUnknown(ScanError):
    """Neither a PDF nor a picture of a known kind, whatever its name says."""

    def __init__(self, sentence: str = "", next_step: str = "") -> None:
        super().__init__(
            sentence or _("Ce fichier n’est ni un PDF ni une photo."),
            next_step or _("Choisissez un PDF, ou une image JPEG, PNG, TIFF, HEIC, WebP, AVIF, BMP ou GIF."),
        )


class ScanDocument(ScanUnknown):
    """A text of Word, LibreOffice or another word processor, which anyone could still change."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier est un document de traitement de texte, pas un PDF."),
            _("Ouvrez-le, enregistrez-le en PDF, puis déposez ce PDF."),
        )


class ScanMessage(ScanUnknown):
    """A message, with or without the paper attached to it."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier est un courriel, pas la pièce elle-même."),
            _("Ouvrez-le et enregistrez sa pièce jointe, ou imprimez-le en PDF, puis déposez ce fichier."),
        )


class ScanArchive(ScanUnknown):
    """A zip of other files."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier est un dossier compressé."),
            _("Ouvrez-le, puis déposez le PDF ou les photos qu’il contient."),
        )


class ScanOtherPicture(ScanUnknown):
    """A picture of a kind that is not read."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette image n’est pas d’un format reconnu."),
            _("Ouvrez-la, enregistrez-la en JPEG ou en PNG, puis déposez cette copie."),
        )


class ScanDamaged(ScanError):
    """The file ends too early or does not hold together."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier est abîmé ou incomplet."),
            _("Copiez-le de nouveau depuis l’appareil, ou numérisez la pièce une seconde fois."),
        )


class ScanLocked(ScanError):
    """A PDF that asks for a password."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce PDF est protégé par un mot de passe."),
            _("Demandez une version sans mot de passe, ou numérisez la pièce imprimée."),
        )


class ScanSealed(ScanError):
    """A PDF that only the owner of a certificate opens."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce PDF est protégé par un certificat."),
            _("Ouvrez-le sur le poste qui a ce certificat et imprimez-le, puis numérisez la pièce imprimée."),
        )


class ScanDynamic(ScanError):
    """A form that only Adobe's own reader draws (XFA); its pages say to wait."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce formulaire ne s’affiche que dans Adobe Reader."),
            _("Ouvrez-le avec Adobe Reader, imprimez-le en PDF ou sur papier, puis déposez cette copie."),
        )


class ScanHoldsOthers(ScanError):
    """A PDF with other papers attached, which would be lost; `names` are theirs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        listed = ", ".join(_("« {name} »").replace("{name}", name) for name in names)
        super().__init__(
            _("Ce PDF en contient d’autres, joints à ses pages : {names}.").replace("{names}", listed),
            _("Ouvrez-le, enregistrez chaque fichier joint, puis déposez ceux qui sont des pièces."),
        )


class ScanTooLarge(ScanError):
    """More bytes than a scan may have."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier dépasse 40 Mo."),
            _("Numérisez la pièce avec une résolution plus basse : 200 points par pouce suffisent."),
        )


class ScanTooHeavy(ScanError):
    """A PDF whose drawing would take the memory or the time of the poste."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce PDF est trop lourd à dessiner pour une pièce numérisée."),
            _("Imprimez-le, puis numérisez la pièce imprimée."),
        )


class ScanTooManyPixels(ScanError):
    """A picture whose decoding would fill the memory."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette image est trop grande : plus de 120 millions de points."),
            _("Réduisez l’image, ou photographiez la pièce de nouveau."),
        )


class ScanTooLong(ScanError):
    """More pages than a piece may have."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier dépasse 200 pages."),
            _("Gardez seulement les pages de la pièce."),
        )


class ScanHasNoPage(ScanError):
    """A PDF without a page."""

    def __init__(self) -> None:
        super().__init__(_("Ce PDF ne contient aucune page."), _("Numérisez la pièce de nouveau."))


class ScanAnswersHidden(ScanError):
    """A PDF form whose answers cannot be drawn: kept as it is, it would look empty."""

    def __init__(self) -> None:
        super().__init__(
            _("Les réponses tapées dans ce formulaire ne peuvent pas être affichées."),
            _("Ouvrez-le, imprimez-le en PDF ou sur papier, puis déposez cette copie."),
        )


class ScanNotesHidden(ScanError):
    """Notes or drawings laid over the pages of a PDF, which only the program that made them draws."""

    def __init__(self) -> None:
        super().__init__(
            _("Les notes ou les dessins ajoutés sur ce PDF ne peuvent pas être gardés."),
            _("Ouvrez-le, imprimez-le en PDF ou sur papier, puis déposez cette copie."),
        )
