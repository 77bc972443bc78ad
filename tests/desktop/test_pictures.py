"""The pictures follow what is declared: a page or a table declared is drawn without being told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chance_desktop.casework.reports import registry
from chance_desktop.desktop.navigation import pages
from chance_desktop.desktop.navigation.pages import PAGES, Page, nav_entries
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle, unseen_pages
from tests.screenshots.region import report_stops


def test_a_page_no_stop_shows_is_drawn(window: Window, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {entry.code for entry in nav_entries(shell.desk.role)}
    assert unseen_pages(window, seen) == []
    thrown = Page("one-day", "help.view:HelpScreen", "Page d’un jour", "life-buoy")
    monkeypatch.setattr(pages, "PAGES", (*PAGES, thrown))
    ((name, go),) = unseen_pages(window, seen)
    go()
    settle(window)
    assert (name, shell.current) == ("90-one-day", "one-day")


def test_every_table_is_drawn(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    thrown = replace(registry.REPORTS[1], name="one-day", title="Tableau d’un jour", line="Pour voir")
    monkeypatch.setattr(registry, "REPORTS", (*registry.REPORTS, thrown))
    drawn = [name for name, _go in report_stops(shell)]
    assert drawn == [f"27-tableau-{each.name}" for each in registry.REPORTS]
    assert drawn[-1] == "27-tableau-one-day"
