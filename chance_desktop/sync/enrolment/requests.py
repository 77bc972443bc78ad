"""What a request for enrolment claims, judged before anyone accepts it: nobody takes the place of another poste.

- The name of a poste (its device) comes from its signing key: `identity.device_of_key`. Postes enrolled before that rule keep
  their name: where the Region no longer knows one (it was restored), the roster it signed then answers for it.
- A name already known with another key is refused, unless the former key signed the new ones.
- What a request would change of a poste already known, and which one it would replace, is told to the person who decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.sync import failures
from chance_desktop.sync.delivery.receipts import former_selves, writers
from chance_desktop.sync.failures import BundleRefused
from chance_desktop.sync.identity import device_of_key, key_id
from chance_desktop.sync.peers.roster import ROOT, read_roster
from chance_desktop.sync.peers.trust import KnownPoste, PosteCard, is_endorsed, known_postes


@dataclass(frozen=True, slots=True)
class Claim:
    """What accepting a request would do to postes already known."""

    again: KnownPoste | None = None
    """The same poste, as it is known until now."""
    replaces: KnownPoste | None = None
    """Another one, whose place it says to take; nothing when that one was never known."""
    signed: bool = True
    """Whether the key of the one replaced signed for it; where its keys are lost, the telephone decides alone."""


def judge(connection: Connection, card: PosteCard, here: str) -> Claim:
    """What a request claims at the Region whose own poste is `here`. Raises `BundleRefused`."""
    postes = {each.device: each for each in known_postes(connection)}
    own = writers(connection, here) | {each.device for each in former_selves(connection)}
    if card.device in own or card.replaces in own:
        raise taken_name()
    again = postes.get(card.device)
    if again is None:
        _check_name(connection, card)
    elif again.role != card.role or not _is_same_poste(card, again):
        raise taken_name()
    for other in postes.values():
        if other.device != card.device and other.signing_key and _same_key(other.signing_key, card.signing_key):
            raise taken_name()
    former = postes.get(card.replaces)
    if former is not None and (
        former.role != card.role
        or former.structure_code != card.structure_code
        or not is_endorsed(card, former.signing_key)
    ):
        raise failures.forged()
    return Claim(again, former, former is None or bool(card.endorsement))


def taken_name() -> BundleRefused:
    """A request in the name of another poste."""
    return BundleRefused(
        _("Cette demande porte le nom d’un autre poste."),
        _("Ne l’acceptez pas : appelez l’antenne au numéro que vous connaissez. Rien n’a été modifié."),
    )


def former_version() -> BundleRefused:
    """A request by a version that chose its name at random."""
    return BundleRefused(
        _("Cette demande vient d’une version plus ancienne de l’application."),
        _("Demandez à l’antenne de mettre son poste à jour, puis d’enregistrer une nouvelle demande."),
    )


def _check_name(connection: Connection, card: PosteCard) -> None:
    if card.device == device_of_key(card.signing_key):
        return
    if not card.roster:
        raise former_version()
    known = read_roster(card.roster, settings.get(connection, ROOT))
    if not any(each.device == card.device and each.signing_key == card.signing_key for each in known.postes):
        raise taken_name()


def _is_same_poste(card: PosteCard, again: KnownPoste) -> bool:
    """Whether a request under a known name is of that poste: by its key, or by new ones its key signed."""
    if not again.signing_key:
        return False
    return again.signing_key == card.signing_key or (bool(card.endorsement) and is_endorsed(card, again.signing_key))


def _same_key(one: str, other: str) -> bool:
    """Also under one key id: bundles are told apart by it, and whoever makes a key chooses its id."""
    try:
        return key_id(one) == key_id(other)
    except ValueError:
        return False
