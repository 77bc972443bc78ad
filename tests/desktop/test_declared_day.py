"""The day of a declared field: what it is called, what it may be and what is wrong with it come from the declaration."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from chance_desktop.desktop.fields.declared_day import DeclaredDay
from chance_desktop.domain.fields import FIELDS
from chance_desktop.runtime.words import figures_date

TODAY = date(2026, 11, 28)


def asked(qtbot: QtBot, table: str, name: str, *, label: str = "", optional: bool = False) -> DeclaredDay:
    day = DeclaredDay(table, name, lambda: TODAY, label=label, optional=optional)
    qtbot.addWidget(day.widget)
    return day


def test_a_day_is_named_and_bounded_by_its_declaration(qtbot: QtBot) -> None:
    decided, planned = (
        asked(qtbot, "decision", "decided_on"),
        asked(qtbot, "meeting", "on", label="Date du rendez-vous"),
    )
    assert decided.line.accessibleName() == FIELDS["decision"]["decided_on"].label
    assert planned.widget.caption.text() == "Date du rendez-vous"
    for day in (decided, planned):
        day.line.setText(figures_date(TODAY + timedelta(days=1)))
    assert decided.day() is None
    assert "pas encore venu" in decided.widget.error.label.text()
    assert planned.day() == TODAY + timedelta(days=1)
    decided.line.setText(figures_date(TODAY))
    assert decided.day() == TODAY
    assert not decided.widget.error.label.text()


def test_a_day_that_may_stay_empty_is_wrong_only_when_it_is_typed(qtbot: QtBot) -> None:
    needed, optional = asked(qtbot, "letter", "received_on"), asked(qtbot, "reminder", "on", optional=True)
    assert needed.day() is None
    assert "manque" in needed.widget.error.label.text()
    assert optional.check()
    assert (optional.value(), optional.so_far()) == (None, None)
    optional.line.setText("31/02/2027")
    assert not optional.check()
    assert "31 février" in optional.widget.error.label.text()
