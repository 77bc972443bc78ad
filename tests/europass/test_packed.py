"""Bytes in base64: read when they are sound, folded in lines or not, and never when something else is among them."""

from __future__ import annotations

import re
from base64 import b64encode
from binascii import a2b_base64

from hypothesis import given
from hypothesis import strategies as st

from chance_desktop.europass.schema.values import DATA, packed

_NEARLY = st.text(alphabet="AQgw+/= \n!é", max_size=14)


_SOUND = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def _strictly(text: str) -> bytes | None:
    return a2b_base64(text) if _SOUND.fullmatch(text) else None


@given(st.binary(max_size=200), st.integers(1, 80))
def test_bytes_come_back_folded_or_not(content: bytes, width: int) -> None:
    """What was packed is found again, however it was cut in lines."""
    text = b64encode(content).decode()
    folded = "\r\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert packed(text) == packed(folded) == packed(f"  {folded}\n") == content


@given(_NEARLY)
def test_what_is_no_base64_is_refused(text: str) -> None:
    """Groups of four characters, the last one filled up, once blanks are out: that and nothing else."""
    assert packed(text) == _strictly("".join(text.split()))
    assert DATA.valid(text) == (_strictly(text) is not None)
