"""Bytes in base64: read when they are sound, folded in lines or not, and never when something else is among them."""

from __future__ import annotations

from base64 import b64encode
from binascii import a2b_base64

from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.europass.values import DATA, packed

_NEARLY = st.text(alphabet="AQgw+/= \n!é", max_size=14)


def _strictly(text: str) -> bytes | None:
    try:
        return a2b_base64(text, strict_mode=True)
    except ValueError:
        return None


@given(st.binary(max_size=200), st.integers(1, 80))
def test_bytes_come_back_folded_or_not(content: bytes, width: int) -> None:
    """What was packed is found again, however it was cut in lines."""
    text = b64encode(content).decode()
    folded = "\r\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert packed(text) == packed(folded) == packed(f"  {folded}\n") == content


@given(_NEARLY)
def test_what_is_no_base64_is_refused(text: str) -> None:
    """Exactly what the strict reading of the library takes, once blanks are out."""
    assert packed(text) == _strictly("".join(text.split()))
    assert DATA.valid(text) == (_strictly(text) is not None)
