"""Small local facts of this store: counters, device, preferences. They never travel."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, bindparam, func, select

from chance_desktop.domain.clock import FARTHEST_AHEAD_MS, Clock, Stamp
from chance_desktop.store.dialect import inserting
from chance_desktop.store.schema.tables import change_log, setting

if TYPE_CHECKING:
    from chance_desktop.store.dialect import Insertion

_CLOCK = "clock"
SUCCESSION = "succession"
"""The signing key of the keys a renewal took, until they are in their place in the vault."""
RESCUED = "rescued"
"""Local setting: rows may be here of which the log, rescued from damaged pages, says nothing."""
_CONFIRMED = "clock-confirmed"
"""Local setting: the computer's time when another device's stamp last agreed with it."""
_YEARS_MS = 730 * FARTHEST_AHEAD_MS
_OF_LATE_MS = 30 * FARTHEST_AHEAD_MS
_ASTRAY = "clock-astray"
"""Local setting: the last stamp given while the computer's clock was far ahead."""
# the most frequent statements of all are made once: making one takes three times as long as its execution
_NAMED = setting.c.name == bindparam("asked")
_GET = select(setting.c.value).where(_NAMED)
_STARTING_WITH = select(setting.c.name, setting.c.value).where(
    setting.c.name.startswith(bindparam("asked", type_=setting.c.name.type))
)
_REMOVE = setting.delete().where(_NAMED)
_TAKE = _GET.with_for_update()


def get(connection: Connection, name: str, default: str = "") -> str:
    """A setting, or `default`."""
    found = connection.execute(_GET, {"asked": name}).scalar_one_or_none()
    return default if found is None else found


def put(connection: Connection, name: str, value: str) -> None:
    """Keep a setting, replacing the former one."""
    connection.execute(_putting(inserting(connection)), {"name": name, "value": value})


@cache
def _putting(insert: Callable[[Table], Insertion]) -> Insertion:
    statement = insert(setting)
    return statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})


def starting_with(connection: Connection, prefix: str) -> dict[str, str]:
    """Settings whose name starts with a prefix."""
    return {row.name: row.value for row in connection.execute(_STARTING_WITH, {"asked": prefix})}


def remove(connection: Connection, name: str) -> None:
    """Forget a setting."""
    connection.execute(_REMOVE, {"asked": name})


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
    first = int(connection.execute(_TAKE, {"asked": name}).scalar_one_or_none() or "0") + 1
    put(connection, name, str(first + count - 1))
    return first


def catch_up(connection: Connection, clock: Clock) -> None:
    """Set a clock after every stamp this store has given or seen: another desk may have given some.

    One that went astray with the computer's, mended since, begins again after the last stamp that is not too far: later work
    is stamped rightly, whose order within this device its numbers tell. Of two times, the computer's is believed where the
    other lies years ahead, or where what others wrote of late agrees with it: a computer's clock may also have fallen back.
    """
    clock.resume(last_stamp(connection))
    astray = last_stamp(connection, _ASTRAY)
    if astray[0] <= clock.now_ms() + FARTHEST_AHEAD_MS:
        clock.resume(astray)  # no stamp is given twice, should the clock go there again
    if _is_astray(connection, clock):
        put(connection, _ASTRAY, "-".join(map(str, max(astray, clock.last))))
        clock.restart(_last_likely(connection, clock))
        put(connection, _CLOCK, "-".join(map(str, clock.last)))


def confirm_time(connection: Connection, clock: Clock, stamp: str) -> None:
    """Note that another device gave a stamp of about now: the computer's clock is right today."""
    now = clock.now_ms()
    if abs(Stamp.parse(stamp).ms - now) <= FARTHEST_AHEAD_MS:
        put(connection, _CONFIRMED, str(now))


def _is_astray(connection: Connection, clock: Clock) -> bool:
    ahead = clock.ahead_ms
    if ahead <= FARTHEST_AHEAD_MS:
        return False
    return ahead > _YEARS_MS or abs(clock.now_ms() - int(get(connection, _CONFIRMED, "0"))) <= _OF_LATE_MS


def keep_clock(connection: Connection, clock: Clock) -> None:
    """Keep how far a clock went; it only goes on, but for `catch_up`."""
    reached = max(clock.last, last_stamp(connection))
    put(connection, _CLOCK, "-".join(map(str, reached)))


def _last_likely(connection: Connection, clock: Clock) -> tuple[int, int]:
    """The last stamp of the log that the computer's time allows: none is given twice."""
    bound = str(Stamp(clock.now_ms() + FARTHEST_AHEAD_MS, 0, ""))
    query = select(func.max(change_log.c.stamp)).where(change_log.c.stamp < bound)
    found = connection.execute(query).scalar_one_or_none()
    stamp = Stamp.parse(found) if found else Stamp(0, 0, "")
    return stamp.ms, stamp.counter


def last_stamp(connection: Connection, name: str = _CLOCK) -> tuple[int, int]:
    """Milliseconds and counter of the last stamp given or seen in this store."""
    ms, _dash, counter = get(connection, name, "0-0").partition("-")
    return int(ms), int(counter)
