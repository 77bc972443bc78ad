"""What this poste wrote and another one refuses, told until it is put right: which gesture, and why."""

from __future__ import annotations

from sqlalchemy import Connection, select

from chance_desktop.casework.exchange.standing.outbox import line_of
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.schema.tables import SYNCED, change_log
from chance_desktop.store.writing.change_rows import read_fields
from chance_desktop.store.writing.stamps import read_stamps, stamps_of
from chance_desktop.sync.delivery import refusals
from chance_desktop.sync.peers import trust

_MOST = 20


def refused_elsewhere(desk: Desk, connection: Connection) -> list[str]:
    """One sentence for each change, the latest first; one whose values were corrected since is told no more."""
    names = {
        each.device: _("La Région") if each.role == PosteRole.REGION else each.branch
        for each in trust.known_postes(connection)
    }
    found: list[tuple[int, str]] = []
    for peer, of_peer in refusals.refused(connection).items():
        for seq, reason in of_peer.items():
            words = _words(connection, desk.store.device, seq, reason, names.get(peer, ""))
            if peer in names and words:
                found.append((seq, words))
    found.sort(reverse=True)
    told = [words for _seq, words in found[:_MOST]]
    if len(found) > _MOST:
        told.append(plural("Et {n} autre modification.", "Et {n} autres modifications.", len(found) - _MOST))
    return told


def _words(connection: Connection, device: str, seq: int, reason: str, who: str) -> str:
    here = (change_log.c.device == device, change_log.c.seq == seq)
    row = connection.execute(select(change_log).where(*here)).first()
    if row is None or not _stands(connection, row.table_name, row.row_id, row.fields, row.stamp):
        return ""
    line = line_of(connection, [row], seq)
    words = _("{who} n’a pas gardé « {what} » ({at}) : {reason}").replace("{who}", who).replace("{at}", line.at)
    # the reason is what another poste wrote
    why = as_shown(reason)
    return words.replace("{what}", line.title).replace("{reason}", why if why.endswith(".") else f"{why}.")


def _stands(connection: Connection, table: str, row: str, fields: str, stamp: str) -> bool:
    """Whether the row still shows something of a change."""
    if table not in SYNCED:
        return False
    query = select(SYNCED[table].c.stamps).where(SYNCED[table].c.id == row, SYNCED[table].c.deleted_at.is_(None))
    stamps = read_stamps(connection.execute(query).scalar() or "{}")
    return any(stamp in stamps_of(stamps, name) for name in read_fields(fields))
