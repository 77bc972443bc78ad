"""A paper or a table made by a use case, then printed or saved; and the lines that offer it in a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from chance_desktop.casework.reports.formats import TABLE_FORMATS
from chance_desktop.desktop.paper.printing import print_rendered, save_plain, save_rendered
from chance_desktop.desktop.ui_kit.buttons.menu import MenuEntry, open_menu
from chance_desktop.runtime.words import _

if TYPE_CHECKING:
    from chance_desktop.casework.session.desk import Desk
    from chance_desktop.casework.session.kit.rendered import Rendered
    from chance_desktop.desktop.navigation.navigator import Navigator

Making = Callable[["Desk"], "Rendered"]


class TableMaking(Protocol):
    """Makes a table in a format, by its ending."""

    def __call__(self, desk: Desk, *, kind: str) -> Rendered: ...


def make_paper(
    navigator: Navigator, owner: QWidget, make: Making, *, to_file: bool = False, names_nobody: bool = False
) -> None:
    """Make a paper, then open the print dialog or ask where to save it; the word of caution goes with names only."""
    desk = navigator.desk

    def came(made: Rendered) -> None:
        if not to_file:
            print_rendered(made, owner, navigator)
        elif names_nobody:
            save_plain(made, owner, navigator)
        else:
            save_rendered(made, owner, navigator)

    navigator.tasks.read(lambda: make(desk), came, owner=owner)


def print_or_save(
    navigator: Navigator, owner: QWidget, make: Making, *, names_nobody: bool = False
) -> tuple[MenuEntry, MenuEntry]:
    """The two lines every paper has in a menu."""
    return (
        MenuEntry("printer", _("Imprimer"), lambda: make_paper(navigator, owner, make)),
        MenuEntry(
            "file-down", _("Enregistrer (PDF)…"),
            lambda: make_paper(navigator, owner, make, to_file=True, names_nobody=names_nobody),
        ),
    )  # fmt: skip


def open_table_menu(
    navigator: Navigator, owner: QWidget, make: TableMaking, under: QWidget, *,
    first: Iterable[MenuEntry] = (), names_nobody: bool = False,
) -> None:  # fmt: skip
    """Open the menu of a table: what comes `first`, the formats it is saved in, and the printer."""

    def save(kind: str) -> None:
        make_paper(navigator, owner, partial(make, kind=kind), to_file=True, names_nobody=names_nobody)

    formats = (MenuEntry(each.icon, each.title, partial(save, each.ending)) for each in TABLE_FORMATS)
    printing = MenuEntry("printer", _("Imprimer"), lambda: make_paper(navigator, owner, partial(make, kind="pdf")))
    open_menu([*first, *formats, printing], under)
