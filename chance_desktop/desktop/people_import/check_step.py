"""What an import will do, line by line, and what is decided before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.desktop.people_import.decisions import Decisions
from chance_desktop.desktop.people_import.lines_view import LinesView
from chance_desktop.desktop.people_import.model import PreviewModel
from chance_desktop.desktop.people_import.verdicts import show_verdicts
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, plain_widget
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.words import _, plural

_LEAST_LINES = 6


class CheckStep(QWidget):
    """The verdicts, the decisions, the lines; then « Créer 58 dossiers »."""

    run_asked = Signal()
    columns_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        box = column(self, 12, (4, 4, 4, 4))
        inside = plain_widget()
        page = column(inside, 12, (0, 0, 10, 0))
        self._verdicts = Flow(8)
        page.addWidget(self._verdicts)
        self.decisions = Decisions()
        page.addWidget(self.decisions)
        self.preview = LinesView(_("Lignes du tableau"))
        page.addWidget(self.preview, 1)
        self._scroll = Scroll(inside)
        box.addWidget(self._scroll, 1)
        flow = Flow(10)
        self.run_button = Button(_("Importer"), Kind.PRIMARY, "download")
        self.run_button.clicked.connect(self.run_asked)
        flow.addWidget(self.run_button)
        back = Button(_("Revoir les colonnes"), Kind.OUTLINE)
        back.clicked.connect(self.columns_asked)
        flow.addWidget(back)
        box.addWidget(flow)

    def show_report(self, report: ImportReport, model: PreviewModel, office: Sequence[tuple[str, str]]) -> None:
        """Show what would be done, and what is asked."""
        show_verdicts(self._verdicts, report)
        with self._scroll.kept_still(self.decisions if self.decisions.hasFocus() else None):
            self.decisions.show_report(report, office)
        self.preview.show_model(model)
        self.preview.setMinimumHeight(px(36 + 34 * _LEAST_LINES))
        completed = sum(1 for each in report.duplicates if not each.asked)
        self.run_button.setEnabled(report.to_create + completed > 0)
        if report.to_create or not completed:
            self.run_button.setText(plural("Créer {n} dossier", "Créer {n} dossiers", report.to_create))
        else:
            self.run_button.setText(_("Compléter les dossiers déjà là"))
        self.run_button.updateGeometry()
