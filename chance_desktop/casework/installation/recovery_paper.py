"""A new recovery sheet, as a paper to print at once: its words are kept nowhere."""

from __future__ import annotations

from chance_desktop.casework.installation.recovery import PRINTED, seal_to
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import RECOVERY_SHEET
from chance_desktop.casework.session.letterhead import letterhead
from chance_desktop.casework.session.rendered import Rendered
from chance_desktop.documents.papers import recovery_sheet
from chance_desktop.runtime.recovery_words import identity_of, new_words
from chance_desktop.runtime.words import _


def new_sheet(desk: Desk) -> Rendered:
    """Make a sheet; the former one opens this home no more, but still the backups made while it was the last."""
    words = new_words()
    recipient = identity_of(" ".join(words)).recipient
    seal_to(desk, recipient)
    desk.put_setting(RECOVERY_SHEET, recipient.text)
    desk.put_setting(PRINTED, desk.today().isoformat())
    sheet = recovery_sheet.RecoverySheet(letterhead(desk).sender, words, desk.today())
    return Rendered("recovery-sheet", _("Feuille de secours"), "feuille-de-secours.pdf", recovery_sheet.render(sheet))
