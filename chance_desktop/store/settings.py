"""Small local facts of this store: counters, device, preferences. They never travel."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from chance_desktop.store.tables import setting


def get(connection: Connection, name: str, default: str = "") -> str:
    """A setting, or `default`."""
    found = connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar_one_or_none()
    return default if found is None else found


def put(connection: Connection, name: str, value: str) -> None:
    """Keep a setting, replacing the former one."""
    statement = insert(setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def starting_with(connection: Connection, prefix: str) -> dict[str, str]:
    """Settings whose name starts with a prefix."""
    rows = connection.execute(select(setting.c.name, setting.c.value).where(setting.c.name.startswith(prefix)))
    return {row.name: row.value for row in rows}


def remove(connection: Connection, name: str) -> None:
    """Forget a setting."""
    connection.execute(setting.delete().where(setting.c.name == name))


def take_numbers(connection: Connection, name: str, count: int) -> int:
    """The first of `count` numbers of a counter that starts at 1, taken within the transaction."""
    first = int(get(connection, name, "0")) + 1
    put(connection, name, str(first + count - 1))
    return first
