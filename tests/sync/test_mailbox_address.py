"""Addresses of mailboxes as people write them; no password is ever part of one that is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.sync.mailboxes.address import BadAddress, Kind, read_address
from chance_desktop.sync.mailboxes.failures import MailboxFailed, Unreachable, failure_of


@pytest.mark.parametrize(
    ("written", "kind", "kept", "user", "password"),
    [
        ("/media/cle/echange", Kind.FOLDER, "/media/cle/echange", "", ""),
        ("E:\\echange", Kind.FOLDER, "E:\\echange", "", ""),
        ("\\\\serveur\\partage", Kind.FOLDER, "\\\\serveur\\partage", "", ""),
        (" file:///srv/une%20boite ", Kind.FOLDER, "file:///srv/une%20boite", "", ""),
        ("webdavs://exemple.fr/dav", Kind.WEBDAV, "webdavs://exemple.fr/dav", "", ""),
        ("HTTPS://anne:a%40b%2Fc@exemple.fr:8443/dav", Kind.WEBDAV, "https://exemple.fr:8443/dav", "anne", "a@b/c"),
        ("sftp://anne@[2001:db8::1]:2222/~/x", Kind.SFTP, "sftp://[2001:db8::1]:2222/~/x", "anne", ""),
        ("s3://k:s@b/p?endpoint=https://s3.exemple.fr", Kind.S3, "s3://b/p?endpoint=https://s3.exemple.fr", "k", "s"),
    ],
)
def test_addresses_people_write(written: str, kind: Kind, kept: str, user: str, password: str) -> None:
    address, found_user, found_password = read_address(written)
    assert (address.kind, address.url, found_user, found_password) == (kind, kept, user, password)


@pytest.mark.parametrize(
    "written",
    ["", " ", "ftp://exemple.fr", "webdavs://", "sftp:///x", "https://exemple.fr:port/", "s3://", "a\0b", "a\nb",
     "https://exemple.fr/dav?x=1", "https://exemple.fr/#x", "gopher://[::1", "javascript://x",
     "s3://b?endpoint=x", "s3://b?endpoint=https://a:b@exemple.fr", "s3://b?endpoint=ftp://exemple.fr", "s3://b?key=x",
     f"sftp://{'a' * 64}.fr/", "webdavs://exemple..fr/"],
)  # fmt: skip
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(BadAddress):
        read_address(written)


def test_where_it_leads() -> None:
    assert read_address("file:///srv/une%20boite")[0].folder == Path("/srv/une boite")
    assert read_address("webdav://exemple.fr:81/a/")[0].web == "http://exemple.fr:81/a"
    assert read_address("davs://exemple.fr/a")[0].web == "https://exemple.fr/a"
    paths = {"/srv/x/": "/srv/x", "": "/", "/~/x": "x", "/~": ".", "/a%20b": "/a b"}
    assert {path: read_address(f"sftp://exemple.fr{path}")[0].path for path in paths} == paths


@given(st.text(max_size=40), st.sampled_from(["", "webdavs://", "sftp://", "s3://", "https://anne:secret@"]))
def test_any_text_is_an_address_or_is_refused_in_words(text: str, scheme: str) -> None:
    try:
        address, _user, _password = read_address(scheme + text)
    except BadAddress:
        return
    if address.kind is not Kind.FOLDER:
        assert (address.parts.username, address.parts.password) == (None, None)
        assert read_address(address.url)[0] == address


@given(
    st.sampled_from([OSError, ConnectionResetError, TimeoutError, PermissionError, FileNotFoundError]),
    st.integers(1, 130),
)
def test_any_error_of_the_system_has_its_words(kind: type[OSError], number: int) -> None:
    failure = failure_of(kind(number, "https://anne:secret@exemple.fr"))
    assert isinstance(failure, MailboxFailed)
    assert failure.next_step
    assert "secret" not in failure.text


def test_a_network_cut_is_worth_another_try() -> None:
    assert isinstance(failure_of(ConnectionResetError()), Unreachable)
