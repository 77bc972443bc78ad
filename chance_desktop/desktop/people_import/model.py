"""The lines of an import as they will be taken, each with its verdict and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chance_desktop.casework.people_import.report import PreviewRow
from chance_desktop.desktop.ui_kit.look.icons import icon_of
from chance_desktop.desktop.ui_kit.look.tooltips import tooltip_text
from chance_desktop.domain.programme.programme import Choice
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _

_VERDICTS = {
    "sound": _("Nette"),
    "outside": _("Hors des âges"),
    "doubtful": _("À vérifier"),
    "asked": _("À décider"),
    "refused": _("Refusée"),
    "duplicate": _("Déjà là"),
}
_MARKS = {
    "sound": ("check", "green"),
    "outside": ("calendar", "orange"),
    "doubtful": ("triangle-alert", "orange"),
    "asked": ("circle-help", "orange"),
    "refused": ("x", "red"),
    "duplicate": ("users", "blue"),
}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Line, verdict and reason where it is `judged`, then the fields in use."""

    def __init__(
        self,
        rows: Sequence[PreviewRow],
        fields: Sequence[Choice],
        names: dict[str, str],
        parent: QObject | None = None,
        *,
        judged: bool = True,
    ) -> None:
        super().__init__(parent)
        self._fixed = 3 if judged else 1
        # what needs a look comes first
        self._rows = sorted(rows, key=lambda row: (judged and _shown_verdict(row) == "sound", row.line))
        self._names = names
        labels = {one.code: one.label for one in fields}
        used = [code for code in labels if any(code in dict(row.values) for row in rows)]
        self._codes = used
        heads = (_("Ligne"), _("Verdict"), _("Raison"))
        self._heads = [*heads[: self._fixed], *(labels[code] for code in used)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        verdict = _shown_verdict(row)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1 < self._fixed:
            icon, tone = _MARKS.get(verdict, ("info", "ink2"))
            return icon_of(icon, tone, 16)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        reason = " ; ".join(part for part in (row.reason, row.outside) if part)
        fixed = (str(row.line), _VERDICTS.get(verdict, verdict), reason)
        if index.column() < self._fixed:
            text = fixed[index.column()]
        else:
            text = self._written(dict(row.values).get(self._codes[index.column() - self._fixed], ""))
        return tooltip_text(text) if role == Qt.ItemDataRole.ToolTipRole else as_shown(text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def _written(self, value: str) -> str:
        return self._names.get(value, as_written(value))


def _shown_verdict(row: PreviewRow) -> str:
    return "outside" if row.verdict == "sound" and row.outside else row.verdict


def as_written(value: str) -> str:
    """A day as people write it, a yes or a no in words; anything else as it is."""
    found = _ISO_DAY.fullmatch(value)
    if found:
        return f"{found[3]}/{found[2]}/{found[1]}"
    return {"True": _("oui"), "False": _("non")}.get(value, value)
