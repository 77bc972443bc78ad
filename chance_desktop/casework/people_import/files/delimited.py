"""Read a text whose lines are cut into cells by a sign: its separator found by itself, its damage kept within its line.

A quote opened and never closed would swallow the lines below in an ordinary reader: here it is a sign like another as soon
as what it swallows looks like lines of their own, and its line is said to be damaged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from chance_desktop.casework.people_import.files.cells import mended, tidy_cell
from chance_desktop.casework.people_import.files.encodings import decoded, stray
from chance_desktop.casework.people_import.files.table import (
    LONGEST_CELL,
    MOST_ROWS,
    Line,
    Sheet,
    UnreadableTable,
    too_long,
)
from chance_desktop.runtime.words import _

_SEPARATORS = ";,\t|"
_LINE_END = re.compile(r"\r\n|\n|\r")
_TOLD_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_WEIGHED_LINES = 200
_MOST_JOINED = 60
"""Lines of the file a cell between quotes may run over."""


def read_delimited(content: bytes, encoding: str = "") -> Sheet:
    """Every line of the text. Raises `UnreadableTable`."""
    text, found = decoded(content, encoding)
    if "\0" in text:
        raise UnreadableTable(_("Ce fichier n’est pas un texte."), _("Enregistrez l’export en CSV, puis recommencez."))
    texts = _LINE_END.split(text.removeprefix("\ufeff"))
    told = _TOLD_SEPARATOR.fullmatch(texts[0].strip(" \ufeff")) if texts else None
    first = 1 if told else 0
    separator = told[1] if told else _separator(texts[first : first + _WEIGHED_LINES])
    lines: list[Line] = []
    for record in _records(texts, first, separator):
        line = _line(record)
        if line.filled:
            lines.append(line)
        if len(lines) > MOST_ROWS:
            raise too_long()
    return Sheet(tuple(lines), encoding=found, separator=separator)


@dataclass(slots=True)
class _Record:
    number: int
    cells: list[str]
    open_quote: bool = False


def _line(record: _Record) -> Line:
    flaws = [_("guillemet ouvert et jamais fermé")] if record.open_quote else []
    cells = []
    for cell in record.cells:
        if len(cell) > LONGEST_CELL:
            raise UnreadableTable(
                _("La ligne {n} de ce fichier est abîmée.").format(n=record.number),
                _("Corrigez-la dans un tableur, ou refaites l’export."),
            )
        if not cell.isascii():
            cell, strayed = stray(cell)
            cell, flaw = mended(cell)
            flaws += [flaw or _("accents abîmés dans le fichier")] if strayed or flaw else []
        cells.append(tidy_cell(cell))
    return Line(record.number, tuple(cells), tuple(dict.fromkeys(flaws)))


def _records(texts: list[str], first: int, separator: str) -> Iterator[_Record]:
    """Lines of the table, each with the number of the line of the file it begins on."""
    cut = _Cutter(separator)
    width = max(2, cut.width(texts[first : first + _WEIGHED_LINES]))
    place = first
    while place < len(texts):
        text = texts[place]
        if '"' not in text:
            yield _Record(place + 1, text.split(separator))
            place += 1
            continue
        taken, cells = cut.over_lines(texts, place, width)
        if cells is not None:
            yield _Record(place + 1, cells)
            place += taken
        else:
            yield _Record(place + 1, [cell.strip().lstrip('"') for cell in text.split(separator)], open_quote=True)
            place += 1


class _Cutter:
    """Cuts lines at a separator, outside of the quotes."""

    def __init__(self, separator: str) -> None:
        self._separator = separator
        end = re.escape(separator)
        self._cell = re.compile(
            rf'[ ]*"(?P<quoted>(?:[^"]|"")*)"[ ]*(?={end}|\Z)'
            rf'|(?P<formula>="(?:[^"]|"")*")[ ]*(?={end}|\Z)'
            rf"|(?P<plain>[^{end}]*)"
        )
        self._opens = re.compile(rf'(?:\A|{end})[ ]*"')

    def width(self, texts: list[str]) -> int:
        """How many cells most lines have."""
        widths = Counter(_outside(text).count(self._separator) + 1 for text in texts if text.strip())
        return max(widths, key=lambda width: (widths[width], width), default=1)

    def over_lines(self, texts: list[str], place: int, width: int) -> tuple[int, list[str] | None]:
        """How many lines of the file a line of the table takes, and its cells; none when its quote is never closed."""
        text = texts[place]
        for taken in range(1, _MOST_JOINED + 1):
            cells = self._cells(text)
            if cells is not None:
                return taken, cells
            following = place + taken
            if following >= len(texts) or len(text) > LONGEST_CELL * 2:
                break
            if taken > 1 and self._is_whole(texts[following - 1], width):
                break
            text = f"{text}\n{texts[following]}"
        return 1, None

    def _is_whole(self, text: str, width: int) -> bool:
        """Whether a line swallowed by a quote is a line of the table."""
        return width > 2 and _outside(text).count(self._separator) >= width - 1

    def _cells(self, text: str) -> list[str] | None:
        """The cells of a line; nothing while a quote is open."""
        cells: list[str] = []
        place = 0
        while True:
            found = self._cell.match(text, place)
            assert found is not None  # the last alternative takes anything
            quoted = found["quoted"]
            if quoted is not None:
                cells.append(quoted.replace('""', '"'))
            elif found["formula"] is not None:
                cells.append(found["formula"])
            else:
                plain = found["plain"]
                if plain.lstrip(" ").startswith('"'):
                    if "\n" in text or self._is_open(text, place):
                        return None
                    plain = _unquoted(plain)
                cells.append(plain)
            place = found.end()
            if place >= len(text):
                return cells
            place += 1

    def _is_open(self, text: str, place: int) -> bool:
        """Whether the quote that opens a cell goes on to the end of what is read, rather than being a word's."""
        start = text.index('"', place)
        return re.search(rf'(?<!")"(?:"")*[ ]*{re.escape(self._separator)}', text[start + 1 :]) is None


def _separator(texts: list[str]) -> str:
    """The sign that stands the most often where lines are cut into the same number of cells."""
    head = [text for text in texts if text.strip()]

    def score(separator: str) -> tuple[int, int]:
        widths = Counter(len(_outside(text).split(separator)) for text in head)
        del widths[1]
        if not widths:
            return 0, 0
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]))
        return lines * (width - 1), width

    return max(_SEPARATORS, key=score)


def _unquoted(text: str) -> str:
    """« "Le "Petit" Four" » without the quotes around it, written by a tool that does not double those within."""
    bare = text.strip(" ")
    return bare[1:-1] if len(bare) > 1 and bare.endswith('"') else text


def _outside(text: str) -> str:
    """A line without what stands between quotes."""
    return re.sub(r'"(?:[^"]|"")*"', "", text) if '"' in text else text
