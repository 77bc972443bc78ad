"""The recovery sheet opens a home and a backup whose passphrase is lost, and nothing else does."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from chance_desktop.casework.installation import recovery_paper
from chance_desktop.casework.installation.backup import create_backup
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.recovery import NoSheet, SheetOfAnother, open_with_sheet
from chance_desktop.casework.installation.recovery_paper import adopt_sheet, new_sheet
from chance_desktop.casework.installation.restore import restore_backup
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import PassphraseTooShort
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.recovery_words import WordsMistyped, identity_of, new_words
from chance_desktop.runtime.vault import WrongPassphrase, secrets_of
from chance_desktop.store.copies.backup_archive import WrongWords
from chance_desktop.sync.identity import new_root_key
from tests.cli.calling import call
from tests.conftest import Office, calendar
from tests.documents.reading import read_aloud

pytestmark = pytest.mark.usefixtures("cheap_sealing")
PASSPHRASE, NEW = "quatre mots sans lien", "une toute autre phrase"


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of each sheet printed, as the director reads them."""
    printed: list[str] = []

    def kept() -> tuple[str, ...]:
        words = new_words()
        printed.append(" ".join(words))
        return words

    monkeypatch.setattr(recovery_paper, "new_words", kept)
    return printed


@pytest.fixture
def real_home(tmp_path: Path) -> Path:
    """A real home sealed with a passphrase."""
    home = tmp_path / "home"
    set_up_office(home, OfficeSetup("86400S00", BranchContact("Civray"), passphrase=PASSPHRASE))
    return home


def _printed(desk: Desk) -> bytes:
    """A sheet made and on paper."""
    sheet = new_sheet(desk)
    adopt_sheet(desk, sheet)
    return sheet.paper.content


def _with(home: Path, do: Callable[[Desk], object], passphrase: str = PASSPHRASE) -> object:
    desk = open_desk(home, passphrase=passphrase, clock=calendar())
    try:
        return do(desk)
    finally:
        desk.close()


def test_a_home_whose_passphrase_is_lost_opens_with_the_sheet_and_a_new_one(real_home: Path, sheets: list[str]) -> None:
    with pytest.raises(NoSheet):
        open_with_sheet(real_home, identity_of(" ".join(new_words())), NEW)
    _with(real_home, _printed)
    before = _with(real_home, lambda desk: secrets_of(desk.vault))
    with pytest.raises(PassphraseTooShort):
        open_with_sheet(real_home, identity_of(sheets[0]), "court")
    open_with_sheet(real_home, identity_of(sheets[0].upper()), NEW)
    assert _with(real_home, lambda desk: secrets_of(desk.vault), NEW) == before
    with pytest.raises(WrongPassphrase):
        open_desk(real_home, passphrase=PASSPHRASE)


def test_the_sheet_follows_the_secrets(real_home: Path, sheets: list[str]) -> None:
    _with(real_home, _printed)
    _with(real_home, lambda desk: new_root_key(desk.vault))
    after = _with(real_home, lambda desk: secrets_of(desk.vault))
    sealed = (real_home / "recovery").read_bytes()
    key = pyrage.x25519.Identity.from_str(identity_of(sheets[0]).text)
    assert json.loads(pyrage.decrypt(sealed, [key])) == after


def test_a_sheet_that_never_reached_the_paper_replaces_none(real_home: Path, sheets: list[str]) -> None:
    _with(real_home, _printed)
    _with(real_home, new_sheet)
    open_with_sheet(real_home, identity_of(sheets[0]), NEW)


def test_a_former_sheet_and_that_of_another_open_nothing(real_home: Path, sheets: list[str]) -> None:
    _with(real_home, _printed)
    _with(real_home, _printed)
    for words in (sheets[0], " ".join(new_words())):
        with pytest.raises(SheetOfAnother):
            open_with_sheet(real_home, identity_of(words), NEW)
    open_with_sheet(real_home, identity_of(sheets[1]), NEW)


def test_a_backup_opens_with_the_sheet_that_was_the_last(office: Office, sheets: list[str], tmp_path: Path) -> None:
    _printed(office.desk)
    create_backup(office.desk, tmp_path / "s.chance", PASSPHRASE)
    _printed(office.desk)
    with pytest.raises(WrongWords):
        restore_backup(tmp_path / "s.chance", NEW, tmp_path / "no", sheet=identity_of(sheets[1]))
    restore_backup(tmp_path / "s.chance", NEW, tmp_path / "yes", sheet=identity_of(sheets[0]))
    _with(tmp_path / "yes", lambda desk: desk)
    open_with_sheet(tmp_path / "yes", identity_of(sheets[0]), NEW)


def test_the_words_are_kept_nowhere(office: Office, sheets: list[str]) -> None:
    told = read_aloud(_printed(office.desk))
    assert all(word in told for word in sheets[0].split())
    secret = identity_of(sheets[0]).text.encode()
    content = b"".join(path.read_bytes() for path in office.desk.home.rglob("*") if path.is_file())
    assert secret not in content
    assert sheets[0].encode() not in content
    kept = " ".join(secrets_of(office.desk.vault).values())
    assert secret.decode() not in kept


def test_a_word_misread_is_told() -> None:
    words = list(new_words())
    with pytest.raises(WordsMistyped, match="zzz"):
        identity_of(" ".join([*words[:-1], "zzz"]))
    with pytest.raises(WordsMistyped, match="douze mots"):
        identity_of(" ".join(words[:-1]))
    refused = 0
    chosen = random.Random(7)
    for _turn in range(64):
        swapped = [*words]
        swapped[chosen.randrange(12)] = new_words()[0]
        try:
            identity_of(" ".join(swapped))
        except WordsMistyped:
            refused += 1
    assert refused > 50, "four bits of check: one in sixteen passes, and then opens nothing"


def test_words_are_read_with_numbers_commas_and_without_accents() -> None:
    words = new_words()
    numbered = ", ".join(f"{number}. {word}" for number, word in enumerate(words, 1))
    assert identity_of(numbered) == identity_of(" ".join(words))
    plain = " ".join(words).translate(str.maketrans("éèêëàâîïôûùç", "eeeeaaiiouuc"))
    assert isinstance(identity_of(plain), Identity)
    assert identity_of(plain) == identity_of(" ".join(words))


def test_with_the_command_line(real_home: Path, sheets: list[str], tmp_path: Path) -> None:
    (tmp_path / "old").write_text(PASSPHRASE, "utf-8")
    (tmp_path / "new").write_text(NEW, "utf-8")
    call(
        "recovery",
        "sheet",
        "-o",
        tmp_path / "sheet.pdf",
        home=real_home,
        environment={"CHANCE_PASSPHRASE": PASSPHRASE},
    )
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "words").write_text(sheets[0], "utf-8")
    call("recovery", "open", "--words-file", tmp_path / "words", "--passphrase-file", tmp_path / "new", home=real_home)
    call("dossier", "list", home=real_home, environment={"CHANCE_PASSPHRASE": NEW})
