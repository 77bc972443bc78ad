"""How many lines of each verdict an import has, as pills."""

from __future__ import annotations

from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.desktop.ui_kit.layouts import Flow
from chance_desktop.desktop.ui_kit.look.status import Form, Look
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.runtime.words import plural


def show_verdicts(flow: Flow, report: ImportReport) -> None:
    """Fill a row with the counts of a report."""
    flow.clear()
    asked = sum(each.asked for each in report.duplicates)
    set_aside = len(report.left_out) - len(report.refused) - asked
    for count, one, many, look in (
        (report.sound, "{n} ligne nette", "{n} lignes nettes", Look(Form.TINT, "green", "check")),
        (
            report.to_create - report.sound,
            "{n} ligne à vérifier",
            "{n} lignes à vérifier",
            Look(Form.TINT, "orange", "triangle-alert"),
        ),
        (asked, "{n} à décider", "{n} à décider", Look(Form.TINT, "orange", "circle-help")),
        (len(report.outside), "{n} hors des âges", "{n} hors des âges", Look(Form.OUTLINE, "orange", "calendar")),
        (set_aside, "{n} mise de côté", "{n} mises de côté", Look(Form.QUIET, "ink2", "folder-open")),
        (len(report.refused), "{n} ligne refusée", "{n} lignes refusées", Look(Form.TINT, "red", "x")),
        (len(report.duplicates) - asked, "{n} déjà là", "{n} déjà là", Look(Form.TINT, "blue", "users")),
    ):
        if count > 0:
            flow.addWidget(Pill(plural(one, many, count), look))
