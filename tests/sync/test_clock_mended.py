"""A clock twenty years ahead: told before anything is written, mended without a trace in what comes after, decides no display."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.casework.session.clock_doubt import clock_doubt
from chance_desktop.casework.session.home_identity import HomeIdentity
from chance_desktop.casework.situation.situation import save_fields
from chance_desktop.domain.clock import FARTHEST_AHEAD_MS, Stamp
from chance_desktop.store.schema.tables import change_log
from tests.casework.making import dossier_of
from tests.conftest import Office
from tests.sync.rogue import forged, invented
from tests.sync.test_rules import HOUR, exchanged, shared
from tests.sync.world import World

TWENTY_YEARS = 20 * 365 * 24 * HOUR


@pytest.fixture
def world() -> Iterator[World]:
    made = World.begun()
    yield made
    made.close()


def _last_ms(world: World, name: str) -> int:
    poste = world.postes[name]
    own = [change for change in poste.log() if change.device == poste.device]
    return Stamp.parse(max(own, key=lambda change: change.seq).stamp).ms


def test_once_mended_work_is_stamped_rightly_again(world: World) -> None:
    row = shared(world)
    a1 = world.postes["A1"]
    a1.skew_ms = TWENTY_YEARS
    world.edit(a1, row, "far")
    assert _last_ms(world, "A1") > world.now_ms + TWENTY_YEARS - HOUR
    a1.skew_ms = 0
    world.edit(a1, row, "mended")
    assert abs(_last_ms(world, "A1") - world.now_ms) < FARTHEST_AHEAD_MS
    world.quiet()
    for name in ("A1", "A2", "R"):
        assert world.postes[name].shown("dossier", row)["project"] == "mended"
    world.check()
    stamps = [change.stamp for change in a1.log() if change.device == a1.device]
    assert len(stamps) == len(set(stamps))


def test_a_clock_a_year_ahead_is_mended_once_others_agree(world: World) -> None:
    """Less than two years may as well be a computer that fell back: what others wrote of late decides."""
    row = shared(world)
    a1 = world.postes["A1"]
    a1.skew_ms = TWENTY_YEARS // 20
    world.edit(a1, row, "far")
    a1.skew_ms = 0
    world.edit(a1, row, "not sure yet")
    assert _last_ms(world, "A1") > world.now_ms + 30 * 24 * HOUR
    world.edit(world.region, row, "of today", "destination_town")
    exchanged(world, "R", "A1")
    world.edit(a1, row, "sure")
    assert abs(_last_ms(world, "A1") - world.now_ms) < FARTHEST_AHEAD_MS
    world.quiet()
    assert world.region.shown("dossier", row)["project"] == "sure"


def test_a_mended_clock_gives_no_stamp_twice(world: World) -> None:
    """Also when it was set back to before the last right one."""
    row = shared(world)
    a1 = world.postes["A1"]
    for skew in (0, TWENTY_YEARS, -HOUR, TWENTY_YEARS, 0, -HOUR):
        a1.skew_ms = skew
        for value in "123":
            world.edit(a1, row, value)
    stamps = [change.stamp for change in a1.log() if change.device == a1.device]
    assert len(stamps) == len(set(stamps))


def test_a_far_stamp_alone_does_not_decide_what_is_shown(world: World) -> None:
    row = shared(world)
    a1, a2 = world.postes["A1"], world.postes["A2"]
    a1.skew_ms = TWENTY_YEARS
    world.edit(a1, row, "far")
    world.edit(a2, row, "of today")
    world.quiet()
    for name in ("A1", "A2", "R"):
        assert world.postes[name].shown("dossier", row)["project"] == "of today"
        assert {value for _stamp, value in world.postes[name].heads(row)["project"]} == {"far", "of today"}
    world.check()


def test_a_stamp_of_2200_by_a_peer_decides_nothing(world: World) -> None:
    row = shared(world)
    a1, region = world.postes["A1"], world.region
    world.edit(region, row, "of today")
    following = max(change.seq for change in a1.log() if change.device == a1.device) + 1
    far = invented(a1.device, following, row, "2200", 7_258_118_400_000)
    region.take(forged(world, a1, region, [far], covers={a1.device: (1, following)}))
    assert region.shown("dossier", row)["project"] == "of today"
    assert abs(region.clock.last[0] - world.now_ms) <= FARTHEST_AHEAD_MS


def test_what_was_far_is_shown_once_its_day_has_come(world: World) -> None:
    row = shared(world)
    a1, a2 = world.postes["A1"], world.postes["A2"]
    a1.skew_ms = TWENTY_YEARS
    world.edit(a1, row, "far")
    world.edit(a2, row, "of today")
    world.quiet()
    world.now_ms += TWENTY_YEARS
    world.edit(world.region, row, "elsewhere", "destination_town")
    exchanged(world, "R", "A2")
    world.region.show_again()
    assert world.region.shown("dossier", row)["project"] == "far"


def _real(office: Office) -> None:
    office.desk.identity = HomeIdentity(office.desk.identity.number, "file", False, office.desk.identity.key_check)


@pytest.mark.parametrize(("years", "doubtful"), [(0, False), (1, False), (20, True), (-1, True), (-30, True)])
def test_a_clock_that_cannot_be_right_is_told(office: Office, years: int, doubtful: bool) -> None:
    dossier_of(office.desk)
    assert clock_doubt(office.desk) == ""
    _real(office)
    office.calendar.at += timedelta(days=365 * years)
    told = clock_doubt(office.desk)
    assert bool(told) is doubtful
    if doubtful:
        assert str(office.calendar.at.year) in told
        assert "avant d’enregistrer" in told


def test_an_office_goes_on_after_a_day_twenty_years_ahead(office: Office) -> None:
    """Its own list and its own words follow the right day again."""
    dossier = dossier_of(office.desk)
    right = office.calendar.at
    office.calendar.at += timedelta(days=365 * 20)
    save_fields(office.desk, dossier, {"town": "Gençay"})
    office.calendar.at = right + timedelta(hours=1)
    save_fields(office.desk, dossier, {"town": "Civray"})
    with office.desk.reading() as connection:
        stamps = connection.execute(select(change_log.c.stamp).order_by(change_log.c.seq)).scalars().all()
    last = datetime.fromtimestamp(Stamp.parse(stamps[-1]).ms / 1000, UTC)
    assert abs(last - office.calendar.at) < timedelta(days=1)
    assert list_page(office.desk, DossierQuery()).rows[0].town == "Civray"
