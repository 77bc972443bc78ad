"""Run Alembic from inside the package, on an engine that is already open."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


def configuration(engine: Engine | None = None) -> Config:
    """Alembic's configuration, without any file outside the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a store up to a revision."""
    command.upgrade(configuration(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring a store down to a revision."""
    command.downgrade(configuration(engine), revision)


def upgrade_within(connection: Connection) -> None:
    """Bring a store up to date within the transaction of this connection."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def stamp(connection: Connection) -> None:
    """Note that tables made whole stand at the newest revision."""
    MigrationContext.configure(connection).stamp(ScriptDirectory.from_config(configuration()), "head")
