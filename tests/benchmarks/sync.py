"""The exchange: against PouchDB replicating the same documents in clear, against bare inserts, and against `zstd` alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random

import zstandard
from sqlalchemy import insert, select

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import DEFAULT_PROGRAMME, Desk, Work
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.domain.change import Value
from chance_desktop.domain.journal.events import Event
from chance_desktop.domain.journal.wording import entry
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.identifiers import new_id
from chance_desktop.store.schema.tables import SYNCED, change_log, exchanged_bundle, peer_seen
from chance_desktop.sync import log
from chance_desktop.sync.bundle import payload
from tests.benchmarks.figures import Figure, alternately, difference, median_time, ratio, timed

_DOSSIERS = 10_000
_CHUNK = 500
_SMALL, _LARGE, _CHANGES = 1_000, 200_000, 100
_LOOK = 0.05
"""Seconds between two readings of a page, as of a window at work."""
_PERSON = ("surname", "first_name", "birth_date", "sex", "nationality", "ml_number", "address", "postcode", "town", "phone",
           "email", "last_class", "diploma", "level_1969", "level_2019")  # fmt: skip
_DOSSIER = ("programme", "structure_code", "branch_id", "file_number", "step", "state", "entered_on", "lodged_on",
            "destination_country", "destination_town", "departure_on", "return_on", "language", "language_level", "project",
            "prior_stay", "hosted", "ml_registered", "job_seeker", "grant_obstacle", "parent_name", "parent_phone",
            "arrangements", "person_id", "entry_structure")  # fmt: skip
"""Forty fields in all, in two rows."""
_LINE = {"on": "2026-11-28", "recorded_at": "2026-11-28T14:00:00+00:00", "by": "", "kind": "created",
         "text": "Dossier ouvert", "event": "dossier-opened", "parameters": "{}"}  # fmt: skip
"""What the line of a journal holds beside its references, in two rows."""


def figures(homes: Path) -> list[Figure]:
    """Every ratio; the peer is left out where Node is not installed."""
    found: list[Figure] = []
    with _pair() as (office, region, folder):
        documents = list(made_up(_DOSSIERS, office.structure_code, 1))
        write(office, documents)
        begun = time.perf_counter()
        made = bundles.export_bundle(office, folder / "out")
        exported = time.perf_counter() - begun
        begun = time.perf_counter()
        taken = bundles.take_in(region, made.files)
        imported = time.perf_counter() - begun
        bundles.bring_lists_up_to_date(region, taken.changes.ids)
        listed = time.perf_counter() - begun
        assert sum(each.applied for each in taken.result) >= 4 * _DOSSIERS
        assert list_page(region, DossierQuery()).total == _DOSSIERS
        peer = _pouchdb(documents, folder)
        if peer is not None:
            found.append(ratio("10,000 dossiers sealed and taken in / PouchDB, clear", exported + imported, peer, 0.4))
            found.append(ratio("from the file to the lists that show them / the same", listed, peer, 1))
        bare = _bare_insert(region, folder)
        found.append(ratio("the same import / bulk insert of its rows and log", imported, bare, 1.2))
        found.append(ratio("… and the lists brought up to date (no limit)", listed, bare, 99))
        found.append(_size(office, made.files))
    found.append(_window_meanwhile())
    with _exchange_of_a_hundred(homes, _SMALL) as among_few, _exchange_of_a_hundred(homes, _LARGE) as among_many:
        small, large = alternately(among_few, among_many, 9)
    found.append(ratio("100 changes in 200,000 dossiers / in 1,000", large, small, 1.3))
    return found


def _window_meanwhile() -> Figure:
    """How long the first page of the list takes to read while another lane takes files in and brings the lists up to date.

    What 19 readings in 20 take at most, twenty a second, as a window asks for it.
    """
    with _pair() as (office, region, folder), ThreadPoolExecutor(1) as lane:
        write(office, list(made_up(_DOSSIERS, office.structure_code, 1)))
        work = lane.submit(bundles.import_bundles, region, bundles.export_bundle(office, folder / "out").files)
        page = timed(lambda: list_page(region, DossierQuery()))
        waits: list[float] = []
        while not work.done():
            waits.append(page())
            time.sleep(_LOOK)
        work.result()
        alone = median_time(page)
    longest = sorted(waits)[len(waits) * 19 // 20]
    return difference(
        "a page of the list read meanwhile, beyond one read alone", longest * 1000, alone * 1000, 100, unit="ms"
    )


@contextmanager
def _pair() -> Iterator[tuple[Desk, Desk, Path]]:
    """An office and the Region that know each other."""
    with tempfile.TemporaryDirectory(prefix="chance-bench-") as name:
        folder = Path(name)
        office, region = desk_of(folder / "office", "office"), desk_of(folder / "region", "region")
        try:
            enrol(office, region, folder)
            yield office, region, folder
        finally:
            office.close()
            region.close()


def desk_of(home: Path, role: str) -> Desk:
    """An empty fictional home, open."""
    code = "86400S00" if role == "office" else ""
    set_up_office(
        home, OfficeSetup(code, BranchContact("Civray"), (NewCounsellor("A", "B"),), fictional=True, role=role)
    )
    return open_desk(home)


def enrol(office: Desk, region: Desk, folder: Path) -> None:
    """Let them know each other."""
    enrolment.request(office, folder / "request")
    enrolment.accept(region, folder / "request", folder / "welcome")
    enrolment.accept(office, folder / "welcome")


def made_up(count: int, structure: str, seed: int) -> Iterator[dict[str, Value]]:
    """People with their dossier, forty fields each, such as every poste keeps."""
    random = Random(seed)
    for _number in range(count):
        day = f"20{random.randint(10, 26):02d}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        document: dict[str, Value] = {}
        for name in (*_PERSON, *_DOSSIER):
            if name in ("prior_stay", "hosted", "ml_registered", "job_seeker"):
                document[name] = random.random() < 0.5
            elif name.endswith("_on") or name == "birth_date":
                document[name] = day
            elif name == "arrangements":
                document[name] = "[]"
            else:
                document[name] = f"{name[:4]} {random.randrange(10**6)}"
        document |= {"structure_code": structure, "entry_structure": structure, "state": "active", "step": "dossier"}
        document |= {"sex": random.choice("FM"), "programme": DEFAULT_PROGRAMME}
        document["birth_date"] = f"{random.randint(2001, 2009)}{day[4:]}"
        yield document


def write(desk: Desk, documents: list[dict[str, Value]]) -> None:
    """Write them as they are opened: each with the line of its journal that says so, and the data of that line."""
    opened = entry(Event.DOSSIER_OPENED)
    for start in range(0, len(documents), _CHUNK):
        with desk.store.writer.transaction("", desk.standing) as tx:
            work = Work(desk, tx)
            for document in documents[start : start + _CHUNK]:
                person = tx.create("person", {name: document[name] for name in _PERSON})
                dossier = tx.create("dossier", {**{name: document[name] for name in _DOSSIER}, "person_id": person})
                work.journal(dossier, opened)


def _pouchdb(documents: list[dict[str, Value]], folder: Path) -> float | None:
    """Seconds PouchDB takes to replicate the same from one LevelDB into another: a document for a dossier, one for its line."""
    if shutil.which("npm") is None:
        return None
    peer = Path("build/pouchdb").resolve()
    shutil.copytree(Path(__file__).parent / "pouchdb", peer, dirs_exist_ok=True)
    if not (peer / "node_modules").exists():
        done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=peer, check=False)
        if done.returncode:
            return None
    lines = folder / "documents.jsonl"
    with lines.open("w", encoding="utf-8") as stream:
        for number, document in enumerate(documents):
            line = {"_id": f"{number:08d}-opened", "dossier_id": new_id(), "journal_id": new_id(), **_LINE}
            for each in ({"_id": f"{number:08d}", **document}, line):
                stream.write(json.dumps(each, ensure_ascii=False) + "\n")
    command = ["node", "replicate.js", str(lines), str(folder)]
    return float(subprocess.run(command, cwd=peer, check=True, capture_output=True, text=True).stdout)


def _bare_insert(region: Desk, folder: Path) -> float:
    """Seconds SQLAlchemy Core takes to insert the same rows and log entries in an empty store of the same cipher."""
    rows: dict[str, list[dict[str, object]]] = {}
    with region.reading() as connection:
        for name in ("person", "dossier"):
            rows[name] = [row._asdict() for row in connection.execute(select(SYNCED[name]))]
        logged = [row._asdict() for row in connection.execute(select(change_log))]
    empty = desk_of(folder / "empty", "region")
    try:
        begun = time.perf_counter()
        with writing(empty.store.engine) as connection:
            for name, some in rows.items():
                connection.execute(insert(SYNCED[name]), some)
            connection.execute(insert(change_log), [each for each in logged if each["table_name"] in rows])
        return time.perf_counter() - begun
    finally:
        empty.close()


def _size(office: Desk, files: tuple[Path, ...]) -> Figure:
    """Bytes of the bundles against their changes as JSON lines through `zstd -3`, each as one file."""
    with office.reading() as connection:
        changes = log.changes_after(connection, office.store.device, 0, 10**6)
    alone = 0
    for start in range(0, len(changes), payload.MOST_CHANGES):
        some = changes[start : start + payload.MOST_CHANGES]
        lines = b"".join(payload.change_line(change).encode() + b"\n" for change in some)
        alone += len(zstandard.ZstdCompressor(level=3).compress(lines))
    return ratio(
        "bundles / zstd -3 of the same changes", sum(path.stat().st_size for path in files), alone, 1.1, unit="B"
    )


@contextmanager
def _exchange_of_a_hundred(homes: Path, dossiers: int) -> Iterator[Callable[[], float]]:
    """Seconds to export a hundred changes and take them in, between stores of so many dossiers, each time it is asked."""
    office_home, region_home = _known_pair(homes, dossiers)
    office, region = open_desk(office_home), open_desk(region_home)
    turns = count()

    def once() -> float:
        _hundred_changes(office, next(turns))
        with tempfile.TemporaryDirectory(prefix="chance-bench-") as name:
            begun = time.perf_counter()
            made = bundles.export_bundle(office, Path(name))
            done = bundles.import_bundles(region, made.files).result
            taken = time.perf_counter() - begun
        assert sum(each.applied for each in done) == _CHANGES
        _acknowledge(office, region)
        return taken

    try:
        yield once
    finally:
        office.close()
        region.close()


def _hundred_changes(office: Desk, turn: int) -> None:
    table = SYNCED["dossier"]
    with office.reading() as connection:
        query = select(table.c.id, table.c.stamps).order_by(table.c.id).offset(turn * _CHANGES).limit(_CHANGES)
        rows = connection.execute(query).all()
    from chance_desktop.store.writing.stamps import read_stamps

    with office.store.writer.transaction("") as tx:
        for row in rows:
            tx.update("dossier", row.id, {"project": f"{turn} {new_id()}"}, read_stamps(row.stamps))


def _acknowledge(office: Desk, region: Desk) -> None:
    """The Region's receipt, without the bundle that would bring it."""
    with region.reading() as connection:
        seen = log.seen(connection)
    with office.store.engine.begin() as connection:
        log.note_peer_has(connection, region.store.device, seen)


def _known_pair(homes: Path, dossiers: int) -> tuple[Path, Path]:
    """Homes of an office and of the Region that hold the same dossiers, made once."""
    office_home, region_home = homes / f"exchange-{dossiers}-office", homes / f"exchange-{dossiers}-region"
    if not (region_home / "ready").exists():
        for home in (office_home, region_home):
            shutil.rmtree(home, ignore_errors=True)
        office, region = desk_of(office_home, "office"), desk_of(region_home, "region")
        try:
            enrol(office, region, office_home)
            for start in range(0, dossiers, _DOSSIERS):
                write(office, list(made_up(min(_DOSSIERS, dossiers - start), office.structure_code, start)))
                with tempfile.TemporaryDirectory(prefix="chance-bench-") as name:
                    bundles.import_bundles(region, bundles.export_bundle(office, Path(name)).files)
                _acknowledge(office, region)
            with office.store.engine.begin() as connection:
                assert connection.execute(select(peer_seen)).first() is not None
                assert connection.execute(select(exchanged_bundle)).first() is not None
        finally:
            office.close()
            region.close()
        (region_home / "ready").touch()
    return office_home, region_home
