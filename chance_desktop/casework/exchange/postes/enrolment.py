"""How postes come to know one another: a request, a welcome, the Region's roster; a poste revoked, restored or replaced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from chance_desktop.casework.exchange.postes.keys import exchanging_desk, keys_of, root_of
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.desk import LISTS_BEHIND, Desk
from chance_desktop.casework.session.erasure_register import keep_beside, sign_register
from chance_desktop.casework.session.kit.received_file import read_received
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import write_whole
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.writing.erasing import apply_erasures
from chance_desktop.sync import failures
from chance_desktop.sync.delivery import receipts
from chance_desktop.sync.enrolment.renewal import begin_again
from chance_desktop.sync.enrolment.requests import Claim, judge
from chance_desktop.sync.enrolment.succession import install_keys, prepare_keys
from chance_desktop.sync.identity import device_of_key, key_id, known_keys, new_root_key, poste_keys
from chance_desktop.sync.peers import trust
from chance_desktop.sync.peers.erasure_register import signed_register, take
from chance_desktop.sync.peers.roster import ROOT, apply_roster, publish, read_roster, roster_document, rotate_root
from chance_desktop.sync.peers.trust import KnownPoste, PosteCard

_REQUESTS = "request-digests"
_ENDORSEMENT = "endorsement"
_LARGEST_CARD = 4 * 1024 * 1024
_ENOUGH_STRUCTURES = 2
REPLACES = "replaces"
"""Local setting: the device this poste was before its store was restored or copied; empty once the Region answered."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A request or a welcome, its file, and the words to compare on the telephone."""

    file: Path | None
    fingerprint: str
    branch: str
    mission_locale: str = ""
    structure_code: str = ""
    replaced: str = ""
    """What accepting it changes of a poste already known, in a sentence; empty for a new one."""
    warning: str = ""
    """What makes it doubtful, in a sentence."""


@dataclass(frozen=True, slots=True)
class PosteView:
    """A poste of the roster as shown: `here` is this one, `revoked` one whose later work is refused."""

    device: str
    role: PosteRole
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
    if desk.role == PosteRole.OFFICE and not desk.store.shared and not _was_enrolled(desk):
        _take_the_name_of_the_key(desk)
    card = own_card(desk, "request")
    if card.device != device_of_key(card.signing_key):
        # enrolled before names came from keys: the roster answers for it at a Region that forgot
        card = replace(card, roster=desk.setting("roster"))
    content = trust.write_card(card, keys_of(desk))
    desk.put_setting(_REQUESTS, f"{desk.setting(_REQUESTS)} {trust.digest_of(content)}".strip())
    write_whole(path, content)
    return _told(desk, card, path)


def read_request(desk: Desk, path: Path) -> Enrolment:
    """What a request or a welcome says of itself, before it is accepted. Raises `BundleRefused` or `UnknownStructure`."""
    card = trust.read_card(
        read_received(path, _LARGEST_CARD), "request" if desk.role == PosteRole.REGION else "welcome"
    )
    claim = Claim()
    if desk.role == PosteRole.REGION:
        _check_structure(desk, card)
        with desk.reading() as connection:
            claim = judge(connection, card, desk.store.device)
    return _told(desk, card, None, claim)


def _told(desk: Desk, card: PosteCard, file: Path | None, claim: Claim | None = None) -> Enrolment:
    replaced, warning = _replaced_words(desk, card, claim or Claim())
    name = _mission_locale(desk, card.structure_code)
    return Enrolment(
        file=file,
        fingerprint=card.fingerprint,
        branch=card.branch,
        mission_locale=name,
        structure_code=card.structure_code,
        replaced=replaced,
        warning=warning,
    )


def _mission_locale(desk: Desk, code: str) -> str:
    return next((each.name for each in desk.programme.offices if each.code == code), "")


def _replaced_words(desk: Desk, card: PosteCard, claim: Claim) -> tuple[str, str]:
    """What accepting a request changes of postes already known, and what is not to be trusted in it; empty where nothing."""
    replaced, warning = "", ""
    if claim.replaces is not None:
        replaced = _("Ce poste remplace celui de {branch}.").replace("{branch}", claim.replaces.branch)
        if not claim.signed:
            warning = _("L’ancien poste n’a pas signé cette demande : ses clés sont perdues, ou ce n’est pas lui.")
    elif claim.again is not None:
        replaced = _("Ce poste est déjà relié, sous le nom « {branch} ».").replace("{branch}", claim.again.branch)
        if claim.again.structure_code != card.structure_code:
            former = _mission_locale(desk, claim.again.structure_code) or claim.again.structure_code
            warning = _("Il était jusqu’ici d’une autre Mission Locale : {name}.").replace("{name}", former)
    return replaced, warning


def accept(desk: Desk, path: Path, answer: Path | None = None) -> Enrolment:
    """Accept the other side: for the Region a request, answered with a welcome; for an office that welcome.

    The person compares the words by telephone before. Raises `BundleRefused` or `UnknownStructure`.
    """
    content = read_received(path, _LARGEST_CARD)
    card = trust.read_card(content, "request" if desk.role == PosteRole.REGION else "welcome")
    if card.role != (PosteRole.OFFICE if desk.role == PosteRole.REGION else PosteRole.REGION):
        raise failures.damaged()
    if card.fictional != desk.fictional:
        raise failures.BundleRefused(
            _("Un poste réel et un poste fictif ne peuvent pas échanger."), _("Vérifiez que c’est le bon fichier.")
        )
    claim = Claim()
    if desk.role == PosteRole.REGION:
        claim = _accept_office(desk, card, trust.digest_of(content), answer)
    else:
        _accept_region(desk, card)
    return _told(desk, card, answer, claim)


def rotate_root_key(desk: Desk) -> None:
    """Change the Region's root key; the new one is signed by the former one, so that offices follow."""
    only_the_region(desk)
    with desk.alone(), told_in_french(), writing(desk.store.engine) as connection:
        former, new = root_of(desk), new_root_key(desk.vault)
        chain = rotate_root(connection, former, new)
        publish(connection, new, own_entry(desk), chain)
        sign_register(desk, connection)
    keep_beside(desk)


def postes(desk: Desk) -> tuple[PosteView, ...]:
    """The postes known here, this one first; on a shared store, also the desk that exchanges for the others."""
    with desk.reading() as connection:
        known = trust.known_postes(connection)
        exchanging, name = exchanging_desk(connection)
        if exchanging and exchanging not in {each.device for each in known}:
            known = (KnownPoste(exchanging, PosteRole.REGION, "", name, "", ""), *known)
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
    and is signed by the former key where that is still known. Raises `NameOfADesk` on a shared store, `HomeBusy` or
    `OthersAtWork`.
    """
    if desk.store.shared:
        raise NameOfADesk
    with desk.alone():
        _renew(desk)


def _renew(desk: Desk) -> None:
    finish_renewal(desk)
    former_keys = known_keys(desk.vault)
    keys = prepare_keys(desk.vault)
    with told_in_french(), writing(desk.store.engine) as connection:
        former = desk.store.device
        own = KnownPoste(former, desk.role, desk.structure_code, desk.setting("branch_name"), "", "")
        former_key = key_id(former_keys.signing_public) if former_keys else ""
        device = device_of_key(keys.signing_public)
        begin_again(connection, own, settings.get(connection, "region-device"), device, former_key)
        settings.put(connection, REPLACES, former)
        settings.put(connection, _ENDORSEMENT, trust.endorse(former_keys, keys) if former_keys else "")
        settings.put(connection, settings.SUCCESSION, keys.signing_public)
    desk.become(device)
    finish_renewal(desk)


def finish_renewal(desk: Desk) -> None:
    """Put in their place the keys of a renewal that was cut, if one was."""
    taken = desk.setting(settings.SUCCESSION)
    if taken:
        install_keys(desk.vault, taken)
        if desk.role == PosteRole.REGION and desk.setting(ROOT):
            # the offices learn from it who the Region is now
            with told_in_french(), writing(desk.store.engine) as connection:
                publish(connection, root_of(desk), own_entry(desk), restored=True)
        desk.put_setting(settings.SUCCESSION, "")


def must_renew(desk: Desk) -> bool:
    """Whether the Region has more of this office's poste than it wrote: the sign of a store taken back from a backup.

    At the Region nobody's word is enough: see `may_renew`.
    """
    if desk.role != PosteRole.OFFICE:
        return False
    with desk.reading() as connection:
        region = settings.get(connection, "region-device")
        return region in receipts.claims(connection, desk.store.device)


def may_renew(desk: Desk) -> bool:
    """Whether a person may confirm that this store was taken back from a backup: `must_renew`, or at the Region postes of
    two Missions Locales that say to have more of it than it wrote.
    """
    if desk.role == PosteRole.OFFICE or desk.store.shared:
        return must_renew(desk)
    with desk.reading() as connection:
        return len(receipts.claiming_structures(connection, desk.store.device)) >= _ENOUGH_STRUCTURES


def claiming_branches(desk: Desk) -> tuple[str, ...]:
    """The branches of the postes that say to have more of this poste than it wrote."""
    with desk.reading() as connection:
        claiming = receipts.claims(connection, desk.store.device)
        return tuple(each.branch for each in trust.known_postes(connection) if each.device in claiming)


def own_card(desk: Desk, kind: str, answers: str = "", root: str = "", roster: str = "") -> PosteCard:
    """The card of this poste."""
    keys = keys_of(desk)
    return PosteCard(
        kind=kind,
        device=desk.store.device,
        role=desk.role,
        structure_code=desk.structure_code,
        branch=desk.setting("branch_name"),
        age_recipient=keys.age_recipient,
        signing_key=keys.signing_public,
        fictional=desk.fictional,
        answers=answers,
        replaces=desk.setting(REPLACES),
        endorsement=desk.setting(_ENDORSEMENT),
        root=root,
        roster=roster,
    )


def name_after_key(desk: Desk) -> None:
    """Name a poste that has written nothing yet after its keys, which are made now."""
    device = device_of_key(poste_keys(desk.vault).signing_public)
    desk.put_setting("device", device)
    desk.become(device)


def _was_enrolled(desk: Desk) -> bool:
    return bool(desk.setting("region-device") or desk.setting(REPLACES))


def _take_the_name_of_the_key(desk: Desk) -> None:
    """A poste made before names came from keys, and that nobody knows yet, takes its own."""
    device, former = device_of_key(keys_of(desk).signing_public), desk.store.device
    if device == former:
        return
    with desk.alone():
        with told_in_french(), writing(desk.store.engine) as connection:
            own = KnownPoste(former, desk.role, desk.structure_code, desk.setting("branch_name"), "", "")
            begin_again(connection, own, "", device)
            settings.put(connection, REPLACES, former)
        desk.become(device)


def _check_structure(desk: Desk, card: PosteCard) -> None:
    if card.structure_code not in {each.code for each in desk.programme.offices}:
        raise UnknownStructure(card.structure_code)


def _accept_office(desk: Desk, card: PosteCard, digest: str, answer: Path | None) -> Claim:
    _check_structure(desk, card)
    with told_in_french(), writing(desk.store.engine) as connection:
        claim = judge(connection, card, desk.store.device)
        trust.remember(connection, card)
        publish_roster(desk, connection)
        sign_register(desk, connection)
        document, erasures = roster_document(connection), signed_register(connection)
    if answer is not None:
        root = root_of(desk)
        public = desk.setting(ROOT)
        welcome = replace(own_card(desk, "welcome", digest, public, document), erasures=erasures)
        write_whole(answer, trust.write_card(welcome, keys_of(desk), root))
    return claim


def _accept_region(desk: Desk, card: PosteCard) -> None:
    check_answers(desk, card)
    if not card.root or (desk.programme.root_key and card.root != desk.programme.root_key):
        raise failures.forged()
    with told_in_french(), writing(desk.store.engine) as connection:
        pinned = settings.get(connection, ROOT)
        if pinned and pinned != card.root and (not card.roster or read_roster(card.roster, pinned).root != card.root):
            raise failures.forged()
        if not pinned:
            settings.put(connection, ROOT, card.root)
        trust.remember(connection, card)
        settings.put(connection, "region-device", card.device)
        settings.put(connection, REPLACES, "")
        apply_roster(connection, card.roster, desk.store.device)
        if take(connection, card.erasures).learnt:
            apply_erasures(connection, desk.store.attachments)
            settings.put(connection, LISTS_BEHIND, "1")
    keep_beside(desk)


def check_answers(desk: Desk, card: PosteCard) -> None:
    """Raises `BundleRefused` for a welcome that answers no request of this poste."""
    if card.answers not in frozenset(desk.setting(_REQUESTS).split()):
        raise failures.not_for_us()


def publish_roster(desk: Desk, connection: Connection) -> None:
    """Sign and publish the roster of what is known now. Raises `ExchangeElsewhere`."""
    publish(connection, root_of(desk), own_entry(desk))


def own_entry(desk: Desk) -> KnownPoste:
    """This poste as the roster says it."""
    keys = keys_of(desk)
    return KnownPoste(
        desk.store.device, desk.role, desk.structure_code, desk.setting("branch_name"), keys.age_recipient,
        keys.signing_public, replaces=desk.setting(REPLACES),
    )  # fmt: skip
