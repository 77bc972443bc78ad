"""A table of the report on paper: every row printed, definitions under it, charts from the same source as the screen's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from chance_desktop.documents.kit.blocks import Block, Figure, Gap, Text
from chance_desktop.documents.kit.layout.flow import Frame, make_pdf
from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.table import Cell, Column, Table
from chance_desktop.documents.kit.tagged.tagging import Meta
from chance_desktop.documents.kit.typesetting.line_breaking import text_width
from chance_desktop.documents.kit.typesetting.theme import (
    COLUMN,
    CONTENT_WIDTH,
    LEAD,
    NOTE,
    SECTION,
    TITLE,
    Face,
    Style,
)
from chance_desktop.documents.kit.typesetting.typography import french
from chance_desktop.documents.reports import chart as report_chart
from chance_desktop.domain.reports.report import Report, Row
from chance_desktop.runtime.words import _

_CELL, _SMALL = 9.5, 8.0
_GUTTER, _LEAST_LABEL, _INDENT = 8.0, 120.0, 9.0
_LONGEST = 90
"""Beyond so many characters, a text wraps rather than takes more room."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A table to print, and who answers for it."""

    sender: Sender
    report: Report
    edited_on: date
    project: str = ""


def render(data: ReportPage) -> bytes:
    """The table as a tagged PDF."""
    report = data.report
    lead = " · ".join(part for part in (report.subtitle, data.project) if part)
    blocks: list[Block] = [Text(french(report.title), TITLE, "H1")]
    if lead:
        blocks.append(Text(french(lead), LEAD))
    blocks.append(Gap(10, keep=True))
    blocks.append(_table(report))
    if not report.rows:
        blocks += [Gap(6), Text(_("Aucune ligne pour l’instant."), LEAD)]
    for chart in report.charts:
        blocks += [
            Gap(14), Text(french(chart.title), SECTION, "H2"), Gap(6, keep=True),
            Figure(report_chart.HEIGHT, report_chart.in_words(chart), partial(report_chart.paint, chart)),
        ]  # fmt: skip
    if report.notes:
        blocks += [Gap(12), Text(_("Définitions"), SECTION, "H2"), Gap(3, keep=True)]
        for note in report.notes:
            blocks += [Text(french(note), NOTE), Gap(3)]
    foot = _("Chiffres établis par l’application d’après les dossiers.")
    return make_pdf(blocks, Frame(data.sender, data.edited_on, foot), Meta(french(report.title), data.sender.name))


def _table(report: Report) -> Block:
    dense = len(report.columns) > 6
    cell = Style(size=_SMALL if dense else _CELL, leading=(_SMALL if dense else _CELL) * 1.3)
    widths = _widths(report, cell)
    columns = [Column(_first_head(report), CONTENT_WIDTH - sum(widths))]
    columns += [
        Column(french(column.label), width, "right" if column.narrow else "left")
        for column, width in zip(report.columns, widths, strict=True)
    ]
    rows = tuple(_row(report, row, cell) for row in report.rows)
    head = replace(cell, face=Face.SEMIBOLD, colour=COLUMN.colour)
    return Table(tuple(columns), rows, padding=2.5, minimum=17, head=head, gutters=(_GUTTER, _GUTTER))


def _first_head(report: Report) -> str:
    """The rows of a list of actions or tools have no head of their own."""
    return {"offices": _("Mission Locale"), "correspondents": _("Correspondant"), "meetings": _("Date")}.get(
        report.code, " "
    )


def _widths(report: Report, cell: Style) -> list[float]:
    """Figures get what their longest word needs, words share what remains by how much they hold."""
    bold = replace(cell, face=Face.BOLD)
    needed = [
        max([_word(bold, column.label), *(_word(bold, row.cells[place].shown) for row in report.rows if row.cells)])
        + _GUTTER
        + 2
        for place, column in enumerate(report.columns)
    ]
    figures = sum(width for width, column in zip(needed, report.columns, strict=True) if column.narrow)
    held = [
        0 if column.narrow else max((len(row.cells[place].shown) for row in report.rows if row.cells), default=1)
        for place, column in enumerate(report.columns)
    ]
    if not any(held):
        even = max(max(needed), min(72.0, (CONTENT_WIDTH - _LEAST_LABEL * 1.6) / len(needed)))
        return [even] * len(needed) if even * len(needed) < CONTENT_WIDTH - _LEAST_LABEL else needed
    labels = [row for row in report.rows if row.cells]
    label = max((_word(bold, row.label) + _INDENT * row.depth for row in labels), default=0.0) + _GUTTER + 2
    words = sum(width for width, column in zip(needed, report.columns, strict=True) if not column.narrow)
    room = max(0.0, CONTENT_WIDTH - figures - label - words)
    shares = [min(each, _LONGEST) for each in held]
    whole = sum(shares) + min(max((len(row.label) for row in labels), default=1), _LONGEST)
    return [
        width if column.narrow else width + room * share / whole
        for width, column, share in zip(needed, report.columns, shares, strict=True)
    ]


def _word(style: Style, text: str) -> float:
    """Width of the longest word; what printing keeps together is one word."""
    return max((text_width(word, style.face, style.size) for word in french(text).split(" ")), default=0.0)


def _row(report: Report, row: Row, cell: Style) -> tuple[Cell, ...]:
    strong = row.strong or row.is_heading
    style = replace(cell, face=Face.BOLD) if strong else cell
    cells = [Cell((Text(french(row.label), style),), figure_width=_INDENT * row.depth, row_head=True)]
    for column, value in zip(report.columns, row.cells, strict=not row.is_heading):
        shown = french(value.shown)
        cells.append(Cell((Text(shown, style, align="right" if column.narrow else "left"),) if shown else ()))
    return tuple(cells)
