"""Erasure on request (GDPR, article 17): only the Region erases, a person or a dossier, for good and everywhere."""

from __future__ import annotations

from sqlalchemy import select

from chance_desktop.casework.dossiers.summaries import refresh_all
from chance_desktop.casework.session.access import only_the_region
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.erasure_register import keep_beside, sign_register
from chance_desktop.casework.session.outcome import Changes, Outcome
from chance_desktop.casework.session.records import read_record
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.failures import told_in_french
from chance_desktop.store.schema.tables import SYNCED
from chance_desktop.store.writing.erasing import apply_erasures


def erase_person(desk: Desk, dossier_id: str) -> Outcome[None]:
    """Erase the person of a dossier, and all their dossiers. It cannot be undone.

    Raises `NotTheRegion` or `DossierUnknown`.
    """
    return _erase(desk, dossier_id, "person")


def erase_dossier(desk: Desk, dossier_id: str) -> Outcome[None]:
    """Erase one dossier; the person stays when they have another. It cannot be undone.

    Raises `NotTheRegion` or `DossierUnknown`.
    """
    return _erase(desk, dossier_id, "dossier")


def _erase(desk: Desk, dossier_id: str, kind: str) -> Outcome[None]:
    only_the_region(desk)
    with desk.working() as work:
        record = read_record(work.connection, dossier_id)
        target = record.person["id"] if kind == "person" else dossier_id
        work.tx.create("erasure", {"kind": kind, "target": target})
        if kind == "person":
            # kept apart from the dossier, for those who agreed: it goes with the person
            for name in ("afterwards", "sponsor"):
                table = SYNCED[name]
                kept = select(table.c.id).where(table.c.former_dossier == dossier_id)
                for row in work.connection.execute(kept).scalars():
                    work.tx.create("erasure", {"kind": name, "target": row})
    with told_in_french(), writing(desk.store.engine) as connection:
        apply_erasures(connection, desk.store.attachments)
        sign_register(desk, connection)
    keep_beside(desk)
    refresh_all(desk)
    return Outcome(None, Changes(frozenset({ChangeKind.DOSSIER, ChangeKind.PERSON}), frozenset({dossier_id})))
