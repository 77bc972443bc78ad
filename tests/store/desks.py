"""Desks that join the store of the Region."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor, list_counsellors, sign_in
from tests.conftest import calendar

NEIGHBOUR = NewCounsellor("Sylvie", "Delage")


@contextmanager
def joined(region: Desk, home: Path, name: str = "Poitiers, bureau 2") -> Iterator[Desk]:
    """Another desk on the store of the first."""
    asked = OfficeSetup(
        "", BranchContact(name), (NEIGHBOUR,), fictional=True, role="region", database=region.identity.database
    )
    assert set_up_office(home, asked, calendar())
    desk = open_desk(home, clock=calendar())
    try:
        sign_in(desk, next(each.id for each in list_counsellors(desk) if each.surname == NEIGHBOUR.surname))
        yield desk
    finally:
        desk.close()
