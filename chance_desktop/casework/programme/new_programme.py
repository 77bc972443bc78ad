"""Begin a programme: a folder of small sound files, to be changed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from chance_desktop.casework.session.programme.programme_folder import check_programme
from chance_desktop.domain.people.names import fold
from chance_desktop.runtime.assets import resources_folder
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.files import told_by_place
from chance_desktop.runtime.words import _

MODEL = "new-programme"
_CODE = re.compile(r'^code = ".*"$', re.MULTILINE)
_TITLE = re.compile(r'^title = ".*"$', re.MULTILINE)


class FolderTaken(ExpectedError):
    """A place where something stands already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("« {folder} » existe déjà et n’est pas vide.").replace("{folder}", str(folder)),
            _("Choisissez un autre dossier, ou videz celui-ci."),
        )


def begin_programme(folder: Path, title: str = "") -> tuple[Path, ...]:
    """Write a sound programme in a folder; returns its files. Raises `FolderTaken`, `StoreFull` or `ReadOnlyHome`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder)
    with told_by_place(folder.parent):
        shutil.copytree(resources_folder() / MODEL, folder, dirs_exist_ok=True)
        first = folder / "programme.toml"
        first.write_text(_named(first.read_text("utf-8"), title.strip(), folder.name), "utf-8")
    check_programme(folder)
    return tuple(sorted(each.relative_to(folder) for each in folder.rglob("*.toml")))


def _named(text: str, title: str, name: str) -> str:
    """The first file with the code and the title of this programme."""
    code = fold(title or name).replace(" ", "-") or "programme"
    text = _CODE.sub(f'code = "{code}"', text, count=1)
    written = json.dumps(title, ensure_ascii=False).replace("\x7f", "")
    return _TITLE.sub(lambda _found: f"title = {written}", text, count=1) if title else text
