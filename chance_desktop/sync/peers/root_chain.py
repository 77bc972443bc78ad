"""What the Region's root key signs: the key an office pinned, or one that the keys since lead to, each signed by the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import minisign


@dataclass(frozen=True, slots=True)
class Link:
    """A root key, signed by the one before it."""

    root: str
    signature: str


def links(content: Iterable[Any]) -> tuple[Link, ...]:
    """The links of a chain, as a document holds them."""
    return tuple(Link(str(each["root"]), str(each["signature"])) for each in content)


def check_signed(body: str, signature: str, root: str, chain: tuple[Link, ...], pinned: str) -> None:
    """The body is signed by the root it names, and that root is the pinned one or descends from it; with none pinned yet, by
    the root it names. Raises `minisign.Error` or `ValueError`.
    """
    reached = not pinned or root == pinned
    trusted = pinned
    for link in chain:
        if not reached and trusted and _is_signed(link, trusted):
            trusted = link.root
            reached = trusted == root
    if not reached:
        raise minisign.Error("another root")
    minisign.PublicKey.from_base64(root.encode()).verify(
        body.encode(), minisign.Signature.from_bytes(signature.encode())
    )


def _is_signed(link: Link, by: str) -> bool:
    try:
        signature = minisign.Signature.from_bytes(link.signature.encode())
        minisign.PublicKey.from_base64(by.encode()).verify(link.root.encode(), signature)
    except (minisign.Error, ValueError):
        return False
    return True
