"""Sealed files: what others seal opens here, what is sealed here opens with others, damage is told, and speed plays no part."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chance_desktop.runtime import age
from chance_desktop.runtime.age import bech32

PASSPHRASE = "quatre mots sans lien"
CHEAP = age.Passphrase(PASSPHRASE, work_factor=10)
SIZES = (0, 1, 65535, 65536, 65537, 200_000)


@pytest.mark.parametrize("size", SIZES)
def test_both_ways_with_the_age_library(size: int) -> None:
    content = os.urandom(size)
    assert pyrage.passphrase.decrypt(age.seal_bytes(content, [CHEAP]), PASSPHRASE) == content
    own, other = age.Identity.new(), pyrage.x25519.Identity.generate()
    sealed = age.seal_bytes(content, [age.Recipient.parse(str(other.to_public())), own.recipient])
    assert pyrage.decrypt(sealed, [other]) == content
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(own.text)]) == content
    assert age.open_bytes(pyrage.encrypt(content, [other.to_public()]), [age.Identity.parse(str(other))]) == content


def test_a_file_sealed_at_a_measured_cost_still_opens() -> None:
    sealed = pyrage.passphrase.encrypt(b"former", PASSPHRASE)
    assert age.open_bytes(sealed, [age.Passphrase(PASSPHRASE)]) == b"former"


def test_the_age_command_opens_it(tmp_path: Path) -> None:
    identity = age.Identity.new()
    (tmp_path / "key").write_text(identity.text + "\n", "ascii")
    (tmp_path / "file.age").write_bytes(age.seal_bytes(b"x" * 70_000, [identity.recipient]))
    try:
        done = subprocess.run(
            ["age", "-d", "-i", tmp_path / "key", tmp_path / "file.age"], capture_output=True, check=True
        )
    except FileNotFoundError:
        pytest.skip("age is not installed")
    assert done.stdout == b"x" * 70_000


def test_the_cost_is_fixed_and_recorded() -> None:
    header = age.read_header(io.BytesIO(age.seal_bytes(b"", [age.Passphrase(PASSPHRASE)])))
    assert [stanza.arguments[0] for stanza in header.stanzas] == ["scrypt"]
    assert header.stanzas[0].arguments[2] == str(age.WORK_FACTOR) == "16"


def _opened_elsewhere(sealed: bytes, share: float) -> float:
    """Seconds a process that is given this share of the time takes to open a file."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if age.open_bytes(sealed, [age.Passphrase(PASSPHRASE)]) == b"abc" else 1)
        finally:
            os._exit(2)
    turn = 0.002
    while True:
        os.kill(child, signal.SIGSTOP)
        time.sleep(turn / share - turn)
        os.kill(child, signal.SIGCONT)
        time.sleep(turn)
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) == 0
            return time.monotonic() - began


@pytest.mark.skipif(sys.platform == "win32", reason="processes are held back with signals")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_machine_fifty_times_slower_opens_it() -> None:
    sealed = age.seal_bytes(b"abc", [age.Passphrase(PASSPHRASE)])
    assert _opened_elsewhere(sealed, 1 / 50) > 2


def test_a_cost_nobody_would_have_chosen_is_refused_at_once() -> None:
    sealed = age.seal_bytes(b"", [CHEAP])
    with pytest.raises(age.NotSound):
        age.open_bytes(sealed.replace(b" 10\n", b" 63\n"), [CHEAP])


def test_what_needs_more_memory_than_there_is_is_told() -> None:
    if sys.platform == "win32":
        pytest.skip("the memory of a process is bounded on Linux and macOS")
    bounded = (
        "import resource, sys; from chance_desktop.runtime import age\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try: age.open_bytes(sys.stdin.buffer.read(), [age.Passphrase('x')])\n"
        "except age.NotEnoughMemory as error: print(error.sentence)"
    )
    sealed = age.seal_bytes(b"", [CHEAP]).replace(b" 10\n", b" 21\n")
    done = subprocess.run([sys.executable, "-c", bounded], input=sealed, capture_output=True, check=True)
    assert "pas assez de mémoire" in done.stdout.decode()


def test_wrong_keys_and_wrong_words() -> None:
    with pytest.raises(age.NoKeyOpens):
        age.open_bytes(age.seal_bytes(b"abc", [CHEAP]), [age.Passphrase(PASSPHRASE + "!")])
    with pytest.raises(age.NoKeyOpens):
        age.open_bytes(age.seal_bytes(b"abc", [age.Identity.new().recipient]), [age.Identity.new(), CHEAP])


@settings(max_examples=60)
@given(data=st.data())
def test_any_alteration_is_told(data: st.DataObject) -> None:
    identity = age.Identity(b"\x07" * 32)
    sealed = age.seal_bytes(b"abc" * 30_000, [identity.recipient])
    at = data.draw(st.integers(0, len(sealed) - 1))
    altered = bytearray(sealed)
    altered[at] ^= data.draw(st.integers(1, 255))
    for wrong in (bytes(altered), sealed[:at], sealed + b"x"):
        with pytest.raises((age.NotSound, age.NoKeyOpens)):
            age.open_bytes(wrong, [identity])


def test_pieces_cannot_be_left_out_at_the_end() -> None:
    identity = age.Identity.new()
    sealed = age.seal_bytes(bytes(3 * 65536), [identity.recipient])
    with pytest.raises(age.NotSound):
        age.open_bytes(sealed[: -(65536 + 16)], [identity])


def test_a_file_whose_writing_failed_does_not_open() -> None:
    identity, made = age.Identity.new(), io.BytesIO()

    def fail() -> None:
        with age.Sealed(made, [identity.recipient]) as sealed:
            sealed.write(b"x" * 100_000)
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        fail()
    with pytest.raises(age.NotSound):
        age.open_bytes(made.getvalue(), [identity])


@given(st.binary(min_size=32, max_size=32))
def test_keys_as_text(secret: bytes) -> None:
    identity = age.Identity(secret)
    assert age.Identity.parse(identity.text.lower()) == identity
    assert str(pyrage.x25519.Identity.from_str(identity.text).to_public()) == identity.recipient.text
    with pytest.raises(ValueError, match="not a key"):
        age.Identity.parse(identity.text[:-1] + ("Q" if identity.text[-1] != "Q" else "P"))
    with pytest.raises(ValueError, match="not a key"):
        bech32.decode("age", identity.text)
