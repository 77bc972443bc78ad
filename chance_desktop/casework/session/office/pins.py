"""The personal codes of those who share a poste: who may change one, and wrong ones slowed and counted.

A code keeps colleagues from signing each other's work; the data themselves are protected by the key of the store. It is kept on this
poste only, stretched with scrypt. Its owner changes or erases it by giving it; so does the mobility référent of the poste, who gives
their own: whoever comes first on a poste, and those they name.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import ReadOnlyHome, StoreFull
from chance_desktop.runtime.words import _, plural
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import keeping
from chance_desktop.store.failures import told_in_french

_PINS, _TRIES, _REFERENTS = "pin/", "pin-tries/", "mobility-referent/"
_SHORTEST_PIN = 4
_FREE_TRIES = 2
_FIRST_WAIT, _LONGEST_WAIT = 10, 900
"""Seconds before the try that follows the third wrong one, and at most: they double each time."""


class WrongPin(ExpectedError):
    """The PIN is not this counsellor's."""

    def __init__(self, tries: int = 0, wait: int = 0) -> None:
        again = _("Recommencez, ou demandez au référent mobilité de l’effacer dans les réglages.")
        super().__init__(_("Ce code n’est pas le bon."), f"{_counted(tries)} {_wait(wait)} {again}" if wait else again)


class PinWait(ExpectedError):
    """Too many wrong PINs: even the good one is not looked at before `wait` seconds."""

    def __init__(self, tries: int, wait: int) -> None:
        super().__init__(
            f"{_counted(tries)} {_wait(wait)}",
            _("Si le code est perdu, le référent mobilité peut l’effacer dans les réglages."),
        )


class BadPin(ExpectedError):
    """A PIN too short or not made of digits."""

    def __init__(self) -> None:
        super().__init__(_("Le code doit avoir au moins quatre chiffres."), _("Choisissez un autre code."))


class PinOfAnother(ExpectedError):
    """Somebody else's code, changed by who is no mobility référent, or by one without a code."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce code appartient à quelqu’un d’autre."),
            _("La personne peut le changer elle-même, ou le référent mobilité, s’il a lui-même un code."),
        )


class NotTheReferent(ExpectedError):
    """Only a mobility référent names another."""

    def __init__(self) -> None:
        super().__init__(
            _("Seul le référent mobilité de ce poste désigne qui l’est."),
            _("Demandez-lui de le faire depuis ses réglages."),
        )


class LastReferent(ExpectedError):
    """A poste keeps one."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’aurait plus de référent mobilité."),
            _("Désignez d’abord une autre personne, puis recommencez."),
        )


@dataclass(frozen=True, slots=True)
class _Tries:
    """Wrong PINs in a row, and when the last one was given."""

    count: int
    last: datetime

    def wait(self, now: datetime) -> int:
        """Seconds before the next try. A clock that was set back begins the wait again, and no more."""
        if self.count <= _FREE_TRIES:
            return 0
        whole = min(_LONGEST_WAIT, _FIRST_WAIT << min(self.count - _FREE_TRIES - 1, 10))
        gone = (now - self.last).total_seconds()
        return whole if gone < 0 else max(0, round(whole - gone))


def those_with_a_pin(connection: Connection) -> frozenset[str]:
    """The ids of the counsellors who chose a PIN on this poste."""
    return frozenset(name.removeprefix(_PINS) for name in settings.starting_with(connection, _PINS))


def referents(connection: Connection) -> frozenset[str]:
    """The ids of the mobility référents of this poste."""
    return frozenset(name.removeprefix(_REFERENTS) for name in settings.starting_with(connection, _REFERENTS))


def prove(desk: Desk, counsellor_id: str, pin: str) -> None:
    """Check the PIN of a counsellor, if they have one; a wrong one is counted before it is looked at, over restarts too.

    Raises `WrongPin` or `PinWait`.
    """
    kept = desk.setting(_PINS + counsellor_id)
    if not kept:
        return
    now = desk.now()
    following = _counted_try(desk, counsellor_id, now, tried=bool(pin))
    if not pin:
        raise WrongPin
    salt, _colon, digest = kept.partition(":")
    if not hmac.compare_digest(_stretched(pin, bytes.fromhex(salt)), digest):
        raise WrongPin(following.count, following.wait(now))
    with suppress(StoreFull, ReadOnlyHome):
        _forget_tries(desk, counsellor_id)


def first_pin(desk: Desk, counsellor_id: str, pin: str) -> None:
    """The PIN of somebody who just came. Raises `BadPin`."""
    check_pin(pin)
    salt = secrets.token_bytes(16)
    desk.put_setting(_PINS + counsellor_id, f"{salt.hex()}:{_stretched(pin, salt)}")


def set_pin(desk: Desk, counsellor_id: str, pin: str, own_pin: str = "") -> Outcome[None]:
    """Choose a PIN on this poste, or erase it with an empty one; `own_pin` is that of who is signed in, if they have one.

    Raises `BadPin`, `PinOfAnother`, `WrongPin` or `PinWait`.
    """
    check_pin(pin)
    with desk.reading() as connection:
        with_pin, chosen = those_with_a_pin(connection), referents(connection)
    own = desk.author == counsellor_id
    if not own and (desk.author not in chosen or (counsellor_id in with_pin and desk.author not in with_pin)):
        raise PinOfAnother
    prove(desk, desk.author, own_pin)
    if pin:
        first_pin(desk, counsellor_id, pin)
    else:
        with keeping(desk.store.engine) as connection:
            settings.remove(connection, _PINS + counsellor_id)
    _forget_tries(desk, counsellor_id)
    return _changed(counsellor_id)


def name_referent(desk: Desk, counsellor_id: str, *, yes: bool, own_pin: str = "") -> Outcome[None]:
    """Say who is a mobility référent of this poste; whoever asks names the first one.

    Raises `NotTheReferent`, `LastReferent`, `WrongPin` or `PinWait`.
    """
    with desk.reading() as connection:
        chosen = referents(connection)
    if chosen and desk.author not in chosen:
        raise NotTheReferent
    if not yes and chosen <= {counsellor_id}:
        raise LastReferent
    prove(desk, desk.author, own_pin)
    with keeping(desk.store.engine) as connection:
        if yes:
            settings.put(connection, _REFERENTS + counsellor_id, "1")
        else:
            settings.remove(connection, _REFERENTS + counsellor_id)
    return _changed(counsellor_id)


def check_pin(pin: str) -> None:
    """Raises `BadPin`."""
    if pin and (not pin.isdigit() or len(pin) < _SHORTEST_PIN):
        raise BadPin


def _changed(counsellor_id: str) -> Outcome[None]:
    return Outcome(None, Changes(frozenset({ChangeKind.COUNSELLOR}), frozenset({counsellor_id})))


def _counted_try(desk: Desk, counsellor_id: str, now: datetime, *, tried: bool) -> _Tries:
    """Count a try before it is looked at, one program at a time; raises `PinWait` when none may be made yet.

    A full disk counts no more, and keeps nobody who knows their code from reading.
    """
    name, tries, wait = _TRIES + counsellor_id, _Tries(0, now), 0
    with suppress(StoreFull, ReadOnlyHome), told_in_french(), keeping(desk.store.engine) as connection:
        count, _space, last = settings.get(connection, name).partition(" ")
        if count:
            tries = _Tries(int(count), datetime.fromisoformat(last))
        wait = tries.wait(now)
        if tried and not wait:
            tries = _Tries(tries.count + 1, now)
        if tried or now < tries.last:
            settings.put(connection, name, f"{tries.count} {min(tries.last, now).isoformat()}")
    if wait:
        raise PinWait(tries.count, wait)
    return tries


def _forget_tries(desk: Desk, counsellor_id: str) -> None:
    with told_in_french(), keeping(desk.store.engine) as connection:
        settings.remove(connection, _TRIES + counsellor_id)


def _stretched(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1).hex()


def _counted(tries: int) -> str:
    return plural("{n} code faux de suite.", "{n} codes faux de suite.", tries)


def _wait(seconds: int) -> str:
    if seconds < 60:
        return plural(
            "Attendez {n} seconde avant le prochain essai.", "Attendez {n} secondes avant le prochain essai.", seconds
        )
    minutes = -(-seconds // 60)
    return plural(
        "Attendez {n} minute avant le prochain essai.", "Attendez {n} minutes avant le prochain essai.", minutes
    )
