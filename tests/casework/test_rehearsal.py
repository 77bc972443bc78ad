"""A restore is rehearsed for good and leaves nothing behind but the day it was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chance_desktop.casework.exchange.bundles import export_bundle, import_bundles
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.rehearsal import ScansMissing, rehearse, rehearsed_on
from chance_desktop.casework.pieces import scans
from chance_desktop.runtime.vault import WrongPassphrase, secrets_of
from tests.casework.making import dossier_of, paper
from tests.cli.calling import call_json
from tests.conftest import Office
from tests.sync.bundles import enrol

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE = "quatre mots sans lien"


def test_a_rehearsal_gives_everything_back_and_changes_nothing(opened: Callable[[str], Office], tmp_path: Path) -> None:
    office, region = opened("civray"), opened("region").desk
    desk = office.desk
    enrol(desk, region, tmp_path)
    dossier = dossier_of(desk)
    scans.attach(desk, dossier, "identity", (paper(tmp_path),))
    create_backup(desk, tmp_path / "s.chance", PASSPHRASE)
    secrets, device, names = (
        secrets_of(desk.vault),
        desk.store.device,
        sorted(path.name for path in desk.home.iterdir()),
    )
    assert rehearsed_on(desk) is None
    found = rehearse(desk, tmp_path / "s.chance", PASSPHRASE)
    assert (found.dossiers, found.scans, found.written_for) == (1, 1, 1)
    assert rehearsed_on(desk) == office.today
    assert (secrets_of(desk.vault), desk.store.device) == (secrets, device)
    assert sorted(path.name for path in desk.home.iterdir()) == names
    made = export_bundle(desk, tmp_path / "out")
    assert not any(each.refused for each in import_bundles(region, made.files).result)


def test_a_backup_that_would_lose_a_scan_is_told(office: Office, tmp_path: Path) -> None:
    dossier = dossier_of(office.desk)
    scans.attach(office.desk, dossier, "identity", (paper(tmp_path),))
    shelf = office.desk.store.attachments.shelf
    shelf.remove(shelf.names()[0])
    create_backup(office.desk, tmp_path / "s.chance", PASSPHRASE)
    with pytest.raises(ScansMissing, match="1 pièce numérisée"):
        rehearse(office.desk, tmp_path / "s.chance", PASSPHRASE)
    assert rehearsed_on(office.desk) is None


def test_with_the_command_line(office: Office, tmp_path: Path) -> None:
    dossier_of(office.desk)
    create_backup(office.desk, tmp_path / "s.chance", PASSPHRASE)
    office.desk.close()
    (tmp_path / "phrase").write_text(PASSPHRASE, "utf-8")
    found = call_json(
        "backup", "rehearse", tmp_path / "s.chance", "--passphrase-file", tmp_path / "phrase", home=office.desk.home
    )
    assert found["dossiers"] == 1
    with pytest.raises(WrongPassphrase):
        rehearse(office.desk, tmp_path / "s.chance", PASSPHRASE + "!")
