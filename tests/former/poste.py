"""A poste of the former version: run with that version on the path, it reads orders, a line of JSON each, and answers each so.

It knows the modules of the former version only; `tests.former.postes` starts it. Everything is fictional.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from chance_desktop.casework.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.desk import Desk, open_desk
from chance_desktop.casework.dossier import leave, move_step, open_dossier
from chance_desktop.casework.letters import Referee
from chance_desktop.casework.mailbox import set_mailbox
from chance_desktop.casework.mailbox_exchange import exchange_now
from chance_desktop.casework.office import BranchContact, OfficeSetup, set_up_office
from chance_desktop.casework.people import NewPerson, create_dossier
from chance_desktop.store.tables import SYNCED
from sqlalchemy import func, select

from chance_desktop.casework import enrolment, exchange, letters, liaison, pieces, scans, situation
from chance_desktop.casework.demo.papers import fictional_paper
from chance_desktop.casework.journal import add_note, journal
from chance_desktop.casework.meetings import NewMeeting, add_meeting
from chance_desktop.casework.stays import save_stay
from chance_desktop.store.opening import SCHEMA_HEAD

GARNIER = Referee(
    "M.", "Yann", "Garnier", "professeur d’anglais", "Lycée des Trois Rivières", "12, rue du Moulin", "86400", "Civray",
    "05 36 49 22 10", "y.garnier@exemple.fr", "teacher", "septembre 2022", "juin 2024",
)  # fmt: skip
MANON = NewPerson(
    "Roussel",
    "Manon",
    date(2005, 3, 12),
    "F",
    "Civray",
    "86400",
    "06 39 98 12 45",
    "manon.roussel@exemple.fr",
    "410010",
)
THEO = NewPerson("Lacroix", "Théo", date(2006, 7, 1), "M", "Couhé", "86700", "06 39 98 12 46")
_NOT_COMPARED = frozenset({"created_at", "updated_at", "stamps"})


class Days:
    """The time of a poste; each reading is a millisecond later."""

    def __init__(self, day: date) -> None:
        self.at = datetime.combine(day, time(11), UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


class Poste:
    """What may be asked of a home: each order is a method."""

    def __init__(self) -> None:
        self.desk: Desk | None = None

    @property
    def opened(self) -> Desk:
        """The desk of the home that is open."""
        assert self.desk is not None
        return self.desk

    def set_up(self, home: str, code: str, town: str, first_name: str, surname: str, role: str, day: str) -> str:
        """Make a home; the schema it has."""
        who = NewCounsellor(first_name, surname, "Conseillère", "05 36 49 10 21")
        branch = BranchContact(town, "3, place des Tilleuls", "86400", town, "05 36 49 10 20")
        setup = OfficeSetup(code, branch, (who,), fictional=True, role=role)
        set_up_office(Path(home), setup, Days(date.fromisoformat(day)))
        return SCHEMA_HEAD

    def open(self, home: str, day: str) -> str:
        """Open a home in the name of its first counsellor; the device."""
        self.desk = open_desk(Path(home), clock=Days(date.fromisoformat(day)))
        sign_in(self.desk, list_counsellors(self.desk)[0].id)
        return self.desk.store.device

    def close(self) -> None:
        """Close it."""
        self.opened.close()
        self.desk = None

    def ask_welcome(self, path: str) -> None:
        """The request of an office to be known by the Region."""
        enrolment.request(self.opened, Path(path))

    def accept(self, path: str, answer: str = "") -> None:
        """The Region takes a request in and answers it; an office takes the answer in."""
        enrolment.accept(self.opened, Path(path), Path(answer) if answer else None)

    def follow_people(self, folder: str) -> list[str]:
        """Two dossiers: one with letters, pieces, a scan, a meeting and a stay; one that was left."""
        desk = self.opened
        manon = create_dossier(desk, MANON).result
        situation.save_fields(
            desk, manon, {
                "nationality": "fr", "hosted": False, "job_seeker": True, "grant_obstacle": "money",
                "destination_country": "ie", "destination_town": "Cork", "departure_on": date(2026, 9, 1),
                "project": "Apprendre l’anglais, puis travailler à l’accueil d’un « hostel ».",
            },
        )  # fmt: skip
        move_step(desk, manon, 3)
        letters.save_referee(desk, manon, "teacher", GARNIER)
        letters.mark(desk, manon, "teacher", "requested")
        letters.log_contact(desk, manon, "teacher", "phone", "Il s’en occupe cette semaine.")
        letters.mark(desk, manon, "teacher", "received")
        paper = Path(folder) / "piece.png"
        paper.write_bytes(fictional_paper("Carte d’identité", "Manon"))
        scans.attach(desk, manon, "identity", (paper,))
        paper.unlink()
        pieces.request_waiver(desk, manon, "letter-employer", "Elle ne connaît personne d’autre.")
        add_note(desk, manon, "Elle hésite entre Cork et Dublin : à revoir lundi.")
        add_meeting(desk, manon, NewMeeting(date(2026, 3, 9), "10:00", "Civray", "follow-up", "Claire Audebert"))
        save_stay(desk, manon, {"language_starts_on": date(2026, 9, 7), "language_weeks": 4})
        theo = create_dossier(desk, THEO).result
        leave(desk, theo, "withdrawn", "Il a trouvé un emploi à Poitiers.")
        return [manon, theo]

    def answer_people(self, dossier: str) -> None:
        """What the Region says of a dossier: the waiver it grants, and a note to the office."""
        pieces.decide_waiver(self.opened, dossier, "letter-employer", granted=True, seen=None)
        liaison.write_note(self.opened, dossier, "Dispense accordée : le dossier peut être déposé.")

    def save(self, dossier: str, fields: dict[str, str]) -> None:
        """Fields of a situation, as text."""
        situation.save_fields(self.opened, dossier, fields)

    def note(self, dossier: str, text: str) -> None:
        """A line of the journal."""
        add_note(self.opened, dossier, text)

    def write(self, folder: str, to: str = "") -> list[str]:
        """What a recipient does not have yet, in files: the Region's, or those for a device."""
        desk = self.opened
        if not to:
            return [str(path) for path in exchange.export_bundle(desk, Path(folder)).files]
        peer = next(each for each in exchange.recipients(desk) if each.device == to)
        return [str(each.path) for each in exchange.write_bundles(desk, peer, Path(folder))]

    def take(self, paths: list[str]) -> list[str]:
        """Take files in; why some were refused."""
        found = exchange.import_bundles(self.opened, tuple(Path(path) for path in paths)).result
        return [str(each.refused) for each in found if each.refused]

    def mailbox(self, url: str) -> None:
        """Choose the mailbox."""
        set_mailbox(self.opened, url)

    def exchange(self) -> dict[str, Any]:
        """Exchange once through the mailbox: what went, came, and went wrong."""
        told = exchange_now(self.opened)
        wrong = [each.reason for each in told.refused] + ([told.interrupted.text] if told.interrupted else [])
        return {"sent": told.sent, "received": told.received, "wrong": wrong}

    def columns(self) -> dict[str, list[str]]:
        """The columns of each table that travels: what this version understands of a change."""
        return {name: sorted(set(table.c.keys()) - _NOT_COMPARED - {"id"}) for name, table in SYNCED.items()}

    def rows(self, tables: list[str]) -> dict[str, list[dict[str, Any]]]:
        """The rows of tables, by their identifier, without the bookkeeping of a store."""
        found: dict[str, list[dict[str, Any]]] = {}
        with self.opened.reading() as connection:
            for name in tables:
                rows = connection.execute(select(SYNCED[name]).order_by(SYNCED[name].c.id))
                found[name] = [
                    {key: value for key, value in row._asdict().items() if key not in _NOT_COMPARED} for row in rows
                ]
        return found

    def count(self, table: str) -> int:
        """How many rows a table of the store has: local ones too."""
        from chance_desktop.store.tables import metadata

        with self.opened.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar() or 0)

    def shown(self, dossier: str) -> dict[str, Any]:
        """A dossier as it is shown: its name, its step, its letters, its journal."""
        view = open_dossier(self.opened, dossier)
        return {
            "name": view.name,
            "step": view.step,
            "state": view.state,
            "letters": [(each.kind, each.status, each.headline) for each in view.letters],
            "pieces": [(each.code, each.status) for each in (*view.pieces.to_obtain, *view.pieces.received)],
            "journal": [(each.at.isoformat(), each.text) for each in journal(self.opened, dossier)],
        }


def serve() -> None:
    """Read orders until there are none."""
    poste = Poste()
    for line in sys.stdin:
        order = json.loads(line)
        act: Callable[..., Any] = getattr(poste, order.pop("do"))
        sys.stdout.write(json.dumps(act(**order)) + "\n")
        sys.stdout.flush()
    if poste.desk is not None:
        poste.close()


if __name__ == "__main__":
    serve()
