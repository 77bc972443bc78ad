"""Two dossiers of one person are joined by people, by whoever follows both, and apart again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chance_desktop.casework.reports.registry import make
from chance_desktop.casework.session.undo import undo
from chance_desktop.casework.situation.create_dossier import NewPerson
from chance_desktop.casework.situation.same_person import OnlyTheRegionJoins, SameDossier, join, joined, separate
from chance_desktop.casework.situation.situation import save_fields
from tests.both_stores import region_store as region_store
from tests.casework.making import MANON, dossier_of
from tests.conftest import Office

OTHER = NewPerson("Roussel-Petit", "Manon", date(2005, 3, 12))


def test_joined_dossiers_know_each_other_and_can_be_parted(office: Office) -> None:
    desk = office.desk
    one, two, three = (dossier_of(desk, each) for each in (MANON, OTHER, NewPerson("Delage", "Enzo")))
    assert make(desk, "annexe-1").cell("all", "whole").value == 3
    done = join(desk, one, two)
    assert [each.dossier_id for each in joined(desk, one)] == [two]
    assert [each.dossier_id for each in joined(desk, two)] == [one]
    assert joined(desk, three) == ()
    assert make(desk, "annexe-1").cell("all", "whole").value == 2, "the person is counted once"
    with pytest.raises(SameDossier):
        join(desk, two, one)
    assert done.undo is not None
    undo(desk, done.undo)
    assert joined(desk, one) == ()
    join(desk, two, one)
    separate(desk, one)
    assert joined(desk, two) == ()
    assert make(desk, "annexe-1").cell("all", "whole").value == 3


def test_three_dossiers_are_of_one_person_whichever_way_they_were_joined(office: Office) -> None:
    desk = office.desk
    one, two, three = (dossier_of(desk, each) for each in (MANON, OTHER, NewPerson("Roussel", "M.")))
    join(desk, one, three)
    join(desk, one, two)
    for each, others in ((one, {two, three}), (two, {one, three}), (three, {one, two})):
        assert {found.dossier_id for found in joined(desk, each)} == others


def test_only_the_region_joins_across_missions_locales(opened: Callable[[str], Office]) -> None:
    office, region = opened("civray").desk, opened("region").desk
    here, there = dossier_of(office), dossier_of(office, OTHER)
    save_fields(office, there, {"town": "Niort"})
    # as the Region would have passed it on
    with office.store.writer.transaction(office.author) as tx:
        tx.update("dossier", there, {"structure_code": "79000S00"}, {"*": ()})
    with pytest.raises(OnlyTheRegionJoins):
        join(office, here, there)
    one, two = dossier_of(region), dossier_of(region, OTHER)
    join(region, one, two)
    assert [each.dossier_id for each in joined(region, two)] == [one]
