"""A mailbox anybody may write to: junk, forged files, files that vanish, stops at any moment. Good bundles get through."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange.bundles import NotEnrolled
from chance_desktop.casework.exchange.mailboxes.mailbox import NoMailbox, set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import (
    ExchangeReport,
    ExchangeStopped,
    TakenBack,
    exchange_now,
    exchange_steps,
)
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.kit.progress import Stopped
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.sync.bundle.envelope import LARGEST_BUNDLE
from chance_desktop.sync.identity import key_id, poste_keys
from chance_desktop.sync.mailboxes.failures import MailboxRefuses
from tests.casework.making import dossier_of
from tests.conftest import CIVRAY, CLAIRE, Office, calendar
from tests.sync.bundles import Forge, enrol, rows_only
from tests.sync.servers import s3
from tests.sync.test_mailbox import patient, same_on_both_sides, scanned


@pytest.fixture
def box(forge: Forge, tmp_path: Path) -> Path:
    """A folder both exchange through."""
    folder = tmp_path / "mailbox"
    folder.mkdir()
    for desk in (forge.office, forge.region):
        set_mailbox(desk, str(folder))
    return folder


def own(desk: object) -> str:
    return key_id(poste_keys(desk.vault).signing_public)  # type: ignore[attr-defined]


def named(forge: Forge, number: int) -> str:
    """A name that bundles from the office for the Region may have."""
    return f"{own(forge.region)}-{number:012x}.chance"


def test_junk_never_stops_the_good_ones(forge: Forge, box: Path, tmp_path: Path) -> None:
    dossier, scan = scanned(forge, tmp_path)
    sent = exchange_now(forge.office)
    folder = box / own(forge.office)
    for number in range(10_000):
        (folder / f"junk {number}.chance").touch()
    (folder / named(forge, 1)).mkdir()
    (folder / named(forge, 2)).write_bytes(b"no bundle")
    with (folder / named(forge, 3)).open("wb") as huge:
        huge.truncate(LARGEST_BUNDLE + 1)
    (folder / named(forge, 4)).symlink_to(tmp_path / "nowhere")
    (folder / named(forge, 5)).touch()
    (box / "unknown sender").mkdir()
    (box / own(forge.region)).write_bytes(b"a file where a folder should be")
    report = exchange_now(forge.region)
    assert report.received == sent.sent
    assert len(report.refused) == 3
    same_on_both_sides(forge, dossier, scan)
    assert isinstance(report.interrupted, MailboxRefuses)
    (box / own(forge.region)).unlink()
    assert exchange_now(forge.region).interrupted is None
    assert not list((forge.region.home / "mailbox").rglob("*.chance"))


def test_a_refusal_is_told_once_and_a_file_that_was_not_whole_is_tried_again(
    forge: Forge, box: Path, tmp_path: Path
) -> None:
    dossier, scan = scanned(forge, tmp_path)
    sent = exchange_now(forge.office).sent
    whole = {path: path.read_bytes() for path in (box / own(forge.office)).iterdir()}
    for path, content in whole.items():
        path.write_bytes(content[:-100])
    first = exchange_now(forge.region)
    assert (first.received, len(first.refused)) == (0, sent)
    again = exchange_now(forge.region)
    assert (again.received, again.refused) == (0, ())
    for path, content in whole.items():
        path.write_bytes(content)
    assert exchange_now(forge.region).received == sent
    same_on_both_sides(forge, dossier, scan)


def test_names_that_would_lead_elsewhere(forge: Forge) -> None:
    import boto3

    with s3() as endpoint:
        client = boto3.client(
            "s3", endpoint_url=endpoint, aws_access_key_id="x", aws_secret_access_key="x", region_name="us-east-1"
        )
        client.create_bucket(Bucket="mailbox")
        sender = own(forge.office)
        good = named(forge, 1)
        for key in (
            f"{sender}/..\\..\\{good}", f"{sender}/{good}/{good}", f"{sender}/{good}.part", f"{sender}/{good.lower()}",
            f"{sender}/é {good}", f"{sender}/", f"{sender}/C:{good}",
        ):  # fmt: skip
            client.put_object(Bucket="mailbox", Key=key, Body=b"x")
        for desk in (forge.office, forge.region):
            set_mailbox(desk, f"s3://mailbox?endpoint={endpoint}", "x", "x")
        dossier_of(forge.office)
        before = set(forge.region.home.parent.rglob("*.chance"))
        exchange_now(forge.office, patience=patient())
        report = exchange_now(forge.region, patience=patient())
        client.close()
    assert (report.received, report.interrupted) == (1, None)
    assert set(forge.region.home.parent.rglob("*.chance")) == before


def test_a_file_that_vanishes_between_the_list_and_the_reading(forge: Forge, box: Path, tmp_path: Path) -> None:
    dossier, scan = scanned(forge, tmp_path)
    exchange_now(forge.office)
    run = exchange_steps(forge.region)
    for step in run.steps():
        if step.what == "Réception des paquets":
            shutil.rmtree(box / own(forge.office), ignore_errors=True)
    assert (run.report.received, run.report.refused) == (0, ())
    exchange_now(forge.office)
    for desk in (forge.region, forge.office, forge.region):
        exchange_now(desk)
    same_on_both_sides(forge, dossier, scan)


def test_what_somebody_deleted_is_sent_again(forge: Forge, box: Path, tmp_path: Path) -> None:
    dossier, scan = scanned(forge, tmp_path)
    exchange_now(forge.office)
    for path in (box / own(forge.office)).iterdir():
        path.unlink()
    for desk in (forge.office, forge.region, forge.office, forge.region):
        assert exchange_now(desk).interrupted is None
    same_on_both_sides(forge, dossier, scan)


@dataclass(slots=True)
class StopAt:
    """Somebody who stops at a given step."""

    step: int
    whats: list[str]

    def advance(self, done: int, total: int, what: str) -> None:
        assert 0 <= done < total
        self.whats.append(what)
        if len(self.whats) > self.step:
            raise Stopped


def test_a_stop_at_any_step_is_made_good_by_the_next_exchange(forge: Forge, box: Path, tmp_path: Path) -> None:
    dossier, scan = scanned(forge, tmp_path)
    stops, sent = [], []
    for desk in (forge.office, forge.region, forge.office, forge.region):
        for step in range(100):
            watching = StopAt(step, [])
            report = exchange_now(desk, watching)
            sent.append((desk, report.sent))
            if report.interrupted is None:
                break
            assert isinstance(report.interrupted, ExchangeStopped)
            stops.append(watching.whats[-1])
    assert {"Envoi des paquets", "Réception des paquets", "Lecture des paquets", "Rangement"} <= set(stops)
    same_on_both_sides(forge, dossier, scan)
    asked = sum(count for desk, count in sent if desk is forge.office)
    assert asked == 3, "the changes, the scan, then a receipt: what is there is not sent again"
    assert not [path for desk in (forge.office, forge.region) for path in (desk.home / "mailbox").rglob("*.*")]
    shown = rows_only(forge.region)
    for desk in (forge.office, forge.region):
        report = exchange_now(desk)
        assert (report.sent, report.received) == (0, 0)
    assert rows_only(forge.region) == shown


def test_a_newer_file_takes_the_place_of_the_former(forge: Forge, box: Path, tmp_path: Path) -> None:
    dossier, scan = scanned(forge, tmp_path)
    exchange_now(forge.office)
    for town in ("Gençay", "Couhé", "Civray"):
        save_fields(forge.office, dossier, {"town": town})
        exchange_now(forge.office)
    assert len(list((box / own(forge.office)).iterdir())) == 2, "the changes, and the scan"
    exchange_now(forge.region)
    same_on_both_sides(forge, dossier, scan)


def test_what_was_for_a_revoked_poste_is_taken_back(forge: Forge, box: Path) -> None:
    dossier_of(forge.region)
    exchange_now(forge.region)
    assert list((box / own(forge.region)).iterdir())
    other = forge.office.store.device
    revoke_poste(forge.region, other)
    with pytest.raises(NotEnrolled):
        exchange_now(forge.region)


def test_only_the_living_are_written_to(
    forge: Forge, box: Path, tmp_path: Path, opened: Callable[[str], Office]
) -> None:
    niort = opened("niort").desk
    enrol(niort, forge.region, tmp_path)
    set_mailbox(niort, str(box))
    exchange_now(forge.region)
    names = {path.name[:16] for path in (box / own(forge.region)).iterdir()}
    assert names == {own(forge.office), own(niort)}
    revoke_poste(forge.region, niort.store.device)
    exchange_now(forge.region)
    assert {path.name[:16] for path in (box / own(forge.region)).iterdir()} == {own(forge.office)}


def test_three_postes_settle(forge: Forge, box: Path, tmp_path: Path, opened: Callable[[str], Office]) -> None:
    niort = opened("niort").desk
    enrol(niort, forge.region, tmp_path)
    set_mailbox(niort, str(box))
    dossier = dossier_of(forge.office)
    dossier_of(niort)
    desks = (forge.office, niort, forge.region)
    for _round in range(4):
        for desk in desks:
            exchange_now(desk)
    reports: list[ExchangeReport] = [exchange_now(desk) for desk in desks]
    assert [(each.sent, each.received, each.refused) for each in reports] == [(0, 0, ())] * 3
    assert open_dossier(forge.region, dossier).name == open_dossier(forge.office, dossier).name
    assert "Roussel" in rows_only(niort)
    assert dossier not in rows_only(niort)


def test_two_postes_of_one_mission_locale_settle(forge: Forge, box: Path, tmp_path: Path) -> None:
    home = tmp_path / "second"
    days = calendar()
    set_up_office(home, OfficeSetup("86400S00", CIVRAY, (CLAIRE,), fictional=True), days)
    second = open_desk(home, clock=days)
    try:
        sign_in(second, list_counsellors(second)[0].id)
        enrol(second, forge.region, tmp_path)
        set_mailbox(second, str(box))
        dossier = dossier_of(forge.office)
        desks = (forge.office, second, forge.region)
        for _round in range(5):
            for desk in desks:
                assert exchange_now(desk).interrupted is None
        reports = [exchange_now(desk) for desk in desks]
        assert [(each.sent, each.received, each.refused) for each in reports] == [(0, 0, ())] * 3
        assert open_dossier(second, dossier).name == open_dossier(forge.office, dossier).name
    finally:
        second.close()


def test_a_poste_taken_back_with_its_vault_gets_a_new_name_before_it_writes(
    forge: Forge, box: Path, tmp_path: Path
) -> None:
    before = dossier_of(forge.office)
    exchange_now(forge.office)
    backup = tmp_path / "backup"
    shutil.copytree(forge.office.home, backup, ignore=shutil.ignore_patterns("running.lock"))
    save_fields(forge.office, before, {"town": "Gençay"})
    for desk in (forge.office, forge.region):
        exchange_now(desk)
    again = open_desk(backup, clock=calendar())
    try:
        sign_in(again, list_counsellors(again)[0].id)
        former = again.store.device
        report = exchange_now(again)
        assert isinstance(report.interrupted, TakenBack)
        assert (report.sent, again.store.device != former) == (0, True)
        with pytest.raises(NotEnrolled):
            exchange_now(again)
        enrol(again, forge.region, tmp_path)
        save_fields(again, before, {"phone": "06 39 98 00 01"})
        for _round in range(3):
            for desk in (again, forge.region):
                assert exchange_now(desk).interrupted is None
        for desk in (again, forge.region):
            assert {"Gençay", "06 39 98 00 01"} <= set(map(str, situation(desk, before).values.values()))
    finally:
        again.close()


def test_nothing_is_ever_in_clear_beside_the_store(forge: Forge, box: Path, tmp_path: Path) -> None:
    scanned(forge, tmp_path)
    run = exchange_steps(forge.office)
    for _step in run.steps():
        for path in (*(forge.office.home / "mailbox").rglob("*"), *box.rglob("*")):
            assert not path.is_file() or b"Roussel" not in path.read_bytes()


def test_only_the_steps_that_say_so_write(forge: Forge, box: Path, tmp_path: Path) -> None:
    scanned(forge, tmp_path)
    wrote = []
    for desk in (forge.office, forge.region, forge.office, forge.region):
        with desk.store.engine.connect() as watching:
            seen = watching.exec_driver_sql("PRAGMA data_version").scalar_one()
            watching.rollback()
            former = None
            for step in exchange_steps(desk).steps():
                now = watching.exec_driver_sql("PRAGMA data_version").scalar_one()
                watching.rollback()
                if now != seen:
                    wrote.append(former)
                seen, former = now, step
    assert wrote
    assert [step for step in wrote if step is None or not step.writes] == []


def test_without_a_mailbox_or_an_enrolment(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NoMailbox):
        exchange_now(office.desk)
    set_mailbox(office.desk, str(tmp_path))
    with pytest.raises(NotEnrolled):
        exchange_now(office.desk)
