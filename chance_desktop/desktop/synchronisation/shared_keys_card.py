"""The keys that desks of a shared store hand one another: that of the exchange, and that of the scans."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.installation.exchange_takeover import (
    hand_over_exchange,
    keep_exchange_keys,
    take_over_exchange,
)
from chance_desktop.casework.installation.shared_store import hand_over_scans, open_scans, seal_scans_again
from chance_desktop.casework.session.change_kinds import ChangeKind
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.desktop.synchronisation.lists import ListCard
from chance_desktop.desktop.synchronisation.twelve_words import WordsToRead, WordsToType
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.dialogs import confirm, open_sheet
from chance_desktop.desktop.ui_kit.layouts import Flow, column, plain_widget
from chance_desktop.desktop.ui_kit.look.fonts import Role
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.domain.text.shown_text import as_shown
from chance_desktop.runtime.words import _, plural

if TYPE_CHECKING:
    from chance_desktop.casework.installation.exchange_takeover import SharedKeys
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.desktop.navigation.navigator import Navigator
    from chance_desktop.desktop.navigation.tasks import SharedProgress
    from chance_desktop.runtime.age import Identity

_NEWS = Changes(frozenset({ChangeKind.EXCHANGE}))


class SharedKeysCard(ListCard):
    """Only there where desks of the Region share a store."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Clés des postes de la Région"), "key-round")
        self.navigator = navigator
        self.buttons: dict[str, Button] = {}
        self.hide()

    def show_keys(self, keys: SharedKeys | None) -> None:
        """Show what this desk holds, and what it may do about it."""
        self.setVisible(keys is not None)
        self.buttons = {}
        self.fill([] if keys is None else [self._exchange(keys), self._scans(keys)])

    def _exchange(self, keys: SharedKeys) -> QWidget:
        title, name = _("Échanges avec les antennes"), as_shown(keys.exchanging)
        if keys.exchanges:
            line = _(
                "Ce poste échange, pour tous. Donnez la clé des échanges à un autre poste : il prendra sa place si celui-ci est "
                "perdu."
            )
            return _part(title, line, self._button("give-exchange", _("Donner la clé…"), self._give_exchange))
        if keys.may_take_over:
            line = _("« {name} » échange, pour tous. Ce poste a la clé : il peut prendre sa place s’il est perdu.")
            button = self._button("take-over", _("Reprendre les échanges…"), lambda: self._take_over(name))
            return _part(title, line.replace("{name}", name), button)
        line = _(
            "« {name} » échange, pour tous. Avec sa clé, ce poste pourrait prendre sa place s’il était perdu. S’il l’est déjà, sa "
            "dernière sauvegarde la contient : « chance region exchange-take --from »."
        )
        button = self._button("receive-exchange", _("Recevoir la clé…"), self._receive_exchange)
        return _part(title, line.replace("{name}", name), button)

    def _scans(self, keys: SharedKeys) -> QWidget:
        title = _("Pièces numérisées")
        if not keys.reads_scans:
            line = _("Ce poste ne les lit pas encore : un poste qui les lit peut lui donner leur clé.")
            return _part(title, line, self._button("receive-scans", _("Recevoir la clé…"), self._receive_scans))
        line = _("Ce poste les lit. Un autre poste ne les lit qu’avec leur clé, qui n’est jamais dans la base.")
        buttons = [self._button("give-scans", _("Donner la clé…"), self._give_scans)]
        if keys.to_seal_again:
            told = plural(
                "{n} pièce est encore scellée avec une ancienne clé.",
                "{n} pièces sont encore scellées avec une ancienne clé.",
                keys.to_seal_again,
            )
            line = f"{line} {told}"
            buttons.append(self._button("seal", _("Les sceller de nouveau"), self._seal_again))
        return _part(title, line, *buttons)

    def _button(self, code: str, text: str, pressed: Callable[[], None]) -> Button:
        button = Button(text, Kind.OUTLINE, height=36)
        button.clicked.connect(lambda _on=False: pressed())
        self.buttons[code] = button
        return button

    def _give_exchange(self) -> None:
        self._give(_("Donner la clé des échanges"), hand_over_exchange)

    def _give_scans(self) -> None:
        self._give(_("Donner la clé des pièces numérisées"), hand_over_scans)

    def _give(self, title: str, words: Callable[[Desk], tuple[str, ...]]) -> None:
        desk = self.navigator.desk

        def given(told: tuple[str, ...]) -> None:
            open_sheet(WordsToRead(title, told, self.window()))

        self.navigator.tasks.write(lambda: words(desk), given, owner=self)

    def _receive_exchange(self) -> None:
        said = _("Ce poste peut désormais reprendre les échanges.")
        self._receive(_("Recevoir la clé des échanges"), keep_exchange_keys, said)

    def _receive_scans(self) -> None:
        said = _("Ce poste lit désormais les pièces numérisées.")
        self._receive(_("Recevoir la clé des pièces numérisées"), open_scans, said)

    def _receive(self, title: str, take: Callable[[Desk, Identity], None], said: str) -> None:
        desk = self.navigator.desk

        def use(words: Identity, sheet: WordsToType) -> None:
            def taken(_none: None) -> None:
                sheet.accept()
                self.navigator.spread(_NEWS)
                self.navigator.say(said)

            self.navigator.tasks.write(lambda: take(desk, words), taken, sheet.refused, owner=sheet)

        open_sheet(WordsToType(title, _("Garder la clé"), use, self.window()))

    def _take_over(self, name: str) -> None:
        line = _(
            "« {name} » n’échangera plus : faites-le seulement s’il est perdu, ou si vous en changez. Ce qu’il n’a pas envoyé partira "
            "d’ici. Les antennes suivront d’elles-mêmes. S’il a été volé, révoquez-le ensuite, puis changez la clé racine."
        ).replace("{name}", name)
        if not confirm(self, _("Reprendre les échanges sur ce poste ?"), line, _("Reprendre les échanges")):
            return
        desk = self.navigator.desk

        def taken(_former: str) -> None:
            self.navigator.spread(_NEWS)
            self.navigator.say(_("Ce poste échange désormais, pour tous : faites un échange maintenant."))

        self.navigator.tasks.write(lambda: take_over_exchange(desk), taken, owner=self)

    def _seal_again(self) -> None:
        desk = self.navigator.desk

        def work(progress: SharedProgress) -> tuple[int, int]:
            return seal_scans_again(desk, progress)

        def sealed(found: tuple[int, int]) -> None:
            self.navigator.spread(_NEWS)
            self.navigator.say(_resealed(*found))

        self.navigator.tasks.long(_("Pièces numérisées"), work, sealed, owner=self)


def _resealed(made: int, lost: int) -> str:
    told = plural("{n} pièce scellée de nouveau.", "{n} pièces scellées de nouveau.", made)
    if not lost:
        return told
    return f"{told} {plural('{n} pièce était déjà perdue.', '{n} pièces étaient déjà perdues.', lost)}"


def _part(title: str, line: str, *buttons: Button) -> QWidget:
    part = plain_widget()
    box = column(part, 6, (16, 10, 14, 12))
    box.addWidget(Label(title, Role.BODY_STRONG, wrap=True))
    box.addWidget(Label(line, Role.CELL, "ink2", wrap=True))
    gestures = Flow(10)
    for button in buttons:
        button.setAccessibleDescription(title)
        gestures.addWidget(button)
    box.addWidget(gestures)
    return part
