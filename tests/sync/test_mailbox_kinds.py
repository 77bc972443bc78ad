"""Each kind of place a mailbox may stand on is declared once: address, opening, words and help follow the declaration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chance_desktop.casework.exchange.mailboxes.mailbox import address_hint, asks_password, set_mailbox, try_mailbox
from chance_desktop.sync.mailboxes import kinds as mailbox_kinds
from chance_desktop.sync.mailboxes.address import BadAddress, read_address
from chance_desktop.sync.mailboxes.kinds import MAILBOX_KINDS, Kind, declared_kind
from chance_desktop.sync.mailboxes.systems import errors_of
from tests.cli.calling import call
from tests.conftest import Office

_PLAIN = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def test_each_kind_is_declared_once_and_has_what_it_takes() -> None:
    assert [each.kind for each in MAILBOX_KINDS] == list(Kind)
    schemes = [scheme for each in MAILBOX_KINDS for scheme in each.schemes]
    assert len(schemes) == len(set(schemes))
    for each in MAILBOX_KINDS:
        assert set(each.in_clear) <= set(each.schemes)
        assert not each.scheme or each.scheme.removesuffix("://") in each.schemes
        assert each.scheme.removesuffix("://") not in each.in_clear
        assert OSError in errors_of(each.kind)
        assert bool(each.needs) == bool(each.extra)


def test_the_help_and_the_sentence_tell_each_kind() -> None:
    told = call("sync", "set", "--help", environment=_PLAIN)
    with pytest.raises(BadAddress) as refused:
        read_address("ftp://exemple.fr/x")
    for each in MAILBOX_KINDS:
        assert each.title in told
        assert each.scheme in told
        assert each.scheme in refused.value.next_step
        assert each.scheme in address_hint()


def test_a_kind_declared_is_read_opened_and_told(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder by another scheme, as a kind of a later day."""
    folder = declared_kind(Kind.FOLDER)
    thrown = replace(folder, scheme="drive://", schemes=("file", "drive"), title="Lecteur d’un jour")
    monkeypatch.setattr(mailbox_kinds, "MAILBOX_KINDS", (thrown, *MAILBOX_KINDS[1:]))
    (tmp_path / "boite").mkdir()
    url = f"drive://{tmp_path}/boite"
    assert read_address(url)[0].kind is Kind.FOLDER
    assert not asks_password(url)
    assert set_mailbox(office.desk, url).way == "Lecteur d’un jour"
    try_mailbox(office.desk)
    assert "drive://" in address_hint()
