"""Europass Mobility as ODT, to be completed in LibreOffice or Word before it is printed."""

from __future__ import annotations

from chance_desktop.documents.europass.mobility_tables import MobilityCell, Room, mobility_page
from chance_desktop.documents.europass.pages import full_name
from chance_desktop.documents.europass.words import language_of, typeset, words_for
from chance_desktop.documents.odt.page import OdtPage
from chance_desktop.domain.learner.mobility import Mobility
from chance_desktop.domain.learner.rich_text import plain

_HEAD, _NOTE, _RULED = "Chance_20_Question", "Chance_20_Note", "Chance_20_Ruled"
_LINES = {Room.LINES: 2, Room.TEXT: 4}


def mobility_odt(mobility: Mobility, *, fictional: bool = False) -> bytes:
    """The same five tables as the printed page, in named styles."""
    said = mobility_page(mobility)
    page = OdtPage(
        said.title, None, fictional=fictional, author=full_name(mobility.holder), language=language_of(mobility.locale)
    )
    page.add(said.over, _NOTE)
    page.add(said.title, "Chance_20_Title", level=1)
    for note in (said.mandatory, said.prepared):
        if note:
            page.add(note, _NOTE)
    for table in said.tables:
        page.add(table.heading, "Chance_20_Subtitle", level=2)
        rows: list[list[list[tuple[str, str]]]] = []
        for part, row in enumerate(table.rows, start=1):
            if isinstance(row, str):
                if rows:
                    page.add_table(f"{table.number}-{part}", rows)
                    rows = []
                page.add(row, "Chance_20_Box_20_Title", level=3)
            else:
                rows.append([_paragraphs(cell, mobility) for cell in row])
        page.add_table(table.number, rows)
    return page.to_bytes()


def _paragraphs(cell: MobilityCell, mobility: Mobility) -> list[tuple[str, str]]:
    words = words_for(mobility.locale)
    found = [(cell.title, _HEAD)]
    if cell.text:
        found += [(typeset(line, words), "Chance_20_Choice") for line in plain(cell.text).splitlines()]
    elif cell.room in (Room.MARK, Room.PHOTOGRAPH):
        found += [("", "Chance_20_Body")] * 3
    else:
        found += [("", _RULED)] * _LINES.get(cell.room, 1)
    return [*found, (cell.note, _NOTE)] if cell.note else found
