"""The home opened, and who works here when nobody needs to be asked: a fictional office, or one person and no code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in


def open_and_sign_in(
    home: Path, passphrase: str | None, clock: Callable[[], datetime] | None, *, anyone: bool, who: str = ""
) -> tuple[Desk, bool]:
    """The desk, and whether somebody is signed in already; `who` locked it. Raises as `open_desk` does."""
    desk = open_desk(home, passphrase=passphrase, clock=clock)
    return desk, sign_in_again(desk, who) if who else sign_in_unasked(desk, anyone=anyone)


def sign_in_again(desk: Desk, who: str) -> bool:
    """Sign in the person who locked the poste, when they have no code to give."""
    if any(one.id == who and not one.has_pin for one in list_counsellors(desk)):
        sign_in(desk, who)
        return True
    return False


def sign_in_unasked(desk: Desk, *, anyone: bool = False) -> bool:
    """Sign in the one person who can only be meant; `anyone` takes the first without a code (to measure a start)."""
    people = [one for one in list_counsellors(desk) if one.active]
    open_ones = [one for one in people if not one.has_pin]
    alone = len(people) == 1 and bool(open_ones)
    if open_ones and (alone or desk.fictional or anyone):
        sign_in(desk, open_ones[0].id)
        return True
    return False
