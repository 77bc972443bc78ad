"""`chance sync`: exchange through the mailbox; choose it, try it, forget it."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from chance_desktop.casework.exchange.mailboxes.mailbox import (
    access_to,
    address_hint,
    asks_password,
    forget_mailbox,
    kept_access,
    mailbox_ways,
    set_mailbox,
    try_mailbox,
)
from chance_desktop.casework.exchange.mailboxes.mailbox_exchange import exchange_now
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar, tell_failure
from chance_desktop.cli.kit.listing import listing
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural

PASSWORD_VARIABLE = "CHANCE_MAILBOX_PASSWORD"

app = typer.Typer(help="Les échanges par la boîte d’échange.", add_completion=False)
_URL = Annotated[str, typer.Argument(help=f"{address_hint()}.")]
_USER = Annotated[
    str, typer.Option(help="Identifiant ; le mot de passe est demandé ou lu dans CHANCE_MAILBOX_PASSWORD.")
]
_IN_CLEAR = Annotated[
    bool,
    typer.Option(
        "--in-clear",
        help="Accepter, pour cette fois, une liaison non chiffrée : l’identifiant et le mot de passe passent en clair. "
        "Seulement à la main, dans un terminal.",
    ),
]


class NobodyThere(ExpectedError):
    """A link in clear asked by a script: nobody is there to accept it."""

    def __init__(self) -> None:
        super().__init__(
            _("Une liaison en clair ne s’accepte qu’à la main, dans un terminal : rien n’a été envoyé."),
            _("Demandez à votre service informatique une adresse chiffrée, par exemple en « webdavs:// »."),
        )


@app.callback(invoke_without_command=True)
def exchange(
    context: typer.Context,
    mailbox: Annotated[str, typer.Option(help="Une autre boîte, pour cette fois.")] = "",
    user: _USER = "",
    in_clear: _IN_CLEAR = False,
) -> None:
    """Recevoir les paquets de la boîte d’échange et y déposer ceux de ce poste."""
    if context.invoked_subcommand is not None:
        return
    _check_somebody(in_clear=in_clear)
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        if mailbox:
            access = access_to(mailbox, user, _password(mailbox, in_clear=in_clear), in_clear=in_clear)
        else:
            access = kept_access(desk, in_clear=in_clear)
        report = exchange_now(desk, progress, access)
    lines = [
        plural("{n} paquet envoyé", "{n} paquets envoyés", report.sent),
        plural("{n} paquet reçu", "{n} paquets reçus", report.received),
        plural("{n} modification ajoutée", "{n} modifications ajoutées", report.applied),
        *([plural("{n} désaccord à régler", "{n} désaccords à régler", report.conflicts)] if report.conflicts else []),
        *(f"{each.file} : {each.reason}" for each in report.refused),
        *report.told,
    ]
    refused = [{"file": each.file, "reason": each.reason} for each in report.refused]
    content = {
        "sent": report.sent, "received": report.received, "applied": report.applied, "conflicts": report.conflicts,
        "refused": refused,
    }  # fmt: skip
    CONSOLE.tell(content, "\n".join(lines))
    if report.interrupted is not None:
        tell_failure(report.interrupted)
        raise typer.Exit(1)


@app.command("set", cls=listing(_("Où peut être une boîte d’échange\u00a0:"), mailbox_ways))
def choose(url: _URL, user: _USER = "", in_clear: _IN_CLEAR = False) -> None:
    """Choisir la boîte d’échange de ce poste ; le mot de passe est gardé dans le coffre de l’ordinateur."""
    _check_somebody(in_clear=in_clear)
    with CONSOLE.desk() as desk:
        chosen = set_mailbox(desk, url, user, _password(url, in_clear=in_clear), in_clear=in_clear)
    lines = [_("Boîte d’échange : {url}").format(url=chosen.url)]
    if chosen.fingerprint:
        lines.append(_("Clé du serveur : {fingerprint}").format(fingerprint=chosen.fingerprint))
    CONSOLE.tell(
        {"url": chosen.url, "user": chosen.user, "kind": chosen.kind, "fingerprint": chosen.fingerprint},
        "\n".join(lines),
    )


@app.command("test")
def check(in_clear: _IN_CLEAR = False) -> None:
    """Écrire, relire et supprimer un petit fichier dans la boîte d’échange."""
    _check_somebody(in_clear=in_clear)
    with CONSOLE.desk() as desk:
        try_mailbox(desk, kept_access(desk, in_clear=in_clear))
    CONSOLE.tell({"ok": True}, _("La boîte d’échange répond : ce poste peut y lire et y écrire."))


@app.command("forget")
def forget() -> None:
    """Oublier la boîte d’échange et son mot de passe."""
    with CONSOLE.desk() as desk:
        forget_mailbox(desk)
    CONSOLE.tell({"forgotten": True}, _("La boîte d’échange est oubliée ; ce qu’elle contient y reste."))


def _check_somebody(*, in_clear: bool) -> None:
    """A scheduled exchange has no terminal, and never uses a link in clear."""
    if in_clear and not sys.stdin.isatty():
        raise NobodyThere


def _password(url: str, *, in_clear: bool) -> str:
    """From the environment, or asked when somebody is there to answer; empty for a folder."""
    if not asks_password(url, in_clear=in_clear):
        return ""
    named = os.environ.get(PASSWORD_VARIABLE)
    if named is not None or not sys.stdin.isatty():
        return named or ""
    return str(typer.prompt(_("Mot de passe de la boîte d’échange"), hide_input=True, default="", show_default=False))
