"""Read the sheets of an XLSX, hidden ones too, told as such."""

from __future__ import annotations

import zipfile
from io import BytesIO

from chance_desktop.casework.people_import.files.cells import value_text
from chance_desktop.casework.people_import.files.table import MOST_COLUMNS, MOST_ROWS, Line, Sheet, too_long

_STRICT = b"http://purl.oclc.org/ooxml/"
_ORDINARY = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
"""The names a strict workbook uses (ISO/IEC 29500-1), and those of an ordinary one, which openpyxl reads."""


class XlsxBook:
    """An XLSX open for reading. Raises what `openpyxl` does for a damaged one."""

    def __init__(self, content: bytes) -> None:
        import openpyxl

        self._book = openpyxl.load_workbook(BytesIO(_ordinary(content)), read_only=True, data_only=True)
        # a chart takes a whole sheet and holds no line
        self.hidden = {name: self._book[name].sheet_state != "visible" for name in self._book.sheetnames}

    def read(self, name: str, most: int = 0) -> Sheet:
        """The lines of a sheet, or the first of them. Raises `UnreadableTable` for too many."""
        sheet = self._book[name]
        # some tools declare a size that is not that of the sheet
        sheet.reset_dimensions()
        lines: list[Line] = []
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            if number > MOST_ROWS:
                raise too_long()
            if most and number > most:
                break
            last = len(values)
            while last and values[last - 1] is None:
                last -= 1
            cells = tuple(value_text(value) for value in values[:last])
            if any(cells):
                lines.append(Line(number, cells))
        return Sheet(tuple(lines), name, self.hidden[name])

    def close(self) -> None:
        """Let the file go."""
        self._book.close()


def _ordinary(content: bytes) -> bytes:
    """The workbook under the names openpyxl knows."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if _STRICT not in archive.read("xl/workbook.xml"):
            return content
        rewritten = BytesIO()
        with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for info in archive.infolist():
                part = archive.read(info)
                if info.filename.endswith((".xml", ".rels")):
                    for strict, ordinary in _ORDINARY.items():
                        part = part.replace(strict, ordinary)
                copy.writestr(info.filename, part)
    return rewritten.getvalue()
