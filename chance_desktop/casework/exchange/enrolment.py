"""How postes come to know one another: a request, a welcome, the Region's roster; a poste revoked, restored or replaced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from chance_desktop.casework.exchange.keys import EXCHANGE_DESK, keys_of, root_of
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.desk import Desk, desk_setting
from chance_desktop.casework.session.received_file import read_received
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.tables import change_log, known_device
from chance_desktop.sync import failures, log, trust
from chance_desktop.sync.identity import known_keys, new_keys, new_root_key
from chance_desktop.sync.renewal import begin_again
from chance_desktop.sync.roster import ROOT, apply_roster, publish, revoke, roster_document, rotate_root
from chance_desktop.sync.trust import KnownPoste, PosteCard

_REQUESTS = "request-digests"
_ENDORSEMENT = "endorsement"
_LARGEST_CARD = 4 * 1024 * 1024
REPLACES = "replaces"
"""Local setting: the device this poste was before its store was restored or copied; empty once the Region answered."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A request or a welcome, its file, and the words to compare on the telephone."""

    file: Path | None
    fingerprint: str
    branch: str


@dataclass(frozen=True, slots=True)
class PosteView:
    """A poste of the roster as shown: `here` is this one, `revoked` one whose later work is refused."""

    device: str
    role: str
    structure_code: str
    branch: str
    here: bool
    revoked: bool


class UnknownStructure(ExpectedError):
    """A request in the name of a Mission Locale the directory does not have."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("La Mission Locale « {code} » n’est pas dans l’annuaire.").replace("{code}", code),
            _("Vérifiez la demande par téléphone ; si elle est juste, ajoutez d’abord la Mission Locale à l’annuaire."),
        )


class NameOfADesk(ExpectedError):
    """A desk of a shared store keeps its name: its store was not copied with it."""

    def __init__(self) -> None:
        super().__init__(
            _("Ce poste travaille dans une base partagée : il garde son nom."),
            _("S’il a été copié ou perdu, révoquez-le, puis installez le nouveau poste."),
        )


def request(desk: Desk, path: Path) -> Enrolment:
    """Write the file by which this poste asks the Region to know it."""
    card = own_card(desk, "request")
    content = trust.write_card(card, keys_of(desk))
    desk.put_setting(_REQUESTS, f"{desk.setting(_REQUESTS)} {trust.digest_of(content)}".strip())
    write_whole(path, content)
    return Enrolment(path, card.fingerprint, card.branch)


def read_request(desk: Desk, path: Path) -> Enrolment:
    """What a request or a welcome says of itself, before it is accepted. Raises `BundleRefused`."""
    card = trust.read_card(read_received(path, _LARGEST_CARD), "request" if desk.role == "region" else "welcome")
    return Enrolment(None, card.fingerprint, card.branch)


def accept(desk: Desk, path: Path, answer: Path | None = None) -> Enrolment:
    """Accept the other side: for the Region a request, answered with a welcome; for an office that welcome.

    The person compares the words by telephone before. Raises `BundleRefused` or `UnknownStructure`.
    """
    content = read_received(path, _LARGEST_CARD)
    card = trust.read_card(content, "request" if desk.role == "region" else "welcome")
    if card.role != ("office" if desk.role == "region" else "region"):
        raise failures.damaged()
    if card.fictional != desk.fictional:
        raise failures.BundleRefused(
            _("Un poste réel et un poste fictif ne peuvent pas échanger."), _("Vérifiez que c’est le bon fichier.")
        )
    if desk.role == "region":
        _accept_office(desk, card, trust.digest_of(content), answer)
    else:
        _accept_region(desk, card)
    return Enrolment(answer, card.fingerprint, card.branch)


def revoke_poste(desk: Desk, device: str) -> None:
    """Refuse from now on what a stolen or lost poste writes; what was received of it until now stays. For the Region."""
    only_the_region(desk)
    with told_in_french(), writing(desk.store.engine) as connection:
        known = connection.execute(select(known_device.c.device).where(known_device.c.device == device)).first()
        if known is None:
            raise ExpectedError(_("Ce poste n’est pas connu."), _("Choisissez-le dans la liste des postes."))
        written = settings.last_number(connection, device)  # a desk of this very store
        revoke(connection, device, max(written, log.seen(connection).get(device, 0)))
        _publish(desk, connection)


def rotate_root_key(desk: Desk) -> None:
    """Change the Region's root key; the new one is signed by the former one, so that offices follow."""
    only_the_region(desk)
    former = root_of(desk)
    new = new_root_key(desk.vault)
    with told_in_french(), writing(desk.store.engine) as connection:
        chain = rotate_root(connection, former, new)
        publish(connection, new, _own_entry(desk), chain)


def postes(desk: Desk) -> tuple[PosteView, ...]:
    """The postes known here, this one first; on a shared store, also the desk that exchanges for the others."""
    with desk.reading() as connection:
        known = trust.known_postes(connection)
        exchanging = settings.get(connection, EXCHANGE_DESK)
        if exchanging:
            name = settings.get(connection, desk_setting(exchanging, "branch_name"))
            known = (KnownPoste(exchanging, "region", "", name, "", ""), *known)
    own = PosteView(desk.store.device, desk.role, desk.structure_code, desk.setting("branch_name"), True, False)
    others = (
        PosteView(each.device, each.role, each.structure_code, each.branch, False, each.revoked_after is not None)
        for each in known
        if each.device != own.device
    )
    return (own, *others)


def renew_identity(desk: Desk) -> None:
    """Become a new poste with new keys, before anything is written: this store was restored or copied.

    What the Region had not acknowledged is issued again in the new poste's name; a new request says which poste it was,
    and is signed by the former key where that is still known. Raises `NameOfADesk` on a shared store.
    """
    if desk.store.shared:
        raise NameOfADesk
    former_keys = known_keys(desk.vault)
    keys = new_keys(desk.vault)
    desk.put_setting(_ENDORSEMENT, trust.endorse(former_keys, keys) if former_keys else "")
    with told_in_french(), writing(desk.store.engine) as connection:
        former = desk.store.device
        own = KnownPoste(former, desk.role, desk.structure_code, desk.setting("branch_name"), "", "")
        device = begin_again(connection, own, settings.get(connection, "region-device"))
        settings.put(connection, REPLACES, former)
    desk.become(device)


def must_renew(desk: Desk) -> bool:
    """Whether others know more of this poste than it knows itself: the sign of a store taken back from a backup."""
    with desk.reading() as connection:
        device = desk.store.device
        own = connection.execute(select(func.max(change_log.c.seq)).where(change_log.c.device == device)).scalar() or 0
        written = settings.last_number(connection, device)
        told = (log.peer_has(connection, peer.device).get(device, 0) for peer in trust.known_postes(connection))
        return max(told, default=0) > max(own, written)


def own_card(desk: Desk, kind: str, answers: str = "", root: str = "", roster: str = "") -> PosteCard:
    """The card of this poste."""
    keys = keys_of(desk)
    return PosteCard(
        kind, desk.store.device, desk.role, desk.structure_code, desk.setting("branch_name"), keys.age_recipient,
        keys.signing_public, desk.fictional, answers, desk.setting(REPLACES), desk.setting(_ENDORSEMENT), root, roster,
    )  # fmt: skip


def _accept_office(desk: Desk, card: PosteCard, digest: str, answer: Path | None) -> None:
    if card.structure_code not in {each.code for each in desk.programme.offices}:
        raise UnknownStructure(card.structure_code)
    with told_in_french(), writing(desk.store.engine) as connection:
        former = {each.device: each for each in trust.known_postes(connection)}.get(card.replaces)
        if former is not None and (
            former.structure_code != card.structure_code or not trust.is_endorsed(card, former.signing_key)
        ):
            raise failures.forged()
        trust.remember(connection, card)
        _publish(desk, connection)
        document = roster_document(connection)
    if answer is not None:
        root = root_of(desk)
        public = desk.setting(ROOT)
        write_whole(answer, trust.write_card(own_card(desk, "welcome", digest, public, document), keys_of(desk), root))


def _accept_region(desk: Desk, card: PosteCard) -> None:
    if card.answers not in frozenset(desk.setting(_REQUESTS).split()):
        raise failures.not_for_us()
    if not card.root or (desk.programme.root_key and card.root != desk.programme.root_key):
        raise failures.forged()
    with told_in_french(), writing(desk.store.engine) as connection:
        pinned = settings.get(connection, ROOT)
        if pinned and pinned != card.root and not card.roster:
            raise failures.forged()
        if not pinned:
            settings.put(connection, ROOT, card.root)
        trust.remember(connection, card)
        settings.put(connection, "region-device", card.device)
        settings.put(connection, REPLACES, "")
        apply_roster(connection, card.roster, desk.store.device)


def _publish(desk: Desk, connection: Connection) -> None:
    publish(connection, root_of(desk), _own_entry(desk))


def _own_entry(desk: Desk) -> KnownPoste:
    keys = keys_of(desk)
    return KnownPoste(
        desk.store.device, desk.role, desk.structure_code, desk.setting("branch_name"), keys.age_recipient,
        keys.signing_public,
    )  # fmt: skip
