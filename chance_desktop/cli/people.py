"""`chance people`: import young people from an export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework import people_import
from chance_desktop.casework.people_import.report import ImportReport
from chance_desktop.cli.console import CONSOLE, ProgressBar
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural

app = typer.Typer(help="Importer des jeunes depuis un export.", no_args_is_help=True, add_completion=False)


@app.callback()
def group() -> None:
    """Importer des jeunes depuis un export."""


@app.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="Export CSV, ODS ou XLSX.")],
    mapping: Annotated[Path | None, typer.Option(help='JSON : {"colonne": "champ"}.')] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Dire ce qui serait fait, sans rien écrire.")] = False,
) -> None:
    """Importer des jeunes ; chaque ligne douteuse est nommée avec sa raison, et recommencer ne double rien."""
    columns = people_import.mapping_from_json(_text(mapping)) if mapping else None
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        if dry_run:
            report = people_import.preview_import(desk, file, columns, progress)
        else:
            report = people_import.run_import(desk, file, columns, progress).result
    content = {
        "sound": report.sound,
        "doubtful": [{"line": note.line, "reason": note.reason} for note in report.doubtful],
        "refused": [{"line": note.line, "reason": note.reason} for note in report.refused],
        "duplicates": [
            {
                "line": each.line,
                "dossier": each.dossier or None,
                "same_as_line": each.same_as_line or None,
                "reason": each.reason,
            }
            for each in report.duplicates
        ],
        "created": report.created,
    }
    CONSOLE.tell(content, _lines(report, dry_run))


def _lines(report: ImportReport, dry_run: bool) -> str:
    sound = plural("{n} ligne sûre", "{n} lignes sûres", report.sound)
    lines = [sound]
    for title, notes in (
        (_("À vérifier"), report.doubtful), (_("Déjà connues"), report.duplicates), (_("Refusées"), report.refused),
    ):  # fmt: skip
        lines += [f"{title} ({len(notes)})"] if notes else []
        lines += [_("  ligne {n} : {reason}").format(n=note.line, reason=note.reason) for note in notes]
    if dry_run:
        lines.append(_("Rien n’a été écrit."))
    else:
        lines.append(plural("{n} dossier créé.", "{n} dossiers créés.", report.created))
    return "\n".join(lines)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExpectedError(
            _("Le fichier de correspondance ne peut pas être lu."), _("Vérifiez son chemin.")
        ) from error
