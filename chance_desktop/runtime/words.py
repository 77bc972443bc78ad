"""The words people read: French sources passed through gettext, so that a second language is one catalogue away."""

from __future__ import annotations

import gettext
from functools import cache

from chance_desktop.runtime.assets import resources_folder

DOMAIN = "chance"
NO_BREAK_SPACE = "\u00a0"


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources_folder() / "translations", fallback=True)


def _(text: str) -> str:
    """The text in the language of the person; French when no catalogue says otherwise."""
    return _catalogue().gettext(text)


def plural(one: str, many: str, count: int) -> str:
    """`one` for 0 and 1 as French counts, `many` beyond, with `{n}` replaced by the count."""
    return (_(one) if abs(count) < 2 else _(many)).replace("{n}", str(count))
