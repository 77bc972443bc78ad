"""The one crash path: what to tell when the fault is ours, with a report to copy that names no person."""

from __future__ import annotations

import platform
import re

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.look.theme import px
from chance_desktop.runtime.words import _


def report_of(trace: str) -> str:
    """The places the fault went through, without messages or values, which could hold a name."""
    places = re.findall(r'File "([^"]+)", line (\d+), in (\S+)', trace)
    last = trace.strip().splitlines()[-1] if trace.strip() else ""
    kind = last.split(":")[0]
    lines = [f"{path.replace(chr(92), '/').split('/chance_desktop/')[-1]}:{line} {name}" for path, line, name in places]
    system = f"{platform.system()} {platform.release()} · Python {platform.python_version()} · Qt {qVersion()}"
    return "\n".join([kind, *lines, system])


class CrashSheet(Sheet):
    """Says that the application failed, what is kept, and gives the report."""

    def __init__(self, trace: str, parent: QWidget | None) -> None:
        super().__init__(
            _("L’application a rencontré une erreur"),
            parent,
            line=_(
                "Ce qui était enregistré l’est toujours. Vous pouvez continuer ; si l’erreur revient, copiez ce rapport "
                "et transmettez-le à la Région. Il ne contient aucun nom."
            ).replace(" ;", "\u00a0;"),
            width=620,
        )
        self.report = QPlainTextEdit(report_of(trace))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("Rapport d’erreur"))
        self.report.setMinimumHeight(px(160))
        self.body.addWidget(self.report)
        copy = Button(_("Copier le rapport"), Kind.OUTLINE, "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self._buttons.addWidget(copy)
        self.add_action(_("Continuer"), self.accept)
