"""The scans of a shared store: who keeps the server, with a whole copy of the database, reads none of them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import select, text

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.installation import shared_store
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.papers.library import library
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.recovery_words import identity_of, new_words
from chance_desktop.runtime.vault import SCANS_KEY
from chance_desktop.store import settings
from chance_desktop.store.engines.database_address import DatabaseAddress
from chance_desktop.store.engines.engine import writing
from chance_desktop.store.scans.attachments import ScansClosed
from chance_desktop.store.scans.scan_keys import IN_CLEAR, ParcelMissing, new_identity
from chance_desktop.store.schema.tables import metadata, sealed_file
from tests import postgresql
from tests.casework.making import dossier_of, paper, piece_of
from tests.cli.calling import call, call_json
from tests.conftest import SHARED, Office, calendar
from tests.store.desks import joined


@pytest.fixture
def region_store() -> str:
    """Here the Region always works on a shared store."""
    return SHARED


def scanned(desk: Desk, folder: Path, name: str) -> str:
    """A dossier with a scan: the scan."""
    dossier = dossier_of(desk, NewPerson("Essai", name))
    scans.attach(desk, dossier, "identity", (paper(folder, f"{name}.png"),))
    return piece_of(desk, dossier, "identity").scans[0].id


def everything(url: str) -> str:
    """All that the database holds, as its keeper reads it."""
    with postgresql.engine_of(url).connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            if table is not sealed_file
        )


def opens(url: str, identity: str) -> int:
    """How many sealed files a key opens."""
    key, opened = pyrage.x25519.Identity.from_str(identity), 0
    with postgresql.engine_of(url).connect() as connection:
        for content in connection.execute(select(sealed_file.c.content)).scalars():
            try:
                pyrage.decrypt(bytes(content), [key])
            except pyrage.DecryptError:
                continue
            opened += 1
    return opened


@pytest.fixture
def reopened() -> Iterator[Callable[[Desk], Desk]]:
    """Closes a desk and opens its home again; each is closed at the end."""
    desks: list[Desk] = []

    def again(desk: Desk) -> Desk:
        desk.close()
        desks.append(open_desk(desk.home, clock=calendar()))
        sign_in(desks[-1], list_counsellors(desks[-1])[0].id)
        return desks[-1]

    yield again
    for desk in desks:
        desk.close()


@pytest.fixture
def second(region: Office, tmp_path: Path) -> Iterator[Desk]:
    """Another desk on the same store."""
    asked = OfficeSetup(
        "", BranchContact("Bureau 2"), (NewCounsellor("Sylvie", "Delage"),), fictional=True, role="region",
        database=region.desk.identity.database,
    )  # fmt: skip
    assert set_up_office(tmp_path / "second", asked, calendar())
    desk = open_desk(tmp_path / "second", clock=calendar())
    sign_in(desk, list_counsellors(desk)[0].id)
    yield desk
    desk.close()


def test_the_keeper_of_the_server_has_no_key(region: Office, reopened: Callable[[Desk], Desk], tmp_path: Path) -> None:
    desk = region.desk
    scan = scanned(desk, tmp_path, "papers")
    url = desk.identity.database
    seen = everything(url)
    assert "AGE-SECRET-KEY" not in seen
    key = desk.vault.get(SCANS_KEY).split()[0]
    assert key not in seen
    assert base64.b64encode(key.encode()).decode() not in seen
    assert opens(url, key) == 1, "it is in the vault of the desk alone"
    again = reopened(desk)
    assert scans.scan_pdf(again, scan).startswith(b"%PDF")


def test_another_desk_is_handed_the_key_by_a_person_once(
    region: Office, second: Desk, reopened: Callable[[Desk], Desk], tmp_path: Path
) -> None:
    first, other = region.desk, second
    scan = scanned(first, tmp_path, "papers")
    pdf = scans.scan_pdf(first, scan)
    with pytest.raises(ScansClosed) as told:
        scans.scan_pdf(other, scan)
    assert "scans-words" in told.value.next_step
    with pytest.raises(ScansClosed):
        shared_store.hand_over_scans(other)
    assert list_page(other, DossierQuery()).rows, "the rest is read"
    library(other)
    with pytest.raises(ParcelMissing):
        shared_store.open_scans(other, identity_of(" ".join(new_words())))
    words = " ".join(shared_store.hand_over_scans(first))
    assert words not in everything(first.identity.database)
    with pytest.raises(ParcelMissing):
        shared_store.open_scans(other, identity_of(" ".join(new_words())))
    shared_store.open_scans(other, identity_of(words))
    with pytest.raises(ParcelMissing):
        shared_store.open_scans(other, identity_of(words))
    assert scans.scan_pdf(other, scan) == pdf
    other = reopened(other)
    assert scans.scan_pdf(other, scan) == pdf
    mine = scanned(other, tmp_path, "mine")
    assert scans.scan_pdf(first, mine) == scans.scan_pdf(other, mine)


def test_the_commands_hand_the_key_over(region: Office, second: Desk, tmp_path: Path) -> None:
    scan = scanned(region.desk, tmp_path, "papers")
    first, other = region.desk.home, second.home
    region.desk.close()
    second.close()
    assert "scans-words" in call("region", "scans-words", home=other, code=1)
    words = call_json("region", "scans-words", home=first)["words"]
    (tmp_path / "mots.txt").write_text("\n".join(reversed(words)), "utf-8")
    assert "douze mots" in call("region", "scans-open", "--words-file", tmp_path / "mots.txt", home=other, code=1)
    (tmp_path / "mots.txt").write_text("\n".join(words), "utf-8")
    call("region", "scans-open", "--words-file", tmp_path / "mots.txt", home=other)
    assert call_json("region", "scans-seal", home=other) == {"sealed": 0, "lost": 0}
    desk = open_desk(other, clock=calendar())
    assert scans.scan_pdf(desk, scan).startswith(b"%PDF")
    desk.close()


def test_what_the_keeper_of_the_server_writes_gives_them_no_scan(
    region: Office, second: Desk, reopened: Callable[[Desk], Desk], tmp_path: Path
) -> None:
    url, theirs = region.desk.identity.database, new_identity()
    recipient = pyrage.x25519.Identity.from_str(theirs).to_public()
    forged = base64.b64encode(pyrage.encrypt(f'["{theirs}"]'.encode(), [recipient])).decode()
    words = " ".join(shared_store.hand_over_scans(region.desk))
    with postgresql.engine_of(url).begin() as connection:
        settings.put(connection, "scans-key-parcel", forged)
    with pytest.raises(ParcelMissing):
        shared_store.open_scans(second, identity_of(words))
    with postgresql.engine_of(url).begin() as connection:
        settings.remove(connection, "scans-key-mark")
        settings.put(connection, IN_CLEAR, theirs)
    again = reopened(region.desk)
    scan = scanned(again, tmp_path, "papers")
    assert scans.scan_pdf(again, scan)
    assert opens(url, theirs) == 0
    assert theirs not in everything(url)


def test_a_store_of_a_former_version_goes_on_and_its_scans_are_sealed_again(
    region: Office, reopened: Callable[[Desk], Desk], tmp_path: Path
) -> None:
    desk, url = region.desk, region.desk.identity.database
    scan = scanned(desk, tmp_path, "before")
    pdf, former = scans.scan_pdf(desk, scan), desk.store.attachments.identities[0]
    with writing(desk.store.engine) as connection:  # as it was: the key beside the scans, none in the vault
        settings.remove(connection, "scans-key-mark")
        settings.put(connection, IN_CLEAR, former)
        connection.execute(text("UPDATE alembic_version SET version_num = '0010'"))
    desk.vault.remove(SCANS_KEY)
    desk = reopened(desk)
    assert former not in everything(url)
    assert scans.scan_pdf(desk, scan) == pdf
    later = scanned(desk, tmp_path, "after")
    assert opens(url, former) == 1, "what is new is sealed with a key the database never had"
    create_backup(desk, tmp_path / "before.chance", "quatre mots sans lien")
    assert shared_store.seal_scans_again(desk) == (1, 0)
    assert shared_store.seal_scans_again(desk) == (0, 0)
    assert opens(url, former) == 0
    assert scans.scan_pdf(desk, scan) == pdf
    desk = reopened(desk)
    assert (scans.scan_pdf(desk, scan), bool(scans.scan_pdf(desk, later))) == (pdf, True)
    create_backup(desk, tmp_path / "after.chance", "quatre mots sans lien")
    for name in ("before", "after"):
        restore_backup(
            tmp_path / f"{name}.chance", "quatre mots sans lien", tmp_path / f"{name}-home", in_desktop_vault=False
        )
        alone = open_desk(tmp_path / f"{name}-home", passphrase="quatre mots sans lien")
        assert not alone.store.shared
        assert (scans.scan_pdf(alone, scan), bool(scans.scan_pdf(alone, later))) == (pdf, True)
        alone.close()


def test_a_revoked_desk_reads_nothing_new_and_nothing_once_all_is_sealed_again(
    region: Office, second: Desk, tmp_path: Path
) -> None:
    first, url = region.desk, region.desk.identity.database
    shared_store.open_scans(second, identity_of(" ".join(shared_store.hand_over_scans(first))))
    before = scanned(first, tmp_path, "before")
    stolen = second.vault.get(SCANS_KEY)
    with joined(first, tmp_path / "third", "Bureau 3") as third:
        shared_store.open_scans(third, identity_of(" ".join(shared_store.hand_over_scans(first))))
        left = " ".join(shared_store.hand_over_scans(first))
        second.close()
        assert revoke_poste(first, second.store.device)
        after = scanned(first, tmp_path, "after")
        assert opens(url, stolen) == 1
        assert (bool(scans.scan_pdf(first, before)), shared_store.scans_to_seal_again(first)) == (True, 1)
        with pytest.raises(ScansClosed):
            scanned(third, tmp_path, "third")  # its window was open, with the key of before
        with pytest.raises(ParcelMissing):
            shared_store.open_scans(third, identity_of(left))
        assert call_json("region", "scans-seal", home=first.home) == {"sealed": 1, "lost": 0}
        assert opens(url, stolen) == 0
        shared_store.open_scans(third, identity_of(" ".join(shared_store.hand_over_scans(first))))
        assert scans.scan_pdf(third, after) == scans.scan_pdf(first, after)
        assert scans.scan_pdf(third, before) == scans.scan_pdf(first, before)
        assert shared_store.scans_to_seal_again(third) == 0
    assert len(first.vault.get(SCANS_KEY).split()) == 1


def test_an_erased_scan_goes_even_where_it_cannot_be_read(region: Office, second: Desk, tmp_path: Path) -> None:
    first, other = region.desk, second
    scanned(first, tmp_path, "papers")
    with first.reading() as connection:
        digest = str(connection.execute(text("SELECT sha256 FROM blob")).scalar_one())
    with writing(other.store.engine) as connection:
        other.store.attachments.discard(connection, digest)
    assert not first.store.attachments.has(digest)
    assert other.store.attachments.shelf.names() == []


def test_the_environment_leads_nowhere_else(region: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    home = region.desk.home
    region.desk.close()
    for name, value in {
        "PGHOST": "ailleurs.exemple", "PGHOSTADDR": "192.0.2.1", "PGSERVICE": "ailleurs", "PGSSLMODE": "verify-full",
        "PGPORT": "9", "PGDATABASE": "autre", "PGOPTIONS": "-c search_path=ailleurs", "PGTARGETSESSIONATTRS": "standby",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    desk = open_desk(home, clock=calendar())
    assert list_counsellors(desk)
    desk.close()


def test_the_authority_of_the_server_is_chosen_by_its_certificate(region: Office, tmp_path: Path) -> None:
    home = region.desk.home
    region.desk.close()
    with pytest.raises(shared_store.NoCertificate):
        shared_store.trust_certificate(home, str(tmp_path / "nowhere.pem"))
    (tmp_path / "region.pem").write_text("x", "utf-8")
    before = HomeIdentity.read(HomeLayout(home))
    shared_store.trust_certificate(home, str(tmp_path / "region.pem"))
    after = DatabaseAddress.parse(HomeIdentity.read(HomeLayout(home)).database, kept=True)[0]
    assert dict(after.options)["sslrootcert"] == str(tmp_path / "region.pem")
    assert after.database == DatabaseAddress.parse(before.database)[0].database
    shared_store.trust_certificate(home, "system")
    assert (
        dict(DatabaseAddress.parse(HomeIdentity.read(HomeLayout(home)).database)[0].options)["sslrootcert"] == "system"
    )
