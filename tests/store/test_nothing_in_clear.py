"""No personal data in clear anywhere under the home, whatever a session did; and what is erased is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, text, update

from chance_desktop.casework import people_import
from chance_desktop.casework.demo.papers import fictional_paper
from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.papers import correspondence, printing
from chance_desktop.casework.pieces import letters, scans
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.runtime.crash import log_crash
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.store.copies.backup import before_migration
from chance_desktop.store.scans.attachments import ScanLost
from chance_desktop.store.schema.tables import dossier_summary
from tests.conftest import Office

PERSONAL = (
    "Wisniewska", "Ombeline", "Xaintrailles", "06 39 98 77 88", "0639987788", "ombeline.wisniewska", "Zébulon-Quincy",
    "Quatrevaux", "2003-07-19", "Thibaudeau-Kerjean", "Audebert",
)  # fmt: skip
EXPORT = (
    "Nom;Prénom;Date naissance;Commune;Tél.;Mél\r\n"
    "WISNIEWSKA;Ombeline;19/07/2003;Xaintrailles;0639987788;ombeline.wisniewska@exemple.fr\r\n"
    "Quatrevaux;Zébulon-Quincy;31/02/2004;Xaintrailles;;\r\n"
)


def _a_full_session(office: Office, folder: Path) -> None:
    """Import, type, scan, write letters, export, crash: everything that writes."""
    desk = office.desk
    export = folder / "export.csv"
    export.write_bytes(EXPORT.encode("cp1252"))
    people_import.run_import(desk, export)
    dossier = list_page(desk, DossierQuery(text="Wisniewska")).rows[0].id
    save_fields(desk, dossier, {"project": "Partir de Xaintrailles", "parent_name": "Zébulon-Quincy"})
    add_note(desk, dossier, "Ombeline a rappelé au 06 39 98 77 88")
    paper = folder / "scan.png"
    paper.write_bytes(fictional_paper("Pièce de Wisniewska", "Ombeline"))
    scans.attach(desk, dossier, "identity", (paper,))
    letters.save_referee(
        desk, dossier, "teacher", letters.Referee("M.", "Yann", "Thibaudeau-Kerjean", organisation="Lycée")
    )
    for kind in ("pdf", "odt", "eml"):
        correspondence.letter_document(desk, dossier, "teacher", "request", kind)
    printing.render(desk, dossier, "dossier")
    enrolment.request(desk, folder / "demande.json")
    create_backup(desk, folder / "sauvegarde.age", "une phrase bien longue")
    before_migration(desk.layout.store, desk.vault.get(STORE_KEY), desk.layout.backups)
    try:
        raise LookupError("Wisniewska Ombeline 06 39 98 77 88")
    except LookupError as error:
        log_crash(error)


def _found(folder: Path) -> list[str]:
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes() + str(path).encode()
        low = content.lower()
        for word in PERSONAL:
            for encoding in ("utf-8", "utf-16-le", "cp1252"):
                forms = (word, word.lower(), word.upper())
                if any(form.encode(encoding) in content or form.lower().encode(encoding) in low for form in forms):
                    found.append(f"{path.name}: {word} ({encoding})")
    return found


def test_no_byte_of_the_home_tells_who_anyone_is(office: Office, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    _a_full_session(office, outside)
    names = {path.name for path in office.desk.home.rglob("*")}
    assert "dossiers.chance-db-wal" in names
    assert "chance.log" in names
    assert _found(office.desk.home) == []
    assert _found(outside / "sauvegarde.age") == []
    office.desk.store.close()
    assert _found(office.desk.home) == []


def test_the_search_itself_finds_what_is_in_clear(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes("Xaintrailles".encode("utf-16-le"))
    assert _found(tmp_path) != []


def test_the_log_tells_where_and_never_what(office: Office) -> None:
    try:
        create_dossier(office.desk, NewPerson("Wisniewska", "Ombeline")).result.index("Wisniewska")
    except ValueError as error:
        log_crash(error)
    log = (office.desk.layout.logs / "chance.log").read_text("utf-8")
    assert "ValueError" in log
    assert "test_nothing_in_clear.py" in log
    assert "Wisniewska" not in log


def _index_bytes(office: Office) -> bytes:
    with office.desk.reading() as connection:
        blocks = connection.execute(text("SELECT block FROM dossier_search_data")).scalars()
        return b"".join(blocks).lower()


def test_erased_text_is_gone_from_the_index(office: Office) -> None:
    desk = office.desk
    for number in range(30):
        create_dossier(desk, NewPerson(f"Touchard{number}", "Léa"))
    gone = create_dossier(desk, NewPerson("Wisniewska", "Ombeline", town="Xaintrailles")).result
    assert b"wisniewska" in _index_bytes(office)
    with desk.store.engine.begin() as connection:
        connection.execute(delete(dossier_summary).where(dossier_summary.c.dossier_id == gone))
    assert b"wisniewska" not in _index_bytes(office)
    assert b"xaintrailles" not in _index_bytes(office)
    assert list_page(desk, DossierQuery(text="Wisniewska")).rows == ()


def test_text_that_was_corrected_is_gone_from_the_index(office: Office) -> None:
    desk = office.desk
    made = create_dossier(desk, NewPerson("Wisniewska", "Ombeline")).result
    with desk.store.engine.begin() as connection:
        connection.execute(
            update(dossier_summary).where(dossier_summary.c.dossier_id == made).values(search_name="autre nom")
        )
    assert b"wisniewska" not in _index_bytes(office)


def test_secure_delete_is_on(office: Office) -> None:
    with office.desk.reading() as connection:
        assert connection.execute(text("PRAGMA secure_delete")).scalar_one() == 1
        config = dict(connection.execute(text("SELECT k, v FROM dossier_search_config")).all())
    assert config["secure-delete"] == 1


def test_scans_are_sealed_found_by_content_and_checked_when_read(office: Office) -> None:
    attachments = office.desk.store.attachments
    content = b"%PDF-1.7 contenu fictif " * 100
    with office.desk.store.engine.begin() as connection:
        digest = attachments.put(connection, content)
        assert attachments.put(connection, content) == digest
    files = [path for path in office.desk.layout.attachments.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert digest not in str(files[0])
    assert b"contenu fictif" not in files[0].read_bytes()
    assert attachments.get(digest) == content
    sealed = bytearray(files[0].read_bytes())
    sealed[-10] ^= 1
    files[0].write_bytes(bytes(sealed))
    with pytest.raises(ScanLost, match="introuvable ou abîmée"):
        attachments.get(digest)
    files[0].unlink()
    assert not attachments.has(digest)
    with pytest.raises(ScanLost):
        attachments.get(digest)
