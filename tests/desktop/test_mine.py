"""« Mes dossiers » chosen on one page holds on the others."""

from __future__ import annotations

from chance_desktop.casework.dossiers.letter_list import all_letters
from chance_desktop.casework.home.office_home import home_page
from chance_desktop.desktop.dossiers.view import DossiersScreen
from chance_desktop.desktop.home.view import HomeScreen
from chance_desktop.desktop.letters.view import LettersScreen
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.desktop.workplace.window import Window
from tests.screenshots.drawing import settle


def test_the_first_page_and_the_letters_keep_to_mine(window: Window, shell: Shell) -> None:
    home = shell.page("home")
    assert isinstance(home, HomeScreen)
    everyone, mine = home_page(shell.desk), home_page(shell.desk, mine=True)
    assert mine.letters_total < everyone.letters_total or mine.still_total < everyone.still_total
    home.mine.click()
    settle(window)
    assert home.still.head.count.text() == str(mine.still_total)
    shell.show_page("letters")
    settle(window)
    letters = shell.page("letters")
    assert isinstance(letters, LettersScreen)
    assert letters.mine.isChecked()
    assert letters.chips["all"].count == str(len(all_letters(shell.desk, mine=True, checked=True)))
    letters.mine.click()
    settle(window)
    assert letters.chips["all"].count == str(len(all_letters(shell.desk, checked=True)))
    shell.show_page("dossiers")
    settle(window)
    dossiers = shell.page("dossiers")
    assert isinstance(dossiers, DossiersScreen)
    assert not dossiers.mine.isChecked()
    dossiers.mine.click()
    settle(window)
    shell.show_page("home")
    settle(window)
    assert home.mine.isChecked()
    assert home.still.head.count.text() == str(mine.still_total)
