"""What may be done from any page with keys, each declared once: the window, the buttons' hints and the guide read this."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.desktop.navigation.pages import PAGES, nav_entries
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class Action:
    """A gesture of the whole window: `does` names what the window does, `possible` what says that it can be done now.

    `keys` are separated by commas; with `standard`, those the system gives to this gesture are obeyed too.
    """

    code: str
    title: str
    keys: str
    does: str
    possible: str = ""
    standard: str = ""


ACTIONS = (
    Action("search", _("Chercher"), "Ctrl+F", "search", standard="Find"),
    Action("new-dossier", _("Nouveau dossier"), "Ctrl+N", "new_dossier"),
    Action("print", _("Imprimer"), "Ctrl+P", "print_shown", standard="Print"),
    Action("undo", _("Annuler"), "Ctrl+Z", "undo", "can_undo", standard="Undo"),
    Action("redo", _("Rétablir"), "Ctrl+Shift+Z, Ctrl+Y", "redo", "can_redo"),
    Action("lock", _("Verrouiller"), "Ctrl+L", "lock"),
)
"""Every one, in the order the guide tells them."""


def action(code: str) -> Action:
    """An action by its code; raises `KeyError`."""
    for each in ACTIONS:
        if each.code == code:
            return each
    raise KeyError(code)


def keys_in_words(keys: str) -> str:
    """« Ctrl+Maj+Z », as it is written on a French keyboard."""
    return keys.replace("Shift", _("Maj"))


def keys_of(code: str) -> str:
    """The keys of an action, in words."""
    return keys_in_words(action(code).keys)


def hint(code: str, words: str = "") -> str:
    """What a button that does it says under the mouse, with its keys."""
    return f"{words or action(code).title} ({keys_of(code)})"


def keys_told() -> tuple[str, ...]:
    """Every key and what it does, for the guide: the actions, then the pages."""
    actions = tuple(f"{keys_in_words(each.keys)} {each.title.lower()}" for each in ACTIONS)
    pages: dict[str, list[str]] = {}
    for role in dict.fromkeys(role for page in PAGES for role in page.roles):
        for entry in nav_entries(role):
            titles = pages.setdefault(entry.shortcut, []) if entry.shortcut else []
            if entry.label not in titles:
                titles.append(entry.label)
    return (*actions, *(f"{keys_in_words(keys)} {_(' ou ').join(titles)}" for keys, titles in pages.items()))
