"""What a revoked poste made and nobody acknowledged goes everywhere, with what only it said of the rows that stay."""

from __future__ import annotations

from tests.sync.test_rules import exchanged, shared
from tests.sync.test_rules import world as world
from tests.sync.world import World


def test_a_dossier_nobody_acknowledged_goes_though_a_sibling_worked_on_it(world: World) -> None:
    row = world.create(world.postes["A1"])
    exchanged(world, "A1", "A2")
    world.edit(world.postes["A2"], row, "by the sibling")
    assert world.postes["A2"].shown("dossier", row)["project"] == "by the sibling"
    world.revoke(world.postes["A1"])
    world.quiet()
    assert not world.postes["A2"].has_row("dossier", row)
    assert not world.region.has_row("dossier", row)
    world.check()


def test_a_value_nobody_acknowledged_is_said_no_more(world: World) -> None:
    row = shared(world)
    world.edit(world.postes["A1"], row, "Cork", name="destination_town")
    exchanged(world, "A1", "A2")
    assert world.postes["A2"].shown("dossier", row)["destination_town"] == "Cork"
    world.revoke(world.postes["A1"])
    world.quiet()
    assert world.postes["A2"].shown("dossier", row)["destination_town"] is None
    world.check()
