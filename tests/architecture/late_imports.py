"""The imports that do not stand at the top of their module, each with its reason.

A late import hides an arrow of the structure, so every one is listed here: a library too heavy for those who do not use it, a part
of the window the first frame does not wait for, an extra that may not be installed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.structure import PACKAGE, module_name

MOST = 59
"""How many there may be."""

REASONS: dict[str, dict[str, tuple[str, ...]]] = {
    "an extra of the mailboxes, which may not be installed": {
        "sync.mailboxes.systems": (
            "aiohttp", "asyncssh", "botocore.exceptions", "s3fs", "sshfs",
        ),
    },
    "the extra of the Region, which may not be installed, and what only it needs": {
        "store.engines.postgresql": ("psycopg",),
        "store.engines.bulk": ("chance_desktop.store.engines.postgresql",),
        "store.dialect": ("sqlalchemy.dialects",),
        "casework.installation.opening": ("chance_desktop.store.shared",),
        "desktop.workplace.shell": ("chance_desktop.desktop.workplace.watches.shared_store_watch",),
    },
    "decoders and straightening of pictures weigh more than the rest of a page": {
        "documents.europass.skills_passport": ("chance_desktop.documents.scans.photographs.pictures",),
        "documents.scans.intake": ("chance_desktop.documents.scans.photographs",),
        "documents.scans.checks.unpacking": ("chance_desktop.documents.scans.checks.jpeg",),
        "documents.scans.photographs.portrait": ("chance_desktop.documents.scans.photographs.pictures",),
        "casework.demo.papers": ("PIL",),
    },
    "fonts and typesetting, for the few scans that hold answers": {
        "documents.scans.answers.forms": ("chance_desktop.documents.scans.answers.answer_pen", "chance_desktop.documents.scans.answers.said"),
    },
    "a second reader of PDF, and the reading of messages, for a file that is given": {
        "documents.scans.intake": ("chance_desktop.documents.scans.comparing",),
        "documents.scans.inside": ("chance_desktop.documents.scans.files.mail",),
    },
    "spreadsheet libraries, for those who read or write a sheet": {
        "casework.people_import.files.opendocument": ("lxml.etree",),
        "casework.people_import.files.workbooks": ("openpyxl",),
        "casework.reports.files": ("chance_desktop.documents.reports.ods", "chance_desktop.documents.reports.xlsx"),
    },
    "a library one page or one command uses": {
        "casework.papers.agenda_papers": ("icalendar",),
        "casework.session.kit.days_off": ("holidays",),
        "domain.typed.telephones": ("chance_desktop.domain.typed.number_plans",),
        "runtime.words": ("babel",),
        "cli.kit.console": ("rich",),
        "desktop.synchronisation.eight_words": ("segno",),
        "runtime.paths": ("platformdirs",),
        "runtime.vault": ("keyring.backends.chainer", "keyring.backends.null"),
        "runtime.word_list": ("mnemonic",),
    },
    "a system has it, another has not": {
        "desktop.workplace.readiness": ("resource",),
    },
    "a home opened today computes nothing, writes nothing and reads no programme": {
        "casework.installation.opening": (
            "chance_desktop.casework.exchange.postes.enrolment", "chance_desktop.casework.installation.computed_rows",
            "chance_desktop.casework.installation.recovery", "chance_desktop.casework.session.erasure_register",
            "chance_desktop.casework.dossiers.vocabulary",
        ),
        "casework.session.home_identity": ("chance_desktop.runtime.sealed_vault",),
        "casework.session.desk": ("chance_desktop.casework.session.programme.programme_folder",),
        "store.opening": ("chance_desktop.store.migrations.runner",),
    },
    "the first frame is painted before the store, and the list before what is opened from it": {
        "desktop.workplace.window": (
            "chance_desktop.desktop.opening.doors", "chance_desktop.desktop.opening.person",
            "chance_desktop.desktop.opening.signing", "chance_desktop.desktop.workplace.beginning",
            "chance_desktop.desktop.workplace.locking",
            "chance_desktop.desktop.workplace.shell",
        ),
        "desktop.workplace.watches.damage_watch": (
            "chance_desktop.casework.installation.page_watch", "chance_desktop.desktop.opening.rescue",
        ),
        "desktop.workplace.shell": (
            "chance_desktop.desktop.new_dossier.view", "chance_desktop.desktop.synchronisation.exchange_actions",
            "chance_desktop.desktop.workplace.watches.beside_watch",
        ),
        "desktop.workplace.nav_figures": ("chance_desktop.desktop.workplace.nav_state",),
        "desktop.workplace.front_window": ("PySide6.QtNetwork",),
        "runtime.running_lock": ("filelock",),
        "desktop.dossiers.view": (
            "chance_desktop.casework.dossiers.preview", "chance_desktop.desktop.dossiers.list_paper",
        ),
        "desktop.dossiers.close_button": ("chance_desktop.desktop.dossiers.closing",),
    },
}  # fmt: skip


def listed() -> dict[tuple[str, str], str]:
    """The reason of each late import that is allowed: by importing module and imported module."""
    return {
        (importer, imported): reason
        for reason, importers in REASONS.items()
        for importer, every in importers.items()
        for imported in every
    }


def found() -> Iterator[tuple[str, str]]:
    """Every import that stands in a function: the importing module and the imported one."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        # a function within a function is walked twice
        for statement in {id(node): node for function in functions for node in ast.walk(function)}.values():
            for imported in _imported(statement):
                yield module_name(path), imported


def _imported(statement: ast.AST) -> tuple[str, ...]:
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "",)
    return tuple(alias.name for alias in statement.names) if isinstance(statement, ast.Import) else ()
