"""`chance office`: set up this poste, and let the Region and the poste know each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.exchange.postes import enrolment
from chance_desktop.casework.exchange.postes.new_root import pin_new_root
from chance_desktop.casework.exchange.postes.revoking import revoke_poste
from chance_desktop.casework.exchange.resending import ask_all_again, send_all_again
from chance_desktop.casework.installation.set_up import OfficeSetup, directory, set_up_office
from chance_desktop.casework.session.office.branch_card import BranchContact
from chance_desktop.casework.session.office.counsellors import NewCounsellor
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.cli.kit.secret_files import DatabasePasswordFile, database_password, secret_in
from chance_desktop.domain.roles import PosteRole
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

_DEVICE = Annotated[str, typer.Argument(help="Le poste, tel que le nomme « office postes ».")]

app = typer.Typer(help="Installer ce poste, le relier à la Région.", no_args_is_help=True, add_completion=False)


@app.command("init")
def init(
    mission_locale: Annotated[str, typer.Option(help="Code de la structure (voir office list).")] = "",
    branch: Annotated[str, typer.Option(help="Nom de l’antenne.")] = "",
    counsellor: Annotated[list[str] | None, typer.Option(help="Prénom Nom ; à répéter.")] = None,
    passphrase_file: Annotated[Path | None, typer.Option(help="Fichier de la phrase secrète.")] = None,
    role: Annotated[str, typer.Option(help="office ou region.")] = "office",
    fictional: Annotated[bool, typer.Option("--fictional", help="Pour essayer : tout y est inventé.")] = False,
    programme: Annotated[Path | None, typer.Option(help="Dossier d’un autre programme.")] = None,
    database: Annotated[
        str,
        typer.Option(help="À la Région : adresse de la base PostgreSQL que ses postes partagent.", show_default=False),
    ] = "",
    database_password_file: DatabasePasswordFile = None,
) -> None:
    """Préparer ce poste pour une antenne, ou pour la Région."""
    if role not in list(PosteRole):
        raise typer.BadParameter(_("Le rôle est office ou region."), param_hint="--role")
    people = tuple(NewCounsellor(*_split(name)) for name in counsellor or ())
    passphrase = secret_in(passphrase_file) if passphrase_file else None
    contact = BranchContact(branch or (_("Région") if role == PosteRole.REGION else ""))
    joined = set_up_office(
        CONSOLE.home,
        OfficeSetup(
            structure_code=mission_locale,
            branch=contact,
            counsellors=people,
            passphrase=passphrase,
            role=PosteRole(role),
            fictional=fictional,
            programme_folder=programme.resolve() if programme else None,
            database=database,
            database_password=database_password(database_password_file),
        ),
    )
    told = _("Ce poste a rejoint la base de la Région : {home}") if joined else _("Ce poste est prêt : {home}")
    lines = [told.format(home=CONSOLE.home)]
    if joined:
        lines.append(
            _(
                "Pour y lire les pièces numérisées, lancez « chance region scans-words » sur un poste qui les lit, puis donnez "
                "ici ses douze mots à « chance region scans-open »."
            )
        )
    CONSOLE.tell({"home": CONSOLE.home, "role": role, "joined": joined}, "\n".join(lines))


@app.command("list")
def list_offices() -> None:
    """Les Missions Locales de l’annuaire et leur code."""
    entries = directory()
    CONSOLE.tell(list(entries), "\n".join(f"{entry.code}  {entry.name}" for entry in entries))


@app.command("request")
def request(output: Annotated[Path, typer.Option("-o", "--output", help="Fichier à envoyer à la Région.")]) -> None:
    """Écrire la demande par laquelle ce poste se fait connaître de la Région."""
    with CONSOLE.desk() as desk:
        made = enrolment.request(desk, output)
    CONSOLE.tell(
        made,
        _("Demande écrite dans {file}. À lire au téléphone : {print}").format(file=made.file, print=made.fingerprint),
    )


@app.command("accept")
def accept(
    file: Annotated[Path, typer.Argument(help="À la Région, une demande ; à l’antenne, la réponse de la Région.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Réponse à renvoyer à l’antenne.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Dire seulement qui demande, sans rien accepter.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Accepter aussi ce qui remplace ou change un poste déjà relié.")
    ] = False,
) -> None:
    """Accepter l’autre poste, après avoir comparé son empreinte par téléphone.

    À un terminal, ce que demande le fichier est montré avant la question. Ce qui touche un poste déjà relié n’est accepté
    sans question qu’avec --yes.
    """
    with CONSOLE.desk() as desk:
        asked = enrolment.read_request(desk, file)
        if show:
            CONSOLE.tell(asked, "\n".join(_claimed(asked)))
            return
        _confirm(asked, yes=yes)
        made = enrolment.accept(desk, file, output)
    CONSOLE.tell(
        made,
        _("{branch} est accepté. Mots à comparer au téléphone : {print}").format(
            branch=made.branch, print=made.fingerprint
        ),
    )


@app.command("postes")
def postes() -> None:
    """Les postes connus : l’antenne, la Mission Locale, ceux qui sont révoqués."""
    with CONSOLE.desk() as desk:
        found = enrolment.postes(desk)
    CONSOLE.tell(list(found), "\n".join(_poste_line(each.device, each.branch, revoked=each.revoked) for each in found))


@app.command("revoke")
def revoke(device: _DEVICE) -> None:
    """À la Région : refuser désormais ce qu’écrit un poste perdu ou volé."""
    with CONSOLE.desk() as desk:
        renewed = revoke_poste(desk, device)
    lines = [_("Le poste est révoqué ; les antennes l’apprendront au prochain échange.")]
    if renewed:
        lines.append(
            _(
                "La clé des pièces numérisées est changée : lancez « chance region scans-seal », puis donnez-la aux autres postes "
                "avec « chance region scans-words ». Changez aussi le mot de passe de la base."
            )
        )
    CONSOLE.tell({"revoked": device, "scans_key_changed": renewed}, "\n".join(lines))


@app.command("resend")
def resend(
    device: _DEVICE,
    ask: Annotated[bool, typer.Option("--ask", help="Le demander à l’autre poste, plutôt que de le faire.")] = False,
) -> None:
    """Tout renvoyer à un poste, ou tout lui redemander, au prochain échange : s’il passe pour avoir reçu ce qu’il n’a pas."""
    with CONSOLE.desk() as desk:
        peer = (ask_all_again if ask else send_all_again)(desk, device)
    told = (
        _("Ce qui manque ici sera redemandé à {branch} au prochain échange.")
        if ask
        else _("Tout sera renvoyé à {branch} au prochain échange.")
    )
    CONSOLE.tell({"device": device, "asked": ask}, told.replace("{branch}", peer.branch))


@app.command("renew")
def renew() -> None:
    """Donner un nouveau nom à ce poste, repris d’une sauvegarde ou copié ; il faut ensuite une nouvelle demande."""
    with CONSOLE.desk() as desk:
        enrolment.renew_identity(desk)
        device = desk.store.device
    CONSOLE.tell({"device": device}, _("Ce poste a un nouveau nom. Envoyez une nouvelle demande à la Région."))


@app.command("pin-root")
def pin_root(
    file: Annotated[Path, typer.Argument(help="Réponse de la Région à une demande de ce poste.")],
    words: Annotated[str, typer.Option(help="Les huit mots lus par la Région au téléphone.")],
) -> None:
    """À l’antenne : suivre la nouvelle clé d’une Région qui a perdu la sienne, après les huit mots lus au téléphone."""
    with CONSOLE.desk() as desk:
        made = pin_new_root(desk, file, words)
    CONSOLE.tell(
        made, _("La nouvelle clé de la Région est suivie. Mots comparés : {print}").format(print=made.fingerprint)
    )


@app.command("rotate-root")
def rotate_root() -> None:
    """À la Région : changer la clé racine. Les antennes suivent, puisque l’ancienne clé signe la nouvelle."""
    with CONSOLE.desk() as desk:
        enrolment.rotate_root_key(desk)
    CONSOLE.tell({"rotated": True}, _("La clé racine est changée ; les antennes la suivront au prochain échange."))


def _claimed(asked: enrolment.Enrolment) -> list[str]:
    """Who asks, and what accepting it would replace."""
    lines = [_("Antenne : {branch}").format(branch=asked.branch)]
    if asked.mission_locale:
        lines.append(f"{_('Mission Locale :')} {asked.mission_locale} ({asked.structure_code})")
    lines += [each for each in (asked.replaced, asked.warning) if each]
    return [*lines, _("Mots à comparer au téléphone : {print}").format(print=asked.fingerprint)]


def _confirm(asked: enrolment.Enrolment, *, yes: bool) -> None:
    """Show what is asked before it is accepted. Raises `ExpectedError` where nobody can be asked about a poste replaced."""
    doubtful = bool(asked.replaced or asked.warning)
    if yes or (not sys.stdin.isatty() and not doubtful):
        return
    typer.echo("\n".join(_claimed(asked)), err=True)
    if not sys.stdin.isatty():
        raise ExpectedError(
            _("Rien n’est accepté : cette demande touche un poste déjà relié."),
            _("Vérifiez par téléphone, puis recommencez avec --yes."),
        )
    typer.confirm(_("Accepter ?"), abort=True, err=True)


def _poste_line(device: str, branch: str, *, revoked: bool) -> str:
    return f"{device}  {branch}" + (_(" (révoqué)") if revoked else "")


def _split(name: str) -> tuple[str, str]:
    first, _space, last = name.strip().partition(" ")
    return first, last
