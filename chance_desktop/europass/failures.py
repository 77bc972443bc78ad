"""Why a Europass file is refused: each refusal in a French sentence with its next step."""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class FileRefused(ExpectedError):
    """Any refusal to read a Europass file."""


class NotXml(FileRefused):
    """The bytes are no XML document, or a damaged one."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier n’est pas un document XML lisible."),
            _("Vérifiez que vous avez choisi le bon fichier, ou exportez-le à nouveau."),
        )


class Truncated(FileRefused):
    """The document ends before its last tag."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier s’arrête avant la fin : il a sans doute été coupé pendant la copie."),
            _("Copiez-le ou téléchargez-le à nouveau."),
        )


class DeclarationsForbidden(FileRefused):
    """The document declares a type or entities, which no Europass file needs."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier contient des déclarations (DTD ou entités) qu’un fichier Europass n’a jamais."),
            _("Par prudence, il n’a pas été ouvert. Demandez à la personne un nouvel export."),
        )


class TooLarge(FileRefused):
    """The file is larger than any Europass file with its annexes."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Ce fichier dépasse {size} Mo : il n’a pas été ouvert.").format(size=limit // 2**20),
            _("Exportez-le à nouveau sans annexes, ou avec des annexes plus légères."),
        )


class TooDeep(FileRefused):
    """Elements inside elements beyond any sense, or far too many of them."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier est trop compliqué pour être un fichier Europass : il n’a pas été lu."),
            _("Vérifiez que vous avez choisi le bon fichier."),
        )


class NotEuropass(FileRefused):
    """XML, but neither a `SkillsPassport` nor a `Candidate`."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier XML n’est pas un document Europass."),
            _("Choisissez un CV, un passeport de langues ou une lettre exportés depuis Europass."),
        )


class OldVersion(FileRefused):
    """A file of the years before 2013, in which nothing is found of a person."""

    def __init__(self, version: str) -> None:
        super().__init__(
            _("Ce fichier Europass est dans l’ancienne version {version}, et rien n’a pu y être lu.").format(
                version=version
            ),
            _("Refaites le CV sur le portail Europass et exportez-le, ou saisissez les informations à la main."),
        )


class OtherNamespace(FileRefused):
    """The right root, in a namespace that is not Europass’s."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier ressemble à un document Europass, mais il vient d’une version inconnue du format."),
            _("Ouvrez-le sur le portail Europass et exportez-le à nouveau."),
        )


class NotPdf(FileRefused):
    """The bytes are neither XML nor PDF, or the PDF cannot be opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier n’est ni un PDF ni un document XML, ou il est abîmé."),
            _("Vérifiez que vous avez choisi le bon fichier, ou téléchargez-le à nouveau."),
        )


class EncryptedPdf(FileRefused):
    """The PDF asks for a password."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce PDF est protégé par un mot de passe."),
            _("Demandez à la personne une version sans mot de passe, puis recommencez."),
        )


class NothingAttached(FileRefused):
    """A PDF with no Europass XML inside."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce PDF ne contient pas de données Europass."),
            _("Demandez le fichier produit par Europass (PDF + XML), ou saisissez les informations à la main."),
        )


class FileUnreadable(FileRefused):
    """The file cannot be opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier ne peut pas être ouvert."),
            _("Vérifiez qu’il existe encore et que vous avez le droit de le lire."),
        )


class AnnexesTooHeavy(ExpectedError):
    """A file that would be too large to be read back, here or elsewhere."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Les annexes sont trop lourdes : une annexe ne dépasse pas {size} Mo dans un fichier Europass.").format(
                size=limit // 2**20
            ),
            _("Retirez une annexe, ou numérisez-la à nouveau avec une définition plus basse."),
        )
