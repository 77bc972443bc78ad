"""`chance dossier`: list, show, create, complete and move dossiers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from chance_desktop.casework.dossiers.dossier import move_step
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.situation.create_dossier import NewPerson, create_dossier
from chance_desktop.casework.situation.situation import check_fields, save_fields
from chance_desktop.cli.dossiers.dossier_json import dossier_json, every_row, find_dossier, row_json
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.cli.kit.days import METAVAR, day_given
from chance_desktop.domain.typed.days import DayUse
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

app = typer.Typer(help="Les dossiers.", no_args_is_help=True, add_completion=False)
Reference = Annotated[str, typer.Argument(help="Identifiant ou numéro du dossier.")]
FromFile = Annotated[Path, typer.Option("--from", help="Fichier JSON, de la forme que « show » écrit.")]


@app.command("list")
def list_dossiers(
    text: Annotated[str, typer.Argument(help="Nom, commune ou numéro.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Nombre de dossiers.")] = 100_000,
) -> None:
    """Les dossiers en cours, du plus longtemps sans mouvement au plus récent, puis les dossiers clos."""
    with CONSOLE.desk() as desk:
        rows = every_row(desk, text, limit)
    lines = [
        f"{row.file_number}  {row.name:<28} {row.town:<18} {row.step_label:<20} {row.received:>2}/{row.required:<2}  {row.next_action}"
        for row in rows
    ]
    CONSOLE.tell([row_json(row) for row in rows], "\n".join(lines) or _("Aucun dossier."))


@app.command("show")
def show(reference: Reference) -> None:
    """Un dossier, entier, en JSON."""
    with CONSOLE.desk() as desk:
        _print(desk, find_dossier(desk, reference))


@app.command("new")
def new(from_file: FromFile) -> None:
    """Créer un dossier ; un doublon probable est refusé, sauf à nommer les dossiers vus dans « despite »."""
    content = _content(from_file)
    person = content.get("person", {})
    known = {
        name: str(person.pop(name))
        for name in list(person)
        if name in NewPerson.__dataclass_fields__ and name != "birth_date"
    }
    known.setdefault("surname", "")
    known.setdefault("first_name", "")
    with CONSOLE.desk() as desk:
        birth = day_given(desk, person.pop("birth_date", None), DayUse.BIRTH)
        entered = day_given(desk, content.pop("entered_on", None), DayUse.ANY)
        rest = {**person, **content.get("situation", {})}
        check_fields(desk, {**{name: value for name, value in known.items() if value}, **rest})
        made = create_dossier(desk, NewPerson(birth_date=birth, **known), entered, tuple(content.get("despite", ())))
        if rest:
            save_fields(desk, made.result, rest)
        _print(desk, made.result)


@app.command("set")
def set_fields(reference: Reference, from_file: FromFile) -> None:
    """Compléter un dossier : {"person": {"phone": "…"}}."""
    content = _content(from_file)
    with CONSOLE.desk() as desk:
        dossier_id = find_dossier(desk, reference)
        save_fields(desk, dossier_id, {**content.get("person", {}), **content.get("situation", {})})
        _print(desk, dossier_id)


@app.command("move")
def move(
    reference: Reference,
    step: Annotated[str, typer.Option(help="Code de l’étape, par exemple dossier ou interview.")],
    on: Annotated[str, typer.Option(metavar=METAVAR, help="Jour du changement.")] = "",
    reason: Annotated[str, typer.Option(help="Raison, pour revenir en arrière.")] = "",
) -> None:
    """Faire avancer un dossier dans le parcours, ou le faire revenir avec sa raison."""
    with CONSOLE.desk() as desk:
        codes = [each.code for each in desk.programme.steps]
        if step not in codes:
            raise ExpectedError(_("Il n’y a pas d’étape « {step} ».").replace("{step}", step), ", ".join(codes))
        dossier_id = find_dossier(desk, reference)
        move_step(desk, dossier_id, codes.index(step) + 1, day_given(desk, on), reason)
        _print(desk, dossier_id)


def _print(desk: Desk, dossier_id: str) -> None:
    content = dossier_json(desk, dossier_id)
    CONSOLE.tell(content, json.dumps(content, ensure_ascii=False, indent=1))


def _content(path: Path) -> dict[str, Any]:
    wrong = ExpectedError(
        _("Ce fichier JSON ne peut pas être lu."), _("Prenez pour modèle ce que « chance dossier show » écrit.")
    )
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise wrong from error
    if not isinstance(content, dict) or not all(
        isinstance(content.get(name, kind()), kind)
        for name, kind in (("person", dict), ("situation", dict), ("despite", list))
    ):
        raise wrong
    return content
