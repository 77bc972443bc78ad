"""Small local facts of this store: counters, device, preferences. They never travel."""

from __future__ import annotations

from sqlalchemy import Connection, select

from chance_desktop.domain.clock import Clock
from chance_desktop.store.dialect import upsert
from chance_desktop.store.tables import setting

_CLOCK = "clock"
SUCCESSION = "succession"
"""The signing key of the keys a renewal took, until they are in their place in the vault."""


def get(connection: Connection, name: str, default: str = "") -> str:
    """A setting, or `default`."""
    found = connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar_one_or_none()
    return default if found is None else found


def put(connection: Connection, name: str, value: str) -> None:
    """Keep a setting, replacing the former one."""
    statement = upsert(connection, setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def starting_with(connection: Connection, prefix: str) -> dict[str, str]:
    """Settings whose name starts with a prefix."""
    rows = connection.execute(select(setting.c.name, setting.c.value).where(setting.c.name.startswith(prefix)))
    return {row.name: row.value for row in rows}


def remove(connection: Connection, name: str) -> None:
    """Forget a setting."""
    connection.execute(setting.delete().where(setting.c.name == name))


def sequence(device: str) -> str:
    """Name of the counter of the changes a device wrote."""
    return f"seq/{device}"


def last_number(connection: Connection, device: str) -> int:
    """The last number a device of this store gave to a change; 0 before the first."""
    return int(get(connection, sequence(device), "0"))


def last_numbers(connection: Connection) -> dict[str, int]:
    """The last number of each device that writes, or wrote, in this store."""
    prefix = sequence("")
    return {name.removeprefix(prefix): int(value) for name, value in starting_with(connection, prefix).items()}


def take_numbers(connection: Connection, name: str, count: int) -> int:
    """The first of `count` numbers of a counter that starts at 1; nobody else takes any until the transaction ends."""
    query = select(setting.c.value).where(setting.c.name == name).with_for_update()
    first = int(connection.execute(query).scalar_one_or_none() or "0") + 1
    put(connection, name, str(first + count - 1))
    return first


def catch_up(connection: Connection, clock: Clock) -> None:
    """Set a clock after every stamp this store has given or seen: another desk may have given some."""
    clock.resume(last_stamp(connection))


def keep_clock(connection: Connection, clock: Clock) -> None:
    """Keep how far a clock went; it only goes on."""
    reached = max(clock.last, last_stamp(connection))
    put(connection, _CLOCK, "-".join(map(str, reached)))


def last_stamp(connection: Connection) -> tuple[int, int]:
    """Milliseconds and counter of the last stamp given or seen in this store."""
    ms, _dash, counter = get(connection, _CLOCK, "0-0").partition("-")
    return int(ms), int(counter)
