"""Random histories of the world: edits, imports between reading and saving, deletions, erasures, moves, losses, restores."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from chance_desktop.store.writing.stamps import Stamps
from tests.sync.world import NAMES, TITLES, World

OFFICES = ("A1", "A2", "B1")
postes = st.sampled_from(NAMES)
offices = st.sampled_from(OFFICES)
values = st.sampled_from(("1", "2", "3", "4", "5"))
fields = st.sampled_from(("project", "destination_town"))
which = st.integers(0, 5)
HOURS = (-24 * 365 * 5, -30, -1, 1, 30, 24 * 365 * 5)


class Histories(RuleBasedStateMachine):
    """Three offices and the Region; whatever happens, all end with the same, and nothing written is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World.begun()
        self.read: dict[str, tuple[str, Stamps]] = {}

    @initialize(name=offices)
    def first(self, name: str) -> None:
        self.world.create(self.world.postes[name])

    @rule(name=postes)
    def create(self, name: str) -> None:
        if self.world.postes[name].alive and len(self.world.dossiers) < 3:
            self.world.create(self.world.postes[name])

    @rule(name=postes, number=which, field=fields, value=values)
    def edit(self, name: str, number: int, field: str, value: str) -> None:
        row = self._row(name, number)
        if row:
            self.world.edit(self.world.postes[name], row, value, field)

    @rule(name=postes, number=which)
    def open_form(self, name: str, number: int) -> None:
        row = self._row(name, number)
        if row:
            self.read[name] = (row, self.world.postes[name].seen_of("dossier", row))

    @rule(name=postes, field=fields, value=values)
    def save_form(self, name: str, field: str, value: str) -> None:
        row, seen = self.read.pop(name, ("", {}))
        poste = self.world.postes[name]
        if row and poste.alive and row in self.world.mine(poste):
            self.world.edit(poste, row, value, field, seen)

    @rule(name=postes, number=which, code=st.sampled_from(TITLES), value=values)
    def part(self, name: str, number: int, code: str, value: str) -> None:
        row = self._row(name, number)
        if row:
            self.world.add_part(self.world.postes[name], row, code, value)

    @rule(name=postes, number=which)
    def delete(self, name: str, number: int) -> None:
        row = self._row(name, number)
        if row:
            self.world.delete(self.world.postes[name], row)

    @rule(name=offices, number=which, content=st.binary(min_size=1, max_size=4))
    def scan(self, name: str, number: int, content: bytes) -> None:
        row = self._row(name, number)
        if row:
            self.world.attach(self.world.postes[name], row, content)

    @rule(one=postes, other=postes)
    def send(self, one: str, other: str) -> None:
        sender, receiver = self.world.postes[one], self.world.postes[other]
        if sender.alive and self.world._talk(sender, receiver):
            self.world.send(sender, receiver)

    @precondition(lambda self: self.world.pool)
    @rule(number=st.integers(0, 20), again=st.booleans())
    def deliver(self, number: int, again: bool) -> None:
        message = self.world.pool[number % len(self.world.pool)]
        if not again:
            self.world.pool.remove(message)
        self.world.deliver(message)

    @precondition(lambda self: self.world.pool)
    @rule(number=st.integers(0, 20))
    def lose(self, number: int) -> None:
        self.world.pool.pop(number % len(self.world.pool))

    @precondition(lambda self: self.world.pool)
    @rule()
    def deliver_all_backwards(self) -> None:
        for message in reversed(self.world.pool):
            self.world.deliver(message)
        self.world.pool.clear()

    @precondition(lambda self: self.world.postes["A2"].alive)
    @rule(other=st.sampled_from(("A1", "R")), seed=st.integers(0, 2**20))
    def lie(self, other: str, seed: int) -> None:
        """One office alone: nobody promises anything to a Mission Locale where nobody is honest."""
        self.world.lie(self.world.postes["A2"], self.world.postes[other], seed)

    @rule(name=postes, hours=st.sampled_from(HOURS))
    def clock_jumps(self, name: str, hours: int) -> None:
        self.world.postes[name].skew_ms = hours * 3_600_000

    @rule(minutes=st.integers(1, 600))
    def time_passes(self, minutes: int) -> None:
        self.world.now_ms += minutes * 60_000

    @rule(number=which, structure=st.sampled_from(("ML-A", "ML-B")))
    def transfer(self, number: int, structure: str) -> None:
        row = self._row("R", number)
        if row:
            self.world.transfer(row, structure)

    @rule(name=offices)
    def leave(self, name: str) -> None:
        if self.world.postes[name].alive:
            self.world.leave(self.world.postes[name])

    @rule(name=postes, number=which, other=which)
    def join(self, name: str, number: int, other: int) -> None:
        one, two = self._row(name, number), self._row(name, other)
        if one and two:
            self.world.join(self.world.postes[name], one, two)

    @rule(number=which, person=st.booleans())
    def erase(self, number: int, person: bool) -> None:
        row = self._row("R", number)
        if row:
            self.world.erase("person" if person else "dossier", f"p{row[1:]}" if person else row)
            self.world.erased.add(row)

    @rule(name=postes)
    def compact(self, name: str) -> None:
        if self.world.postes[name].alive:
            self.world.compact(self.world.postes[name])

    @rule(name=offices)
    def back_up(self, name: str) -> None:
        if self.world.postes[name].alive:
            self.world.keep_copy(self.world.postes[name])

    @rule(name=offices)
    def restore(self, name: str) -> None:
        if self.world.postes[name].alive:
            self.world.restore(self.world.postes[name])
            self.read.pop(name, None)

    @precondition(lambda self: sum(poste.alive for poste in self.world.postes.values()) > 3)
    @rule(name=offices)
    def dies(self, name: str) -> None:
        self.world.postes[name].alive = False

    @precondition(lambda self: sum(poste.alive for poste in self.world.postes.values()) > 3)
    @rule(name=offices)
    def revoke(self, name: str) -> None:
        if self.world.postes[name].alive:
            self.world.revoke(self.world.postes[name])

    def teardown(self) -> None:
        try:
            self.world.quiet()
            self.world.check()
        finally:
            self.world.close()

    def _row(self, name: str, number: int) -> str:
        """A dossier this poste works on; nothing when it has none, or is gone."""
        poste = self.world.postes[name]
        mine: list[Any] = self.world.mine(poste) if poste.alive else []
        return str(mine[number % len(mine)]) if mine else ""


def live(histories: int, steps: int) -> None:
    """Live that many random histories; `make soak` asks for more. A failing one is told with what replays it."""
    wanted = settings(
        max_examples=int(os.environ.get("CHANCE_HISTORIES", histories)),
        stateful_step_count=steps,
        print_blob=True,
        # a history is read as it stands: making it shorter takes minutes
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Histories, settings=wanted)
