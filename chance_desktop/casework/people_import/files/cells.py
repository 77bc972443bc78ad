"""A cell as the text a person sees, whatever kind of value it holds."""

from __future__ import annotations

import re
from datetime import date

from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.runtime.words import _, figures_date

_ERROR = re.compile(r"#(?:[A-ZÉÈ0-9/_]+[!?]|N/?[AD]|#+)|Err:\d{3}")
"""What a spreadsheet shows in the place of a value it cannot compute, in English and in French."""

_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_TEXT_MARK = re.compile(r"'(?=[\d+=@\-])")
"""The apostrophe that keeps a spreadsheet from reading a number."""

_TWICE_ENCODED = re.compile(
    "[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|\u00e2\u20ac"
)


def tidy_cell(text: str) -> str:
    """The text without what nobody sees: signs without a width, `="…"` around a number, the apostrophe before it."""
    if not text.isascii():
        text = without_invisible(text).replace("\u00a0", " ")
    text = text.strip()
    if text.startswith('="') and (found := _FORMULA_TEXT.fullmatch(text)):
        text = found[1].replace('""', '"').strip()
    return _TEXT_MARK.sub("", text, count=1) if text.startswith("'") else text


def is_error(text: str) -> bool:
    """Whether a cell holds an error of its spreadsheet, no value."""
    return text.startswith(("#", "Err:")) and _ERROR.fullmatch(text) is not None


def mended(text: str) -> tuple[str, str]:
    """A text whose accents were written twice over (« Ã‰loÃ¯se »), read, and what is wrong with it; both as they were if nothing is."""
    if "\ufffd" in text:
        return text, _("accents abîmés dans le fichier")
    if _TWICE_ENCODED.search(text) is None:
        return text, ""
    try:
        return text.encode("cp1252").decode("utf-8"), _("accents abîmés dans le fichier, lus autrement")
    except UnicodeError:
        return text, ""


def value_text(value: object) -> str:
    """A value of a spreadsheet as text: dates as day/month/year, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, date):
        return figures_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy_cell(str(value))
