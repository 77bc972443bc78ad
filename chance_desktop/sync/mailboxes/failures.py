"""Why a mailbox cannot be used, in French: neither its address nor a password is ever told."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Callable, Iterator, Mapping

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class MailboxFailed(ExpectedError):
    """Any failure of a mailbox."""


class Unreachable(MailboxFailed):
    """No network, no answer, or an answer cut: worth trying again."""

    def __init__(self) -> None:
        super().__init__(
            _("La boîte d’échange ne répond pas."),
            _("Vérifiez la connexion, puis recommencez. Votre travail est déjà gardé."),
        )


class PasswordRefused(MailboxFailed):
    """The user or the password."""

    def __init__(self) -> None:
        super().__init__(
            _("La boîte d’échange refuse l’identifiant ou le mot de passe."),
            _("Saisissez-les à nouveau, ou demandez-les à votre service informatique."),
        )


class NotAllowed(MailboxFailed):
    """Let in, but not to do that."""

    def __init__(self) -> None:
        super().__init__(
            _("La boîte d’échange ne permet pas à ce poste de lire et d’écrire."),
            _("Demandez à votre service informatique le droit de lire et d’écrire dans ce dossier."),
        )


class NoSuchMailbox(MailboxFailed):
    """The folder is not there: a key not plugged in, a share not mounted, a wrong address."""

    def __init__(self) -> None:
        super().__init__(
            _("Le dossier de la boîte d’échange est introuvable."),
            _("Branchez la clé ou le lecteur du réseau, ou vérifiez l’adresse, puis recommencez."),
        )


class MailboxFull(MailboxFailed):
    """No room left."""

    def __init__(self) -> None:
        super().__init__(
            _("La boîte d’échange est pleine."), _("Faites-y de la place ou prévenez votre service informatique.")
        )


class CertificateRefused(MailboxFailed):
    """The server does not prove who it is."""

    def __init__(self) -> None:
        super().__init__(
            _("Le serveur de la boîte d’échange ne prouve pas qui il est (certificat)."),
            _("N’envoyez rien et prévenez votre service informatique."),
        )


class OtherName(MailboxFailed):
    """A certificate made for another name: most often the page of a network that asks who one is."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce réseau demande une connexion : un autre serveur répond à la place de la boîte d’échange."),
            _(
                "Rien n’a été envoyé. Ouvrez le navigateur, connectez-vous au réseau, puis recommencez. Si aucune page ne "
                "le demande, prévenez votre service informatique."
            ),
        )


class SignInPage(MailboxFailed):
    """A page for a browser where the mailbox should answer: a network that asks who one is, or the address of a website."""

    def __init__(self, host: str = "") -> None:
        super().__init__(
            _("Ce réseau demande une connexion : il renvoie vers « {host} » au lieu de la boîte d’échange.").replace(
                "{host}", host
            )
            if host
            else _("Ce réseau demande une connexion : une page répond à la place de la boîte d’échange."),
            _(
                "Ouvrez le navigateur, connectez-vous au réseau, puis recommencez. Si aucune page ne le demande, vérifiez "
                "l’adresse de la boîte d’échange."
            ),
        )


class SentElsewhere(MailboxFailed):
    """A server that sends to another one, which nobody chose: it is given nothing."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("La boîte d’échange renvoie vers une autre adresse, chez « {host} » : rien n’y a été envoyé.").replace(
                "{host}", host
            ),
            _(
                "Si ce réseau demande une connexion, faites-la dans le navigateur. Sinon, demandez la nouvelle adresse à "
                "votre service informatique, puis enregistrez-la."
            ),
        )


class LinkInClear(MailboxFailed):
    """A link anybody on the way can read, that nobody accepted for this time."""

    def __init__(self) -> None:
        super().__init__(
            _("Cette adresse ne chiffre pas la liaison : l’identifiant et le mot de passe passeraient en clair."),
            _(
                "Rien n’a été envoyé. Demandez à votre service informatique une adresse chiffrée, par exemple en "
                "« webdavs:// » ; sinon, acceptez ce risque pour cette fois."
            ),
        )


class LibraryMissing(MailboxFailed):
    """The application was installed without what opens this kind of place."""

    def __init__(self, way: str, extra: str) -> None:
        super().__init__(
            _("Ce poste n’a pas de quoi ouvrir cette boîte d’échange ({way}).").replace("{way}", way),
            _(
                "Demandez au service informatique d’installer l’application avec son option « {extra} », ou choisissez un "
                "dossier."
            ).replace("{extra}", extra),
        )


class HostKeyChanged(MailboxFailed):
    """An SFTP server whose key is not the one that was seen the first time."""

    def __init__(self) -> None:
        super().__init__(
            _("Le serveur de la boîte d’échange a changé de clé : ce n’est peut-être pas le même."),
            _("N’envoyez rien et appelez votre service informatique ; s’il confirme, enregistrez à nouveau l’adresse."),
        )


class MailboxRefuses(MailboxFailed):
    """Anything else a server answers."""

    def __init__(self) -> None:
        super().__init__(
            _("La boîte d’échange a refusé l’opération."),
            _("Recommencez ; si cela se répète, prévenez votre service informatique."),
        )


class FileNotPassed(MailboxFailed):
    """A mailbox that answers, but cuts the line before the end of this file: some limit of size or of time on the way."""

    def __init__(self, size: int) -> None:
        super().__init__(
            _("La boîte d’échange répond, mais un fichier de {size} Ko ne passe pas en entier.").format(
                size=max(1, round(size / 1024))
            ),
            _(
                "Recommencez ; si cela se répète, demandez à votre service informatique d’accepter des fichiers de cette "
                "taille, ou échangez par clé. Votre travail est déjà gardé."
            ),
        )
        self.size = size


class FileTooLarge(MailboxFailed):
    """A file that grew past what a bundle may be while it was read."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce fichier est plus gros que ce que l’application accepte."), _("Prévenez la personne qui l’a envoyé.")
        )


# Told by name, so that no network library is loaded for a folder; the names are those of the chain of the error.
_BY_NAME: tuple[tuple[frozenset[str], Callable[[], MailboxFailed]], ...] = (
    (frozenset(("HostKeyNotVerifiable",)), HostKeyChanged),
    (frozenset(("InsufficientStorage", "SFTPNoSpaceOnFilesystem", "SFTPQuotaExceeded")), MailboxFull),
    (frozenset(("PermissionDenied", "NoCredentialsError", "PartialCredentialsError")), PasswordRefused),
    (frozenset(("SFTPPermissionDenied", "SFTPWriteProtect", "ForbiddenOperation")), NotAllowed),
    (frozenset(("ResourceNotFound", "SFTPNoSuchPath", "FileNotFoundError", "NotADirectoryError", "ResourceConflict",
                "IsAResourceError")), NoSuchMailbox),
    (frozenset(("TransportError", "ConnectionLost", "DisconnectError", "SFTPConnectionLost", "SFTPNoConnection",
                "ChannelOpenError", "EndpointConnectionError", "ConnectTimeoutError", "ReadTimeoutError",
                "HTTPClientError", "ConnectionError", "TimeoutError", "FSTimeoutError", "ClientConnectionError",
                "ClientPayloadError", "BadGatewayError", "ResourceLocked", "gaierror", "SSLError")), Unreachable),
)  # fmt: skip
_NOT_ITS_NAME = "mismatch, certificate is not valid for"
"""What Python says of the good certificate of another host; libraries keep these words and may let go of the error itself."""
_FULL = frozenset((errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG))
_HELD = frozenset((32, 33))
"""What Windows says of a file that another poste is reading at this moment."""
_STATUSES: Mapping[int, Callable[[], MailboxFailed]] = {
    401: PasswordRefused, 407: PasswordRefused, 403: NotAllowed, 404: NoSuchMailbox, 409: NoSuchMailbox,
    413: MailboxFull, 423: Unreachable, 429: Unreachable, 507: MailboxFull,
}  # fmt: skip


def failure_of(error: BaseException, *, keys: bool = False) -> MailboxFailed:
    """What an error of a store of files means; with `keys`, a store that tells a wrong key as a lack of rights."""
    chain = tuple(_chain(error))
    if any(_NOT_ITS_NAME in str(each) for each in chain):
        return OtherName()
    if any(isinstance(each, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY" in str(each) for each in chain):
        return CertificateRefused()
    for each in chain:
        if isinstance(each, OSError) and each.errno in _FULL:
            return MailboxFull()
        if getattr(each, "winerror", None) in _HELD:
            return Unreachable()
        status = getattr(each, "status_code", None)
        if isinstance(status, int):
            return _STATUSES.get(status, Unreachable if status >= 500 else MailboxRefuses)()
    names = {cls.__name__ for each in chain for cls in type(each).__mro__}
    for told, failure in _BY_NAME:
        if told & names:
            return failure()
    if "PermissionError" in names:
        return PasswordRefused() if keys else NotAllowed()
    known = isinstance(error, OSError) and not isinstance(error, FileExistsError | IsADirectoryError)
    return Unreachable() if known and getattr(error, "errno", None) != errno.EINVAL else MailboxRefuses()


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
