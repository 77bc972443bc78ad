"""The lines of an import as they will be taken, each with its verdict and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.desktop.ui_kit.icons import icon_of
from chance_desktop.desktop.ui_kit.tooltips import tooltip_text
from chance_desktop.domain.programme import Choice
from chance_desktop.domain.shown_text import as_shown
from chance_desktop.runtime.words import _

_VERDICTS = {
    "sound": _("Nette"),
    "doubtful": _("À vérifier"),
    "refused": _("Refusée"),
    "duplicate": _("Déjà là"),
}
_MARKS = {
    "sound": ("check", "green"),
    "doubtful": ("triangle-alert", "orange"),
    "refused": ("x", "red"),
    "duplicate": ("users", "blue"),
}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Line, verdict, reason, then the fields in use."""

    def __init__(self, report: ImportReport, fields: Sequence[Choice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        # what needs a look comes first
        self._rows = sorted(report.rows, key=lambda row: (row.verdict == "sound", row.line))
        labels = {one.code: one.label for one in fields}
        used = [code for code in labels if any(code in dict(row.values) for row in report.rows)]
        self._codes = used
        self._heads = [_("Ligne"), _("Verdict"), _("Raison"), *(labels[code] for code in used)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            icon, tone = _MARKS.get(row.verdict, ("info", "ink2"))
            return icon_of(icon, tone, 16)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        fixed = (str(row.line), _VERDICTS.get(row.verdict, row.verdict), row.reason)
        if index.column() < len(fixed):
            text = fixed[index.column()]
        else:
            text = as_written(dict(row.values).get(self._codes[index.column() - len(fixed)], ""))
        return tooltip_text(text) if role == Qt.ItemDataRole.ToolTipRole else as_shown(text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None


def as_written(value: str) -> str:
    """A day as people write it; anything else as it is."""
    found = _ISO_DAY.fullmatch(value)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else value
