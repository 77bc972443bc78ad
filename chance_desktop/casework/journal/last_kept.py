"""What was kept last on this poste, told after it stopped without warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from chance_desktop.casework.session.counsellors import current
from chance_desktop.casework.session.desk import Desk
from chance_desktop.domain.clock import Stamp
from chance_desktop.store.tables import change_log, dossier, journal, person


@dataclass(frozen=True, slots=True)
class LastKept:
    """When something was written here last; in whose dossier and what, as far as the journal tells."""

    at: datetime
    name: str
    text: str


def last_kept(desk: Desk) -> LastKept | None:
    """The last thing written on this poste; nothing when nothing was."""
    who = current(desk)
    written = (
        select(change_log.c.stamp)
        .where(change_log.c.device == desk.store.device)
        .order_by(change_log.c.seq.desc())
        .limit(1)
    )
    told = (
        select(journal.c.text, person.c.first_name, person.c.surname)
        .join(dossier, dossier.c.id == journal.c.dossier_id)
        .join(person, person.c.id == dossier.c.person_id)
        .where(journal.c.deleted_at.is_(None), journal.c.by == (who.id if who is not None else ""))
        .order_by(journal.c.recorded_at.desc(), journal.c.id.desc())
        .limit(1)
    )
    with desk.reading() as connection:
        stamp = connection.execute(written).scalar()
        line = connection.execute(told).first()
    if stamp is None:
        return None
    at = datetime.fromtimestamp(Stamp.parse(stamp).ms / 1000, desk.now().tzinfo)
    if line is None:
        return LastKept(at, "", "")
    return LastKept(at, f"{line.first_name} {line.surname}", line.text)
