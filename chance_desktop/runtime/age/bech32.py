"""Keys as text: the bech32 of BIP 173, as the age format writes its keys, without its limit of length."""

from __future__ import annotations

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LENGTH = 6


def encode(prefix: str, content: bytes) -> str:
    """Bytes as text that carries its own check; lower case."""
    groups = _regroup(content, 8, 5)
    remainder = _remainder([*_expanded(prefix), *groups, *[0] * _CHECK_LENGTH]) ^ 1
    check = [remainder >> 5 * (_CHECK_LENGTH - 1 - place) & 31 for place in range(_CHECK_LENGTH)]
    return prefix + "1" + "".join(_LETTERS[each] for each in [*groups, *check])


def decode(prefix: str, text: str) -> bytes:
    """The bytes of a text of this prefix, in either case. Raises `ValueError`."""
    found, _one, letters = text.strip().lower().rpartition("1")
    groups = [_LETTERS.find(letter) for letter in letters]
    if found != prefix or -1 in groups or len(groups) < _CHECK_LENGTH or _remainder([*_expanded(prefix), *groups]) != 1:
        raise ValueError("not a key")
    return bytes(_regroup(groups[:-_CHECK_LENGTH], 5, 8, pad=False))


def _expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _remainder(groups: list[int]) -> int:
    value = 1
    for group in groups:
        top = value >> 25
        value = (value & 0x1FFFFFF) << 5 ^ group
        for place, factor in enumerate(_GENERATOR):
            value ^= factor if top >> place & 1 else 0
    return value


def _regroup(groups: bytes | list[int], width: int, wanted: int, *, pad: bool = True) -> list[int]:
    """The same bits in groups of another width."""
    bits = "".join(f"{group:0{width}b}" for group in groups)
    if pad:
        bits += "0" * (-len(bits) % wanted)
    return [int(bits[at : at + wanted], 2) for at in range(0, len(bits) - wanted + 1, wanted)]
