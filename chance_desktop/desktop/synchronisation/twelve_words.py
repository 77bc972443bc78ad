"""Twelve words that hand a key from one desk of the Region to another: shown on one, typed on the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.dialogs import Sheet
from chance_desktop.desktop.ui_kit.inputs.fields import LabelledField, TextField
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.age import Identity
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.recovery_words import WordsMistyped, identity_of
from chance_desktop.runtime.words import _

_ACROSS = 3


class WordsToRead(Sheet):
    """The words to be read aloud; they are shown once."""

    def __init__(self, title: str, words: Sequence[str], parent: QWidget) -> None:
        line = _(
            "Lisez ces douze mots à la personne qui est devant l’autre poste : page Synchronisation, elle les tape dans l’ordre. Ils "
            "servent une seule fois, et ne seront plus montrés."
        )
        super().__init__(title, parent, line=line)
        card = Card("sunken")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(8))
        across = 1 if large() else _ACROSS
        self.words = tuple(words)
        for place, word in enumerate(words):
            grid.addWidget(Label(f"{place + 1}. {word}", Role.NEXT_ACTION), place // across, place % across)
        column(card, 0, (16, 12, 16, 12)).addLayout(grid)
        self.body.addWidget(card)
        self.add_action(_("Les mots sont lus"), self.accept, "check")


class WordsToType(Sheet):
    """Asks for the words read on the other desk, and gives the key they stand for to `use`, on which this closes."""

    def __init__(self, title: str, verb: str, use: Callable[[Identity, WordsToType], None], parent: QWidget) -> None:
        line = _("Sur l’autre poste, page Synchronisation, la même carte donne les douze mots.")
        super().__init__(title, parent, line=line)
        self._use = use
        self.field = TextField()
        self._labelled = LabelledField(
            _("Les douze mots, dans l’ordre"), self.field, _("Avec ou sans accents, séparés par une espace.")
        )
        self.body.addWidget(self._labelled)
        self.add_cancel()
        self.add_action(verb, self._finish, "key-round")

    def _finish(self) -> None:
        try:
            words = identity_of(self.field.text())
        except WordsMistyped as mistyped:
            self._labelled.say_error(mistyped.text)
            self.fit()
            return
        self._labelled.say_error("")
        self._use(words, self)

    def refused(self, failure: ExpectedError) -> None:
        """The words open nothing."""
        self.notice.say(failure.text)
        self.fit()
