"""Alembic's environment: the runner hands over an engine, or a connection whose transaction is its caller's."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from chance_desktop.store.schema.tables import metadata


def _run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    with context.config.attributes["engine"].connect() as connection:
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


_run()
