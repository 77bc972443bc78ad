"""A Region that lost its root key makes another: an office pins it once the eight words were read on the telephone, never before."""

from __future__ import annotations

from pathlib import Path

from chance_desktop.casework.exchange.postes.enrolment import REPLACES, Enrolment, check_answers, read_request
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.received_file import read_received
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.word_list import plain_words
from chance_desktop.runtime.words import _
from chance_desktop.store import settings
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.sync import failures
from chance_desktop.sync.peers import trust
from chance_desktop.sync.peers.roster import REGION, apply_roster, pin_root

_LARGEST_CARD = 4 * 1024 * 1024


class OtherWords(ExpectedError):
    """The words heard are not those of the file."""

    def __init__(self) -> None:
        super().__init__(
            _("Ces mots ne sont pas ceux de la clé contenue dans ce fichier : rien n’a été changé."),
            _("Rappelez la Région à son numéro habituel, et relisez les huit mots ensemble."),
        )


def pin_new_root(desk: Desk, welcome: Path, heard: str) -> Enrolment:
    """Follow from now on the root key of a welcome, which answers a request of this poste; `heard` are its eight words.

    Raises `BundleRefused`, or `OtherWords`.
    """
    card = trust.read_card(read_received(welcome, _LARGEST_CARD), "welcome")
    check_answers(desk, card)
    if (
        desk.role != PosteRole.OFFICE
        or card.role != PosteRole.REGION
        or not card.root
        or card.fictional != desk.fictional
    ):
        raise failures.damaged()
    if plain_words(heard) != plain_words(card.fingerprint):
        raise OtherWords
    with told_in_french(), writing(desk.store.engine) as connection:
        pin_root(connection, card.root)
        trust.remember(connection, card)
        settings.put(connection, REGION, card.device)
        settings.put(connection, REPLACES, "")
        apply_roster(connection, card.roster, desk.store.device)
    return read_request(desk, welcome)
