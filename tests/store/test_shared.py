"""A store that desks share on PostgreSQL: they write at once and nothing is lost; what goes wrong is said; a store moves whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from chance_desktop.casework.cards.kinds import EVENT
from chance_desktop.casework.cards.rows import add_card
from chance_desktop.casework.dossiers.dossier import journal, open_dossier
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.keys import ExchangeElsewhere
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.exchange.standing.page import exchange_page
from chance_desktop.casework.exchange.standing.status import Standing
from chance_desktop.casework.installation import shared_store
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.installation.set_up import ForTheRegion, OfficeSetup, set_up_office
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.programme.published_parts import parts, publish
from chance_desktop.casework.region.interviews import book, slots
from chance_desktop.casework.region.shared_store_watch import Neighbours
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField, NotTheRegion
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.session.kit.progress import NoProgress, Stopped
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import add_counsellor, list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.recovery_words import identity_of
from chance_desktop.runtime.running_lock import AlreadyRunning
from chance_desktop.store import failures, settings
from chance_desktop.store.copies.copying import CopyDiffers
from chance_desktop.store.engines.database_address import AddressUnreadable, DatabaseAddress, LinkNotEncrypted
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.engines.postgresql import hold_device
from chance_desktop.store.schema.tables import SYNCED, change_log, metadata
from tests import postgresql
from tests.casework.making import dossier_of, paper, piece_of
from tests.conftest import SHARED, Office, calendar, copy_home
from tests.store.desks import NEIGHBOUR
from tests.store.desks import joined as _joined
from tests.store.test_nothing_in_clear import PERSONAL


@pytest.fixture
def region_store() -> str:
    """Here the Region always works on a shared store."""
    return SHARED


def _refused(kind: type[ExpectedError], call: Callable[[], object]) -> None:
    with pytest.raises(kind) as told:
        call()
    assert told.value.sentence.endswith(".")
    assert told.value.next_step.endswith(".")


def _counts(desk: Desk) -> dict[str, int]:
    """Rows by table, of all that a store holds but what it computes."""
    with desk.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name not in ("sealed_file", "setting")
        }


def _numbers(desk: Desk, device: str) -> list[int]:
    with desk.reading() as connection:
        query = select(change_log.c.seq).where(change_log.c.device == device).order_by(change_log.c.seq)
        return list(connection.execute(query).scalars())


def test_desks_write_at_once_and_lose_nothing(region: Office, tmp_path: Path) -> None:
    first = region.desk
    common = dossier_of(first)
    with _joined(first, tmp_path / "second") as second:
        start = threading.Barrier(2)

        def work(desk: Desk, name: str) -> list[str]:
            start.wait()
            made = []
            for number in range(25):
                made.append(create_dossier(desk, NewPerson(name, f"Essai{number}")).result)
                save_fields(desk, common, {"project": f"{name} {number}"})
            return made

        with ThreadPoolExecutor(2) as pool:
            mine, theirs = (pool.submit(work, *each) for each in ((first, "Un"), (second, "Deux")))
            made = {*mine.result(), *theirs.result()}
        for desk in (first, second):
            page = list_page(desk, DossierQuery(limit=200))
            assert {row.id for row in page.rows} == {*made, common}
            numbers = [open_dossier(desk, each).file_number for each in made]
            assert len(set(numbers)) == len(made)
            for device in (first.store.device, second.store.device):
                written = _numbers(desk, device)
                assert written == list(range(1, len(written) + 1)), "numbers follow one another, without a hole"
        with first.reading() as connection:
            told = [
                row.fields
                for row in connection.execute(select(change_log.c.fields).where(change_log.c.row_id == common))
            ]
        written = {value for each in told if (value := json.loads(each).get("project", {}).get("v"))}
        assert written >= {f"{name} {number}" for name in ("Un", "Deux") for number in range(25)}


def test_who_did_not_see_the_other_s_value_leaves_both(region: Office, tmp_path: Path) -> None:
    first = region.desk
    dossier = dossier_of(first)
    with _joined(first, tmp_path / "second") as second:
        shown = situation(second, dossier)
        save_fields(first, dossier, {"town": "Gençay"})
        save_fields(second, dossier, {"town": "Couhé"}, shown.seen)
        found = situation(first, dossier)
        town = next(field for part in found.sections for field in part.fields if field.code == "town")
        assert {found.values["town"], *(head.value for head in town.conflict)} == {"Gençay", "Couhé"}


def test_a_slot_is_given_once(region: Office, tmp_path: Path) -> None:
    first = region.desk
    day = {
        "kind": "interviews", "on": first.today() + timedelta(days=9), "at": "9h", "until": "12h", "mode": "video",
        "place": "Poitiers",
    }  # fmt: skip
    add_card(first, EVENT, day)
    people = [dossier_of(first, NewPerson("Roussel", name)) for name in ("Manon", "Inès")]
    offered = slots(first)
    with _joined(first, tmp_path / "second") as second:
        for slot in offered[:4]:
            start = threading.Barrier(2)

            def give(desk: Desk, dossier: str, start: threading.Barrier = start, slot: object = slot) -> bool:
                start.wait()
                try:
                    book(desk, dossier, slot.event_id, slot.at)  # type: ignore[attr-defined]
                except InvalidField:
                    return False
                return True

            with ThreadPoolExecutor(2) as pool:
                given = list(pool.map(give, (first, second), people))
            assert given.count(True) == 1, "one of the two desks was too late"
            holders = [each.dossier_id for each in slots(first) if (each.event_id, each.at) == (slot.event_id, slot.at)]
            assert holders == [people[given.index(True)]]


_WRITER = """
import sys
from pathlib import Path
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
desk = open_desk(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
for number in range(15):
    create_dossier(desk, NewPerson(sys.argv[2], f"Essai{number}"))
desk.close()
"""


def test_processes_write_at_once(region: Office, tmp_path: Path) -> None:
    homes = [tmp_path / f"poste{number}" for number in range(3)]
    for home in homes:
        with _joined(region.desk, home, home.name):
            pass
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(home), home.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for home in homes
    ]  # fmt: skip
    for each in running:
        assert each.stdout is not None
        assert each.stdout.readline() == "open\n"
    for each in running:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    assert [each.communicate(timeout=60) and each.returncode for each in running] == [0, 0, 0]
    rows = list_page(region.desk, DossierQuery(limit=200)).rows
    assert sorted(fold(row.surname) for row in rows) == sorted(home.name for home in homes for _each in range(15))
    assert len({open_dossier(region.desk, row.id).file_number for row in rows}) == 45


def test_a_writer_killed_halfway_leaves_nothing_and_holds_nobody(region: Office, tmp_path: Path) -> None:
    home = tmp_path / "killed"
    with _joined(region.desk, home):
        pass
    script = _WRITER.replace("range(15)", "range(100_000)")
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(home), "Killed"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.stdin.write("\n")
    writer.stdin.flush()
    while not list_page(region.desk, DossierQuery(limit=10)).rows:
        pass
    writer.kill()
    writer.communicate()
    create_dossier(region.desk, NewPerson("Après", "Essai"))
    device = HomeIdentity.read(HomeLayout(home)).device
    numbers = _numbers(region.desk, device)
    assert numbers == list(range(1, len(numbers) + 1))
    counts = _counts(region.desk)
    assert counts["dossier"] == counts["person"] == counts["dossier_summary"]
    desk = open_desk(home, clock=calendar())  # its name was let go with its connection
    desk.close()


def test_each_desk_sees_what_the_others_did(region: Office, tmp_path: Path) -> None:
    first = region.desk
    with _joined(first, tmp_path / "second") as second:
        watch = Neighbours(second)
        assert not watch.look().kinds
        dossier = dossier_of(first)
        seen = watch.look()
        assert {"dossier", "person"} <= seen.kinds
        assert dossier in seen.ids
        assert not watch.look().kinds
        save_fields(second, dossier, {"town": "Couhé"})
        assert not watch.look().kinds, "what a desk does itself is no news to it"
        scan = tmp_path / "paper"
        scan.mkdir()
        scans.attach(first, dossier, "identity", (paper(scan),))
        assert "scan" in watch.look().kinds
        shown = piece_of(second, dossier, "identity").scans[0].id
        shared_store.open_scans(second, identity_of(" ".join(shared_store.hand_over_scans(first))))
        assert scans.scan_pdf(second, shown) == scans.scan_pdf(first, shown)
        content = next(each.content for each in parts(first) if each.path == "programme.toml")
        publish(first, "programme.toml", content.replace("letter_chase = 10", "letter_chase = 21"))
        assert second.programme.delays.letter_chase == 10
        watch.look()
        assert second.programme.delays.letter_chase == 21
    with _joined(first, tmp_path / "third") as third:
        assert third.programme.delays.letter_chase == 21, "who joins later follows it too"


def test_what_the_offices_send_reaches_every_desk(opened: Callable[[str], Office], tmp_path: Path) -> None:
    region, office = opened("region").desk, opened("civray").desk
    enrolment.request(office, tmp_path / "asked")
    enrolment.accept(region, tmp_path / "asked", tmp_path / "welcome")
    enrolment.accept(office, tmp_path / "welcome")
    with _joined(region, tmp_path / "second") as second:
        watch = Neighbours(second)
        dossier = dossier_of(office)
        bundles.import_bundles(region, bundles.export_bundle(office, tmp_path / "out").files)
        assert {"dossier", "exchange"} <= watch.look().kinds
        assert open_dossier(second, dossier).name == "Manon Roussel"
        # what the second desk writes leaves with the first one's next bundle
        before = exchange_page(region).state.waiting
        save_fields(second, dossier, {"town": "Couhé"})
        for desk in (region, second):
            assert exchange_page(desk).state.waiting == before + 1, "whoever wrote it, it waits"
        assert any("Manon Roussel" in each.title for each in exchange_page(region).waiting)
        peer = next(each for each in bundles.recipients(region) if each.device == office.store.device)
        made = bundles.write_bundles(region, peer, tmp_path / "back")
        bundles.import_bundles(office, tuple(each.path for each in made))
        assert situation(office, dossier).values["town"] == "Couhé"
        assert [exchange_page(desk).state.waiting for desk in (region, second)] == [0, 0]
        # one desk exchanges; the others say so
        page = exchange_page(second)
        assert (page.state.standing, page.here, page.exchanges) == (Standing.ELSEWHERE, False, False)
        assert exchange_page(region).here
        _refused(ExchangeElsewhere, lambda: bundles.write_bundles(second, peer, tmp_path / "no"))
        _refused(ExchangeElsewhere, lambda: enrolment.request(second, tmp_path / "no.json"))


def test_a_desk_works_at_one_place_where_several_programs_may_have_it_open(
    region: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chance_desktop.store.engines.postgresql.LEAVING_SECONDS", 0.3)
    with _joined(region.desk, tmp_path / "second") as second:
        copy = tmp_path / "copy"
        shutil.copytree(second.home, copy, ignore=shutil.ignore_patterns("running.lock"))
        _refused(AlreadyRunning, lambda: open_desk(copy))
        shutil.rmtree(copy)
        watched = Neighbours(second)
        beside = open_desk(second.home, clock=calendar())  # another program of this computer
        try:
            sign_in(beside, list_counsellors(beside)[0].id)
            made = create_dossier(beside, NewPerson("Baudry", "Théo")).result
            create_dossier(second, NewPerson("Roussel", "Manon"))
            assert watched.look().ids == {made}
            second.close()
            shutil.copytree(second.home, copy, ignore=shutil.ignore_patterns("running.lock"))
            _refused(AlreadyRunning, lambda: open_desk(copy))
        finally:
            beside.close()


def test_a_revoked_desk_opens_nothing(region: Office, tmp_path: Path) -> None:
    with _joined(region.desk, tmp_path / "second") as second:
        create_dossier(second, NewPerson("Baudry", "Théo"))
        device = second.store.device
    revoke_poste(region.desk, device)
    _refused(failures.DeskRevoked, lambda: open_desk(tmp_path / "second"))
    assert [row.surname for row in list_page(region.desk, DossierQuery()).rows] == ["Baudry"]


def test_only_the_region_shares(tmp_path: Path) -> None:
    asked = OfficeSetup("86400S00", BranchContact("Civray"), database=postgresql.new_database(), fictional=True)
    _refused(ForTheRegion, lambda: set_up_office(tmp_path / "home", asked))
    assert not (tmp_path / "home").exists()


def test_fictional_and_real_work_never_share(region: Office, tmp_path: Path) -> None:
    with writing(region.desk.store.engine) as connection:
        settings.put(connection, "fictional", "")  # the store of a real Region
    asked = OfficeSetup(
        "", BranchContact("Poitiers"), (NEIGHBOUR,), fictional=True, role="region",
        database=region.desk.identity.database,
    )  # fmt: skip
    _refused(shared_store.OtherKindOfWork, lambda: set_up_office(tmp_path / "home", asked))
    assert not HomeLayout(tmp_path / "home").identity.exists()


# what goes wrong


def test_a_server_that_stops_is_said_and_comes_back(region: Office, tmp_path: Path) -> None:
    url = region.desk.identity.database
    dossier = dossier_of(region.desk)
    postgresql.refuse_connections(url)
    _refused(failures.DatabaseUnreachable, lambda: save_fields(region.desk, dossier, {"town": "Couhé"}))
    _refused(failures.DatabaseUnreachable, lambda: open_dossier(region.desk, dossier))
    postgresql.accept_connections(url)
    save_fields(region.desk, dossier, {"town": "Gençay"})
    assert situation(region.desk, dossier).values["town"] == "Gençay"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("postgresql://postgres@/nowhere?host={folder}", failures.DatabaseRefused),
        ("postgresql://nobody@/postgres?host={folder}", failures.DatabaseRefused),
        ("postgresql://postgres@127.0.0.1:1/region", failures.DatabaseUnreachable),
        ("postgresql://postgres@/region?host=/nowhere", failures.DatabaseUnreachable),
        ("postgresql://region.exemple.fr/region", AddressUnreadable),
        ("mysql://postgres@localhost/region", AddressUnreadable),
        ("postgresql://postgres@localhost:port/region", AddressUnreadable),
        ("region", AddressUnreadable),
        ("postgresql://chance@region.exemple.fr/region?sslmode=prefer", LinkNotEncrypted),
        ("postgresql://chance@region.exemple.fr/region?sslmode=disable", LinkNotEncrypted),
        ("postgresql://chance@region.exemple.fr/region?sslmode=require", LinkNotEncrypted),
        ("postgresql://chance@region.exemple.fr/region?sslmode=verify-ca", LinkNotEncrypted),
        ("postgresql://chance@localhost/region?host=ailleurs.exemple.fr", AddressUnreadable),
        ("postgresql://chance@/region?host=ailleurs.exemple.fr", AddressUnreadable),
        ("postgresql://chance@region.exemple.fr,ailleurs.exemple.fr/region", AddressUnreadable),
        ("postgresql://chance@localhost/region?options=-c", AddressUnreadable),
        ("postgresql://chance@localhost/region?hostaddr=192.0.2.1", AddressUnreadable),
        ("postgresql://chance@localhost/region?service=ailleurs", AddressUnreadable),
        ("postgresql://chance@localhost/region?target_session_attrs=any", AddressUnreadable),
    ],
)
def test_a_database_that_cannot_be_used_leaves_no_home(url: str, kind: type[ExpectedError], tmp_path: Path) -> None:
    folder = str(postgresql.folder())
    asked = OfficeSetup(
        "", BranchContact("Poitiers"), (NEIGHBOUR,), fictional=True, role="region", database=url.format(folder=folder)
    )
    _refused(kind, lambda: set_up_office(tmp_path / "home", asked))
    assert not HomeLayout(tmp_path / "home").identity.exists()


def test_a_wrong_password_is_said(region: Office, tmp_path: Path) -> None:
    url = postgresql.with_password(region.desk.identity.database, "le bon mot de passe")
    for given, kind in (("un autre", failures.DatabaseRefused), ("", failures.DatabaseRefused)):
        asked = OfficeSetup(
            "", BranchContact("Poitiers"), (NEIGHBOUR,), fictional=True, role="region", database=url,
            database_password=given,
        )  # fmt: skip
        _refused(kind, lambda asked=asked: set_up_office(tmp_path / "home", asked))
    right = replace(asked, database_password="le bon mot de passe")
    assert set_up_office(tmp_path / "home", right)
    identity = (tmp_path / "home" / "home.json").read_text("utf-8")
    assert "le bon mot de passe" not in identity
    desk = open_desk(tmp_path / "home")
    assert desk.shares_with.startswith("desk_")
    assert "mot de passe" not in desk.shares_with
    desk.close()


def test_without_the_driver_it_is_said(region: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    region.desk.close()
    monkeypatch.setitem(sys.modules, "psycopg", None)
    _refused(failures.DriverMissing, lambda: open_desk(region.desk.home))


def test_a_newer_store_is_left_alone(region: Office) -> None:
    region.desk.close()
    with postgresql.engine_of(region.desk.identity.database).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    _refused(failures.StoreTooNew, lambda: open_desk(region.desk.home))


def test_a_database_somebody_emptied_is_said(region: Office) -> None:
    region.desk.close()
    with postgresql.engine_of(region.desk.identity.database).begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    _refused(failures.DatabaseEmptied, lambda: open_desk(region.desk.home))


def test_an_address_says_what_it_reads() -> None:
    for url in (
        "postgresql://chance@region.exemple.fr:5432/une-chance?sslmode=verify-full&sslrootcert=system",
        "postgresql://chance@region.exemple.fr:6000/base?sslmode=verify-full&sslrootcert=%2Fetc%2Fregion.pem",
        "postgresql://chance@localhost:5432/base",
        "postgresql://agent%40region@[::1]:5432/base",
        "postgresql://postgres@:5432/base?host=%2Ftmp%2Fpg",
    ):
        address, password = DatabaseAddress.parse(url)
        assert DatabaseAddress.parse(address.url) == (address, "")
        assert password == ""
    address, password = DatabaseAddress.parse("postgresql://chance:secr%C3%A8te@region.exemple.fr/base")
    assert password == "secrète"
    assert "secr" not in address.url + str(address) + repr(address)
    assert dict(address.options) == {"sslmode": "verify-full", "sslrootcert": "system"}
    former = "postgresql://chance@region.exemple.fr:6000/base?sslmode=require"
    read = DatabaseAddress.parse(former, kept=True)[0]
    assert dict(read.options) == {"sslmode": "verify-full", "sslrootcert": "system"}, "a former home asks for no less"
    assert dict(read.trusting("/etc/region.pem").options)["sslrootcert"] == "/etc/region.pem"


# moving


@pytest.fixture
def alone(templates: dict[str, Path], tmp_path: Path) -> Iterator[Office]:
    """The Region on a store of its own, with an office's dossier, a scan, a colleague."""
    days = calendar()
    desk = open_desk(copy_home(templates["region"], tmp_path / "alone"), clock=days)
    sign_in(desk, list_counsellors(desk)[0].id)
    add_counsellor(desk, NEIGHBOUR)
    folder = tmp_path / "papers"
    folder.mkdir()
    scans.attach(desk, dossier_of(desk), "identity", (paper(folder),))
    yield Office(desk, days)
    desk.close()


def test_a_store_moves_and_nothing_is_lost(alone: Office, tmp_path: Path) -> None:
    desk, url = alone.desk, postgresql.new_database()
    dossier = list_page(desk, DossierQuery()).rows[0].id
    scan = piece_of(desk, dossier, "identity").scans[0].id
    counts, pdf, told, device = _counts(desk), scans.scan_pdf(desk, scan), journal(desk, dossier), desk.store.device
    moved = shared_store.move_to(desk, url)
    assert moved.files == 1
    assert moved.rows >= sum(counts.values())
    desk.close()
    again = open_desk(desk.home, clock=alone.calendar)
    try:
        assert again.store.shared
        assert again.store.device == device, "the offices know the same poste"
        assert _counts(again) == counts
        assert (journal(again, dossier), scans.scan_pdf(again, scan)) == (told, pdf)
        assert [row.surname for row in list_page(again, DossierQuery(text="rousel")).rows] == []
        assert [row.surname for row in list_page(again, DossierQuery(text="roussel")).rows] == ["Roussel"]
        sign_in(again, list_counsellors(again)[0].id)
        before = len(_numbers(again, device))
        save_fields(again, dossier, {"town": "Couhé"})
        assert _numbers(again, device)[before:] == list(range(before + 1, len(_numbers(again, device)) + 1))
        _refused(shared_store.SharedAlready, lambda: shared_store.move_to(again, postgresql.new_database()))
        with _joined(again, tmp_path / "second") as second:
            assert situation(second, dossier).values["town"] == "Couhé"
    finally:
        again.close()


def test_a_move_that_is_stopped_changes_nothing_and_may_be_done_again(alone: Office) -> None:
    desk, url = alone.desk, postgresql.new_database()
    counts = _counts(desk)

    class Impatient(NoProgress):
        def advance(self, done: int, total: int, what: str) -> None:
            if done > 20:
                raise Stopped

    with pytest.raises(Stopped):
        shared_store.move_to(desk, url, "", Impatient())
    assert not HomeIdentity.read(desk.layout).database
    assert _counts(desk) == counts
    assert shared_store.move_to(desk, url).rows


def test_a_copy_that_differs_is_not_kept(alone: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from chance_desktop.store.copies import copying

    insert = copying.insert_rows

    def careless(connection: object, table: str, columns: object, rows: list[tuple[object, ...]]) -> None:
        kept = rows[:-1] if table == "journal" else rows
        insert(connection, table, columns, kept)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "insert_rows", careless)
    url = postgresql.new_database()
    with pytest.raises(CopyDiffers, match="journal"):
        shared_store.move_to(alone.desk, url)
    assert not HomeIdentity.read(alone.desk.layout).database
    with postgresql.engine_of(url).connect() as connection:
        assert connection.execute(select(func.count()).select_from(SYNCED["journal"])).scalar_one() == 0


def test_a_database_in_use_is_not_moved_into(alone: Office, opened: Callable[[str], Office]) -> None:
    taken = opened("region").desk.identity.database
    before = _counts(opened("region").desk)
    _refused(shared_store.DatabaseTaken, lambda: shared_store.move_to(alone.desk, taken))
    assert before


def test_an_office_does_not_move(office: Office) -> None:
    _refused(NotTheRegion, lambda: shared_store.move_to(office.desk, postgresql.new_database()))


def test_a_backup_of_a_shared_store_is_a_home_of_its_own(region: Office, tmp_path: Path) -> None:
    desk = region.desk
    folder = tmp_path / "papers"
    folder.mkdir()
    dossier = dossier_of(desk)
    scans.attach(desk, dossier, "identity", (paper(folder),))
    made = create_backup(desk, tmp_path / "sauvegarde.age", "quatre mots sans lien")
    assert made.dossiers == 1
    restore_backup(made.file, "quatre mots sans lien", tmp_path / "restored")
    found = open_desk(tmp_path / "restored", clock=calendar())
    try:
        assert not found.store.shared
        assert found.store.device != desk.store.device
        assert found.role == "region"
        assert journal(found, dossier) == journal(desk, dossier)
        scan = piece_of(found, dossier, "identity").scans[0].id
        assert scans.scan_pdf(found, scan) == scans.scan_pdf(desk, scan)
        with found.reading() as connection:
            assert not settings.starting_with(connection, "desk/")
        sign_in(found, list_counsellors(found)[0].id)
        save_fields(found, dossier, {"town": "Couhé"})
    finally:
        found.close()


def test_an_older_store_is_copied_then_migrated(region: Office, tmp_path: Path) -> None:
    from chance_desktop.runtime.vault import STORE_KEY
    from chance_desktop.store.copies.backup import sound
    from chance_desktop.store.migrations.runner import downgrade
    from tests.store.test_migrations import STEPS

    dossier = dossier_of(region.desk)
    key = region.desk.vault.get(STORE_KEY)
    region.desk.close()
    downgrade(postgresql.engine_of(region.desk.identity.database), STEPS[-2])
    again = open_desk(region.desk.home, clock=region.calendar)
    try:
        assert open_dossier(again, dossier).name == "Manon Roussel"
        (kept,) = again.layout.backups.glob("before-migration-*")
        assert sound(kept, key)
    finally:
        again.close()


def test_the_shared_tables_are_the_models(region: Office) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with postgresql.engine_of(region.desk.identity.database).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [each for each in compare_metadata(context, metadata) if "_search" not in str(each)]
    assert found == [], "but for the index of the search, which is PostgreSQL's own"


def test_texts_are_ordered_alike_whatever_the_server_speaks(region: Office) -> None:
    with postgresql.engine_of(region.desk.identity.database).connect() as connection:
        query = text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
        )
        found = {tuple(row) for row in connection.execute(query)}
    assert found == {("alembic_version", "version_num")}


def test_a_home_on_a_shared_store_holds_nothing_in_clear(region: Office, tmp_path: Path) -> None:
    desk = region.desk
    dossier = dossier_of(desk, NewPerson("Wisniewska", "Ombeline", town="Xaintrailles", phone="06 39 98 77 88"))
    save_fields(desk, dossier, {"project": "Partir de Xaintrailles", "parent_name": "Zébulon-Quincy"})
    for path in desk.home.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in PERSONAL:
            for encoding in ("utf-8", "utf-16-le", "cp1252"):
                assert word.encode(encoding) not in content, f"{word} in {path.name}"


def test_a_desk_opens_again_as_soon_as_it_is_closed_however_late_the_server_sees_it(region: Office) -> None:
    home, engine = region.desk.home, postgresql.engine_of(region.desk.identity.database)
    region.desk.close()
    held = hold_device(engine, region.desk.store.device, "of a program that just ended")
    ending = threading.Timer(0.8, held.close)
    ending.start()
    open_desk(home, clock=calendar()).close()
    ending.join()
