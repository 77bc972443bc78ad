"""`chance people`: import young people from an export."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chance_desktop.casework import people_import
from chance_desktop.casework.people_import.choices import Answer, Choices
from chance_desktop.casework.people_import.files.encodings import OFFERED
from chance_desktop.casework.people_import.files.table import Reading
from chance_desktop.casework.people_import.report import DuplicateLine, ImportReport
from chance_desktop.casework.session.desk import Desk
from chance_desktop.cli.kit.console import CONSOLE, ProgressBar
from chance_desktop.domain.fields import FIELDS
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural

app = typer.Typer(help="Importer des jeunes depuis un export.", no_args_is_help=True, add_completion=False)


class DayOrder(StrEnum):
    """In which order the days of a table are written."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class OutsideAges(StrEnum):
    """What becomes of people outside the ages of the programme."""

    CREATE = "create"
    ASIDE = "aside"


@app.callback()
def group() -> None:
    """Importer des jeunes depuis un export."""


@app.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="Export CSV, ODS ou XLSX.")],
    mapping: Annotated[Path | None, typer.Option(help='JSON : {"colonne": "champ"}.')] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Dire ce qui serait fait, sans rien écrire.")] = False,
    sheet: Annotated[str, typer.Option(help="Feuille du classeur.")] = "",
    heading: Annotated[
        int | None, typer.Option(min=0, help="Numéro de la ligne des titres ; 0 s’il n’y en a pas.")
    ] = None,
    encoding: Annotated[str, typer.Option(help=f"Codage du texte : {', '.join(OFFERED)}.")] = "",
    days: Annotated[DayOrder | None, typer.Option(help="Ordre des dates.")] = None,
    level_scale: Annotated[
        str, typer.Option(help="Échelle des niveaux en chiffres : 1969 ou 2019 (fin du code du champ).")
    ] = "",
    outside_ages: Annotated[
        OutsideAges, typer.Option(help="Créer les dossiers hors des âges du programme, ou les mettre de côté.")
    ] = OutsideAges.CREATE,
    same: Annotated[list[int] | None, typer.Option(help="Ligne de la même personne que celle proposée.")] = None,
    other: Annotated[list[int] | None, typer.Option(help="Ligne de quelqu’un d’autre que ceux proposés.")] = None,
    left_out: Annotated[Path | None, typer.Option(help="CSV où écrire les lignes laissées de côté.")] = None,
) -> None:
    """Importer des jeunes ; chaque ligne douteuse est nommée avec sa raison, et recommencer ne double rien."""
    columns = people_import.mapping_from_json(_text(mapping)) if mapping else None
    if encoding and encoding not in OFFERED:
        raise ExpectedError(
            _("Ce codage n’est pas connu."), _("Choisissez-en un : {all}.").format(all=", ".join(OFFERED))
        )
    answers = [Answer(line, True) for line in same or ()] + [Answer(line, False) for line in other or ()]
    with CONSOLE.desk() as desk, ProgressBar() as progress:
        choices = Choices(
            reading=Reading(sheet, heading, encoding),
            month_first=None if days is None else days is DayOrder.MONTH_FIRST,
            scales=_scales(desk, level_scale),
            outside_aside=outside_ages is OutsideAges.ASIDE,
            answers=tuple(answers),
        )
        if dry_run:
            report = people_import.preview_import(desk, file, columns, progress, choices)
        else:
            report = people_import.run_import(desk, file, columns, progress, choices).result
        if left_out is not None:
            people_import.write_left_out(desk, file, left_out, report.left_out, choices)
    CONSOLE.tell(_content(report, dry_run=dry_run), _lines(report, dry_run))


def _scales(desk: Desk, told: str) -> dict[str, str]:
    """The field of each shared column whose code ends as told."""
    if not told:
        return {}
    found = {
        each.code: field for each in desk.programme.shared_columns for field in each.fields if field.endswith(told)
    }
    if not found:
        raise ExpectedError(_("Cette échelle n’est pas connue."), _("Écrivez 1969 ou 2019."))
    return found


def _content(report: ImportReport, *, dry_run: bool) -> dict[str, object]:
    content: dict[str, object] = {
        "sound": report.sound,
        "doubtful": [{"line": note.line, "reason": note.reason} for note in report.doubtful],
        "refused": [{"line": note.line, "reason": note.reason} for note in report.refused],
        "duplicates": [_duplicate(each) for each in report.duplicates],
        "created": report.created,
        "unmapped": list(report.unmapped),
        "outside_ages": [{"line": note.line, "reason": note.reason} for note in report.outside],
        "left_out": [{"line": note.line, "reason": note.reason} for note in report.left_out],
        "questions": [
            {
                "column": each.code,
                "question": each.question,
                "fields": [code for code, _label in each.fields],
                "lines": each.lines,
            }
            for each in report.columns_asked
        ],
        "unknown_counsellors": [{"name": each.name, "lines": each.lines} for each in report.counsellors],
        "month_first": report.month_first,
        "to_create": report.to_create,
    }
    if dry_run:
        content["lines"] = [
            {"line": row.line, "verdict": row.verdict, "reason": row.reason, "values": dict(row.values)}
            for row in report.rows
        ]
    return content


def _duplicate(each: DuplicateLine) -> dict[str, object]:
    content: dict[str, object] = {
        "line": each.line,
        "dossier": each.dossier or None,
        "same_as_line": each.same_as_line or None,
        "reason": each.reason,
        "asked": each.asked,
    }
    if each.asked:
        content["sides"] = [{"field": side.code, "line": side.line, "known": side.known} for side in each.sides]
    return content


def _lines(report: ImportReport, dry_run: bool) -> str:
    labels = ", ".join(FIELDS["person"][code].label for code in report.unmapped)
    lines = [_("Colonnes à désigner : {columns}.").format(columns=labels)] if labels else []
    lines.append(plural("{n} ligne sûre", "{n} lignes sûres", report.sound))
    asked = [each for each in report.duplicates if each.asked]
    known = [each for each in report.duplicates if not each.asked]
    for title, notes in (
        (_("À vérifier"), report.doubtful), (_("Déjà connues"), known), (_("À décider"), asked),
        (_("Hors des âges du programme"), report.outside), (_("Refusées"), report.refused),
    ):  # fmt: skip
        lines += _told(title, notes)
    lines += [f"{each.question} ({each.lines})" for each in report.columns_asked]
    lines += [
        _("Conseiller inconnu sur ce poste : {name} ({lines})").format(name=each.name, lines=each.lines)
        for each in report.counsellors
    ]
    if report.left_out:
        lines.append(plural("{n} ligne laissée de côté", "{n} lignes laissées de côté", len(report.left_out)))
    if dry_run:
        lines.append(_("Rien n’a été écrit."))
    else:
        lines.append(plural("{n} dossier créé.", "{n} dossiers créés.", report.created))
    return "\n".join(lines)


def _told(title: str, notes: Sequence[people_import.LineNote | DuplicateLine]) -> list[str]:
    if not notes:
        return []
    return [f"{title} ({len(notes)})"] + [
        _("  ligne {n} : {reason}").format(n=note.line, reason=note.reason) for note in notes
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExpectedError(
            _("Le fichier de correspondance ne peut pas être lu."), _("Vérifiez son chemin.")
        ) from error
