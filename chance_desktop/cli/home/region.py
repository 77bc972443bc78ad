"""`chance region`: the tables the Region owes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework.installation.exchange_takeover import (
    hand_over_exchange,
    keep_exchange_keys,
    keep_exchange_keys_from,
    take_over_exchange,
)
from chance_desktop.casework.installation.shared_store import (
    hand_over_scans,
    open_scans,
    seal_scans_again,
    trust_certificate,
)
from chance_desktop.casework.installation.shared_store import move_to as move
from chance_desktop.casework.reports import registry
from chance_desktop.casework.reports.export_all import write_every_table
from chance_desktop.casework.reports.extract import extract as make
from chance_desktop.casework.reports.files import render
from chance_desktop.casework.reports.formats import endings_in_words
from chance_desktop.casework.reports.scopes import typed_scope
from chance_desktop.casework.situation.file_numbers import give_another_number, twins
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar
from chance_desktop.cli.kit.days import METAVAR, day_given
from chance_desktop.cli.kit.files import write_file
from chance_desktop.cli.kit.listing import listing
from chance_desktop.cli.kit.secret_files import DatabasePasswordFile, database_password, secret_in
from chance_desktop.cli.kit.sheet_words import WordsFile, numbered, sheet_in
from chance_desktop.runtime.age import Identity, Passphrase
from chance_desktop.runtime.words import _, plural

Year = Annotated[int, typer.Option(help="Année d’entrée ; toutes par défaut.")]
Structure = Annotated[str, typer.Option(help="Code de la Mission Locale d’entrée.")]
Correspondent = Annotated[str, typer.Option(help="Nom du correspondant.")]
AsOf = Annotated[str, typer.Option(metavar=METAVAR, help="Situation à cette date.")]

app = typer.Typer(help="Les tableaux et les réglages de la Région.", no_args_is_help=True, add_completion=False)


@app.callback()
def region() -> None:
    """Les tableaux et les réglages de la Région."""


def _names() -> list[str]:
    return list(registry.names())


def _tables() -> Iterable[tuple[str, str]]:
    return ((each.name, f"{each.title}, {each.line}") for each in registry.REPORTS)


@app.command("report", cls=listing(_("Les tableaux\u00a0:"), _tables))
def report(
    name: Annotated[str, typer.Argument(help="Nom du tableau, dans la liste ci-dessous.", autocompletion=_names)],
    output: Annotated[Path, typer.Option("-o", "--output", help=f"Fichier {endings_in_words()}.")],
    year: Year = 0,
    structure: Structure = "",
    correspondent: Correspondent = "",
    as_of: AsOf = "",
) -> None:
    """Écrire un tableau dans un fichier."""
    with CONSOLE.desk() as desk:
        scope = typed_scope(desk, day_given(desk, as_of), year, structure, correspondent)
        made = render(desk, name, output.suffix.removeprefix(".").lower(), scope)
    write_file(output, made.content)
    CONSOLE.tell({"file": output, "report": name}, _("{title} : {file}").format(title=made.title, file=output))


@app.command("tables")
def tables(
    output: Annotated[Path, typer.Option("-o", "--output", help="Dossier où en créer un, daté.")],
    year: Year = 0,
    structure: Structure = "",
    correspondent: Correspondent = "",
    as_of: AsOf = "",
) -> None:
    """Écrire tous les tableaux, en PDF et en ODS, dans un dossier."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        scope = typed_scope(desk, day_given(desk, as_of), year, structure, correspondent)
        folder = write_every_table(desk, output, scope, progress)
    CONSOLE.tell({"folder": folder}, _("Tous les tableaux sont dans {folder}").format(folder=folder))


@app.command("extract")
def extract(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Fichier .csv ; la description des colonnes s’écrit à côté.")
    ],
) -> None:
    """Écrire l’extrait anonyme pour l’évaluateur, et la description de ses colonnes."""
    with CONSOLE.desk() as desk:
        made = make(desk)
    codebook = output.with_suffix(".codes.json")
    write_file(output, made.to_csv())
    write_file(codebook, made.codebook_json())
    CONSOLE.tell(
        {"file": output, "codebook": codebook, "rows": len(made.rows), "left_out": made.left_out},
        plural("{n} ligne : {file}", "{n} lignes : {file}", len(made.rows)).format(file=output),
    )


@app.command("twins")
def list_twins() -> None:
    """Les dossiers qui portent le même numéro, donné deux fois par d’anciennes versions."""
    with CONSOLE.desk() as desk, desk.reading() as connection:
        found = twins(connection)
    CONSOLE.tell(list(found), "\n".join(f"{each.file_number}  {each.dossier_id}  {each.name}" for each in found))


@app.command("renumber")
def renumber(
    dossier: Annotated[str, typer.Argument(help="L’identifiant du dossier, tel que le donne « twins ».")],
) -> None:
    """Donner un nouveau numéro à un dossier qui partage le sien ; l’ancien se retrouve par la recherche."""
    with CONSOLE.desk() as desk:
        made = give_another_number(desk, dossier).result
    CONSOLE.tell({"id": dossier, "file_number": made}, _("Nouveau numéro : {number}").format(number=made))


@app.command("scans-words")
def scans_words() -> None:
    """Donner à un autre poste de la base partagée la clé des pièces numérisées : douze mots à lui lire, qui servent une fois."""
    with CONSOLE.desk() as desk:
        words = hand_over_scans(desk)
    CONSOLE.tell({"words": list(words)}, numbered(words))


@app.command("scans-open")
def scans_open(words_file: Annotated[Path, typer.Option(help="Fichier des douze mots, à effacer ensuite.")]) -> None:
    """Prendre sur ce poste la clé des pièces numérisées, avec les douze mots lus sur un autre."""
    with CONSOLE.desk() as desk:
        open_scans(desk, sheet_in(words_file))
    CONSOLE.tell(
        {"opened": True},
        _(
            "Ce poste lit désormais les pièces numérisées de la Région. Si sa fenêtre est ouverte, verrouillez-la puis rouvrez-la."
        ),
    )


@app.command("scans-seal")
def scans_seal() -> None:
    """Sceller de nouveau, avec la clé que la base n’a plus, les pièces d’une ancienne version ; on peut l’arrêter et reprendre."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        made, lost = seal_scans_again(desk, progress)
    lines = [plural("{n} pièce scellée de nouveau.", "{n} pièces scellées de nouveau.", made)]
    if lost:
        lines.append(plural("{n} pièce était déjà perdue.", "{n} pièces étaient déjà perdues.", lost))
    CONSOLE.tell({"sealed": made, "lost": lost}, "\n".join(lines))


@app.command("exchange-words")
def exchange_words() -> None:
    """Donner à un autre poste de la base partagée de quoi reprendre les échanges un jour : douze mots, qui servent une fois."""
    with CONSOLE.desk() as desk:
        words = hand_over_exchange(desk)
    CONSOLE.tell({"words": list(words)}, numbered(words))


@app.command("exchange-open")
def exchange_open(words_file: Annotated[Path, typer.Option(help="Fichier des douze mots, à effacer ensuite.")]) -> None:
    """Garder sur ce poste, avec les douze mots lus sur celui qui échange, de quoi reprendre les échanges s’il est perdu."""
    with CONSOLE.desk() as desk:
        keep_exchange_keys(desk, sheet_in(words_file))
    CONSOLE.tell(
        {"kept": True},
        _("Ce poste a la clé des échanges. Si le poste qui échange est perdu : « chance region exchange-take »."),
    )


@app.command("exchange-take")
def exchange_take(
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Sauvegarde du poste qui échangeait, ou son dossier avec sa feuille de secours."),
    ] = None,
    passphrase_file: Annotated[Path | None, typer.Option(help="Fichier de la phrase secrète de la sauvegarde.")] = None,
    words_file: WordsFile = None,
    new_root: Annotated[
        bool,
        typer.Option(
            "--new-root", help="Les clés sont perdues partout : en faire d’autres, que chaque antenne confirme."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Sans demander de confirmation.")] = False,
) -> None:
    """Reprendre sur ce poste les échanges avec les antennes, pour tous, quand le poste qui les faisait est perdu."""
    if source is not None and (passphrase_file is None) == (words_file is None):
        raise typer.BadParameter(_("Donnez la phrase secrète ou les douze mots, l’un des deux."), param_hint="--from")
    with CONSOLE.desk() as desk:
        if not yes and sys.stdin.isatty():
            typer.confirm(_("L’autre poste n’échangera plus. Continuer ?"), abort=True, err=True)
        if source is not None:
            keep_exchange_keys_from(desk, source, _key(passphrase_file, words_file))
        former = take_over_exchange(desk, another_root=new_root)
    if new_root:
        told = _(
            "Ce poste échange désormais avec une nouvelle clé racine. Chaque antenne fait une demande (« chance office request ») ; "
            "acceptez-la, lisez-lui les huit mots au téléphone, et elle les tape avec « chance office pin-root »."
        )
        CONSOLE.tell({"former": former, "new_root": True}, told)
        return
    CONSOLE.tell(
        {"former": former},
        _(
            "Ce poste échange désormais avec les antennes, à la place de « {name} » : faites un échange maintenant. Si « {name} » a "
            "été volé, révoquez-le, puis changez la clé racine : « chance office revoke », « chance office rotate-root »."
        ).replace("{name}", former),
    )


def _key(passphrase_file: Path | None, words_file: Path | None) -> Passphrase | Identity:
    return sheet_in(words_file) if words_file else Passphrase(secret_in(passphrase_file or Path()))


@app.command("certificate")
def certificate(
    path: Annotated[
        str, typer.Argument(help="Fichier du certificat de l’autorité, ou system pour celles de l’ordinateur.")
    ],
) -> None:
    """Dire à quelle autorité ce poste croit pour reconnaître le serveur de la base partagée."""
    shown = trust_certificate(CONSOLE.home, path)
    CONSOLE.tell({"database": shown}, _("Base : {database}").format(database=shown))


@app.command("move-to")
def move_to(
    url: Annotated[str, typer.Argument(help="postgresql://compte@serveur:5432/base, une base vide.")],
    database_password_file: DatabasePasswordFile = None,
) -> None:
    """Déplacer tous les dossiers de la Région dans une base PostgreSQL, que plusieurs postes partageront."""
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        made = move(desk, url, database_password(database_password_file), progress)
    CONSOLE.tell(
        made,
        _(
            "La Région travaille désormais dans {database} : {rows} lignes et {files} pièces numérisées y sont, comparées "
            "une à une. L’ancien fichier reste, inutilisé : {kept}"
        ).format(database=made.database, rows=made.rows, files=made.files, kept=made.kept),
    )
