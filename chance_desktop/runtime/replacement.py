"""What a home holds is replaced in one step by a home prepared inside it: cut anywhere, it is the former or the new one.

Nothing of the former is touched until a small file says that the prepared one is whole; from then on the moving is finished
by whoever opens the home next. What the former held is kept in a folder beside, never erased.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

from chance_desktop.runtime.files import told_by_place, write_whole
from chance_desktop.runtime.paths import HomeLayout
from chance_desktop.runtime.running_lock import RunningLock

_KEPT = "before-restore-"


def replace_contents(layout: HomeLayout, at: datetime) -> Path | None:
    """Let the prepared home take the place of what is there; returns where the former is kept, if there was one.

    The caller is alone with the home. Raises `StoreFull` or `ReadOnlyHome`; the former home stands then.
    """
    away = sorted(each.name for each in layout.root.iterdir() if _is_content(layout, each))
    arriving = sorted(each.name for each in layout.prepared.iterdir())
    kept = f"{_KEPT}{at:%Y%m%d-%H%M%S}" if away else ""
    if hasattr(os, "sync"):
        os.sync()  # everything prepared is on the disk before it is said to be whole
    plan = json.dumps({"kept": kept, "away": away, "arriving": arriving})
    write_whole(layout.replacement, plan.encode(), private=True, place=layout.root)
    _finish(layout)
    return layout.root / kept if kept else None


def is_being_replaced(layout: HomeLayout) -> bool:
    """Whether a home was whole and about to take its place when the program was cut."""
    return layout.replacement.exists()


def finish_replacement(layout: HomeLayout) -> None:
    """Finish what was cut, if anything was. Raises `HomeBusy`, `OthersAtWork`, `StoreFull` or `ReadOnlyHome`."""
    if not is_being_replaced(layout):
        return
    with RunningLock(layout).alone():
        _finish(layout)


def _is_content(layout: HomeLayout, path: Path) -> bool:
    """What goes away with the former home: all but the locks, the logs, the window's places, and what is being moved."""
    stays = (layout.lock, layout.running, layout.logs, layout.window, layout.prepared, layout.replacement)
    return path not in stays and not path.name.startswith(_KEPT)


def _finish(layout: HomeLayout) -> None:
    """Each move is done once, however often this begins."""
    with told_by_place(layout.root):
        plan = json.loads(layout.replacement.read_text("utf-8"))
        if plan["kept"]:
            kept = layout.root / plan["kept"]
            kept.mkdir(mode=0o700, exist_ok=True)
            for name in plan["away"]:
                _move(layout.root / name, kept / name)
        for name in plan["arriving"]:
            _move(layout.prepared / name, layout.root / name)
        shutil.rmtree(layout.prepared, ignore_errors=True)
        layout.replacement.unlink()


def _move(source: Path, target: Path) -> None:
    if source.exists() and not target.exists():
        source.rename(target)
