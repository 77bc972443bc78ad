"""A new recovery sheet, as a paper to print at once: its words are kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from chance_desktop.casework.installation.recovery import PRINTED, seal_to
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.home_identity import RECOVERY_SHEET
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.documents.papers import recovery_sheet
from chance_desktop.runtime.age import Recipient
from chance_desktop.runtime.recovery_words import identity_of, new_words
from chance_desktop.runtime.words import _


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet that is not yet the one of this home: it becomes it once it is on paper."""

    paper: Rendered
    recipient: Recipient


def new_sheet(desk: Desk) -> NewSheet:
    """Draw words nobody has, as a paper."""
    words = new_words()
    sheet = recovery_sheet.RecoverySheet(letterhead(desk).sender, words, desk.today())
    paper = Rendered("recovery-sheet", _("Feuille de secours"), "feuille-de-secours.pdf", recovery_sheet.render(sheet))
    return NewSheet(paper, identity_of(" ".join(words)).recipient)


def adopt_sheet(desk: Desk, sheet: NewSheet) -> None:
    """From now on this sheet opens the home; the former one still opens the backups made while it was the last."""
    seal_to(desk, sheet.recipient)
    desk.put_setting(RECOVERY_SHEET, sheet.recipient.text)
    desk.put_setting(PRINTED, desk.today().isoformat())
