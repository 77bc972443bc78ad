"""Where the exchange with the Region stands, in words; cheap, since the navigation asks for it after each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, distinct, func, select

from chance_desktop.casework.exchange.disagreements import disagreement_count
from chance_desktop.casework.exchange.notes import ExchangeNote, Way, exchange_notes
from chance_desktop.casework.exchange.postes.enrolment import REPLACES
from chance_desktop.casework.exchange.postes.keys import exchanges
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, clock_time, long_date, plural
from chance_desktop.store import settings
from chance_desktop.store.schema.tables import change_log, exchanged_bundle, known_device
from chance_desktop.sync import log
from chance_desktop.sync.delivery.receipts import writers
from chance_desktop.sync.exporting import handed_over


class Standing(Enum):
    """What is known of the way to the Region."""

    NOT_LINKED = "not-linked"
    OFFLINE = "offline"
    FAILED = "failed"
    CONNECTED = "connected"
    ELSEWHERE = "elsewhere"
    """Another desk of the same store exchanges."""


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """`waiting` counts what was done here and no file holds yet; a file prepared is not a file received.

    `failure` says what stopped the last exchange, where that was more than the connection.
    """

    headline: str
    waiting: int
    waiting_line: str
    last_exchange: str
    standing: Standing = Standing.OFFLINE
    disagreements: int = 0
    comfort: str = ""
    failure: str = ""

    @property
    def calm(self) -> bool:
        """Whether nothing waits for anyone."""
        return self.standing is Standing.CONNECTED and not self.waiting and not self.disagreements


def exchange_state(desk: Desk) -> ExchangeState:
    """The state shown at the bottom of the navigation."""
    with desk.reading() as connection:
        waiting = sum(done_since(connection, each, sent) for each, sent in sent_by(desk, connection).items())
        latest = connection.execute(select(func.max(exchanged_bundle.c.at))).scalar_one()
        standing, failure = _standing(desk, connection)
    count = disagreement_count(desk)
    headline, comfort = _words(standing, waiting, count, failure, region=desk.role == PosteRole.REGION)
    return ExchangeState(
        headline=headline,
        waiting=waiting,
        waiting_line=waiting_words(waiting) if waiting or not count else disagreement_words(count),
        last_exchange=moment(latest) if latest else _("Aucun échange pour l’instant"),
        standing=standing,
        disagreements=count,
        comfort=comfort,
        failure=failure,
    )


def waiting_words(count: int) -> str:
    """« 4 modifications à envoyer »."""
    return plural("{n} modification à envoyer", "{n} modifications à envoyer", count) if count else _("Rien à envoyer")


def disagreement_words(count: int) -> str:
    """« 1 désaccord à régler »."""
    return plural("{n} désaccord à régler", "{n} désaccords à régler", count)


def sent_by(desk: Desk, connection: Connection) -> dict[str, int]:
    """The last change that a file holds of each device that writes here, this one first: of every desk of a shared store."""
    own = desk.store.device
    sent = {own: sent_until(desk, connection)}
    if desk.store.shared:
        sent |= {each: handed_over(connection, each) for each in sorted(writers(connection, own)) if each != own}
    return sent


def sent_until(desk: Desk, connection: Connection) -> int:
    """The last change of this poste that a file holds: one for the Region, or for any office when this is the Region.

    What the Region has needs no file: it may have come to the poste it was before.
    """
    if desk.store.shared:
        return handed_over(connection, desk.store.device)
    query = select(func.max(exchanged_bundle.c.last_seq)).where(exchanged_bundle.c.direction == "sent")
    if desk.role != PosteRole.OFFICE:
        return connection.execute(query).scalar_one() or 0
    region = region_device(connection)
    held = connection.execute(query.where(exchanged_bundle.c.peer == region)).scalar_one() or 0
    return max(held, log.peer_has(connection, region).get(desk.store.device, 0))


def region_device(connection: Connection) -> str:
    """The Region's poste, once it answered."""
    return settings.get(connection, "region-device")


def done_since(connection: Connection, device: str, seq: int) -> int:
    """How many things a poste did past a change, each as one however many rows it wrote."""
    query = select(func.count(distinct(change_log.c.tx))).where(change_log.c.device == device, change_log.c.seq > seq)
    return connection.execute(query).scalar_one()


def moment(text: str) -> str:
    """« vendredi 20 novembre, 17 h 42 »."""
    at = datetime.fromisoformat(text).astimezone()
    return f"{long_date(at.date(), weekday=True, year=False)}, {clock_time(at.strftime('%H:%M'))}"


def _standing(desk: Desk, connection: Connection) -> tuple[Standing, str]:
    if not exchanges(desk, connection):
        return Standing.ELSEWHERE, ""
    if desk.role == PosteRole.OFFICE and settings.get(connection, REPLACES):
        return Standing.NOT_LINKED, ""
    other = PosteRole.OFFICE if desk.role == PosteRole.REGION else PosteRole.REGION
    if connection.execute(select(known_device.c.device).where(known_device.c.role == other).limit(1)).first() is None:
        return Standing.NOT_LINKED, ""
    last = _last_by_mailbox(connection) if settings.get(connection, desk.setting_name("mailbox-url")) else None
    if last is None or (last.failure and last.calm):
        return Standing.OFFLINE, ""
    return (Standing.FAILED, last.failure) if last.failure else (Standing.CONNECTED, "")


def _last_by_mailbox(connection: Connection) -> ExchangeNote | None:
    return next((each for each in reversed(exchange_notes(connection)) if each.way == Way.MAILBOX.value), None)


def _words(standing: Standing, waiting: int, count: int, failure: str, *, region: bool) -> tuple[str, str]:
    """The state in two or three words, and a line that reassures."""
    kept = _("Rien n’est perdu : tout est enregistré ici.")
    if standing is Standing.NOT_LINKED:
        if region:
            return _("Aucun poste relié"), _("Acceptez la demande d’une antenne pour échanger avec elle.")
        return _("Pas encore relié"), kept
    if standing is Standing.ELSEWHERE:
        return _("Base partagée"), _("Un autre poste de la Région échange avec les antennes, pour tous.")
    if standing is Standing.OFFLINE:
        return _("Hors connexion"), kept
    if standing is Standing.FAILED:
        return _("Échec de l’envoi"), f"{failure} {_('Tout est enregistré ici.')}"
    if waiting or count:
        return _("Connecté"), waiting_words(waiting) if waiting else disagreement_words(count)
    return _("Connecté, à jour"), _("Tout ce qui est fait ici a été envoyé.")
