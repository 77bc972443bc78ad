"""Mailboxes on real servers: whole exchanges, wrong passwords, missing folders, lines cut in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.exchange.mailboxes.mailbox import (
    PASSWORD as ENTRY,
)
from chance_desktop.casework.exchange.mailboxes.mailbox import (
    access_to,
    forget_mailbox,
    kept_access,
    mailbox,
    opened,
    set_mailbox,
    try_mailbox,
)
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import ExchangeReport, exchange_now
from chance_desktop.casework.pieces import scans
from chance_desktop.casework.pieces.pieces import set_status
from chance_desktop.sync.identity import key_id, poste_keys
from chance_desktop.sync.mailboxes import mailbox as mailbox_module
from chance_desktop.sync.mailboxes.failures import (
    CertificateRefused,
    FileTooLarge,
    HostKeyChanged,
    MailboxFailed,
    NoSuchMailbox,
    NotAllowed,
    PasswordRefused,
    Unreachable,
)
from chance_desktop.sync.mailboxes.mailbox import Patience
from tests.casework.making import dossier_of, paper
from tests.sync.bundles import Forge, rows_only
from tests.sync.certificates import certified
from tests.sync.servers import PASSWORD, USER, Relay, checking_keys, free_port, proxy, relay, s3, sftp, webdav

KINDS = ("folder", "webdav", "sftp", "s3")
ON_LINE = KINDS[1:]


@dataclass(frozen=True, slots=True)
class Place:
    """A mailbox that works; `line` is what stands before its server."""

    url: str
    line: Relay | None
    names: Callable[[], set[str]]
    put: Callable[[str, bytes], object]
    """Lay a file down behind the server's back."""

    def elsewhere(self, name: str) -> str:
        return self.url.replace("/mailbox", f"/{name}").replace("s3://mailbox", f"s3://{name}")


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    kind, root = request.param, tmp_path / "served"
    (root / "mailbox").mkdir(parents=True)

    def names() -> set[str]:
        return {path.relative_to(root / "mailbox").as_posix() for path in (root / "mailbox").rglob("*.*")}

    def put(name: str, content: bytes) -> object:
        path = root / "mailbox" / name
        path.parent.mkdir(exist_ok=True)
        return path.write_bytes(content)

    with ExitStack() as stack:
        if kind == "folder":
            yield Place(str(root / "mailbox"), None, names, put)
        elif kind == "s3":
            endpoint = stack.enter_context(s3())
            line = stack.enter_context(relay(int(endpoint.rpartition(":")[2])))
            client = _s3_client(endpoint)
            client.create_bucket(Bucket="mailbox")
            yield Place(
                f"s3://mailbox?endpoint=http://127.0.0.1:{line.port}",
                line,
                lambda: {each["Key"] for each in client.list_objects_v2(Bucket="mailbox").get("Contents", ())},
                lambda name, content: client.put_object(Bucket="mailbox", Key=name, Body=content),
            )
            client.close()
        else:
            server = stack.enter_context(webdav(root) if kind == "webdav" else sftp(root))
            line = stack.enter_context(relay(server.port))
            yield Place(server.url.replace(str(server.port), str(line.port)), line, names, put)


def _s3_client(endpoint: str):  # type: ignore[no-untyped-def]
    import boto3

    return boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id=USER, aws_secret_access_key="x", region_name="us-east-1"
    )


@dataclass(slots=True)
class Waits:
    """The waits between tries, told rather than waited for; `then` happens during the first one."""

    seconds: list[float]
    then: Callable[[], None] = lambda: None

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.then()


def patient(waits: Waits | None = None) -> Patience:
    return Patience(sleep=waits or Waits([]), chance=lambda: 0.5)


def joined(forge: Forge, place: Place) -> None:
    for desk in (forge.office, forge.region):
        set_mailbox(desk, place.url, USER, PASSWORD)


def both(forge: Forge, rounds: int = 3) -> list[ExchangeReport]:
    """The office, the Region, the office… until nobody has anything to say."""
    return [exchange_now(desk, patience=patient()) for _ in range(rounds) for desk in (forge.office, forge.region)]


def scanned(forge: Forge, folder: Path) -> tuple[str, str]:
    """A dossier with a scan, and the scan."""
    dossier = dossier_of(forge.office)
    scans.attach(forge.office, dossier, "identity", (paper(folder),))
    piece = next(each for each in open_dossier(forge.office, dossier).pieces.received if each.code == "identity")
    return dossier, piece.scans[0].id


def same_on_both_sides(forge: Forge, dossier: str, scan: str) -> None:
    here, there = open_dossier(forge.office, dossier), open_dossier(forge.region, dossier)
    assert (here.file_number, here.name, here.step) == (there.file_number, there.name, there.step)
    assert [(each.code, each.status) for each in here.pieces.received] == [
        (each.code, each.status) for each in there.pieces.received
    ]
    assert scans.scan_pdf(forge.office, scan) == scans.scan_pdf(forge.region, scan)


@pytest.mark.parametrize("place", KINDS, indirect=True)
def test_a_dossier_and_its_scan_go_to_the_region_and_its_answer_comes_back(
    forge: Forge, place: Place, tmp_path: Path
) -> None:
    joined(forge, place)
    try_mailbox(forge.office, patience=patient())
    dossier, scan = scanned(forge, tmp_path)
    first = exchange_now(forge.office, patience=patient())
    assert (first.interrupted, first.refused, first.sent) == (None, (), 2)
    own = key_id(poste_keys(forge.office.vault).signing_public)
    assert all(name.startswith(f"{own}/") and name.endswith(".chance") for name in place.names())
    second = exchange_now(forge.region, patience=patient())
    assert (second.interrupted, second.refused, second.received) == (None, (), 2)
    assert dossier in second.changes.ids
    same_on_both_sides(forge, dossier, scan)
    set_status(forge.region, dossier, "cv", "checked")
    both(forge)
    same_on_both_sides(forge, dossier, scan)
    assert 1 <= len(place.names()) <= 2, "each side leaves its last word at most"
    before = (rows_only(forge.office), rows_only(forge.region), place.names())
    for report in both(forge, 1):
        assert (report.sent, report.received, report.applied, report.interrupted) == (0, 0, 0, None)
    assert (rows_only(forge.office), rows_only(forge.region), place.names()) == before


@pytest.mark.parametrize("place", ["webdav", "sftp"], indirect=True)
def test_a_wrong_password_is_told_and_never_shown(forge: Forge, place: Place) -> None:
    set_mailbox(forge.office, place.url, USER, "le-mauvais-secret")
    with pytest.raises(PasswordRefused) as told:
        exchange_now(forge.office, patience=patient())
    said = f"{told.value.text} {told.value!r} {told.value.__cause__!r}"
    assert "secret" not in said
    assert "127.0.0.1" not in said


@pytest.mark.parametrize("place", ["s3"], indirect=True)
def test_a_wrong_key_is_told(forge: Forge, place: Place) -> None:
    assert place.line is not None
    set_mailbox(forge.office, place.url, "AKIAINCONNUE", PASSWORD)
    with checking_keys(place.line.server), pytest.raises(PasswordRefused):
        try_mailbox(forge.office, patience=patient())


@pytest.mark.parametrize("place", KINDS, indirect=True)
def test_a_missing_folder_is_told_and_not_made(forge: Forge, place: Place) -> None:
    set_mailbox(forge.office, place.elsewhere("ailleurs"), USER, PASSWORD)
    for attempt in (exchange_now, try_mailbox):
        with pytest.raises(NoSuchMailbox):
            attempt(forge.office, patience=patient())
    assert place.names() == set()


@pytest.mark.parametrize("place", ON_LINE, indirect=True)
def test_a_server_killed_in_the_middle_of_an_upload(forge: Forge, place: Place, tmp_path: Path) -> None:
    assert place.line is not None
    joined(forge, place)
    dossier, scan = scanned(forge, tmp_path)
    place.line.cut_after("up", 12_000)
    waits = Waits([])
    told = _interrupted(forge, waits)
    assert isinstance(told, Unreachable)
    assert waits.seconds == [0.5, 1.0, 2.0]
    assert not [name for name in place.names() if name.endswith(".chance") and "part" in name]
    place.line.mend()
    both(forge)
    same_on_both_sides(forge, dossier, scan)
    assert not [name for name in place.names() if name.endswith(".part")]


def _interrupted(forge: Forge, waits: Waits) -> object:
    try:
        return exchange_now(forge.office, patience=patient(waits)).interrupted
    except MailboxFailed as failure:
        return failure


@pytest.mark.parametrize("place", ON_LINE, indirect=True)
def test_a_cut_in_the_middle_of_a_download_is_made_good_while_waiting(
    forge: Forge, place: Place, tmp_path: Path
) -> None:
    assert place.line is not None
    joined(forge, place)
    dossier, scan = scanned(forge, tmp_path)
    exchange_now(forge.office, patience=patient())
    place.line.cut_after("down", 12_000)
    waits = Waits([], place.line.mend)
    report = exchange_now(forge.region, patience=patient(waits))
    assert (report.interrupted, report.received) == (None, 2)
    assert waits.seconds, "the line was cut"
    same_on_both_sides(forge, dossier, scan)
    assert not list((forge.region.home / "mailbox").rglob("*.*"))


@pytest.mark.parametrize("place", ON_LINE, indirect=True)
def test_a_file_that_grows_once_it_was_listed_is_not_copied_to_its_end(
    forge: Forge, place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert place.line is not None
    size = 24 * 1024 * 1024
    monkeypatch.setattr(mailbox_module, "LARGEST_BUNDLE", 1024 * 1024)
    set_mailbox(forge.office, place.url, USER, PASSWORD)
    place.put("sender/x.chance", bytes(size))
    with opened(kept_access(forge.office), patient()) as box:
        before = place.line.passed["down"]
        with pytest.raises(FileTooLarge):
            box.fetch("sender", "x.chance", tmp_path / "x.chance")
    assert place.line.passed["down"] - before < size
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize("place", ["webdav"], indirect=True)
def test_a_proxy_of_the_system_is_used(forge: Forge, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy({"exemple.test": "127.0.0.1"}) as (port, seen):
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        elsewhere = place.url.replace("127.0.0.1", "exemple.test")
        access = access_to(elsewhere, USER, PASSWORD, in_clear=True)
        try_mailbox(forge.office, access, patient())
    assert {line.split()[0] for line in seen} >= {"PROPFIND", "PUT", "MOVE", "GET", "DELETE"}


def test_a_certificate_nobody_vouches_for_is_refused(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "served" / "mailbox").mkdir(parents=True)
    with webdav(tmp_path / "served", tls=certified(tmp_path)) as server:
        set_mailbox(forge.office, server.url, USER, PASSWORD)
        with pytest.raises(CertificateRefused):
            try_mailbox(forge.office, patience=patient())


def test_an_sftp_server_that_changes_its_key_is_refused(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "mailbox").mkdir()
    with sftp(tmp_path) as server:
        assert set_mailbox(forge.office, server.url, USER, PASSWORD).fingerprint.startswith("SHA256:")
        try_mailbox(forge.office, patience=patient())
        port = server.port
    with sftp(tmp_path, port), pytest.raises(HostKeyChanged):
        try_mailbox(forge.office, patience=patient())


def test_nobody_there(forge: Forge) -> None:
    waits = Waits([])
    set_mailbox(forge.office, f"webdav://127.0.0.1:{free_port()}/mailbox", USER, PASSWORD)
    with pytest.raises(Unreachable):
        try_mailbox(forge.office, patience=patient(waits))
    assert waits.seconds == [0.5], "a person waits"
    with pytest.raises(Unreachable):
        set_mailbox(forge.office, f"sftp://127.0.0.1:{free_port()}/mailbox", USER, PASSWORD)


def test_the_password_lives_in_the_vault_alone(forge: Forge, tmp_path: Path) -> None:
    set_mailbox(forge.office, "webdavs://claire:un-secret@exemple.fr:8443/remote.php/dav")
    view = mailbox(forge.office)
    assert view is not None
    assert (view.url, view.user, view.has_password) == ("webdavs://exemple.fr:8443/remote.php/dav", "claire", True)
    assert forge.office.vault.get(ENTRY) == "un-secret"
    assert "un-secret" not in repr(kept_access(forge.office))
    files = [path for path in forge.office.home.rglob("*") if path.is_file() and path != forge.office.layout.key_file]
    assert not [path for path in files if b"un-secret" in path.read_bytes()]
    set_mailbox(forge.office, str(tmp_path))
    assert not (mailbox(forge.office) or view).has_password
    forget_mailbox(forge.office)
    assert mailbox(forge.office) is None


def test_a_mailbox_without_the_right_to_write_is_told(forge: Forge, tmp_path: Path) -> None:
    (tmp_path / "served" / "mailbox").mkdir(parents=True)
    with webdav(tmp_path / "served", readonly=True) as server:
        set_mailbox(forge.office, server.url, USER, PASSWORD)
        with pytest.raises(NotAllowed):
            try_mailbox(forge.office, patience=patient())
