"""The command line: its JSON contract key by key, its exit codes, its one French line."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest

from chance_desktop.casework.installation.opening import open_desk
from tests import postgresql
from tests.cli.calling import call, call_json, call_process

EXPORT = (
    "N° dossier ML;Nom;Prénom;Date naissance;Sexe;CP;Commune;Tél.\r\n"
    "410001;BAUDRY;Théo;14/02/2007;M;86160;Gençay;639981201\r\n"
    "410002;CHAUVET;Inès;31/02/2004;F;86150;L’Isle-Jourdain;06 39 98 12 02\r\n"
    "410003;;Antoine;03/05/2005;M;86400;Civray;\r\n"
    "410001;Baudry;Théo;14/02/2007;M;86160;Gençay;\r\n"
    "Total;4\r\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli") / "home"
    call("demo", "--dossiers", "6", "--seed", "3", home=made)
    return made


@pytest.fixture(scope="module")
def number(home: Path) -> str:
    return next(row["file_number"] for row in call_json("dossier", "list", home=home) if row["surname"] == "Roussel")


def test_a_region_at_work_is_made(tmp_path: Path) -> None:
    made = call_json("demo", "--region", "--today", "2026-11-24", home=tmp_path / "region")
    assert made["dossiers"] == 22
    assert len(call_json("dossier", "list", home=tmp_path / "region")) == 22


def test_the_list_keeps_its_contract(home: Path) -> None:
    rows = call_json("dossier", "list", home=home)
    assert len(rows) >= 6, "those closed are listed too"
    assert list(rows[0]) == [
        "id", "file_number", "surname", "first_name", "birth_date", "town", "step", "pieces", "next_action", "waiting_days",
    ]  # fmt: skip
    assert set(rows[0]["pieces"]) == {"received", "required"}
    assert call_json("dossier", "list", "roussel", home=home)[0]["surname"] == "Roussel"


def test_a_dossier_keeps_its_contract(home: Path, number: str) -> None:
    shown = call_json("dossier", "show", number, home=home)
    assert {"id", "person", "eligibility", "step", "pieces", "letters", "journal"} <= set(shown)
    assert {"eligible", "criteria"} <= set(shown["eligibility"])
    assert {"code", "met", "reason", "proof"} <= set(shown["eligibility"]["criteria"][0])
    assert {"code", "status"} <= set(shown["pieces"][0])
    assert [letter["referee"] for letter in shown["letters"]] == ["teacher", "employer"]
    assert {"at", "by", "text"} == set(shown["journal"][0])
    assert call_json("dossier", "show", shown["id"], home=home) == shown


def test_a_dossier_is_created_completed_and_moved(home: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.json"
    new.write_text(json.dumps({"person": {"surname": "Vasseur", "first_name": "Lila", "birth_date": "2005-04-02", "postcode": "86400"},
                               "situation": {"job_seeker": True}}))  # fmt: skip
    made = call_json("dossier", "new", "--from", new, home=home)
    assert made["person"]["surname"] == "Vasseur"
    assert made["situation"]["job_seeker"] is True
    assert "déjà" in call("dossier", "new", "--from", new, home=home, code=1)
    change = tmp_path / "set.json"
    change.write_text(json.dumps({"person": {"phone": "639981245"}}))
    assert (
        call_json("dossier", "set", made["file_number"], "--from", change, home=home)["person"]["phone"]
        == "06 39 98 12 45"
    )
    assert call_json("dossier", "move", made["file_number"], "--step", "dossier", home=home)["step"] == 3
    back = call("dossier", "move", made["file_number"], "--step", "eligibility", home=home, code=1)
    assert "raison" in back
    assert (
        call_json("dossier", "move", made["file_number"], "--step", "eligibility", "--reason", "erreur", home=home)[
            "step"
        ]
        == 2
    )


def test_a_piece_is_received_with_its_scan(home: Path, number: str, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(scan)
    assert call_json("piece", "set", number, "photo", "--file", scan, home=home)["status"] == "received"
    assert call_json("piece", "set", number, "photo", "--status", "checked", home=home)["status"] == "checked"
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    assert "abîmé" in call("piece", "set", number, "photo", "--file", bad, home=home, code=1)
    call("piece", "set", number, "photo", home=home, code=2)
    assert "pas de pièce" in call("piece", "set", number, "nothing", "--status", "received", home=home, code=1)


@pytest.mark.parametrize("document", ["checklist", "dossier", "missing-pieces", "receipt"])
def test_documents_are_written(home: Path, number: str, tmp_path: Path, document: str) -> None:
    path = tmp_path / f"{document}.pdf"
    told = call_json("print", number, "--document", document, "-o", path, home=home)
    assert told["bytes"] == path.stat().st_size
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == "fr-FR"


@pytest.mark.parametrize(("extension", "start"), [("pdf", b"%PDF"), ("odt", b"PK"), ("eml", b"")])
def test_letters_are_requested_in_three_formats(
    home: Path, number: str, tmp_path: Path, extension: str, start: bytes
) -> None:
    for referee in ("teacher", "employer"):
        path = tmp_path / f"{referee}.{extension}"
        call("letter", "request", number, "--referee", referee, "-o", path, home=home)
        assert path.read_bytes().startswith(start)
    assert "format" in call(
        "letter", "request", number, "--referee", "teacher", "-o", tmp_path / "x.doc", home=home, code=1
    )


def test_an_import_names_its_lines_and_repeats_without_harm(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORT.encode("cp1252"))
    dry = call_json("people", "import", path, "--dry-run", home=home)
    assert dry["sound"] == 1
    assert [note["line"] for note in dry["doubtful"]] == [3]
    assert [note["line"] for note in dry["refused"]] == [4, 6]
    assert [(each["line"], each["same_as_line"]) for each in dry["duplicates"]] == [(5, 2)]
    before = len(call_json("dossier", "list", home=home))
    assert call_json("people", "import", path, home=home)["created"] == 2
    again = call_json("people", "import", path, home=home)
    assert again["created"] == 0
    assert again["duplicates"][0]["dossier"]
    assert len(call_json("dossier", "list", home=home)) == before + 2


def test_failures_are_one_french_line(tmp_path: Path, home: Path) -> None:
    missing = call_process("dossier", "list", home=tmp_path / "none", code=1)
    assert missing.count("\n") == 1
    assert "Aucun dossier" in missing
    assert "introuvable" in call_process("dossier", "show", "2026-XXX-A999", home=home, code=1)
    call_process("dossier", "nothing", home=home, code=2)
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "JSON" in call_process("dossier", "new", "--from", broken, home=home, code=1)


def test_the_home_may_come_from_the_environment(home: Path) -> None:
    assert json.loads(call_process("dossier", "list", "--json", environment={"CHANCE_HOME": str(home)}))


def test_enrolment_then_bundles_both_in_files(home: Path, tmp_path: Path) -> None:
    region = tmp_path / "region"
    assert "relié" in call("bundle", "export", "-o", tmp_path / "out", home=home, code=1)
    call("office", "init", "--role", "region", "--fictional", home=region)
    call("office", "request", "-o", tmp_path / "ask.json", home=home)
    call("office", "accept", tmp_path / "ask.json", "-o", tmp_path / "welcome.json", home=region)
    call("office", "accept", tmp_path / "welcome.json", home=home)
    made = call_json("bundle", "export", "-o", tmp_path / "out", home=home)
    assert {"file", "changes", "first_seq", "last_seq"} <= set(made)
    taken = call_json("bundle", "import", *made["files"], home=region)
    assert {"file", "applied", "parked", "refused", "conflicts"} <= set(taken[0])
    assert sum(each["applied"] for each in taken) == made["changes"]
    assert call_json("dossier", "list", home=region) == call_json("dossier", "list", home=home)
    with closing(open_desk(region)) as desk:
        assert desk.setting("understood"), (
            "what a former version set aside is read again, as after an exchange in the window"
        )
    inspected = call_json("bundle", "inspect", made["file"], home=region)
    assert inspected["changes"] == made["changes"]
    lost = tmp_path / "lost.chance"
    lost.write_bytes(Path(made["file"]).read_bytes()[:-100])
    call("bundle", "import", lost, home=region, code=1)


def test_desks_of_the_region_on_one_database(tmp_path: Path) -> None:
    one, two, alone = (tmp_path / name for name in ("one", "two", "alone"))
    new = tmp_path / "new.json"
    new.write_text(json.dumps({"person": {"surname": "Roussel", "first_name": "Manon"}}))
    url = postgresql.with_password(postgresql.new_database(), "quatre mots")
    password = tmp_path / "password"
    password.write_text("quatre mots\n")
    begin = ("office", "init", "--role", "region", "--fictional", "--counsellor", "Anne Vignaud")
    assert call_json(*begin, "--database", url, "--database-password-file", password, home=one)["joined"] is False
    call("dossier", "new", "--from", new, home=one)
    secret = {"CHANCE_DATABASE_PASSWORD": "quatre mots"}
    assert "rejoint" in call(*begin, "--database", url, home=two, environment=secret)
    assert [row["surname"] for row in call_json("dossier", "list", home=two)] == ["Roussel"]
    assert "mot de passe" in call(*begin, "--database", url, home=tmp_path / "no", code=1)
    call(*begin, home=alone)
    call("dossier", "new", "--from", new, home=alone)
    assert "déjà" in call("region", "move-to", url, "--database-password-file", password, home=alone, code=1)
    moved = call_json("region", "move-to", postgresql.new_database(), home=alone)
    assert {"database", "rows", "files", "kept"} == set(moved)
    assert [row["surname"] for row in call_json("dossier", "list", home=alone)] == ["Roussel"]


def test_a_backup_is_made_verified_and_restored(home: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("quatre mots sans lien")
    sealed = tmp_path / "backup.chance-backup"
    made = call_json("backup", "create", "-o", sealed, "--passphrase-file", words, home=home)
    assert call_json("backup", "verify", sealed, "--passphrase-file", words, home=home)["dossiers"] == made["dossiers"]
    other = tmp_path / "restored"
    call("backup", "restore", sealed, "--passphrase-file", words, home=other)
    assert call_json("dossier", "list", home=other) == call_json("dossier", "list", home=home)
    wrong = tmp_path / "wrong"
    wrong.write_text("cinq mots tout autres")
    assert "phrase secrète" in call("backup", "verify", sealed, "--passphrase-file", wrong, home=home, code=1)


def test_a_store_is_checked_and_what_can_be_read_of_it_is_saved(home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(home, tmp_path / "damaged"))
    assert call_json("store", "check", home=home) == {"damaged": False}
    listed = call_json("dossier", "list", home=home)
    store = home / "dossiers.chance-db"
    with store.open("r+b") as file:
        file.seek(100)
        file.write(b"not what was there")
    assert "chance store rescue" in call("dossier", "list", home=home, code=1)
    found = call_json("store", "rescue", home=home)
    assert found["dossiers"] == found["of"] >= len(listed)
    assert (found["pages"], found["scans_missing"]) == (1, 0)
    assert call_json("dossier", "list", home=home) == listed


def test_the_journey_writes_everything(tmp_path: Path) -> None:
    told = json.loads(call("--json", "journey", tmp_path / "journey"))
    files = [Path(path) for step in told for path in step["files"]]
    assert len(files) >= 18
    assert all(path.stat().st_size > 0 for path in files)
    assert {path.suffix for path in files} >= {".pdf", ".odt", ".eml", ".chance"}


def test_an_office_is_set_up_with_a_passphrase(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("quatre mots sans lien")
    home = tmp_path / "office"
    call("office", "init", "--mission-locale", "86400S00", "--branch", "Civray", "--counsellor", "Claire Audebert",
         "--passphrase-file", words, home=home)  # fmt: skip
    assert "phrase secrète" in call("dossier", "list", home=home, code=1)
    opened = {"CHANCE_PASSPHRASE": "quatre mots sans lien"}
    assert json.loads(call("dossier", "list", "--json", home=home, environment=opened)) == []
    assert "déjà" in call(
        "office",
        "init",
        "--mission-locale",
        "86400S00",
        "--branch",
        "Civray",
        "--passphrase-file",
        words,
        home=home,
        code=1,
    )
    assert "annuaire" in call("office", "init", "--mission-locale", "nope", "--branch", "X", "--passphrase-file", words,
                              home=tmp_path / "other", code=1)  # fmt: skip
