"""A poste of this version and one of the former, both alive: they enrol, exchange through a mailbox, and show the same.

`CHANCE_FORMER` names a folder that holds the former version, for `make soak`; the same interpreter runs both.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chance_desktop.casework.dossiers.dossier import move_step, open_dossier
from chance_desktop.casework.exchange.after_exchange import after_exchange
from chance_desktop.casework.exchange.mailboxes.mailbox import set_mailbox
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.journal import liaison
from chance_desktop.casework.journal.journal import add_note
from chance_desktop.casework.pieces.letters import mark, save_referee
from chance_desktop.casework.pieces.scans import scan_pdf
from chance_desktop.casework.pieces.waivers import decide_waiver
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.office.counsellors import list_counsellors, sign_in
from chance_desktop.casework.session.records import read_record
from chance_desktop.casework.situation.file_numbers import give_another_number
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.change import Value
from chance_desktop.store.schema.tables import parked_change
from chance_desktop.store.writing.stamps import read_stamps
from tests.casework.making import GARNIER, dossier_of
from tests.conftest import TODAY, Office, calendar
from tests.former.comparing import rows_of, shown
from tests.former.postes import FormerPoste, former_poste
from tests.former.write import DAY, TABLES

CHECKOUT = os.environ.get("CHANCE_FORMER", "")
pytestmark = pytest.mark.skipif(not CHECKOUT, reason="CHANCE_FORMER names no folder of the former version")

_MOST_TURNS = 6


@dataclass(slots=True)
class Two:
    """A poste of each version that know each other and have one mailbox."""

    here: Desk
    there: FormerPoste
    there_home: Path

    def talk(self) -> None:
        """Exchange in turn until neither has anything to say; nothing may be refused."""
        for _turn in range(_MOST_TURNS):
            told = self.there.ask("exchange")
            report = exchange_now(self.here)
            assert told["wrong"] == []
            assert [each.reason for each in report.refused] == []
            assert report.interrupted is None
            if not (told["sent"] or told["received"] or report.sent or report.received):
                return
        pytest.fail("they never stop talking")

    def same(self, dossier: str) -> None:
        """Both keep the same rows, as far as the former version has columns for them, and show the same dossier."""
        columns = self.there.ask("columns")
        ours, theirs = rows_of(self.here, columns, TABLES), self.there.ask("rows", tables=TABLES)
        for table in TABLES:
            assert ours[table] == theirs[table], table
        assert shown(self.here, dossier) == self.there.ask("shown", dossier=dossier)

    def updated(self) -> Desk:
        """The former poste, closed and opened by this version."""
        self.there.ask("close")
        return open_desk(self.there_home, clock=calendar(TODAY))


@pytest.fixture
def there() -> Iterator[FormerPoste]:
    """The former version, at work."""
    with former_poste(Path(CHECKOUT).resolve()) as poste:
        yield poste


def _former_home(poste: FormerPoste, home: Path, code: str) -> None:
    town, first_name, surname = ("Civray", "Claire", "Audebert") if code else ("Poitiers", "Anne", "Vignaud")
    poste.ask("set_up", home=str(home), code=code, town=town, first_name=first_name, surname=surname,
              role="office" if code else "region", day="2025-01-27")  # fmt: skip
    poste.ask("open", home=str(home), day=DAY)


def _one_mailbox(here: Desk, there: FormerPoste, folder: Path) -> None:
    folder.mkdir()
    set_mailbox(here, str(folder))
    there.ask("mailbox", url=str(folder))


@pytest.fixture
def former_office(there: FormerPoste, tmp_path: Path) -> Iterator[Two]:
    """An office of the former version, known by a Region that had it too and is updated: a request of it is not taken any more."""
    office, region = tmp_path / "former", tmp_path / "region"
    asked, welcome = tmp_path / "asked.json", tmp_path / "welcome.json"
    _former_home(there, office, "86400S00")
    there.ask("ask_welcome", path=str(asked))
    with former_poste(Path(CHECKOUT).resolve()) as at_the_region:
        _former_home(at_the_region, region, "")
        at_the_region.ask("accept", path=str(asked), answer=str(welcome))
        at_the_region.ask("close")
    there.ask("accept", path=str(welcome))
    with closing(open_desk(region, clock=calendar(TODAY))) as desk:
        sign_in(desk, list_counsellors(desk)[0].id)
        _one_mailbox(desk, there, tmp_path / "box")
        yield Two(desk, there, office)


@pytest.fixture
def former_region(there: FormerPoste, opened: Callable[[str], Office], tmp_path: Path) -> Two:
    """A Region of the former version, at which an office of this one is enrolled."""
    home, office = tmp_path / "former", opened("civray").desk
    _former_home(there, home, "")
    asked, welcome = tmp_path / "asked.json", tmp_path / "welcome.json"
    enrolment.request(office, asked)
    there.ask("accept", path=str(asked), answer=str(welcome))
    enrolment.accept(office, welcome)
    _one_mailbox(office, there, tmp_path / "box")
    return Two(office, there, home)


def test_an_office_that_is_not_updated_and_the_region(former_office: Two, tmp_path: Path) -> None:
    two = former_office
    manon, theo = two.there.ask("follow_people", folder=str(tmp_path))
    two.talk()
    two.same(manon)
    two.same(theo)
    (scan,) = next(each.scans for each in open_dossier(two.here, manon).pieces.received if each.code == "identity")
    assert scan_pdf(two.here, scan.id).startswith(b"%PDF")
    decide_waiver(two.here, manon, "letter-employer", granted=True, seen=None)
    liaison.write_note(two.here, manon, "Dispense accordée : le dossier peut être déposé.")
    save_fields(two.here, manon, {"destination_town": "Galway"})
    two.there.ask("save", dossier=manon, fields={"language_level": "B1"})
    two.there.ask("note", dossier=manon, text="Le dossier est relu avec elle.")
    two.talk()
    two.same(manon)
    _give_another_number(two.here, theo, manon)
    two.talk()
    two.same(theo)
    _whole_once_updated(two, manon)


def test_a_region_that_is_not_updated_and_an_office(former_region: Two) -> None:
    two = former_region
    manon = dossier_of(two.here)
    save_referee(two.here, manon, "teacher", GARNIER)
    mark(two.here, manon, "teacher", "requested")
    add_note(two.here, manon, "Elle hésite entre Cork et Dublin : à revoir lundi.")
    two.talk()
    two.same(manon)
    two.there.ask("note", dossier=manon, text="Entretien à prévoir en avril.")
    two.there.ask("save", dossier=manon, fields={"destination_town": "Cork"})
    save_fields(two.here, manon, {"destination_town": "Galway"})
    move_step(two.here, manon, 4, reason="Vu avec la Région")
    two.talk()
    two.same(manon)
    _whole_once_updated(two, manon)


def _give_another_number(region: Desk, dossier: str, other: str) -> None:
    """Of two dossiers with one number, the Region gives one another: what it had is a column the former version has not."""
    with region.working() as work:
        record = read_record(work.connection, dossier)
        shared: dict[str, Value] = {"file_number": read_record(work.connection, other).dossier["file_number"]}
        work.tx.update("dossier", dossier, shared, read_stamps(record.dossier["stamps"]))
    give_another_number(region, dossier)


def _whole_once_updated(two: Two, dossier: str) -> None:
    """What the former version did not understand waited in its store: it is read once that is updated."""
    assert two.there.ask("count", table="parked_change") > 0
    columns = {name: [*known] for name, known in two.there.ask("columns").items()}
    with closing(two.updated()) as after:
        sign_in(after, list_counsellors(after)[0].id)
        assert after_exchange(after).taken_up > 0
        with after.reading() as connection:
            waiting = connection.execute(select(func.count()).select_from(parked_change)).scalar()
        assert waiting == 0
        columns["dossier"].append("former_numbers")
        columns["journal_detail"] = ["dossier_id", "journal_id", "event", "parameters"]
        tables = (*TABLES, "journal_detail")
        assert rows_of(after, columns, tables) == rows_of(two.here, columns, tables)
        assert shown(after, dossier) == shown(two.here, dossier)
        exchange_now(after)
        assert exchange_now(two.here).refused == ()
