"""What is kept of a PDF against what was given: nothing that a second reader saw may be gone."""

from __future__ import annotations

from chance_desktop.documents.scans.answers.forms import Flattened
from chance_desktop.documents.scans.answers.said import unsaid
from chance_desktop.documents.scans.checks.second_reader import Unreadable, same_paper
from chance_desktop.documents.scans.errors import ScanAnswersHidden, ScanDamaged, ScanNotesHidden
from chance_desktop.documents.scans.ticking import Tick


def check_whole(data: bytes, kept: bytes, flat: Flattened, tick: Tick) -> None:
    """Raise ScanDamaged, ScanAnswersHidden or ScanNotesHidden unless the second reader sees in what is kept all that it saw in what was given."""
    try:
        if flat.drawn:
            # Answers drawn here were not to be seen before: the pages are compared without them, then with them.
            whole = same_paper(data, flat.drawn, covered=False, tick=tick)
            shown = same_paper(flat.drawn, kept, covered=True, tick=tick)
        else:
            whole = shown = same_paper(data, kept, covered=flat.covered, tick=tick)
    except Unreadable as error:
        raise ScanDamaged from error
    if not whole and not flat.covered:
        raise ScanDamaged
    if not (whole and shown) or unsaid(kept, flat.answers):
        raise ScanAnswersHidden if flat.answers else ScanNotesHidden
