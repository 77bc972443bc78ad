"""One contract for a field of any kind: what it reads, what may change it, what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chance_desktop.desktop.fields.declaration import Entry, FieldSpec, InputKind
from chance_desktop.desktop.fields.field import Field
from chance_desktop.desktop.fields.input_for import input_for
from chance_desktop.desktop.fields.plain import PlainField, contact_kind
from chance_desktop.desktop.fields.reader import Reader
from chance_desktop.desktop.fields.save_timer import MOST_MS, SaveTimer
from chance_desktop.desktop.ui_kit.layouts import column
from chance_desktop.domain.typed.errors import Unreadable

OPTIONS = (("es", "Espagne"), ("mt", "Malte"))
FIRST: dict[InputKind, Entry] = {
    InputKind.CHOICES: ("es",),
    InputKind.YES_NO: True,
    InputKind.TICK: True,
    **dict.fromkeys(
        (
            InputKind.CHOICE,
            InputKind.ONE_OF,
            InputKind.COUNTRY,
            InputKind.LANGUAGE,
            InputKind.LEVEL,
            InputKind.COUNSELLOR,
        ),
        "es",
    ),
}
SECOND: dict[InputKind, Entry] = {
    **{kind: "mt" for kind, entry in FIRST.items() if entry == "es"},
    InputKind.CHOICES: ("es", "mt"),
    InputKind.YES_NO: False,
    InputKind.TICK: False,
}
SHAPES = [(kind, None) for kind in InputKind] + [(InputKind.CHOICE, True), (InputKind.COUNTRY, True)]


def made(qtbot: QtBot, kind: InputKind, searched: bool | None = None) -> Field[Entry]:
    spec = FieldSpec(label="Pays", kind=kind, options=OPTIONS, searched=searched)
    field: Field[Entry] = Field(spec, Reader(lambda entry, _former: entry, lambda value: value, str, str))
    qtbot.addWidget(field.widget)
    return field


def by_hand(field: Field[Entry], entry: Entry) -> None:
    """What a person answers."""
    field.input.put(entry)
    field.input.touched.emit()


@pytest.mark.parametrize(("kind", "searched"), SHAPES)
def test_what_is_answered_stays_until_it_is_stored(qtbot: QtBot, kind: InputKind, searched: bool | None) -> None:
    field = made(qtbot, kind, searched)
    first, second = FIRST.get(kind, "12"), SECOND.get(kind, "13")
    field.open(first)
    assert (field.value(), field.touched, field.unsaved) == (first, False, False)
    with qtbot.waitSignal(field.edited):
        by_hand(field, second)
    assert field.unsaved
    field.show(first)
    assert field.value() == second
    assert field.displaced
    field.kept(first)
    assert field.unsaved
    field.kept(second)
    assert not field.unsaved
    field.show(first)
    assert field.value() == first
    assert not field.displaced


@pytest.mark.parametrize(("kind", "searched"), SHAPES)
def test_it_is_named_and_says_below_why_it_is_refused(qtbot: QtBot, kind: InputKind, searched: bool | None) -> None:
    field = made(qtbot, kind, searched)
    assert field.widget.field.accessibleName() or kind is InputKind.TICK
    field.refuse("Ce n’est pas un pays.", "Choisissez-le dans la liste.")
    assert field.widget.error.label.text() == "Ce n’est pas un pays. Choisissez-le dans la liste."
    field.warn("Un doute.")
    assert "Un doute" not in field.widget.error.label.text()
    by_hand(field, FIRST.get(kind, "12"))
    assert field.widget.error.label.text() == ""
    field.warn("Un doute.")
    assert field.widget.error.label.text() == "Un doute."


def test_every_kind_has_its_input(qtbot: QtBot) -> None:
    for kind in InputKind:
        made_of = input_for(FieldSpec(label="Champ", kind=kind, options=OPTIONS))
        qtbot.addWidget(made_of.widget)
        assert isinstance(made_of.widget, QWidget)


def test_a_value_that_comes_under_the_keyboard_waits_for_the_field_to_be_left(qtbot: QtBot) -> None:
    window = QWidget()
    box = column(window)
    field, other = PlainField(FieldSpec(label="Commune"), "Civray"), PlainField(FieldSpec(label="Rue"))
    box.addWidget(field.widget)
    box.addWidget(other.widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    field.focus()
    qtbot.waitUntil(field.line.hasFocus)
    field.show("Lusignan")
    assert field.typed() == "Civray"
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.typed() == "Lusignan"


@pytest.mark.parametrize(
    ("name", "wrong", "right", "tidy"),
    [
        ("phone", "05 49", "0549001122", "05 49 00 11 22"),
        ("mentor_email", "lea.fictive", "lea@exemple.fr", "lea@exemple.fr"),
        ("postcode", "8670", "86 700", "86700"),
    ],
)
def test_ways_to_reach_someone_are_checked_when_they_are_left(
    qtbot: QtBot, name: str, wrong: str, right: str, tidy: str
) -> None:
    field = PlainField(FieldSpec(label="Champ", kind=contact_kind(name)))
    qtbot.addWidget(field.widget)
    field.line.setText(wrong if name != "postcode" else "99 999")
    assert not field.check()
    assert field.widget.error.label.text()
    with pytest.raises(Unreadable):
        field.value()
    field.line.setText(right)
    assert field.check()
    assert field.value() == tidy


def test_keys_without_a_pause_are_due_within_the_second(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    timer = SaveTimer(10 * MOST_MS, holder)
    told: list[bool] = []
    timer.due.connect(lambda: told.append(timer.keys_go_on))
    timer.typed()
    with qtbot.waitSignal(timer.due, timeout=20 * MOST_MS):
        timer.typed()
    assert told == [True]
    assert timer.waiting
    timer.stop()
    assert not timer.waiting
