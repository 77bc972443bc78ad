"""Each control of every screen has a name and a role, and the keyboard alone reaches it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from chance_desktop.desktop.paper.pdf_view import PdfView
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.desktop.walking import SCREENS, expected_by_tab, focusable, reached_by_tab, spoken
from tests.screenshots.drawing import settle

NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_control_has_a_name_and_a_role_and_is_reached_by_the_keyboard(
    window: Window, shell: Shell, screen: str
) -> None:
    SCREENS[screen](shell)
    settle(window)
    nameless = [repr(widget) for widget in focusable(window) if not spoken(widget)[0].strip()]
    assert nameless == []
    without_role = [
        repr(widget)
        for widget in focusable(window)
        # the pane of a printed page is a pane: it has a name and says how many pages it holds
        if spoken(widget)[1] in NO_ROLES and not (isinstance(widget, PdfView) and widget.accessibleDescription())
    ]
    assert without_role == []
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisibleTo(window)]
    assert buttons
    assert [repr(one) for one in buttons if not spoken(one)[0].strip()] == []
    missed = expected_by_tab(window) - reached_by_tab(window)
    assert [f"{widget!r} {spoken(widget)[0]}" for widget in missed] == []
