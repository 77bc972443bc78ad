"""Words in braces that nobody knows, in the texts of a declaration."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from chance_desktop.domain.soundness.mistake import Mistake, unknown
from chance_desktop.domain.text.placeholders import PLACEHOLDER, placeholders_in
from chance_desktop.runtime.words import _


def brace_mistakes(file: str, key: str, text: str, known: Collection[str], *, grave: bool = False) -> Iterator[Mistake]:
    """What is wrong with the words in braces of a text."""
    for name in sorted(placeholders_in(text) - set(known)):
        yield unknown(file, key, _("mot entre accolades inconnu"), name, known, grave=grave)
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        yield Mistake(file=file, key=key, value=text[:60], reason=_("accolade mal placée"), grave=grave)
