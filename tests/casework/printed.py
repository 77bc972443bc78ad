"""Print a paper of the catalogue for whoever has what it takes."""

from __future__ import annotations

from datetime import timedelta

from chance_desktop.casework.dossiers.list import DossierQuery, Filter, list_page
from chance_desktop.casework.meetings.agenda import agenda
from chance_desktop.casework.papers.catalogue import About, Printable, render
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.kit.rendered import Rendered
from chance_desktop.casework.stays.offers import OfferQuery, offers
from chance_desktop.runtime.errors import ExpectedError

_FIRST = ("Roussel", "Guérineau", "Bonnin")


def about_ids(desk: Desk, about: About) -> list[str]:
    """What a paper may be about in a home, those who have most to print first."""
    if about is About.NOBODY:
        return [""]
    if about is About.OFFER:
        return [each.card.id for each in offers(desk, OfferQuery(only_open=False))]
    if about is About.EVENT:
        far = timedelta(days=400)
        found = agenda(desk, desk.today() - far, desk.today() + far)
        return [each.id for each in found if not each.dossier_id]
    rows = [
        row for kept in (Filter.ALL, Filter.LEFT) for row in list_page(desk, DossierQuery(filter=kept, limit=500)).rows
    ]
    rows.sort(key=lambda row: row.surname not in _FIRST)
    return [row.id for row in rows]


def first_printed(desk: Desk, paper: Printable, file_format: str = "pdf") -> tuple[str, Rendered] | None:
    """The paper of the first one who has it, and whose it is; nothing when nobody has it."""
    for about in about_ids(desk, paper.document.about):
        try:
            return about, render(desk, about, paper.name, file_format)
        except ExpectedError:
            continue
    return None
