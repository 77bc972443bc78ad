"""Two people typed in one field: both values are shown, one click keeps one, and nothing is replaced unseen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.session.office.counsellors import current, list_counsellors, sign_in
from chance_desktop.casework.session.rows.values import HeadView
from chance_desktop.casework.situation.situation import FieldView, Value, save_fields, situation
from chance_desktop.desktop.dossier.page.view import DossierScreen
from chance_desktop.desktop.dossier.situation.tab import SituationTab
from chance_desktop.desktop.fields.situation_box import SituationBox
from chance_desktop.desktop.ui_kit.buttons.button import Button
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from chance_desktop.domain.change import Value as Stored
from chance_desktop.domain.programme.programme import Choice
from tests.desktop.walking import some_dossier
from tests.screenshots.drawing import settle


def situation_tab(window: Window, shell: Shell) -> SituationTab:
    shell.open_dossier(some_dossier(shell), "situation")
    settle(window)
    page = shell.page("dossier")
    assert isinstance(page, DossierScreen)
    tab = page.stack.currentWidget()
    assert isinstance(tab, SituationTab)
    return tab


def disagree(shell: Shell, dossier: str, first: str, second: str) -> None:
    """Two people, neither of whom saw what the other typed."""
    desk = shell.desk
    me = current(desk)
    assert me is not None
    seen = situation(desk, dossier).seen
    other = next(one for one in list_counsellors(desk) if one.id != me.id)
    sign_in(desk, other.id)
    save_fields(desk, dossier, {"town": first}, seen)
    sign_in(desk, me.id)
    save_fields(desk, dossier, {"town": second}, seen)


def conflict_of(shell: Shell, dossier: str) -> tuple[HeadView, ...]:
    found = situation(shell.desk, dossier)
    return next(field.conflict for section in found.sections for field in section.fields if field.code == "town")


@pytest.mark.parametrize(("number", "kept"), [(0, "Couhé"), (1, "Gençay")])
def test_one_click_keeps_a_value(window: Window, shell: Shell, number: int, kept: str) -> None:
    dossier = some_dossier(shell)
    disagree(shell, dossier, "Gençay", "Couhé")
    assert conflict_of(shell, dossier)
    tab = situation_tab(window, shell)
    card = tab.fields["town"].disagreement
    assert card.isVisibleTo(tab)
    buttons = [one for one in card.findChildren(Button) if one.text() == "Garder cette valeur"]
    assert [("Couhé" in one.accessibleName(), "Gençay" in one.accessibleName()) for one in buttons] == [
        (True, False),
        (False, True),
    ]
    QTest.mouseClick(buttons[number], Qt.MouseButton.LeftButton)
    settle(window)
    assert situation(shell.desk, dossier).values["town"] == kept
    assert conflict_of(shell, dossier) == ()
    assert tab.fields["town"].value() == kept
    assert not tab.fields["town"].disagreement.isVisibleTo(tab)


def test_what_came_meanwhile_is_not_replaced_unseen(window: Window, shell: Shell) -> None:
    tab = situation_tab(window, shell)
    dossier = some_dossier(shell)
    save_fields(shell.desk, dossier, {"town": "Gençay"})
    field = tab.fields["town"].widget.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "Lusignan")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    settle(window)
    assert situation(shell.desk, dossier).values["town"] == "Lusignan"
    assert [head.value for head in conflict_of(shell, dossier)] == ["Gençay"]


def test_saves_that_follow_one_another_agree(window: Window, shell: Shell) -> None:
    tab = situation_tab(window, shell)
    dossier = some_dossier(shell)
    for town in ("Chaunay", "Charroux", "Lusignan"):
        field = tab.fields["town"].widget.field
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, town)
        tab.leave()
    settle(window)
    assert situation(shell.desk, dossier).values["town"] == "Lusignan"
    assert conflict_of(shell, dossier) == ()


def field_of(kind: str, *heads: Stored) -> FieldView:
    options = (Choice(code="a", label="Le premier"), Choice(code="b", label="Le second"))
    return FieldView("champ", "Champ", kind, options, "", False, True, tuple(HeadView(one, "Léa") for one in heads))


@pytest.mark.parametrize(
    ("kind", "head", "value", "words", "sure"),
    [
        ("text", "Couhé", "Couhé", "Couhé", True),
        ("date", "2026-12-03", date(2026, 12, 3), "03/12/2026", True),
        ("date", "", None, "rien", True),
        ("choice", "b", "b", "Le second", True),
        ("choices", '["a", "b"]', ("a", "b"), "Le premier, Le second", True),
        ("choices", "illisible", "illisible", "illisible", False),
        ("yes-no", True, True, "Oui", True),
        ("yes-no", False, False, "Non", True),
        ("yes-no", None, None, "Pas encore su", True),
    ],
)
def test_a_value_set_aside_is_read_back(
    app: QApplication, kind: str, head: Stored, value: Value, words: str, sure: bool
) -> None:
    view = field_of(kind, head)
    found = SituationBox(view, date(2026, 11, 24)).candidate(head, view.conflict[0].by)
    assert (found.value, found.words, found.by, found.sure) == (value, words, "Léa", sure)
