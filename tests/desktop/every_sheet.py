"""Every sheet of the window, opened with what its constructor asks for by name."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from chance_desktop import desktop
from chance_desktop.casework.dossiers.dossier import open_dossier
from chance_desktop.casework.session.office.counsellors import list_counsellors
from chance_desktop.desktop.ui_kit.dialogs import Sheet, open_sheet
from chance_desktop.desktop.workplace.shell import Shell
from chance_desktop.domain.learner.cefr import Level
from tests.desktop.walking import some_dossier

LONG = "Convention de stage professionnel et attestation d’inscription comme demandeur d’emploi"
Given = dict[str, object]
MEANT = {"view": "DossierView", "letter": "LetterView", "step": "StepView", "window": "HomeOpener"}
"""What a name that several sheets use must mean here."""


def sheet_classes() -> Iterator[type[Sheet]]:
    """Every class of sheet, in the order of the modules."""
    for module in pkgutil.walk_packages(desktop.__path__, f"{desktop.__name__}."):
        for found in vars(import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Sheet) and found.__module__ == module.name:
                yield found


def given(shell: Shell) -> Given:
    """What constructors ask for, by the name they give it."""
    dossier = some_dossier(shell)
    view = open_dossier(shell.desk, dossier)
    window = shell.window()
    return {
        "navigator": shell, "parent": window, "window": window, "desk": shell.desk, "dossier_id": dossier, "view": view,
        "piece": view.pieces.to_obtain[0], "pieces": view.pieces.to_obtain, "letter": view.letters[0],
        "step": view.steps[4], "status": "received", "file": Path("convention-de-stage.pdf"), "level": Level.B1,
        "title": LONG, "line": LONG, "verb": "Demander une correction", "doubt": LONG, "words": LONG, "trace": LONG,
        "count": 2, "known": list_counsellors(shell.desk)[0], "former": None, "drafts": (), "bundles": (),
        "dossier_ids": tuple(str(number) for number in range(1_258)),
    }  # fmt: skip


def openings(shell: Shell) -> tuple[list[tuple[str, Callable[[], None]]], set[str]]:
    """How to open each sheet that asks for nothing else; the names of the others."""
    known, found, others = given(shell), [], set()
    for kind in sheet_classes():
        asked = [each for each in inspect.signature(kind).parameters.values() if each.default is each.empty]
        if all(each.name in known and each.annotation == MEANT.get(each.name, each.annotation) for each in asked):
            arguments = {each.name: known[each.name] for each in asked}
            found.append((kind.__name__, partial(_open, kind, arguments)))
        else:
            others.add(kind.__name__)
    return found, others


def _open(kind: type[Sheet], arguments: Given) -> None:
    open_sheet(kind(**arguments))  # type: ignore[arg-type]
