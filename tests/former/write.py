"""Write again what is kept of the former version: `python -m tests.former.write FOLDER`, a folder that holds that version.

An office and the Region that know each other, each home closed as it was left, with a bundle each has written and the other has
not read. Kept in `homes.zip`, with what the former version showed of them and the columns it knows (`shown.json`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.former.homes import HOMES, pack
from tests.former.postes import former_poste

DAY = "2026-03-02"
TABLES = ("person", "dossier", "piece", "letter", "journal", "scan", "contact", "meeting", "step_change", "stay")


def write(checkout: Path, folder: Path) -> dict[str, Any]:
    """Make the homes and the bundles in a folder; what the former version shows of them."""
    office, region = str(folder / "office"), str(folder / "region")
    asked, welcome = str(folder / "asked.json"), str(folder / "welcome.json")
    for name in ("to-region", "to-office", "read"):
        (folder / name).mkdir()
    with former_poste(checkout) as here, former_poste(checkout) as there:
        schema = here.ask(
            "set_up",
            home=office,
            code="86400S00",
            town="Civray",
            first_name="Claire",
            surname="Audebert",
            role="office",
            day="2025-01-27",
        )
        there.ask(
            "set_up",
            home=region,
            code="",
            town="Poitiers",
            first_name="Anne",
            surname="Vignaud",
            role="region",
            day="2025-01-27",
        )
        device = here.ask("open", home=office, day=DAY)
        there.ask("open", home=region, day=DAY)
        here.ask("ask_welcome", path=asked)
        there.ask("accept", path=asked, answer=welcome)
        here.ask("accept", path=welcome)
        manon, theo = here.ask("follow_people", folder=str(folder))
        assert there.ask("take", paths=here.ask("write", folder=str(folder / "read"))) == []
        there.ask("answer_people", dossier=manon)
        assert here.ask("take", paths=there.ask("write", folder=str(folder / "read"), to=device)) == []
        here.ask("note", dossier=manon, text="Le dossier est relu avec elle.")
        there.ask("note", dossier=manon, text="Entretien à prévoir en avril.")
        here.ask("write", folder=str(folder / "to-region"))
        there.ask("write", folder=str(folder / "to-office"), to=device)
        told = {
            "schema": schema,
            "manon": manon,
            "theo": theo,
            "office": {"manon": here.ask("shown", dossier=manon), "theo": here.ask("shown", dossier=theo)},
            "region": {"manon": there.ask("shown", dossier=manon)},
            "columns": here.ask("columns"),
            "rows": {"office": here.ask("rows", tables=TABLES), "region": there.ask("rows", tables=TABLES)},
        }
        here.ask("close")
        there.ask("close")
    (folder / "shown.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return told


def main() -> None:
    """Write them where the tests read them."""
    with TemporaryDirectory(prefix="chance-former-") as made:
        folder = Path(made)
        write(Path(sys.argv[1]).resolve(), folder)
        pack(folder)
    sys.stdout.write(f"{HOMES.name} : {HOMES.stat().st_size // 1024} Kio\n")


if __name__ == "__main__":
    main()
