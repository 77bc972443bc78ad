"""A command that was mistyped, told in French: what is wrong, then where to look.

Typer words these in English, with no way to give it other words; its exceptions are told apart by what they carry, since their
classes are not part of what it promises.
"""

from __future__ import annotations

from typing import Any

from typer.exceptions import TyperException

from chance_desktop.runtime.words import _


def usage_sentences(error: TyperException) -> str:
    """What is wrong with the command, and how to see what it expects."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "chance"
    return f"{_what_is_wrong(error, context)}\n{_('Pour voir ce qui est possible : {command} --help').format(command=where)}"


def _what_is_wrong(error: Any, context: Any) -> str:
    parameter = getattr(error, "param", None)
    if hasattr(error, "possibilities"):
        near = ", ".join(sorted(error.possibilities or ()))
        meant = _(" Vouliez-vous dire {near} ?").format(near=near) if near else ""
        return _("L’option {name} n’existe pas.").format(name=error.option_name) + meant
    if hasattr(error, "option_name"):
        return _("L’option {name} attend une valeur.").format(name=error.option_name)
    if hasattr(error, "param_type") and parameter is not None:
        return _("Il manque {name}.").format(name=_name(parameter))
    if parameter is not None:
        choices = error.message.partition(" is not one of ")[2].replace("'", "").rstrip(".")
        among = _(" Choisissez parmi : {choices}.").format(choices=choices) if choices else ""
        return _("La valeur donnée pour {name} ne convient pas.").format(name=_name(parameter)) + among
    if getattr(error, "param_hint", None):
        return f"{error.param_hint}\u00a0: {error.message}"
    if context is not None and hasattr(context.command, "list_commands"):
        known = ", ".join(sorted(context.command.list_commands(context)))
        return _("Il faut ici l’une de ces commandes : {known}.").format(known=known)
    return _("Il y a un mot de trop dans cette commande.")


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"« {parameter.name} »"
    return str(" / ".join(parameter.opts))
