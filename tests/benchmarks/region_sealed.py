"""What it would cost that the application itself seals the names of a million people in a shared store, column by column.

Lists, the search and the tables are made by the server, which then sees nothing: each would bring a million rows here to open them. The
decision to leave these columns to the server, with a threat model told to the Region (`desktop/help/guide_of_the_region.py`), stands as long as
the ratio is far above one; under the limit it is to be taken again.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from tests.benchmarks.figures import Figure, ratio, timed
from tests.benchmarks.region_shared import _make_database, _server

PEOPLE = 1_000_000
_AT_LEAST = 2
_TIMES = 3
_PAGE = 50
_NAMES = ("Roussel", "Garnier", "Sicard", "Baudry", "Morel", "Delage", "Vignaud", "Fournier", "Mercier", "Renaud")
_FIRST = ("Manon", "Théo", "Lina", "Hugo", "Inès", "Noah", "Jade", "Louis", "Emma", "Adam")
_TOWNS = tuple(f"Commune {number:03}" for number in range(400))
_Person = tuple[str, str, str, str]


def figures(homes: Path) -> list[Figure]:
    """One ratio for each way people are looked at."""
    with _server(homes) as folder:
        _make_database(folder, "sealed")
        engine = create_engine(
            "postgresql+psycopg://",
            connect_args={"host": str(folder), "user": "postgres", "dbname": "sealed"},
            poolclass=NullPool,
        )
        with engine.connect() as connection:
            opening = _lay(connection)
            found = [_figure(connection, name, *ways) for name, ways in _ways(opening).items()]
        _make_database(folder, "sealed")
    return found


def _people() -> Iterator[_Person]:
    chance = random.Random(7)
    for number in range(PEOPLE):
        day = f"{1998 + chance.randrange(12)}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
        yield f"{chance.choice(_NAMES)}{number % 997}", chance.choice(_FIRST), chance.choice(_TOWNS), day


def _lay(connection: Connection) -> AESGCM:
    """The same people twice: as the server keeps them today, and sealed."""
    seal = AESGCM(AESGCM.generate_key(256))
    for statement in (
        "CREATE TABLE named (id int PRIMARY KEY, surname text, first_name text, town text, birth_date text)",
        "CREATE TABLE sealed (id int PRIMARY KEY, content bytea)",
    ):
        connection.execute(text(statement))
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        with cursor.copy("COPY named FROM STDIN") as stream:
            for number, person in enumerate(_people()):
                stream.write_row((number, *person))
        with cursor.copy("COPY sealed FROM STDIN") as stream:
            for number, person in enumerate(_people()):
                nonce = os.urandom(12)
                stream.write_row((number, nonce + seal.encrypt(nonce, json.dumps(person).encode(), None)))
    for statement in (
        "CREATE INDEX by_name ON named (surname, first_name)",
        "CREATE INDEX by_town ON named (town)",
        "CREATE INDEX by_words ON named USING gin (to_tsvector('simple', surname || ' ' || first_name || ' ' || town))",
        "ANALYZE",
    ):
        connection.execute(text(statement))
    connection.commit()
    return seal


def _ways(seal: AESGCM) -> dict[str, tuple[Callable[[Connection], object], Callable[[Connection], object]]]:
    """How each view is made by the server, and how it would be made here."""
    words = "to_tsvector('simple', surname || ' ' || first_name || ' ' || town)"

    def opened(connection: Connection) -> Iterator[_Person]:
        found = connection.execution_options(yield_per=20_000).execute(text("SELECT content FROM sealed"))
        for (content,) in found:
            surname, first_name, town, birth = json.loads(seal.decrypt(content[:12], content[12:], None))
            yield surname, first_name, town, birth

    def asked(statement: str) -> Callable[[Connection], object]:
        return lambda connection: connection.execute(text(statement)).all()

    return {
        "a page of the list": (
            asked(f"SELECT * FROM named ORDER BY surname, first_name LIMIT {_PAGE}"),
            lambda connection: sorted(opened(connection))[:_PAGE],
        ),
        "a search": (
            asked(f"SELECT * FROM named WHERE {words} @@ CAST('roussel12:* & manon:*' AS tsquery) LIMIT {_PAGE}"),
            lambda connection: [
                each for each in opened(connection) if each[0].startswith("Roussel12") and each[1] == "Manon"
            ][:_PAGE],
        ),
        "a table by town": (
            asked("SELECT town, count(*) FROM named GROUP BY town"),
            lambda connection: Counter(each[2] for each in opened(connection)),
        ),
    }


def _figure(
    connection: Connection,
    name: str,
    server: Callable[[Connection], object],
    here: Callable[[Connection], object],
) -> Figure:
    server(connection)
    bare = min(timed(lambda: server(connection))() for _time in range(_TIMES))
    sealed = timed(lambda: here(connection))()
    return ratio(f"{name}, {PEOPLE:,} people sealed one by one / by SQL", sealed, bare, _AT_LEAST, at_least=True)
