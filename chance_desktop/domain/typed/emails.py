"""E-mail addresses as they are typed."""

from __future__ import annotations

import re

from chance_desktop.domain.text.invisible_signs import without_invisible
from chance_desktop.domain.typed.errors import Unreadable
from chance_desktop.runtime.words import _, capital

_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s.,;<>]+(\.[^@\s.,;<>]+)+")
_LONGEST = 254


def read_email(text: str) -> str:
    """An address without the spaces around it; nothing for nothing. Raises `Unreadable`."""
    why = email_doubt(text)
    if why:
        raise Unreadable(f"{capital(why)}.", _("Corrigez, ou laissez le champ vide."))
    return without_invisible(text).strip()


def email_doubt(text: str) -> str:
    """Why an e-mail address is doubtful, in French; empty when it is not."""
    address = without_invisible(text).strip()
    if not address or (_ADDRESS.fullmatch(address) and len(address) <= _LONGEST):
        return ""
    if re.search(r"[\s,;]", address) and address.count("@") > 1:
        return _("une seule adresse électronique tient dans ce champ")
    return _("l’adresse électronique est incomplète")
