"""The steps of an import: how the file is read, what is asked, then the lines."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from chance_desktop.casework.dossiers.list import DossierQuery, list_page
from chance_desktop.desktop.people_import.view import ImportScreen
from chance_desktop.desktop.workplace.shell import Shell

_TABLE = """Jeunes de l’antenne;;;;;;
NOM_USUEL;PRENOM;DT_NAISS;Commune;TEL_PORT;Niveau;Conseiller
GARNAUD;Éloïse;14/02/2004;Civray;0639981201;V;Audebert C.
BÉCOT;Théo;03/11/1984;Charroux;0639981202;5;MARTIN P.
{surname};{first_name};{birth};Poitiers;0639981299;Niveau 4 (BAC);
;Antoine;01/01/2005;Civray;;;
"""


def import_stops(shell: Shell) -> list[tuple[str, Callable[[], object]]]:
    """From a table with a question of each kind; nothing is written."""
    rows = list_page(shell.desk, DossierQuery()).rows
    known = next(row for row in rows if row.birth_date is not None and row.birth_date.day <= 28)
    assert known.birth_date is not None
    slipped = known.birth_date.replace(year=known.birth_date.year + (1 if known.birth_date.year % 10 < 9 else -1))
    folder = Path(tempfile.mkdtemp(prefix="chance-import-"))
    shell.destroyed.connect(lambda: shutil.rmtree(folder, ignore_errors=True))
    path = folder / "jeunes.csv"
    text = _TABLE.format(surname=known.surname, first_name=known.first_name, birth=f"{slipped:%d/%m/%Y}")
    path.write_text(text, "utf-8")

    def page() -> ImportScreen:
        shell.import_people()
        found = shell.page("import")
        assert isinstance(found, ImportScreen)
        return found

    return [
        ("09-import-colonnes", lambda: page().read(path)),
        ("09-import-lignes", lambda: page().check_button.click()),
    ]
