"""All that the page of the exchange shows: what waits, what the Region received, what was exchanged, what went wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, select

from chance_desktop.casework.dossiers.transfer import TransferRequest, transfer_requests
from chance_desktop.casework.exchange.disagreements import Disagreement, disagreements
from chance_desktop.casework.exchange.notes import exchange_notes
from chance_desktop.casework.exchange.postes.enrolment import REPLACES, PosteView, claiming_branches, may_renew, postes
from chance_desktop.casework.exchange.set_aside import files_set_aside
from chance_desktop.casework.exchange.standing.outbox import WaitingLine, dossiers_waiting, waiting_lines
from chance_desktop.casework.exchange.standing.refused_elsewhere import refused_elsewhere
from chance_desktop.casework.exchange.standing.status import (
    ExchangeState,
    Standing,
    done_since,
    exchange_state,
    moment,
    region_device,
    sent_by,
    sent_until,
)
from chance_desktop.casework.exchange.standing.to_correct import values_to_correct
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.file_numbers import twins
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.words import _, plural, short_date
from chance_desktop.store.schema.tables import (
    change_log,
    covered_span,
    dossier,
    exchanged_bundle,
    known_device,
    parked_change,
)
from chance_desktop.sync import log
from chance_desktop.sync.delivery.waiting import OWNERLESS

_ONE_EXCHANGE = timedelta(minutes=10)
_SHOWN = 50
_MOST_NUMBERS = 8
_BUNDLES = 400
"""Bundles told of; a Region of fifteen offices makes these in a month."""


@dataclass(frozen=True, slots=True)
class PastExchange:
    """An exchange: when it ended, what it carried in words, and how it travelled (`stick`, `mailbox`, or not known)."""

    at: str
    words: str
    way: str


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """Everything of the page, read together.

    `taken_back` says that others know more of this poste than it does: an office's must take another name before anything
    is sent, the Region's takes one when a person confirms.
    `replaces` says that it has, and that the Region has not answered yet.
    """

    state: ExchangeState
    region: bool
    mailbox: str
    taken_back: bool
    replaces: bool
    disagreements: tuple[Disagreement, ...]
    waiting: tuple[WaitingLine, ...]
    waiting_more: int
    receipt: str
    history: tuple[PastExchange, ...]
    problems: tuple[str, ...]
    postes: tuple[PosteView, ...]
    transfers: tuple[TransferRequest, ...]

    @property
    def linked(self) -> bool:
        """Whether someone knows this poste."""
        return self.state.standing is not Standing.NOT_LINKED

    @property
    def here(self) -> bool:
        """Whether exchanges, and the standing of other postes, are this poste's business."""
        return self.state.standing is not Standing.ELSEWHERE

    @property
    def exchanges(self) -> bool:
        """Whether this poste can exchange with someone."""
        return self.linked and self.here


def exchange_page(desk: Desk) -> ExchangePage:
    """Read it."""
    region = desk.role == PosteRole.REGION
    state = exchange_state(desk)
    with desk.reading() as connection:
        sent = sent_until(desk, connection)
        has = sent if region else log.peer_has(connection, region_device(connection)).get(desk.store.device, 0)
        lines, more = _waiting(desk, connection, has, sent)
        receipt = _received_by_postes(desk, connection) if region else _received_by_region(desk, connection, has)
        history = _history(desk, connection)
        wrong = (each.text for each in values_to_correct(desk, connection))
        problems = (
            *_twins(desk, connection),
            *_claims(desk),
            *wrong,
            *refused_elsewhere(desk, connection),
            *_files(connection),
            *_set_aside(connection),
            *_missing(connection),
        )
    known = postes(desk)
    return ExchangePage(
        state=state,
        region=region,
        mailbox=desk.setting("mailbox-url"),
        taken_back=may_renew(desk),
        replaces=not region and bool(desk.setting(REPLACES)),
        disagreements=disagreements(desk),
        waiting=lines,
        waiting_more=more,
        receipt=receipt,
        history=history,
        problems=problems,
        postes=known if region else tuple(each for each in known if _exchanges_with(desk, each)),
        transfers=transfer_requests(desk) if region else (),
    )


def _waiting(desk: Desk, connection: Connection, has: int, sent: int) -> tuple[tuple[WaitingLine, ...], int]:
    """What waits, this poste's first, and how many lines more; what the other desks of a shared store did waits with it."""
    lines: tuple[WaitingLine, ...] = ()
    total = 0
    for device, handed in sent_by(desk, connection).items():
        after, held = (has, sent) if device == desk.store.device else (handed, handed)
        lines += waiting_lines(connection, device, after, held, _SHOWN - len(lines))
        total += done_since(connection, device, after)
    return lines, max(0, total - len(lines))


def _exchanges_with(desk: Desk, poste: PosteView) -> bool:
    """Whether an office exchanges with a poste: the Region's of today, and those of its Mission Locale."""
    if poste.role == PosteRole.REGION:
        return poste.device == desk.setting("region-device")
    return poste.structure_code == desk.structure_code


def _received_by_region(desk: Desk, connection: Connection, has: int) -> str:
    """« 12 dossiers sur 12 reçus par la Région le … »: received, which is more than sent."""
    region = region_device(connection)
    if not region:
        return ""
    query = select(func.max(exchanged_bundle.c.at)).where(
        exchanged_bundle.c.peer == region, exchanged_bundle.c.direction == "received"
    )
    heard = connection.execute(query).scalar_one()
    if not has or not heard:
        return _("La Région n’a encore rien confirmé.")
    here = set(connection.execute(select(dossier.c.id).where(dossier.c.deleted_at.is_(None))).scalars())
    received = len(here) - len(here & dossiers_waiting(connection, desk.store.device, has))
    words = plural(
        "{n} dossier sur {total} reçu par la Région", "{n} dossiers sur {total} reçus par la Région", received
    )
    day = short_date(datetime.fromisoformat(heard).astimezone().date())
    return _("{words} le {day}").format(words=words.replace("{total}", str(len(here))), day=day) if here else ""


def _received_by_postes(desk: Desk, connection: Connection) -> str:
    """For the Region: how many postes said they have everything it wrote."""
    known = connection.execute(
        select(known_device.c.device).where(
            known_device.c.role == PosteRole.OFFICE, known_device.c.revoked_after.is_(None)
        )
    ).scalars()
    last = log.last_number(connection, desk.store.device)
    told = [log.peer_has(connection, each).get(desk.store.device, 0) >= last for each in known]
    if not told:
        return ""
    words = plural("{n} poste sur {total} a tout reçu", "{n} postes sur {total} ont tout reçu", sum(told))
    return words.replace("{total}", str(len(told)))


def _history(desk: Desk, connection: Connection) -> tuple[PastExchange, ...]:
    """Bundles close to one another are one exchange, told as a person would."""
    latest = select(exchanged_bundle).order_by(exchanged_bundle.c.id.desc()).limit(_BUNDLES)
    rows = sorted(connection.execute(latest), key=lambda each: (each.at, each.id))
    notes = exchange_notes(connection)
    region = region_device(connection)
    places = {each.device: each.branch for each in connection.execute(select(known_device))}
    reached: dict[str, int] = {}
    found: list[tuple[datetime, str, str, int, Counter[str]]] = []
    for each in rows:
        at = datetime.fromisoformat(each.at)
        way = next((note.way for note in notes if note.holds(each.id)), "")
        if not found or at - found[-1][0] > _ONE_EXCHANGE or way != found[-1][2]:
            found.append((at, each.at, way, 0, Counter()))
        _at, _text, _way, sent, received = found[-1]
        if each.direction == "sent":
            first = max(each.first_seq, reached.get(each.peer, 0) + 1)
            sent += _things(connection, desk.store.device, first, each.last_seq)
            reached[each.peer] = max(each.last_seq, reached.get(each.peer, 0))
        else:
            place = _("de la Région") if each.peer == region else places.get(each.peer, "")
            things = _things(connection, each.peer, each.first_seq, each.last_seq)
            received[place] += things or min(each.changes, 1)
        found[-1] = (at, each.at, way, sent, received)
    return tuple(
        PastExchange(_capital(moment(text)), _carried(sent, received), way)
        for _at, text, way, sent, received in reversed(found)
    )


def _things(connection: Connection, device: str, first: int, last: int) -> int:
    """What a poste did within a stretch of its numbers."""
    if last < first or not last:
        return 0
    span = (change_log.c.device == device, change_log.c.seq.between(first, last))
    return connection.execute(select(func.count(change_log.c.tx.distinct())).where(*span)).scalar_one()


def _carried(sent: int, received: Counter[str]) -> str:
    parts = []
    if sent:
        parts.append(plural("{n} modification envoyée", "{n} modifications envoyées", sent))
    for place, count in received.items():
        if not count:
            continue
        whence = place if place == _("de la Région") else _("de {branch}").replace("{branch}", place)
        words = plural("{n} venue {whence}", "{n} venues {whence}", count) if parts else plural(
            "{n} modification venue {whence}", "{n} modifications venues {whence}", count
        )  # fmt: skip
        parts.append(words.replace("{whence}", whence))
    return ", ".join(parts) or _("Rien de nouveau de part et d’autre")


def _twins(desk: Desk, connection: Connection) -> list[str]:
    """Dossiers that share a file number, told at the Region, which alone may give one another."""
    by_number: dict[str, list[str]] = {}
    for each in twins(connection) if desk.role == PosteRole.REGION else ():
        by_number.setdefault(each.file_number, []).append(each.name)
    words = _(
        "{names} portent le même numéro, {number}. Ouvrez l’un de ces dossiers et donnez-lui un nouveau numéro, par ses actions."
    )
    return [
        words.replace("{number}", number).replace("{names}", ", ".join(names)) for number, names in by_number.items()
    ]


def _claims(desk: Desk) -> list[str]:
    """Postes that say to have of this one more than it wrote."""
    words = _(
        "Le poste de {branch} dit avoir reçu d’ici plus qu’on ne lui a écrit : seul ce qui est écrit ici compte. "
        "Si ce poste-ci a été repris d’une sauvegarde, donnez-lui un nouveau nom ; sinon, appelez cette antenne."
    )
    return [words.replace("{branch}", each) for each in claiming_branches(desk)]


def _files(connection: Connection) -> list[str]:
    """Files kept because they could not be read, by whose they are."""
    found = []
    for each in files_set_aside(connection):
        words = _(
            "Un paquet de {branch} n’a pas pu être lu : il est gardé et sera relu après une mise à jour de ce poste."
        )
        found.append(words.replace("{branch}", each.branch or _("provenance inconnue")))
    return found


def _set_aside(connection: Connection) -> list[str]:
    """What was refused or waits, and why."""
    waits = parked_change.c.reason.startswith(OWNERLESS, autoescape=True)
    reasons = case((waits, OWNERLESS), else_=parked_change.c.reason).label("told")
    found = []
    for reason, count in connection.execute(select(reasons, func.count()).group_by(reasons).order_by(reasons)):
        if reason == log.UNKNOWN:
            words = plural(
                "{n} changement vient d’une version plus récente : il sera repris quand ce poste sera à jour.",
                "{n} changements viennent d’une version plus récente : ils seront repris quand ce poste sera à jour.",
                count,
            )
        elif reason == log.FAILED:
            words = plural(
                "{n} changement n’a pas pu être enregistré : il sera repris après une mise à jour de ce poste.",
                "{n} changements n’ont pas pu être enregistrés : ils seront repris après une mise à jour de ce poste.",
                count,
            )
        elif reason == log.REVOKED:
            words = plural(
                "{n} changement d’un poste révoqué est mis de côté.",
                "{n} changements d’un poste révoqué sont mis de côté.",
                count,
            )
        elif reason == OWNERLESS:
            words = plural(
                "{n} changement attend ce à quoi il appartient.",
                "{n} changements attendent ce à quoi ils appartiennent.",
                count,
            )
        else:
            words = plural("{n} changement refusé : {reason}", "{n} changements refusés : {reason}", count)
            words = words.replace("{reason}", _ended(reason))
        found.append(words)
    return found


def _missing(connection: Connection) -> list[str]:
    """Bundles that did not arrive while what follows them did; one that was replaced by a newer is not missing."""
    if connection.execute(select(covered_span.c.device).limit(1)).first() is None:
        return []
    region = region_device(connection)
    query = select(exchanged_bundle.c.peer, exchanged_bundle.c.number).where(exchanged_bundle.c.direction == "received")
    numbers: dict[str, set[int]] = {}
    for peer, number in connection.execute(query):
        numbers.setdefault(peer, set()).add(number)
    places = {each.device: each.branch for each in connection.execute(select(known_device))}
    found = []
    for peer, known in numbers.items():
        lacking = [str(number) for number in range(1, max(known)) if number not in known][-_MOST_NUMBERS:]
        if lacking:
            who = _("la Région") if peer == region else places.get(peer, "")
            words = plural(
                "Il manque le paquet n° {numbers} de {who}. Demandez-lui de l’envoyer de nouveau.",
                "Il manque les paquets n° {numbers} de {who}. Demandez-lui de les envoyer de nouveau.",
                len(lacking),
            )
            found.append(words.replace("{numbers}", ", ".join(lacking)).replace("{who}", who))
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
