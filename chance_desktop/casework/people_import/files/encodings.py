"""Which encoding the bytes of a text are in, judged by the French they make.

UTF-16 and UTF-8 are recognised for sure. Old exports are in an encoding of one byte a character, where every text is
possible: the one whose accented letters stand where French has them is taken.
"""

from __future__ import annotations

from chance_desktop.casework.people_import.files.table import UnreadableTable
from chance_desktop.runtime.words import _

OFFERED = {
    "utf-8": _("UTF-8"),
    "windows-1252": _("Windows (1252)"),
    "iso-8859-15": _("Latin 9 (ISO 8859-15)"),
    "mac-roman": _("Macintosh (Roman)"),
    "cp850": _("DOS (850)"),
    "utf-16": _("UTF-16"),
}
"""The encodings a person may choose, and their names."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_ONE_BYTE = ("windows-1252", "iso-8859-15", "mac-roman", "cp850")
_WEIGHED = 200_000
"""Bytes that are enough to tell an encoding from another."""

_FRENCH = frozenset("éèêëàâäçîïôöùûüÿœæÉÈÊËÀÂÄÇÎÏÔÖÙÛÜŸŒÆ")
_SIGNS = frozenset("’‘“”«»–—…°€ºª·•\u00a0")
"""What French puts between words, and may stand against a letter."""

_STRAY_BYTES = {0xDC80 + low: bytes([0x80 + low]).decode("cp1252", errors="replace") for low in range(0x80)}


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and its encoding; a byte that is none of a UTF-8 text is kept as a lone surrogate, for `stray` to tell.

    Raises `UnreadableTable`.
    """
    if encoding:
        return _as_told(content, encoding), encoding
    for mark, marked in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(marked), marked
            except UnicodeDecodeError as error:
                if marked == "utf-8-sig":
                    return content[len(mark) :].decode("utf-8", errors="surrogateescape"), marked
                raise UnreadableTable(_("Le texte de ce fichier est abîmé."), _("Refaites l’export.")) from error
    wide = _without_mark(content)
    if wide:
        return content.decode(wide), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="surrogateescape")
    if _is_mostly_utf8(text):
        return text, "utf-8"
    found = max(_ONE_BYTE, key=lambda each: _french(_weighed(content).decode(each, errors="replace")))
    return content.decode(found, errors="replace"), found


def stray(text: str) -> tuple[str, bool]:
    """A text whose bytes of another encoding are read as Windows-1252, and whether there were any."""
    if text.isascii() or not any("\udc80" <= char <= "\udcff" for char in text):
        return text, False
    return text.translate(_STRAY_BYTES), True


def _as_told(content: bytes, encoding: str) -> str:
    if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    if encoding == "utf-8":
        return content.removeprefix(b"\xef\xbb\xbf").decode(encoding, errors="surrogateescape")
    return content.decode(encoding, errors="replace")


def _without_mark(content: bytes) -> str:
    """UTF-16 that does not say so: every other byte of a Latin text is empty."""
    head = content[:2_000]
    for encoding, low, high in (("utf-16-le", head[0::2], head[1::2]), ("utf-16-be", head[1::2], head[0::2])):
        if len(content) % 2 == 0 and low.count(0) == 0 and high.count(0) * 10 >= len(high) * 9 and len(high) > 4:
            try:
                content.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return ""


def _is_mostly_utf8(text: str) -> bool:
    """Whether what reads as UTF-8 outweighs what does not."""
    strays = sum("\udc80" <= char <= "\udcff" for char in text)
    return sum(not char.isascii() for char in text) - strays > strays


def _weighed(content: bytes) -> bytes:
    """The lines that tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines():
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _WEIGHED:
                break
    return b"\n".join(lines)


def _french(text: str) -> int:
    """How French the accented letters of a text are: a capital within small letters, or a sign within a word, is none."""
    weight = 0
    for place, char in enumerate(text):
        if char.isascii():
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if char == "â" and before in ("a", "e", "o"):
            weight -= 2
        elif char in _FRENCH:
            weight += -2 if char.isupper() and (before.islower() or (after.islower() and before.isalpha())) else 2
        elif char.isalpha():
            weight -= 1 if char.islower() or not before.islower() else 3
        elif char not in _SIGNS:
            weight -= 3 if before.isalpha() or after.isalpha() else 1
        elif before.isalpha() and after.isalpha() and char not in "’‘·":
            weight -= 2
    return weight
