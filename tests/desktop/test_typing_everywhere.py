"""What is typed in any field of any screen arrives whole, on screen and in the store, while saves and imports land between the keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from chance_desktop.casework.europass.profile import save_profile
from chance_desktop.casework.europass.sections import SECTIONS, ProfileField
from chance_desktop.casework.session.outcome import Changes
from chance_desktop.casework.situation.situation import save_fields, situation
from chance_desktop.desktop.dossier.europass.sections.entry_row import FoldLine
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.fields.declaration import InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.save_timer import SaveTimer
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.europass_screen import type_words
from tests.desktop.walking import SCREENS, some_dossier
from tests.screenshots.drawing import settle

EVERY_KIND = frozenset(
    {
        "afterwards", "answer", "branch", "counsellor", "dossier", "europass", "exchange", "follow_up_sheet", "incident",
        "journal", "letter", "liaison_note", "lodging", "meeting", "offer", "partner", "payment", "person", "piece", "scan",
        "sponsor", "stay",
    }
)  # fmt: skip
WORDS = {
    InputKind.DAY: "24/11/2025",
    InputKind.PARTIAL_DAY: "09/2023",
    InputKind.NUMBER: "12",
    InputKind.PHONE: "05 49 00 11 22",
    InputKind.EMAIL: "lea.fictive@exemple.fr",
    InputKind.POSTCODE: "86700",
}
PLAIN = "Écrit d’un trait"
KEPT_BY_A_BUTTON = {"settings"}
"""Screens that say so: what is typed there waits for « Enregistrer »."""
SPACED_BY = 4
"""Keys between two saves and two imports."""


def test_each_kind_of_text_is_typed_whole_while_the_rest_moves(window: Window, shell: Shell) -> None:
    for screen in SCREENS:
        SCREENS[screen](shell)
        settle(window)
        _unfold(window, shell)
        for text, field in texts_in_sight(shell):
            if text.isVisibleTo(shell) and text.isEnabled():
                _type_through(window, shell, text, field, screen)


Text = QLineEdit | QPlainTextEdit


def texts_in_sight(shell: Shell) -> list[tuple[Text, Field[object] | None]]:
    """Everything one can type in, with its field; a screen with many like fields is asked for a few of each kind."""
    owners = {each.input.widget: each for each in fields(shell)}
    found: list[tuple[Text, Field[object] | None]] = []
    counted: dict[object, int] = {}
    every: list[Text] = [*shell.findChildren(QLineEdit), *shell.findChildren(QPlainTextEdit)]
    for text in every:
        if not text.isVisibleTo(shell) or text.isReadOnly() or not text.isEnabled():
            continue
        field = owners.get(text)
        of = (field.spec.kind if field is not None else type(text), type(field))
        counted[of] = counted.get(of, 0) + 1
        if counted[of] <= 2:
            found.append((text, field))
    return found


def fields(shell: Shell) -> Iterator[Field[object]]:
    for each in shell.findChildren(QObject):
        if isinstance(each, Field):
            yield each


def content(text: Text) -> str:
    return text.text() if isinstance(text, QLineEdit) else text.toPlainText()


def _unfold(window: Window, shell: Shell) -> None:
    """One entry of each section shows its fields."""
    lines = [line for line in shell.findChildren(FoldLine) if line.isVisibleTo(shell) and not line.isChecked()]
    for line in lines[:2]:
        line.setChecked(True)
    settle(window)


def _type_through(window: Window, shell: Shell, text: Text, field: Field[object] | None, screen: str) -> None:
    chosen = [label for _code, label in field.spec.options] if field is not None else []
    words = chosen[-1] if chosen else WORDS.get(field.spec.kind, PLAIN) if field is not None else PLAIN
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for number, letter in enumerate(words, 1):
        type_words(text, letter)
        QApplication.processEvents()
        if number % SPACED_BY == 0:
            _land(window, shell, field)
            assert content(text) == words[:number], (screen, text.accessibleName())
    assert content(text) == words, (screen, text.accessibleName())
    if field is None:
        return
    QTest.keyClick(text, Qt.Key.Key_Tab)
    _land(window, shell, field)
    assert content(text) == words, (screen, text.accessibleName())
    if screen in KEPT_BY_A_BUTTON:
        return
    assert not field.unsaved, (screen, field.spec.label)
    assert not field.displaced, (screen, field.spec.label)


def _land(window: Window, shell: Shell, field: Field[object] | None) -> None:
    """What is typed so far is saved, an import changes another field of the dossier, and every screen is told."""
    for timer in shell.findChildren(SaveTimer):
        if timer.waiting:
            timer.due.emit()
    settle(window)
    page = shell.page(shell.current)
    if isinstance(page, DossierScreen) and page.dossier_id:
        _import(shell, page.dossier_id, field)
        shell.spread(Changes(EVERY_KIND, frozenset({page.dossier_id})))
    else:
        shell.spread(Changes(EVERY_KIND))
    settle(window)


def _import(shell: Shell, dossier: str, field: Field[object] | None) -> None:
    label = field.spec.label if field is not None else ""
    if label != shell.desk.programme.field("ml_number").label:
        here = situation(shell.desk, dossier).values["ml_number"]
        save_fields(shell.desk, dossier, {"ml_number": "861001" if here != "861001" else "861002"})
    if label != field_named("website").label:
        save_profile(shell.desk, dossier, {"website": "https://exemple.fr"})


def field_named(name: str) -> ProfileField:
    return next(each for section in SECTIONS for each in section.fields if each.name == name)


def test_a_colleague_who_writes_the_same_field_meanwhile_is_not_overwritten(window: Window, shell: Shell) -> None:
    dossier = some_dossier(shell)
    SCREENS["situation"](shell)
    settle(window)
    town = next(each for each in fields(shell) if getattr(each, "code", "") == "town")
    text = town.input.widget
    assert isinstance(text, QLineEdit)
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_words(text, "Civ")
    save_fields(shell.desk, dossier, {"town": "Lusignan"})
    shell.spread(Changes(EVERY_KIND, frozenset({dossier})))
    settle(window)
    assert text.text() == "Civ"
    type_words(text, "ray")
    shell.setFocus()
    settle(window)
    found = situation(shell.desk, dossier)
    assert found.values["town"] == "Civray"
    view = next(each for section in found.sections for each in section.fields if each.code == "town")
    assert [head.value for head in view.conflict] == ["Lusignan"]


@pytest.mark.parametrize("answered", [True, False])
def test_a_value_that_comes_while_one_only_stands_there_is_shown_once_one_leaves(
    window: Window, shell: Shell, answered: bool
) -> None:
    dossier = some_dossier(shell)
    SCREENS["situation"](shell)
    settle(window)
    town = next(each for each in fields(shell) if getattr(each, "code", "") == "town")
    before = str(town.typed())
    town.focus()
    save_fields(shell.desk, dossier, {"town": "Lusignan"})
    shell.spread(Changes(EVERY_KIND, frozenset({dossier})))
    settle(window)
    assert town.typed() == before
    if answered:
        type_words(town.input.widget, "!")
    shell.setFocus()
    settle(window)
    assert town.typed() == (f"!{before}" if answered else "Lusignan")


def test_parts_that_appear_and_go_move_nothing_of_what_one_looks_at(window: Window, shell: Shell) -> None:
    SCREENS["situation"](shell)
    settle(window)
    (tab,) = window.findChildren(SituationTab)
    asked = [code for code, box in tab.fields.items() if box.widget.isVisibleTo(tab)]
    project = tab.fields["project"]
    project.focus()
    tab.scroller.ensureWidgetVisible(project.widget)
    QApplication.processEvents()
    place = project.widget.mapTo(window, project.widget.rect().topLeft())
    widget = project.input.widget
    type_words(widget, "Av")
    # a colleague corrects the birth date: whoever leaves before being eighteen needs a parent's signature
    dossier = some_dossier(shell)
    save_fields(shell.desk, dossier, {"birth_date": date(shell.desk.today().year - 16, 1, 2)})
    shell.spread(Changes(EVERY_KIND, frozenset({dossier})))
    settle(window)
    type_words(widget, "ant")
    assert QApplication.focusWidget() is widget
    assert tab.fields["project"] is project
    assert str(project.typed()).count("Avant") == 1
    now = {code for code, box in tab.fields.items() if box.widget.isVisibleTo(tab)}
    assert now - set(asked) == {"parent_name", "parent_phone"}
    assert project.widget.mapTo(window, project.widget.rect().topLeft()) == place
