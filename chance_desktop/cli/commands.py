"""Which commands there are, each declared once; the module of one is loaded when it is called, so that a listing stays light."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import typer
from typer._click import Command, Context
from typer.core import TyperGroup
from typer.main import get_command


@dataclass(frozen=True, slots=True)
class DeclaredCommand:
    """A command, or a group of them: `place` is its module below this package, and the function of a single command."""

    name: str
    place: str
    help: str

    def load(self) -> Command:
        """The command itself."""
        module, _colon, function = self.place.partition(":")
        loaded = import_module(f"chance_desktop.cli.{module}")
        if not function:
            group = get_command(loaded.app)
        else:
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
            alone.command(self.name, cls=getattr(loaded, "COMMAND", None))(getattr(loaded, function))
            group = get_command(alone)
        group.name = self.name
        return group


COMMANDS = (
    DeclaredCommand("demo", "home.demo:demo", "Remplir un dossier d’application avec des données fictives."),
    DeclaredCommand(
        "journey",
        "home.journey:journey",
        "Vivre le parcours d’un conseiller du début à la fin, et dire ce qui a été écrit.",
    ),
    DeclaredCommand(
        "print", "dossiers.printing:print_document", "Écrire un document en PDF, en ODT ou dans un autre format."
    ),
    DeclaredCommand("office", "home.office", "Installer ce poste, le relier à la Région."),
    DeclaredCommand("programme", "home.programme", "Les fichiers d’un programme : les vérifier, en commencer un."),
    DeclaredCommand("people", "dossiers.people", "Importer des jeunes depuis un export."),
    DeclaredCommand("dossier", "dossiers.dossier", "Les dossiers."),
    DeclaredCommand("piece", "dossiers.piece", "Les pièces d’un dossier."),
    DeclaredCommand("letter", "dossiers.letter", "Les lettres de recommandation."),
    DeclaredCommand("europass", "dossiers.europass", "Les documents Europass."),
    DeclaredCommand("bundle", "exchange.bundle", "Les paquets échangés avec la Région."),
    DeclaredCommand("conflicts", "exchange.conflicts", "Les désaccords à régler."),
    DeclaredCommand("sync", "exchange.sync", "Les échanges par la boîte d’échange."),
    DeclaredCommand("region", "home.region", "Les tableaux et les réglages de la Région."),
    DeclaredCommand("backup", "home.backup", "Les sauvegardes."),
    DeclaredCommand("recovery", "home.recovery", "La feuille de secours, gardée par la direction."),
    DeclaredCommand("store", "home.store", "Le fichier des dossiers : le vérifier, sauver ce qui s’en lit."),
)


class DeclaredCommands(TyperGroup):
    """The commands of `chance`: their list and its help load none of them."""

    def list_commands(self, ctx: Context) -> list[str]:
        """The names, in the order of the declarations."""
        return [each.name for each in COMMANDS]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """What the help tells of a command: its name and its sentence."""
        found = _declared(cmd_name)
        return TyperGroup(name=found.name, help=found.help) if found is not None else None

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """The command that is called, loaded."""
        name, command, rest = super().resolve_command(ctx, args)
        found = _declared(name or "")
        return name, found.load() if found is not None else command, rest


def _declared(name: str) -> DeclaredCommand | None:
    return next((each for each in COMMANDS if each.name == name), None)
