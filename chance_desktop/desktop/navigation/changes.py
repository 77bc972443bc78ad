"""One signal that spreads what a use case changed; each screen listens and reloads only what concerns it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes


class ChangeSignal(QObject):
    """The one place where changes are heard."""

    changed = Signal(object)

    def spread(self, changes: Changes) -> None:
        """Tell every screen."""
        if changes.kinds:
            self.changed.emit(changes)


def concerns(changes: Changes, kinds: frozenset[ChangeKind], dossier_id: str = "") -> bool:
    """Whether changes touch some kinds and, when a dossier is given, this one (or everything)."""
    if not changes.kinds & kinds:
        return False
    return not dossier_id or not changes.ids or dossier_id in changes.ids
