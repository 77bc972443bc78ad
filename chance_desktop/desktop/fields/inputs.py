"""What stands under the hand: a line, a text, a box to tick, a yes or a no; each gives and takes what it holds as an `Entry`."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.ui_kit.inputs.choices import SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import CheckBox, LongField, TextField
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _

YES_NO = (("yes", _("Oui")), ("no", _("Non")), ("", _("Pas encore su")))
_ANSWERS: dict[str, bool] = {"yes": True, "no": False}
_HINTS = {
    InputKind.PARTIAL_DAY: _("mm/aaaa"),
    InputKind.TIME: _("14 h 30"),
    InputKind.CENTS: _("1 250,50"),
    InputKind.PERCENT: _("21,78"),
}


class Input(QObject):
    """One way of answering; `touched` at each gesture of the person, never when something is put there."""

    touched = Signal()
    at_once = True
    """Whether an answer is whole as soon as it is given."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        self._silent = False

    def entry(self) -> Entry:
        """What it holds."""
        raise NotImplementedError

    def fill(self, entry: Entry) -> None:
        """Put something there; called by `put`."""
        raise NotImplementedError

    def put(self, entry: Entry) -> None:
        """Put something there, silently."""
        self._silent = True
        self.fill(entry)
        self._silent = False

    @property
    def in_hand(self) -> bool:
        """Whether someone is answering here right now."""
        return False

    @property
    def is_begun(self) -> bool:
        """Whether an answer is begun that is not given yet."""
        return False

    def focus(self) -> None:
        """Put the keyboard here."""
        self.widget.setFocus()

    def finish(self) -> None:
        """The keyboard goes elsewhere: what is half chosen is chosen."""

    def hint(self, words: str) -> None:
        """What is read in it while it holds nothing."""

    def offer(self, options: tuple[tuple[str, str], ...]) -> None:
        """The list it chooses from is another one."""

    def _tell(self, *_given: object) -> None:
        if not self._silent:
            self.touched.emit()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is here."""
        here = QApplication.focusWidget()
        return here is not None and (here is self.widget or self.widget.isAncestorOf(here))


class LineInput(Input):
    """One line of text."""

    at_once = False

    def __init__(self, spec: FieldSpec, line: TextField | None = None) -> None:
        self.line = line or TextField(placeholder=_HINTS.get(spec.kind, ""))
        super().__init__(self.line)
        self.line.textEdited.connect(self._tell)

    def entry(self) -> Entry:
        return self.line.text()

    def fill(self, entry: Entry) -> None:
        self.line.setText(text_of(entry))
        self.line.setCursorPosition(0)

    @property
    def in_hand(self) -> bool:
        return self.has_keyboard

    def hint(self, words: str) -> None:
        self.line.setPlaceholderText(as_shown(words))


class LongInput(Input):
    """Several lines of text."""

    at_once = False

    def __init__(self, spec: FieldSpec) -> None:
        self.text = LongField(lines=spec.lines)
        super().__init__(self.text)
        self.text.textChanged.connect(self._tell)

    def entry(self) -> Entry:
        return self.text.toPlainText()

    def fill(self, entry: Entry) -> None:
        self.text.setPlainText(text_of(entry))

    @property
    def in_hand(self) -> bool:
        return self.has_keyboard

    def hint(self, words: str) -> None:
        self.text.setPlaceholderText(as_shown(words))


class TickInput(Input):
    """One box, which says itself what it asks."""

    def __init__(self, spec: FieldSpec) -> None:
        self.tick = CheckBox(spec.label)
        super().__init__(self.tick)
        self.tick.toggled.connect(self._tell)

    def entry(self) -> Entry:
        return self.tick.isChecked()

    def fill(self, entry: Entry) -> None:
        self.tick.setChecked(bool(entry))


class YesNoInput(Input):
    """Yes, no, or not known yet."""

    def __init__(self, spec: FieldSpec) -> None:
        self.segments = SegmentedControl(YES_NO, spec.label, 38)
        super().__init__(self.segments)
        self.segments.chosen.connect(self._tell)

    def entry(self) -> Entry:
        return _ANSWERS.get(self.segments.code())

    def fill(self, entry: Entry) -> None:
        self.segments.choose("" if entry in (None, "") else "yes" if entry else "no")


def text_of(entry: Entry) -> str:
    """An entry as a text; nothing for what is none."""
    return entry if isinstance(entry, str) else ""
