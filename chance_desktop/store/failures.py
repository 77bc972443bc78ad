"""What may go wrong with the store, as French sentences with the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from chance_desktop.runtime.errors import ExpectedError, Interrupted
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull, is_full
from chance_desktop.runtime.words import _


class StoreDamaged(ExpectedError):
    """The file of the store is damaged."""

    def __init__(self) -> None:
        super().__init__(
            _("Le fichier des dossiers est abîmé et ne peut pas être ouvert."),
            _(
                "Rien n’a été effacé. Reprenez la dernière sauvegarde, ou sauvez ce qui se lit encore (« chance store rescue »)."
            ),
        )


class StoreTooNew(ExpectedError):
    """The store was written by a newer version."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces dossiers ont été ouverts avec une version plus récente de l’application."),
            _("Installez la dernière version sur ce poste. Rien n’a été modifié."),
        )


class StoreClosed(Interrupted):
    """Something was still asked of a store once it was closed."""

    def __init__(self) -> None:
        super().__init__(_("Les dossiers ont été fermés entre-temps."), _("Ouvrez-les à nouveau, puis recommencez."))


class StoreBusy(ExpectedError):
    """Another program holds the store."""

    def __init__(self) -> None:
        super().__init__(
            _("Le fichier des dossiers est occupé par un autre programme."),
            _("Attendez quelques secondes, puis recommencez."),
        )


class DatabaseUnreachable(ExpectedError):
    """The server of a shared store does not answer."""

    def __init__(self) -> None:
        super().__init__(
            _("La base de données de la Région ne répond pas."),
            _("Vérifiez le réseau, puis recommencez. Tout ce qui était enregistré est intact."),
        )


class DatabaseRefused(ExpectedError):
    """The server of a shared store does not let this account in."""

    def __init__(self) -> None:
        super().__init__(
            _("La base de données de la Région refuse ce compte ou son mot de passe."),
            _("Vérifiez l’adresse et le mot de passe avec le service informatique."),
        )


class LinkNotTrusted(ExpectedError):
    """The database cannot prove by TLS that it is the Region's, or has no TLS."""

    def __init__(self) -> None:
        super().__init__(
            _("La liaison avec la base de données de la Région ne peut pas être protégée : rien n’a été envoyé."),
            _(
                "Demandez au service informatique de vérifier l’adresse et le certificat du serveur ; celui d’une autorité à "
                "part se donne par « chance region certificate »."
            ),
        )


class DriverMissing(ExpectedError):
    """The application was installed without what a shared store needs."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’a pas de quoi ouvrir une base de données partagée."),
            _("Demandez au service informatique d’installer l’application avec son option « region »."),
        )


class DatabaseEmptied(ExpectedError):
    """There is no store in the database of the desks any more."""

    def __init__(self) -> None:
        super().__init__(
            _("La base de données de la Région ne contient plus de dossiers."),
            _(
                "Ne la remplissez pas d’ici : demandez au service informatique de reprendre sa dernière copie (pg_restore)."
            ),
        )


class DeskRevoked(ExpectedError):
    """The Region no longer accepts this desk."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste a été révoqué par la Région : il n’ouvre plus sa base de données."),
            _("Appelez la personne qui s’occupe des postes de la Région."),
        )


_STATES: tuple[tuple[str, Callable[[], ExpectedError]], ...] = (
    ("53100", StoreFull),
    ("25006", ReadOnlyHome),
    ("55P03", StoreBusy),
    ("40", StoreBusy),
    ("28", DatabaseRefused),
    ("3D000", DatabaseRefused),
    ("42501", DatabaseRefused),
    ("08", DatabaseUnreachable),
    ("57P", DatabaseUnreachable),
    ("53300", DatabaseUnreachable),
)
"""Beginnings of the states PostgreSQL gives an error."""

_KNOWN: tuple[tuple[str, Callable[[], ExpectedError]], ...] = (
    ("disk is full", StoreFull),
    ("readonly database", ReadOnlyHome),
    ("read-only", ReadOnlyHome),
    ("unable to open database", ReadOnlyHome),
    ("not a database", StoreDamaged),
    ("malformed", StoreDamaged),
    ("disk I/O error", StoreDamaged),
    ("database is locked", StoreBusy),
)


_PLACES: set[Path] = set()
"""Folders of the stores opened by this program: an input or output error on a full disk is no damage."""


def note_place(folder: Path) -> None:
    """A store is opened in this folder."""
    _PLACES.add(folder)


@contextmanager
def told_in_french() -> Iterator[None]:
    """Turn the failures of the database that a person can answer into expected errors; others pass as they are."""
    try:
        yield
    except (DBAPIError, sqlcipher.DatabaseError) as error:
        found = _expected(error.orig if isinstance(error, DBAPIError) else error)
        if found is None:
            raise
        raise found from error


def is_answerable(error: BaseException) -> bool:
    """Whether a failure is one a person can answer, or of the store itself: not of what was being written."""
    if isinstance(error, ExpectedError):
        return True
    return isinstance(error, (DBAPIError, sqlcipher.DatabaseError)) and (
        _expected(error.orig if isinstance(error, DBAPIError) else error) is not None
    )


def _expected(error: BaseException | None) -> ExpectedError | None:
    message = str(error)
    if isinstance(error, sqlcipher.Error):
        if "disk I/O error" in message and any(is_full(place) for place in _PLACES):
            return StoreFull()
        return next((kind() for words, kind in _KNOWN if words in message), None)
    state = str(getattr(error, "sqlstate", None) or "")
    if state:
        return next((kind() for start, kind in _STATES if state.startswith(start)), None)
    if type(error).__name__ != "OperationalError":
        return None
    # A connection that was never made has no state: only the words tell what kept it from being made.
    if "SSL" in message or "certificate" in message:
        return LinkNotTrusted()
    refused = "authentication" in message or "password" in message or "does not exist" in message
    return DatabaseRefused() if refused else DatabaseUnreachable()
