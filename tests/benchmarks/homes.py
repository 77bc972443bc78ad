"""Fictional homes of a given size, made once through the import and kept between runs."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

from chance_desktop.casework import people_import
from chance_desktop.casework.demo import fill_demo
from chance_desktop.casework.demo.cast import cast
from chance_desktop.casework.installation.opening import open_desk
from chance_desktop.casework.installation.set_up import OfficeSetup, set_up_office
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor

_CHUNK = 20_000
_HEADING = (
    "N° dossier ML",
    "Nom",
    "Prénom",
    "Date naissance",
    "Sexe",
    "Adresse",
    "CP",
    "Commune",
    "Tél.",
    "Mél",
    "Niveau",
)


def home_of(folder: Path, dossiers: int) -> Path:
    """A home of so many dossiers."""
    home = folder / f"import-{dossiers}"
    if not (home / "ready").exists():
        _make(home, dossiers)
        (home / "ready").touch()
    return home


def demo_home(folder: Path, dossiers: int) -> Path:
    """A home whose dossiers have pieces, letters and scans."""
    home = folder / f"demo-{dossiers}"
    if not (home / "ready").exists():
        fill_demo(home, dossiers)
        (home / "ready").touch()
    return home


def write_export(path: Path, count: int, first: int, seed: int) -> None:
    """A CSV export of so many people, numbered from `first` so that no two are alike."""
    random = Random(seed)
    people = cast(500, random)
    with path.open("w", newline="", encoding="cp1252", errors="replace") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(_HEADING)
        for number in range(first, first + count):
            script = people[number % len(people)]
            birth = f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/{random.randint(2001, 2009)}"
            surname = f"{script.surname} {_letters(number)}"
            writer.writerow((
                str(1_000_000 + number), surname, script.first_name, birth, script.sex, script.contact.address, script.postcode,
                script.town, script.contact.phone, script.contact.email, script.schooling[2],
            ))  # fmt: skip


def empty_home(home: Path) -> Path:
    """A home without any dossier."""
    setup = OfficeSetup("86400S00", BranchContact("Civray"), (NewCounsellor("Claire", "Audebert"),), fictional=True)
    set_up_office(home, setup)
    return home


def _make(home: Path, dossiers: int) -> None:
    empty_home(home)
    desk = open_desk(home)
    try:
        for first in range(0, dossiers, _CHUNK):
            path = home / "export.csv"
            write_export(path, min(_CHUNK, dossiers - first), first, first)
            people_import.run_import(desk, path)
            path.unlink()
    finally:
        desk.close()


def _letters(number: int) -> str:
    """A second surname that tells people apart: « Baaf », « Baag »…"""
    made = ""
    for _place in range(4):
        number, rest = divmod(number, 26)
        made = chr(ord("a") + rest) + made
    return made.capitalize()
