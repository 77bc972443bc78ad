"""Homes that exchange: an office and the Region that know each other, and a disagreement between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chance_desktop.casework.exchange.bundles import export_bundle, import_bundles
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import current, list_counsellors, sign_in
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import save_fields, situation
from tests.conftest import Office
from tests.sync.bundles import enrol


@dataclass(slots=True)
class Pair:
    """Both desks, and a folder that goes from one to the other."""

    office: Desk
    region: Desk
    stick: Path
    dossier: str

    def carry(self, sender: Desk, receiver: Desk) -> None:
        """Take the sender's file to the receiver."""
        import_bundles(receiver, export_bundle(sender, self.stick).files)

    def disagree(self, here: str, there: str, field: str = "phone") -> None:
        """Both write a field without having seen what the other writes."""
        for desk, value in ((self.office, here), (self.region, there)):
            save_fields(desk, self.dossier, {field: value}, situation(desk, self.dossier).seen)
        self.carry(self.region, self.office)


def pair_of(opened: Callable[[str], Office], folder: Path) -> Pair:
    """An office that gave one dossier to the Region, and had its receipt."""
    office, region = opened("civray").desk, opened("region").desk
    stick = folder / "cle"
    stick.mkdir(exist_ok=True)
    enrol(office, region, stick)
    made = create_dossier(office, NewPerson("Pasquier", "Enzo", town="Civray", phone="06 39 98 41 00"))
    pair = Pair(office, region, stick, made.result)
    pair.carry(office, region)
    pair.carry(region, office)
    return pair


def note(desk: Desk, dossier: str, text: str) -> None:
    """Something more to send."""
    add_note(desk, dossier, text)


def reopened(home: Path) -> Desk:
    """A home closed by the window, opened anew and signed in."""
    desk = open_desk(home)
    sign_in(desk, list_counsellors(desk)[0].id)
    assert current(desk) is not None
    return desk
