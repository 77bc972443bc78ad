"""The exchange of a shared store passes to another desk: handed its keys by a person beforehand, or finding them in a backup.

One desk exchanges for all, and its vault alone holds what that takes. Twelve words open it on another desk, which keeps it in its own
vault for the day the first one is lost; whoever keeps the server has no part of it. The desk that takes over makes keys of its own,
which the root signs: those of the former one are worth nothing from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.exchange.mailboxes.mailbox import MAILBOX_SETTINGS
from chance_desktop.casework.exchange.postes.enrolment import REPLACES
from chance_desktop.casework.exchange.postes.keys import EXCHANGE_DESK, exchanges, exchanging_desk, keys_of, root_of
from chance_desktop.casework.installation.exchange_keys import ExchangeKeys, kept_root
from chance_desktop.casework.installation.shared_store import check_shared, scans_to_seal_again
from chance_desktop.casework.session.desk import Desk, desk_setting
from chance_desktop.casework.session.erasure_register import keep_beside, sign_register
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.age import Identity, Passphrase
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.recovery_words import identity_of, new_words
from chance_desktop.runtime.vault import secrets_of
from chance_desktop.runtime.words import _
from chance_desktop.store import parcels, settings
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.scans.attachments import ScansClosed
from chance_desktop.sync.enrolment.takeover import take_over
from chance_desktop.sync.identity import new_keys, new_root_key
from chance_desktop.sync.peers.trust import KnownPoste

_PARCEL = "exchange-key-parcel"


class ExchangeParcelMissing(ExpectedError):
    """No keys were left for these words, or they were taken already."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces douze mots n’ouvrent pas la clé des échanges."),
            _("Demandez-en de nouveaux sur le poste qui échange : chaque série ne sert qu’une fois."),
        )


class ExchangeKeysMissing(ExpectedError):
    """This desk was not handed the keys of the exchange, or others took their place since."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste n’a pas la clé des échanges de la Région : il ne peut pas les reprendre."),
            _(
                "Sur le poste qui échange, lancez « chance region exchange-words », puis donnez ici les douze mots à « chance "
                "region exchange-open ». S’il est perdu, prenez-la dans sa dernière sauvegarde : « chance region "
                "exchange-take --from ». Sans aucune sauvegarde : « chance region exchange-take --new-root », que chaque antenne devra "
                "confirmer par téléphone."
            ),
        )


class ExchangesAlready(ExpectedError):
    """This desk exchanges for the others already."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste échange déjà avec les antennes, pour tous les postes de la Région."),
            _("Il n’y a rien à reprendre."),
        )


@dataclass(frozen=True, slots=True)
class SharedKeys:
    """What a desk of a shared store holds: whether it exchanges, or may take over from `exchanging`, and whether it reads the scans."""

    exchanges: bool
    exchanging: str
    may_take_over: bool
    reads_scans: bool
    to_seal_again: int
    """How many scans a former key seals still."""


def shared_keys(desk: Desk) -> SharedKeys | None:
    """What this desk holds; nothing where its store is its own."""
    if not desk.store.shared:
        return None
    with desk.reading() as connection:
        here = exchanges(desk, connection)
        ready = not here and kept_root(desk, connection) is not None
        name = exchanging_desk(connection)[1]
    return SharedKeys(here, name, ready, not desk.store.attachments.closed, scans_to_seal_again(desk))


def hand_over_exchange(desk: Desk) -> tuple[str, ...]:
    """Leave the keys of the exchange for another desk: twelve words open them there, once.

    Raises `NotTheRegion`, `NotShared` or `ExchangeElsewhere`.
    """
    check_shared(desk)
    keys_of(desk)
    root_of(desk)
    words = new_words()
    recipient = identity_of(" ".join(words)).recipient.text
    with told_in_french(), writing(desk.store.engine) as connection:
        parcels.leave(connection, _PARCEL, ExchangeKeys.among(secrets_of(desk.vault)).parcel(), recipient)
    return words


def keep_exchange_keys(desk: Desk, words: Identity) -> None:
    """Take the keys that were left for this desk: it can take over from now on.

    Raises `NotTheRegion`, `NotShared`, `ExchangesAlready`, `ExchangeParcelMissing` or `ExchangeKeysOfAnother`.
    """
    _check_another_exchanges(desk)
    with told_in_french(), writing(desk.store.engine) as connection:
        try:
            keys = ExchangeKeys.unpacked(parcels.read(connection, _PARCEL, words.text))
        except parcels.ParcelClosed:
            raise ExchangeParcelMissing from None
        keys.keep(desk, connection)
        settings.remove(connection, _PARCEL)


def keep_exchange_keys_from(desk: Desk, path: Path, key: Passphrase | Identity) -> None:
    """Take them from a backup of the desk that exchanges, or with its recovery sheet from its folder.

    Raises `NotTheRegion`, `NotShared`, `ExchangesAlready` and as `ExchangeKeys.read_from`.
    """
    _check_another_exchanges(desk)
    keys = ExchangeKeys.read_from(path, key)
    with told_in_french(), writing(desk.store.engine) as connection:
        keys.keep(desk, connection)


def take_over_exchange(desk: Desk, *, another_root: bool = False) -> str:
    """Exchange from now on in the place of the desk that did, whose name is returned; at work, that one is refused from its next step.

    `another_root`: where the keys of the Region are lost another root key is made; each office pins it after the telephone
    (`casework.exchange.postes.new_root`).

    Raises `NotTheRegion`, `NotShared`, `ExchangesAlready`, `ScansClosed` or `ExchangeKeysMissing`.
    """
    _check_another_exchanges(desk)
    if desk.store.attachments.closed and (another_root or _has_keys(desk)):
        raise ScansClosed
    with told_in_french(), writing(desk.store.engine) as connection:
        kept = kept_root(desk, connection)
        if kept is None and not another_root:
            raise ExchangeKeysMissing
        root = kept or new_root_key(desk.vault)
        device, name = exchanging_desk(connection)
        before = settings.get(connection, REPLACES)
        keys = new_keys(desk.vault)
        take_over(
            connection,
            root,
            _entry(desk.store.device, desk.setting("branch_name"), device, keys.age_recipient, keys.signing_public),
            _entry(device, name, before),
            another_root=kept is None,
        )
        settings.put(connection, EXCHANGE_DESK, desk.store.device)
        settings.put(connection, REPLACES, device)
        _follow_the_mailbox(desk, connection, device)
        sign_register(desk, connection)
    keep_beside(desk)
    return name


def _has_keys(desk: Desk) -> bool:
    with desk.reading() as connection:
        return kept_root(desk, connection) is not None


def _entry(device: str, name: str, replaces: str, recipient: str = "", signing: str = "") -> KnownPoste:
    return KnownPoste(device, PosteRole.REGION, "", name, recipient, signing, replaces=replaces)


def _follow_the_mailbox(desk: Desk, connection: Connection, former: str) -> None:
    """Exchange where the former desk did, unless this one has a mailbox of its own."""
    if settings.get(connection, desk.setting_name(MAILBOX_SETTINGS[0])):
        return
    for name in MAILBOX_SETTINGS:
        settings.put(connection, desk.setting_name(name), settings.get(connection, desk_setting(former, name)))


def _check_another_exchanges(desk: Desk) -> None:
    check_shared(desk)
    with desk.reading() as connection:
        if exchanges(desk, connection):
            raise ExchangesAlready
