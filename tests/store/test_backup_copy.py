"""The copy made before a migration is right while the application writes."""

from __future__ import annotations

import threading

from sqlalchemy import text

from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.runtime.vault import STORE_KEY
from chance_desktop.store.copies.backup import before_migration, copy_database, sound
from chance_desktop.store.engines.engine import make_engine
from tests.conftest import Office


def test_a_copy_made_while_the_writer_writes_is_whole(office: Office) -> None:
    desk, stop = office.desk, threading.Event()
    key = desk.vault.get(STORE_KEY)
    copies = []

    def copy() -> None:
        for number in range(4):
            target = desk.layout.backups / f"copy-{number}.chance-db"
            copy_database(desk.layout.store, key, target)
            copies.append(target)
        stop.set()

    create_dossier(desk, NewPerson("Roussel", "Manon"))
    other = threading.Thread(target=copy)
    other.start()
    made = 1
    while not stop.is_set():
        create_dossier(desk, NewPerson(f"Nom{'abcdefghij'[made % 10]}{made}", f"Prénom{made}"))
        made += 1
    other.join()
    assert len(copies) == 4
    for target in copies:
        assert sound(target, key)
        engine = make_engine(target, key)
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT count(*) FROM dossier")).scalar_one()
            log = connection.execute(text("SELECT count(*) FROM change_log WHERE table_name = 'dossier'")).scalar_one()
        engine.dispose()
        assert 1 <= rows == log


def test_the_latest_few_are_kept(office: Office) -> None:
    desk = office.desk
    made = [before_migration(desk.layout.store, desk.vault.get(STORE_KEY), desk.layout.backups) for _ in range(7)]
    assert sorted(desk.layout.backups.iterdir()) == sorted(made)[-5:]
