"""The one door of tooltips: what they say is text, never marks that Qt would draw, nor a picture it would open."""

from __future__ import annotations

import html
from typing import Protocol

from chance_desktop.domain.text.shown_text import as_shown


class HasTooltip(Protocol):
    """A widget, an action, or an item of a list."""

    def setToolTip(self, text: str, /) -> None: ...


def tooltip_text(text: str) -> str:
    """A text as a tooltip, also for the models of lists: Qt draws as rich text whatever looks like it."""
    told = as_shown(text)
    if "<" not in told:
        return told
    return f"<div style='white-space:pre-wrap'>{html.escape(told)}</div>"


def set_tooltip(shown: HasTooltip, text: str) -> None:
    """Say what is not shown, of a widget or an item."""
    shown.setToolTip(tooltip_text(text))
