"""What follows an exchange: old values dropped once a day, dossiers that left dropped, changes set aside taken up again."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.casework.dossiers import summaries
from chance_desktop.casework.exchange import set_aside
from chance_desktop.casework.exchange.bundles import followed_lists, import_bundles
from chance_desktop.casework.exchange.mailbox_ledger import what_is_understood
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.roles import PosteRole
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.writing.merge import show_again
from chance_desktop.sync import files, importing
from chance_desktop.sync.delivery import leaving
from chance_desktop.sync.delivery.compaction import compact

_COMPACTED, _UNDERSTOOD = "compacted-on", "understood"


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was done: values dropped, dossiers that left, changes taken up after an update."""

    dropped: int = 0
    departed: tuple[str, ...] = ()
    taken_up: int = 0


def after_exchange(desk: Desk) -> Upkeep:
    """Do what is due; each part is a transaction of its own, and is done again next time if it is cut."""
    taken_up = _take_up(desk)
    departed = _let_go(desk)
    if taken_up or departed:
        summaries.refresh_all(desk)
    return Upkeep(_compact(desk), departed, taken_up)


def _take_up(desk: Desk) -> int:
    """Once for each version that knows other tables or fields than the one before."""
    known = what_is_understood()
    if desk.setting(_UNDERSTOOD) == known:
        return 0
    with told_in_french(), writing(desk.store.engine) as connection:
        taken_up = importing.replay_set_aside(connection, desk.store.attachments, followed_lists(desk, connection))
    for path in set_aside.due_again(desk):
        found = import_bundles(desk, (path,)).result[0]
        taken_up += found.applied
        if not found.set_aside:
            set_aside.forget(desk, path)
    desk.put_setting(_UNDERSTOOD, known)
    return taken_up


def _let_go(desk: Desk) -> tuple[str, ...]:
    region = desk.setting("region-device")
    if desk.role != PosteRole.OFFICE or not region:
        return ()
    with told_in_french(), writing(desk.store.engine) as connection:
        gone = leaving.drop_departed(connection, desk.store.attachments, desk.store.device, desk.structure_code, region)
    return tuple(gone)


def _compact(desk: Desk) -> int:
    day = desk.today().isoformat()
    if desk.setting(_COMPACTED) == day:
        return 0
    with told_in_french(), writing(desk.store.engine) as connection:
        dropped = compact(connection, desk.store.device, desk.role, desk.structure_code)
        show_again(connection)
        files.collect_unnamed(connection, desk.store.attachments, desk.now())
    desk.put_setting(_COMPACTED, day)
    return dropped
