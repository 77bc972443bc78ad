"""The link with a shared store is encrypted, and its server proves who it is; the text order of the server changes nothing."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.store.failures import LinkNotTrusted
from tests import postgresql

_ASKS_FOR_TLS = struct.pack("!ii", 8, 80877103)


@dataclass(slots=True)
class TlsServer:
    """A server of PostgreSQL's protocol over TLS, before the real one; `passed` counts the bytes that came in clear."""

    port: int
    passed: int = 0


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that vouches for itself, for a host name, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / f"{name}.crt", folder / f"{name}.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError, ValueError):
        while content := source.recv(65_536):
            target.sendall(content)
    for each in (source, target):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, context: ssl.SSLContext, server: TlsServer) -> None:
    while True:
        try:
            link, _address = listening.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(link, context, server), daemon=True).start()


def _answer(link: socket.socket, context: ssl.SSLContext, server: TlsServer) -> None:
    with link:
        first = link.recv(8, socket.MSG_WAITALL)
        if first != _ASKS_FOR_TLS:
            server.passed += len(first)
            return
        link.sendall(b"S")
        with (
            suppress(OSError),
            context.wrap_socket(link, server_side=True) as safe,
            socket.socket(socket.AF_UNIX) as behind,
        ):
            behind.connect(str(postgresql.folder() / ".s.PGSQL.5432"))
            back = threading.Thread(target=_carry, args=(behind, safe), daemon=True)
            back.start()
            _carry(safe, behind)
            back.join()


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    return _certificate(tmp_path, "localhost")


@pytest.fixture
def server(certificate: tuple[Path, Path]) -> Iterator[TlsServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    postgresql.folder()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = TlsServer(listening.getsockname()[1])
        threading.Thread(target=_serve, args=(listening, context, made), daemon=True).start()
        yield made


def _asked(url: str) -> OfficeSetup:
    return OfficeSetup("", BranchContact("Poitiers"), (), fictional=True, role="region", database=url)


def _url(server: TlsServer, options: str) -> str:
    database = postgresql.new_database().partition("@/")[2].partition("?")[0]
    return f"postgresql://postgres@localhost:{server.port}/{database}?{options}"


def test_a_desk_works_over_tls(server: TlsServer, certificate: tuple[Path, Path], tmp_path: Path) -> None:
    set_up_office(tmp_path / "home", _asked(_url(server, f"sslmode=verify-full&sslrootcert={certificate[0]}")))
    desk = open_desk(tmp_path / "home")
    try:
        create_dossier(desk, NewPerson("Baudry", "Théo"))
    finally:
        desk.close()
    assert server.passed == 0


def test_a_certificate_nobody_vouches_for_is_refused(server: TlsServer, tmp_path: Path) -> None:
    other, _key = _certificate(tmp_path, "autre.exemple.fr")
    for options in (f"sslmode=verify-full&sslrootcert={other}", "sslmode=verify-full&sslrootcert=system"):
        with pytest.raises(LinkNotTrusted, match="protégée"):
            set_up_office(tmp_path / "home", _asked(_url(server, options)))


def test_a_certificate_of_another_host_is_refused(tmp_path: Path) -> None:
    certificate, key = _certificate(tmp_path, "autre.exemple.fr")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = TlsServer(listening.getsockname()[1])
        threading.Thread(target=_serve, args=(listening, context, made), daemon=True).start()
        with pytest.raises(LinkNotTrusted):
            set_up_office(tmp_path / "home", _asked(_url(made, f"sslmode=verify-full&sslrootcert={certificate}")))


def test_a_server_without_tls_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    link, _address = listening.accept()
                    with link:
                        link.recv(8)
                        link.sendall(b"N")

        threading.Thread(target=answer, daemon=True).start()
        url = f"postgresql://postgres@localhost:{listening.getsockname()[1]}/region?sslmode=require"
        with pytest.raises(LinkNotTrusted):
            set_up_office(tmp_path / "home", _asked(url))
