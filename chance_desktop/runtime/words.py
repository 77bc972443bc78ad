"""The words people read: French sources passed through gettext, so that a second language is one catalogue away."""

from __future__ import annotations

import gettext
import re
from functools import cache

from chance_desktop.runtime.assets import resources_folder

DOMAIN = "chance"
NO_BREAK_SPACE = "\u00a0"
_BEFORE_SIGN = re.compile(r" ([:;?!»%€])")
_AFTER_OPENING = re.compile(r"« ")


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources_folder() / "translations", fallback=True)


@cache
def _(text: str) -> str:
    """The text in the language of the person, with the no-break spaces French wants; French without a catalogue."""
    return french_spaces(_catalogue().gettext(text))


def french_spaces(text: str) -> str:
    """The text with a no-break space before « : ; ? ! » and inside guillemets, wherever it was typed as a plain one.

    U+00A0 everywhere: the house font lacks the narrow U+202F.
    """
    return _AFTER_OPENING.sub(f"«{NO_BREAK_SPACE}", _BEFORE_SIGN.sub(rf"{NO_BREAK_SPACE}\1", text))


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many` with `{n}` replaced by the count; French counts 0 and 1 as one."""
    catalogue = _catalogue()
    french = one if abs(count) < 2 else many
    text = catalogue.ngettext(one, many, count) if isinstance(catalogue, gettext.GNUTranslations) else french
    return french_spaces(text).replace("{n}", str(count))
