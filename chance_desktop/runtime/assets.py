"""Where `forms/` and `resources/` are: inside the installed package, or in the checkout it runs from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _data_folder() -> Path:
    shipped = _PACKAGE / "_data"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def resources_folder() -> Path:
    """Folder of icons, fonts, styles and translations."""
    return _data_folder() / "resources"


def forms_folder() -> Path:
    """Folder of the programmes, one sub-folder each."""
    return _data_folder() / "forms"


def icon_path(name: str) -> Path:
    """SVG file of a Lucide icon, by its Lucide name (`send`, `bell-ring`…)."""
    return resources_folder() / "icons" / f"{name}.svg"


def font_paths() -> list[Path]:
    """The TTF files of the house font, embeddable (SIL OFL 1.1)."""
    return sorted((resources_folder() / "fonts").glob("*.ttf"))
