"""Makes damaged PDF files: sound ones of several makers, spoiled in one or two places as disks, networks and clumsy programs do."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.documents.samples import EVERY_DOCUMENT, scan

_OBJECT = re.compile(rb"(?m)^(\d+) (\d+) obj\b.*?endobj\r?\n?", re.DOTALL)
_ENTRY = re.compile(rb"\d{10} \d{5} n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file, the sound one it was, and what was done to it."""

    sound: bytes
    content: bytes
    how: str


def damaged(random: Random) -> Damaged:
    """One more damaged file."""
    maker = random.choice(list(_MAKERS))
    sound = content = _made(maker)
    done = []
    for _time in range(random.choice((1, 1, 1, 2))):
        damage = random.choice(_DAMAGES)
        content = damage(content, random)
        done.append(damage.__name__.strip("_"))
    return Damaged(sound, content, f"{maker}: {', '.join(done)}")


def plain_pdf(pages: list[bytes], extra: dict[int, bytes] | None = None) -> bytes:
    """The plainest PDF: its objects one after the other, each page a drawing in plain words (see `page_drawing`)."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
    kids = []
    for number, drawing in enumerate(pages):
        page, contents = 4 + 2 * number, 5 + 2 * number
        kids.append(f"{page} 0 R")
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % contents
        )
        objects[contents] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawing), drawing)
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    return written(objects | (extra or {}))


def written(
    objects: dict[int, bytes], start: bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", former: int | None = None
) -> bytes:
    """Objects, their table, the end; after `start`, whose last table is at `former`."""
    out, places = start, {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = len(out)
    out += b"xref\n" if former is not None else b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    before = b"/Prev %d" % former if former is not None else b""
    size = max(*objects, 9) + 1
    return out + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, before, table)


def page_drawing(words: str) -> bytes:
    """Words, and a line under them."""
    return b"BT /F1 24 Tf 60 700 Td (%s) Tj ET 40 60 500 4 re f" % words.encode("ascii")


@cache
def _made(maker: str) -> bytes:
    return _MAKERS[maker]()


def _plain() -> bytes:
    return plain_pdf([page_drawing(f"Attestation page {number}") for number in range(1, 5)])


def _revised() -> bytes:
    """A second page added after the end, as those who sign do."""
    first = plain_pdf([page_drawing("Contrat recto")])
    drawing = page_drawing("Contrat verso signe")
    former = int(re.findall(rb"startxref\n(\d+)", first)[-1])
    return written(
        {
            2: b"<</Type/Pages/Count 2/Kids[4 0 R 6 0 R]>>",
            6: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R>>",
            7: b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawing), drawing),
        },
        first, former,
    )  # fmt: skip


def _packed_text() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for page in range(1, 4):
        for line in range(20):
            canvas.drawString(
                60, 760 - 24 * line, f"Relevé de notes, page {page}, ligne {line}, moyenne {10 + line / 2}"
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _object_streams() -> bytes:
    with pikepdf.open(BytesIO(_packed_text())) as pdf:
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _flate_picture() -> bytes:
    """A scan whose pixels are packed as they are."""
    wide, high = 300, 420
    rows = b"".join(bytes(255 if (x // 7 + y // 11) % 5 else 20 for x in range(wide)) for y in range(high))
    packed = zlib.compress(rows)
    shown = b"q 500 0 0 700 40 60 cm /Im Do Q"
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im 6 0 R>>>>/Contents 5 0 R>>",
            5: b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown), shown),
            6: b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (wide, high, len(packed), packed),
        }
    )  # fmt: skip


_MAKERS: dict[str, Callable[[], bytes]] = {
    "plain": _plain,
    "revised": _revised,
    "packed text": _packed_text,
    "object streams": _object_streams,
    "packed picture": _flate_picture,
    "photographs": lambda: scan(2),
    "house letter": EVERY_DOCUMENT["request"],
    "house form": EVERY_DOCUMENT["form-filled"],
}


def _pick(content: bytes, pattern: re.Pattern[bytes], random: Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(content))
    return random.choice(found) if found else None


def _replaced(content: bytes, start: int, end: int, new: bytes) -> bytes:
    return content[:start] + new + content[end:]


def _offset_wrong(content: bytes, random: Random) -> bytes:
    entry = _pick(content, _ENTRY, random)
    if entry is None:
        return _noise(content, random)
    place = max(0, int(entry[0][:10]) + random.choice((-40, -7, -1, 1, 2, 9, 60, 400)))
    return _replaced(content, entry.start(), entry.start() + 10, b"%010d" % place)


def _entry_freed(content: bytes, random: Random) -> bytes:
    entry = _pick(content, _ENTRY, random)
    return _replaced(content, entry.end() - 1, entry.end(), b"f") if entry else _noise(content, random)


def _offsets_swapped(content: bytes, random: Random) -> bytes:
    entries = list(_ENTRY.finditer(content))
    if len(entries) < 2:
        return _noise(content, random)
    one, other = sorted(random.sample(entries, 2), key=lambda entry: entry.start())
    content = _replaced(content, other.start(), other.start() + 10, one[0][:10])
    return _replaced(content, one.start(), one.start() + 10, other[0][:10])


def _start_wrong(content: bytes, random: Random) -> bytes:
    place = content.rfind(b"startxref")
    return content[:place] + b"startxref\n%d\n%%%%EOF\n" % random.randrange(0, len(content) + 50)


def _length_wrong(content: bytes, random: Random) -> bytes:
    length = _pick(content, _LENGTH, random)
    if length is None:
        return _noise(content, random)
    size = int(length[1])
    wrong = random.choice((0, 1, size // 2, max(0, size - 1), size + 1, size + 17, size * 3 + 5))
    return _replaced(content, length.start(1), length.end(1), str(wrong).encode())


def _length_missing(content: bytes, random: Random) -> bytes:
    length = _pick(content, _LENGTH, random)
    return _replaced(content, length.start(), length.end(), b"") if length else _noise(content, random)


def _object_dropped(content: bytes, random: Random) -> bytes:
    thing = _pick(content, _OBJECT, random)
    return _replaced(content, thing.start(), thing.end(), b"") if thing else _noise(content, random)


def _object_blanked(content: bytes, random: Random) -> bytes:
    """Its place filled with spaces, so that every other is where the table says."""
    thing = _pick(content, _OBJECT, random)
    if thing is None:
        return _noise(content, random)
    return _replaced(content, thing.start(), thing.end(), b" " * (thing.end() - thing.start() - 1) + b"\n")


def _object_renumbered(content: bytes, random: Random) -> bytes:
    thing = _pick(content, _OBJECT, random)
    return _replaced(content, thing.start(1), thing.end(1), b"9" * len(thing[1])) if thing else _noise(content, random)


def _reference_wrong(content: bytes, random: Random) -> bytes:
    reference = _pick(content, _REFERENCE, random)
    if reference is None:
        return _noise(content, random)
    return _replaced(content, reference.start(1), reference.end(1), random.choice((b"0", b"1", b"2", b"77", b"9999")))


def _stream_cut(content: bytes, random: Random) -> bytes:
    stream = _pick(content, _STREAM, random)
    if stream is None or len(stream[1]) < 8:
        return _noise(content, random)
    kept = random.randrange(len(stream[1]))
    return _replaced(content, stream.start(1) + kept, stream.end(1), b"")


def _stream_noisy(content: bytes, random: Random) -> bytes:
    stream = _pick(content, _STREAM, random)
    if stream is None or len(stream[1]) < 8:
        return _noise(content, random)
    at = stream.start(1) + random.randrange(len(stream[1]))
    return _replaced(content, at, min(at + 4, stream.end(1)), random.randbytes(4))


def _noise(content: bytes, random: Random) -> bytes:
    at = random.randrange(9, len(content))
    return _replaced(content, at, at + random.choice((1, 3, 20)), random.randbytes(random.choice((0, 1, 3, 20))))


def _block_zeroed(content: bytes, random: Random) -> bytes:
    """What a disk gives for a sector it cannot read."""
    at = random.randrange(9, len(content))
    size = min(random.choice((32, 128, 512)), len(content) - at)
    return _replaced(content, at, at + size, bytes(size))


def _end_lost(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) // 3, len(content))] + random.choice((b"", b"\n%%EOF\n"))


def _lines_changed(content: bytes, random: Random) -> bytes:
    """A transfer that took the file for a text."""
    return content.replace(b"\n", b"\r\n") if random.random() < 0.5 else content.replace(b"\r\n", b"\n")


_DAMAGES = (
    _offset_wrong, _entry_freed, _offsets_swapped, _start_wrong, _length_wrong, _length_missing, _object_dropped,
    _object_blanked, _object_renumbered, _reference_wrong, _stream_cut, _stream_noisy, _noise, _block_zeroed, _end_lost,
    _lines_changed,
)  # fmt: skip
