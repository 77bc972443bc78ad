"""A table written as a file: PDF, ODS, XLSX, CSV or JSON, by its suffix.

Importing this module loads ReportLab: screens and commands import it when a file is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from chance_desktop.casework.programme.report_layouts import layouts
from chance_desktop.casework.reports import registry
from chance_desktop.casework.reports.formats import TABLE_FORMATS, endings_in_words
from chance_desktop.casework.reports.population import Scope
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.documents.reports import chart as report_chart
from chance_desktop.documents.reports import files
from chance_desktop.documents.reports import page as report_page
from chance_desktop.documents.reports.chart import Palette
from chance_desktop.domain.reports.report import Chart, Report
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

__all__ = ["NoSuchFormat", "Palette", "chart_svg", "render", "written"]


class NoSuchFormat(ExpectedError):
    """A table cannot be written in that format."""

    def __init__(self) -> None:
        super().__init__(
            _("Un tableau ne s’écrit pas dans ce format."),
            _("Choisissez un fichier {endings}.").replace("{endings}", endings_in_words()),
        )


def render(desk: Desk, name: str, file_format: str, scope: Scope | None = None) -> Rendered:
    """A table as a file. Raises `NoSuchReport`, `NoSuchFormat` or `NoReports`."""
    return written(desk, registry.make(desk, name, scope), file_format)


def written(desk: Desk, report: Report, file_format: str) -> Rendered:
    """A table already made, as a file. Raises `NoSuchFormat`."""
    declared = next((each for each in TABLE_FORMATS if each.ending == file_format), None)
    if declared is None:
        raise NoSuchFormat
    if file_format == "pdf":
        project = _("Projet n° {number}").format(number=layouts(desk).project_number)
        page = report_page.ReportPage(letterhead(desk).sender, report, desk.today(), project)
        content = report_page.render(page)
    else:
        content = _writer(file_format)(report)
    return Rendered(report.code, report.title, f"{report.code}.{file_format}", content, declared.media_type)


def _writer(file_format: str) -> Callable[[Report], bytes]:
    """What writes a format; the libraries of sheets are loaded for those who ask for one."""
    if file_format == "ods":
        from chance_desktop.documents.reports.ods import to_ods

        return to_ods
    if file_format == "xlsx":
        from chance_desktop.documents.reports.xlsx import to_xlsx

        return to_xlsx
    return files.to_csv if file_format == "csv" else files.to_json


def chart_svg(chart: Chart, width: float, height: float, palette: Palette) -> bytes:
    """A chart for the screen, from the drawing the paper uses."""
    return report_chart.svg(chart, width, height, palette)
