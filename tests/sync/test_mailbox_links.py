"""The links of a mailbox: none in clear unless a person accepts it each time, none to another place than the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from chance_desktop.casework.exchange.mailboxes.mailbox import (
    access_to,
    asks_password,
    kept_access,
    mailbox,
    set_mailbox,
    try_mailbox,
)
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.sync.mailboxes.address import read_address
from chance_desktop.sync.mailboxes.failures import (
    LinkInClear,
    MailboxFailed,
    MailboxRefuses,
    OtherName,
    SentElsewhere,
    SignInPage,
)
from tests.sync.bundles import Forge
from tests.sync.certificates import CERTIFICATE, certified
from tests.sync.servers import PASSWORD, USER, Answer, Asked, Server, proxy, s3, webdav
from tests.sync.test_mailbox import patient

_PAGE = Answer("200 OK", {"Content-Type": "text/html; charset=utf-8"}, b"<html>Bienvenue</html>")


@pytest.mark.parametrize(
    ("written", "in_clear"),
    [
        ("webdav://exemple.fr/dav", True), ("http://exemple.fr/dav", True), ("HTTP://anne:x@exemple.fr/", True),
        ("webdavs://exemple.fr/dav", False), ("https://exemple.fr/dav", False), ("sftp://exemple.fr/x", False),
        ("s3://b?endpoint=http://s3.exemple.fr", True), ("s3://b?endpoint=https://s3.exemple.fr", False), ("s3://b", False),
        ("http://localhost/x", False), ("http://127.0.0.1:8080/x", False), ("http://[::1]/x", False),
        ("http://127.1/x", True), ("http://localhost.exemple.fr/x", True), ("http://127.0.0.1.exemple.fr/x", True),
        ("s3://localhost?endpoint=http://exemple.fr", True), ("s3://b?endpoint=http://127.0.0.1:9000", False),
        ("/media/cle", False), ("file://serveur/partage", False),
    ],
)  # fmt: skip
def test_which_links_anybody_on_the_way_can_read(written: str, in_clear: bool) -> None:
    assert read_address(written)[0].in_clear is in_clear


def test_a_link_in_clear_is_refused_each_time_and_nothing_is_kept(forge: Forge) -> None:
    url = "http://exemple.test:8080/dav"
    for refused in (
        lambda: set_mailbox(forge.office, url, USER, PASSWORD),
        lambda: access_to(url, USER, PASSWORD),
        lambda: asks_password(url),
    ):
        with pytest.raises(LinkInClear):
            refused()
    assert mailbox(forge.office) is None


def test_accepting_a_link_in_clear_is_remembered_for_nothing(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "served" / "mailbox").mkdir(parents=True)
    with webdav(tmp_path / "served") as server, proxy({"exemple.test": "127.0.0.1"}) as (port, seen):
        _through(monkeypatch, port)
        set_mailbox(forge.office, server.url.replace("127.0.0.1", "exemple.test"), USER, PASSWORD, in_clear=True)
        for attempt in (exchange_now, try_mailbox):
            with pytest.raises(LinkInClear):
                attempt(forge.office, patience=patient())
        assert not seen, "nothing was sent"
        access = kept_access(forge.office, in_clear=True)
        try_mailbox(forge.office, access, patient())
        assert exchange_now(forge.office, access=access, patience=patient()).interrupted is None
        assert seen
        with pytest.raises(LinkInClear):
            try_mailbox(forge.office, patience=patient())


@pytest.mark.parametrize("kind", ["webdav", "s3"])
def test_what_stays_on_this_computer_is_not_handed_to_a_proxy(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (tmp_path / "mailbox").mkdir()
    with ExitStack() as stack:
        port, seen = stack.enter_context(proxy())
        if kind == "s3":
            endpoint = stack.enter_context(s3())
            url = f"s3://mailbox?endpoint={endpoint}"
        else:
            url = stack.enter_context(webdav(tmp_path)).url
        _through(monkeypatch, port)
        set_mailbox(forge.office, url, USER, PASSWORD)
        if kind == "webdav":
            try_mailbox(forge.office, patience=patient())
        else:
            with pytest.raises(MailboxFailed):  # no such space there: it was asked all the same
                try_mailbox(forge.office, patience=patient())
    assert not seen


def _through(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def secure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, before: Callable[[Asked], Answer | None], *, name: str = "127.0.0.1"
) -> Iterator[Server]:
    """A server by TLS whose certificate this computer trusts."""
    (folder / "served" / "mailbox").mkdir(parents=True)
    adapter = certified(folder, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / CERTIFICATE))
    with webdav(folder / "served", tls=adapter, before=before) as server:
        yield server


def test_a_path_that_changed_on_the_same_server_is_followed(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved(asked: Asked) -> Answer | None:
        if not asked.path.startswith("/ancienne"):
            return None
        return Answer("301 Moved Permanently", {"Location": asked.path.replace("/ancienne", "/mailbox", 1)})

    with secure(tmp_path, monkeypatch, moved) as server:
        set_mailbox(forge.office, server.url.replace("/mailbox", "/ancienne"), USER, PASSWORD)
        try_mailbox(forge.office, patience=patient())
        assert exchange_now(forge.office, patience=patient()).interrupted is None
    assert list((tmp_path / "served" / "mailbox").rglob("*.chance"))


@pytest.mark.parametrize(
    ("status", "moment"),
    [("301 Moved", "PROPFIND"), ("302 Found", "GET"), ("307 Temporary", "PUT"), ("308 Permanent", "MOVE")],
)
def test_another_server_is_named_and_given_nothing(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, moment: str
) -> None:
    heard: list[Asked] = []

    def listening(asked: Asked) -> Answer | None:
        heard.append(asked)
        return None

    (tmp_path / "other").mkdir()
    with webdav(tmp_path / "other", before=listening) as other:
        there = f"http://localhost:{other.port}"

        def sent(asked: Asked) -> Answer | None:
            return Answer(status, {"Location": f"{there}{asked.path}"}) if asked.method == moment else None

        with secure(tmp_path, monkeypatch, sent) as server:
            set_mailbox(forge.office, server.url, USER, PASSWORD)
            with pytest.raises(SentElsewhere) as told:
                try_mailbox(forge.office, patience=patient())
    assert "localhost" in told.value.sentence
    assert not heard


def test_an_encrypted_link_is_not_brought_back_to_one_in_clear(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Asked] = []
    (tmp_path / "clear" / "mailbox").mkdir(parents=True)
    with webdav(tmp_path / "clear", before=lambda asked: heard.append(asked)) as clear:
        address = clear.url.replace("webdav", "http")
        with secure(tmp_path, monkeypatch, lambda _asked: Answer("301 Moved", {"Location": address})) as server:
            set_mailbox(forge.office, server.url, USER, PASSWORD)
            with pytest.raises(SentElsewhere):
                try_mailbox(forge.office, patience=patient())
    assert not heard


def test_a_server_that_turns_in_circles_is_left(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Asked] = []

    def circle(one: Asked) -> Answer:
        asked.append(one)
        return Answer("301 Moved", {"Location": one.path})

    with secure(tmp_path, monkeypatch, circle) as server:
        set_mailbox(forge.office, server.url, USER, PASSWORD)
        with pytest.raises(MailboxRefuses):
            try_mailbox(forge.office, patience=patient())
    assert len(asked) == 5


@pytest.mark.parametrize(
    ("moment", "portal"),
    [
        *((moment, _PAGE) for moment in ("PROPFIND", "GET", "PUT", "MOVE")),
        ("PROPFIND", Answer("302 Found", {"Location": "http://portail.exemple/login?u=x"})),
        ("GET", Answer("303 See Other", {"Location": "//portail.exemple/"})),
        ("PUT", Answer("511 Network Authentication Required", {"Content-Type": "text/html"}, b"<html>")),
    ],
)
def test_a_network_that_asks_who_one_is_says_so(forge: Forge, tmp_path: Path, moment: str, portal: Answer) -> None:
    (tmp_path / "mailbox").mkdir()
    with webdav(tmp_path, before=lambda asked: portal if asked.method == moment else None) as server:
        set_mailbox(forge.office, server.url, USER, PASSWORD)
        with pytest.raises(SignInPage) as told:
            try_mailbox(forge.office, patience=patient())
    assert told.value.sentence.startswith("Ce réseau demande une connexion")
    assert "navigateur" in told.value.next_step
    assert ("portail.exemple" in told.value.text) is ("Location" in portal.headers)
    assert "login" not in told.value.text


def test_a_page_swallows_nothing_that_is_believed_sent(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "mailbox").mkdir()
    asking: list[bool] = []
    with webdav(tmp_path, before=lambda asked: _PAGE if asking and asked.method != "PROPFIND" else None) as server:
        set_mailbox(forge.office, server.url, USER, PASSWORD)
        asking.append(True)
        report = exchange_now(forge.office, patience=patient())
        assert isinstance(report.interrupted, SignInPage)
        assert report.sent == 0
        asking.clear()
        report = exchange_now(forge.office, patience=patient())
        assert (report.interrupted, report.sent) == (None, 1)


@pytest.mark.parametrize("name", ["portail.exemple", "192.0.2.7"])
def test_the_certificate_of_another_name_is_told_as_a_network_that_asks(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with secure(tmp_path, monkeypatch, lambda _asked: None, name=name) as server:
        set_mailbox(forge.office, server.url, USER, PASSWORD)
        with pytest.raises(OtherName) as told:
            try_mailbox(forge.office, patience=patient())
    assert "navigateur" in told.value.next_step
