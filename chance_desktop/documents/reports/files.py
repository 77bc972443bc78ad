"""A table of the report as a file to work with: CSV and JSON."""

from __future__ import annotations

import csv
import json
from io import StringIO

from chance_desktop.documents.reports.formulas import unlike_a_formula, without_formula
from chance_desktop.domain.reports.report import Cell, Report


def to_json(report: Report) -> bytes:
    """`{"title", "columns": […], "rows": [{"label", "cells": […]}], "notes": […]}`; percentages are fractions, money euros."""
    content = {
        "title": report.title,
        "columns": [column.label for column in report.columns],
        "rows": [{"label": row.label, "cells": [cell.number for cell in row.cells]} for row in report.rows],
        "notes": list(report.notes),
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def to_csv(report: Report) -> bytes:
    """Semicolons and French figures, as the French spreadsheets read them; UTF-8 with its mark."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["", *(without_formula(column.label) for column in report.columns)])
    for row in report.rows:
        writer.writerow([without_formula(row.label), *(_plain(cell) for cell in row.cells)])
    for note in report.notes:
        writer.writerow([])
        writer.writerow([note])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    shown = cell.shown.replace("\u00a0", " ")
    return unlike_a_formula(shown) if isinstance(cell.value, str) else shown
