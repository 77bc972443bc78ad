"""Entry of `chance`: global options, groups of commands, and the two ways a command may fail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from chance_desktop.cli.commands import DeclaredCommands
from chance_desktop.cli.kit.console import CONSOLE, configure, tell_crash, tell_failure
from chance_desktop.cli.kit.output import OutputClosed, say, say_failure
from chance_desktop.cli.kit.usage import usage_sentences
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

EPILOG = """
Ce que --json écrit (contrat stable) :

people import : {"sound", "doubtful": [{"line", "reason"}], "refused": [{"line", "reason"}],
"duplicates": [{"line", "dossier"}]}

dossier list : [{"id", "file_number", "surname", "first_name", "birth_date", "town", "step",
"pieces": {"received", "required"}, "next_action", "waiting_days"}]

dossier show, new, set : {"id", "person", "eligibility": {"eligible", "criteria": [{"code", "met", "reason", "proof"}]},
"step", "pieces": [{"code", "status"}], "letters": [{"referee", "status"}], "journal": [{"at", "by", "text"}]}

europass read : {"format", "remarks", "learner"}

europass import : {"taken", "same", "differences": [{"key", "section", "label", "here", "there", "advised", "taken"}],
"remarks"}

bundle export : {"file", "files", "changes", "first_seq", "last_seq"}

conflicts list : [{"id", "dossier", "table", "row", "field", "heads": [{"value", "by", "office", "at"}]}]

bundle import : [{"file", "applied", "parked", "refused": [{"reason"}], "conflicts"}]

programme new : {"folder", "files"}

programme check : [{"file", "key", "value", "reason", "near", "line"}]

sync : {"sent", "received", "applied", "conflicts", "refused": [{"file", "reason"}]}
"""

app = typer.Typer(
    cls=DeclaredCommands,
    help="Une chance pour l’Europe : les mêmes gestes que la fenêtre, pour les scripts.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


@app.callback()
def options(
    home: Annotated[Path | None, typer.Option(help="Dossier de l’application.", envvar="CHANCE_HOME")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Écrire du JSON.")] = False,
    counsellor: Annotated[str, typer.Option(help="Prénom et nom du conseiller qui travaille.")] = "",
) -> None:
    """Options of every command."""
    configure(home, as_json, counsellor)


_INTERRUPTED = 130
"""What Typer returns for an interruption it caught itself."""


def run() -> None:
    """Run a command; the exit code is 0, 1 for an expected failure, 2 for a wrong usage, and 1 or 2 is never without a word."""
    sys.exit(_ended())


def _ended() -> int:
    try:
        code = app(args=_with_late_options(sys.argv[1:]), standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        say("", end="")
    except TyperException as error:
        say_failure(usage_sentences(error))
        return 2
    except ExpectedError as error:
        tell_failure(error)
        return 1
    except (KeyboardInterrupt, typer.Abort):
        say_failure(_("Commande interrompue. Ce qui était enregistré est intact\u00a0; recommencez quand vous voulez."))
        return 1
    except BrokenPipeError:
        tell_failure(OutputClosed())
        return 1
    except Exception as error:  # noqa: BLE001 - the one crash path of the command line
        tell_crash(error, CONSOLE.home)
        return 1
    return code if isinstance(code, int) else 0


def _with_late_options(arguments: list[str]) -> list[str]:
    """Let `--json` stand after the command as well as before: `chance dossier list --json`."""
    if "--json" not in arguments or "--" in arguments:
        return arguments
    return ["--json", *(each for each in arguments if each != "--json")]
