"""Messages with their attachments, as mail programs save them: `.eml`, and Outlook's `.msg` (a compound file, MS-CFB version 3)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from email.message import EmailMessage

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _TABLE, _NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def eml(files: dict[str, bytes]) -> bytes:
    """A message of Internet, with a line of text and the files attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@exemple.fr", "b@exemple.fr", "Ma pièce"
    message.set_content("Bonjour, voici la pièce.\n")
    for name, content in files.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def msg(files: dict[str, bytes]) -> bytes:
    """The same as Outlook saves it."""
    root = _Node("Root Entry", _ROOT)
    root.kids.append(_Node("__substg1.0_0037001F", _STREAM, "Ma pièce".encode("utf-16-le")))
    for number, (name, content) in enumerate(files.items()):
        folder = _Node(f"__attach_version1.0_#{number:08X}", _STORAGE)
        folder.kids.append(_Node("__substg1.0_37010102", _STREAM, content))
        folder.kids.append(_Node("__substg1.0_3707001F", _STREAM, name.encode("utf-16-le")))
        root.kids.append(folder)
    return _compound(root)


@dataclass(slots=True)
class _Node:
    name: str
    kind: int
    content: bytes = b""
    kids: list[_Node] = field(default_factory=list)
    start: int = _END


def _compound(root: _Node) -> bytes:
    nodes = _listed(root)
    table: list[int] = []
    body = bytearray()

    def lay(content: bytes) -> int:
        """Put content in sectors of its own; the first of them."""
        if not content:
            return _END
        count, first = -(-len(content) // _SECTOR), len(table)
        table.extend([*range(first + 1, first + count), _END])
        body.extend(content.ljust(count * _SECTOR, b"\0"))
        return first

    small, small_table = bytearray(), []
    for node in nodes:
        if node.kind != _STREAM:
            continue
        if len(node.content) >= _CUTOFF:
            node.start = lay(node.content)
            continue
        count, node.start = max(1, -(-len(node.content) // _SMALL)), len(small_table)
        small_table.extend([*range(node.start + 1, node.start + count), _END])
        small.extend(node.content.ljust(count * _SMALL, b"\0"))
    root.content, root.start = bytes(small), lay(bytes(small))
    small_at = lay(_numbers(small_table))
    folders_at = lay(b"".join(_entry(node, nodes) for node in nodes))
    tables = 1
    while tables * 128 < len(table) + tables:
        tables += 1
    first = len(table)
    table.extend([_TABLE] * tables)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, folders_at, 0, _CUTOFF,
        small_at, -(-len(small_table) // 128), _END, 0,
    )  # fmt: skip
    header += _numbers([*range(first, first + tables)])[: 4 * tables].ljust(436, b"\xff")
    return header + bytes(body) + _numbers(table).ljust(tables * _SECTOR, b"\xff")


def _listed(root: _Node) -> list[_Node]:
    nodes, waiting = [], [root]
    while waiting:
        node = waiting.pop(0)
        nodes.append(node)
        waiting.extend(node.kids)
    return nodes


def _entry(node: _Node, nodes: list[_Node]) -> bytes:
    """128 bytes of the folder; the kids of a storage are a chain to the right, in the order of names (length, then letters)."""
    parent = next((each for each in nodes if node in each.kids), None)
    brothers = _ordered(parent.kids) if parent else [node]
    after = brothers[brothers.index(node) + 1 :]
    name = node.name.encode("utf-16-le") + b"\0\0"
    right = nodes.index(after[0]) if after else _NOBODY
    child = nodes.index(_ordered(node.kids)[0]) if node.kids else _NOBODY
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name), node.kind, 1, _NOBODY, right, child,
        node.start if node.kind != _STORAGE else 0, len(node.content),
    )  # fmt: skip


def _ordered(kids: list[_Node]) -> list[_Node]:
    return sorted(kids, key=lambda node: (len(node.name), node.name.upper()))


def _numbers(values: list[int]) -> bytes:
    raw = struct.pack(f"<{len(values)}I", *values)
    return raw.ljust(-(-len(raw) // _SECTOR) * _SECTOR, b"\xff")
