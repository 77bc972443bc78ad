"""Every day of a year, nothing is cut on the Region's first page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chance_desktop.casework.demo.region_desk import fill_region
from tests.desktop.year import FIRST, misfits_of_the_year


@pytest.mark.parametrize("day", [FIRST], indirect=True, ids=["2028"])
def test_nothing_is_cut_on_any_day_of_a_year(app: QApplication, day: date, tmp_path: Path) -> None:
    home = tmp_path / "region"
    fill_region(home, day)
    assert misfits_of_the_year(home, {"home": lambda shell: shell.show_page("home")}) == {}
