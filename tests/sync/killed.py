"""A process whose children do one thing each, to be killed at any moment: `python -m tests.sync.killed` reads orders.

An order is a line of JSON; the child's number is answered at once, then how it ended. Children are forks, so that they
start at once; and what is rehearsed here first, they need not compile each again.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

_LOADED_FIRST = (
    "casework.installation.restore", "casework.installation.rescue",
    "casework.exchange.postes.enrolment", "casework.exchange.mailboxes.mailbox_exchange", "store.migrations.runner",
)  # fmt: skip


def obey(order: dict[str, Any]) -> None:
    """Do what an order says on a home."""
    from chance_desktop.casework.exchange import bundles
    from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
    from chance_desktop.casework.exchange.postes import enrolment
    from chance_desktop.casework.installation.opening import open_desk
    from tests.conftest import calendar

    if order["what"] == "restore":
        from chance_desktop.casework.installation.restore import restore_backup

        restore_backup(Path(order["file"]), order["passphrase"], Path(order["home"]), replace=True)
        return
    if order["what"] == "rescue":
        from chance_desktop.casework.installation.rescue import rescue_home

        rescue_home(Path(order["home"]))
        return
    desk = open_desk(Path(order["home"]), clock=calendar())
    try:
        if order["what"] == "export":
            bundles.export_bundle(desk, Path(order["folder"]))
        elif order["what"] == "import":
            bundles.import_bundles(desk, tuple(sorted(Path(order["folder"]).glob("*.chance"))))
        elif order["what"] == "renew":
            enrolment.renew_identity(desk)
        elif order["what"] == "upload":
            exchange_now(desk)
    finally:
        desk.close()


def serve() -> None:
    """Read orders until there are none."""
    for name in _LOADED_FIRST:
        import_module(f"chance_desktop.{name}")
    for line in sys.stdin:
        order = json.loads(line)
        if order.pop("rehearsed", ""):
            obey(order)
            _answer(0)
            continue
        child = os.fork()
        if child == 0:
            code = 1
            try:
                obey(order)
                code = 0
            finally:
                os._exit(code)
        _answer(child)
        _pid, status = os.waitpid(child, 0)
        _answer(status)


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
