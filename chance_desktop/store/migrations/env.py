"""Alembic's environment: the engine is handed over by the runner."""

from __future__ import annotations

from alembic import context

from chance_desktop.store.tables import metadata


def _run() -> None:
    engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()


_run()
