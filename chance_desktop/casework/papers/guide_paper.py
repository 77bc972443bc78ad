"""An answer of the guide, as a paper."""

from __future__ import annotations

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.session.office.letterhead import letterhead
from chance_desktop.documents.papers import guide_page
from chance_desktop.documents.papers.guide_page import GuidePage


def guide_paper(desk: Desk, section: str, title: str, paragraphs: tuple[str, ...]) -> Rendered:
    """A question and its answer, to print."""
    page = GuidePage(letterhead(desk).sender, section, title, paragraphs, desk.today())
    return Rendered("guide", title, "aide.pdf", guide_page.render(page))
