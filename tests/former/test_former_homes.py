"""Homes the former version wrote: they open, migrate, show what they showed, and go on exchanging, with each other and with a poste
that is not updated yet.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange import bundles
from chance_desktop.casework.exchange.postes.keys import keys_of
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal import liaison
from chance_desktop.casework.journal.journal import add_note, journal
from chance_desktop.casework.pieces.letters import mark
from chance_desktop.casework.pieces.scans import scan_pdf
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.file_numbers import give_another_number
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.change import Change
from chance_desktop.domain.fields import FIELDS
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.store.opening import SCHEMA_HEAD, schema_revision
from chance_desktop.store.writing.stamps import read_stamps
from chance_desktop.sync.bundle import payload
from chance_desktop.sync.bundle.envelope import decrypt, open_envelope
from tests.conftest import TODAY, calendar
from tests.former.comparing import rows_of, shown
from tests.former.homes import key_of, unpack


@dataclass(frozen=True, slots=True)
class Former:
    """The homes as they were left, and what the former version showed of them."""

    folder: Path
    told: dict[str, Any]
    open: Callable[[str], Desk]

    def bundles(self, name: str) -> tuple[Path, ...]:
        """The files one wrote and the other has not read: `to-region` or `to-office`."""
        return tuple(sorted((self.folder / name).glob("*.chance")))


@pytest.fixture
def former(tmp_path: Path) -> Iterator[Former]:
    """The homes, each opened when it is asked for."""
    unpack(tmp_path)
    with ExitStack() as stack:

        def open_home(name: str) -> Desk:
            desk = stack.enter_context(closing(open_desk(tmp_path / name, clock=calendar(TODAY))))
            sign_in(desk, list_counsellors(desk)[0].id)
            return desk

        yield Former(tmp_path, json.loads((tmp_path / "shown.json").read_text("utf-8")), open_home)


@pytest.mark.parametrize("name", ["office", "region"])
def test_a_home_is_migrated_and_shows_every_row(former: Former, name: str) -> None:
    layout = HomeLayout(former.folder / name)
    assert schema_revision(layout.store, key_of(layout)) == former.told["schema"] < SCHEMA_HEAD
    desk = former.open(name)
    assert schema_revision(layout.store, key_of(layout)) == SCHEMA_HEAD
    assert list(layout.backups.iterdir()), "a copy is kept of what it was"
    expected = former.told["rows"][name]
    assert all(expected[table] for table in ("person", "dossier", "piece", "letter", "journal", "scan"))
    assert rows_of(desk, former.told["columns"], expected) == expected


@pytest.mark.parametrize(("name", "who"), [("office", "manon"), ("office", "theo"), ("region", "manon")])
def test_a_dossier_shows_its_letters_and_its_journal_as_it_did(former: Former, name: str, who: str) -> None:
    expected = former.told[name][who]
    assert shown(former.open(name), former.told[who]) == expected
    assert len(expected["journal"]) >= 2


def test_a_scan_that_came_from_the_office_opens(former: Former) -> None:
    region = former.open("region")
    pieces = open_dossier(region, former.told["manon"]).pieces
    (scan,) = next(each.scans for each in pieces.received if each.code == "identity")
    assert scan_pdf(region, scan.id).startswith(b"%PDF")


def test_bundles_it_wrote_are_read(former: Former) -> None:
    office, region, manon = former.open("office"), former.open("region"), former.told["manon"]
    assert _refused(region, former.bundles("to-region")) == []
    assert _refused(office, former.bundles("to-office")) == []
    for desk in (office, region):
        told = [line.text for line in journal(desk, manon)]
        assert {"Le dossier est relu avec elle.", "Entretien à prévoir en avril."} <= set(told)
    (note,) = liaison.notes(office, manon)
    assert note.text == "Dispense accordée : le dossier peut être déposé."


def test_two_homes_go_on_exchanging_once_both_are_updated(former: Former, tmp_path: Path) -> None:
    office, region, manon = former.open("office"), former.open("region"), former.told["manon"]
    _refused(region, former.bundles("to-region"))
    mark(office, manon, "teacher", "checked")
    save_fields(office, manon, {"destination_town": "Galway"})
    assert _refused(region, _written(office, tmp_path / "up", "")) == []
    save_fields(region, manon, {"language_level": "B1"})
    assert _refused(office, _written(region, tmp_path / "down", office.store.device)) == []
    assert shown(office, manon) == shown(region, manon)
    assert "Cork → Galway" in " ".join(line.text for line in journal(region, manon))


def test_what_a_poste_that_is_not_updated_gets_is_said_in_columns_it_knows(former: Former, tmp_path: Path) -> None:
    office, region, manon = former.open("office"), former.open("region"), former.told["manon"]
    mark(office, manon, "teacher", "checked")
    save_fields(office, manon, {"destination_town": "Galway", "language_level": "B1"})
    add_note(office, manon, "Billet d’avion acheté.")
    known = {table: set(columns) for table, columns in former.told["columns"].items()}
    changes = _changes(region, _written(office, tmp_path / "up", ""))
    understood = [each for each in changes if set(each.fields) <= known.get(each.table, set())]
    # a line of the journal keeps its sentence: what says it as data waits for the update, alone
    assert {each.table for each in changes if each not in understood} == {"journal_detail"}
    assert {"letter", "dossier", "journal"} <= {each.table for each in understood}
    sentences = {str(each.fields["text"].value) for each in understood if each.table == "journal"}
    assert any("Cork → Galway" in text for text in sentences)
    assert "Billet d’avion acheté." in sentences


def test_a_field_the_former_version_has_not_says_since_when(former: Former) -> None:
    known = former.told["columns"]
    later = {(name, field) for name in known for field in FIELDS[name] if field not in known[name]}
    assert later == {(name, field.name) for name, some in FIELDS.items() for field in some.values() if field.since}
    assert ("dossier", "former_numbers") in later


def test_a_number_given_anew_reaches_a_poste_that_knows_no_former_numbers(former: Former, tmp_path: Path) -> None:
    office, region, manon, theo = *map(former.open, ("office", "region")), former.told["manon"], former.told["theo"]
    with region.working() as work:
        shared = read_record(work.connection, manon).dossier["file_number"]
        stamps = read_stamps(read_record(work.connection, theo).dossier["stamps"])
        work.tx.update("dossier", theo, {"file_number": shared}, stamps)
    given = give_another_number(region, theo).result
    known = set(former.told["columns"]["dossier"])
    changes = _changes(office, _written(region, tmp_path / "down", office.store.device))
    of_dossier = [each for each in changes if (each.table, each.row) == ("dossier", theo)]
    waits = [
        {name: part.value for name, part in each.fields.items()} for each in of_dossier if not set(each.fields) <= known
    ]
    assert waits == [{"former_numbers": shared}]
    assert given in {each.fields["file_number"].value for each in of_dossier if set(each.fields) <= known}


def _written(desk: Desk, folder: Path, to: str) -> tuple[Path, ...]:
    folder.mkdir()
    if not to:
        return bundles.export_bundle(desk, folder).files
    peer = next(each for each in bundles.recipients(desk) if each.device == to)
    return tuple(each.path for each in bundles.write_bundles(desk, peer, folder))


def _refused(desk: Desk, paths: tuple[Path, ...]) -> list[str]:
    assert paths
    return [reason for each in bundles.import_bundles(desk, paths).result for reason in each.refused]


def _changes(desk: Desk, paths: tuple[Path, ...]) -> list[Change]:
    keys = keys_of(desk)
    packed = [decrypt(open_envelope(path.read_bytes()), keys) for path in paths]
    return [change for each in packed for change in payload.unpack(each).changes]
