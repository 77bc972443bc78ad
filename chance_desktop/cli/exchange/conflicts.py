"""`chance conflicts`: the fields several people wrote without having seen each other's value, and which value stays."""

from __future__ import annotations

from typing import Annotated

import typer

from chance_desktop.casework.exchange.disagreements import SettledAlready, disagreements, settle_field
from chance_desktop.cli.kit.console import CONSOLE
from chance_desktop.runtime.words import _

app = typer.Typer(help="Les désaccords à régler.", no_args_is_help=True, add_completion=False)


@app.command("list")
def list_conflicts() -> None:
    """Lister les désaccords : chaque valeur, qui l’a écrite, où et quand."""
    with CONSOLE.desk() as desk:
        found = disagreements(desk)
    content = [
        {
            "id": each.id, "dossier": each.dossier_id, "table": each.table, "row": each.row, "field": each.field,
            "heads": [{"value": head.value, "by": head.by, "office": head.place, "at": head.at} for head in each.heads],
        }
        for each in found
    ]  # fmt: skip
    lines = [
        f"{each.id}\n  {each.person} – {each.label} : "
        + " | ".join(f"{head.words} ({head.by}, {head.place})" for head in each.heads)
        for each in found
    ]
    CONSOLE.tell(content, "\n".join(lines) if lines else _("Aucun désaccord à régler."))


@app.command("settle")
def settle(
    conflict: Annotated[str, typer.Argument(help="Le désaccord, tel que le nomme « conflicts list ».")],
    value: Annotated[str | None, typer.Option(help="La valeur à garder, ou une troisième.")] = None,
    head: Annotated[int | None, typer.Option(help="Ou le rang de la valeur à garder, à partir de 1.")] = None,
) -> None:
    """Garder une valeur ; les autres restent notées dans le journal du dossier."""
    if (value is None) == (head is None):
        raise typer.BadParameter(_("Donnez la valeur, ou son rang."), param_hint="--value | --head")
    with CONSOLE.desk() as desk:
        found = next((each for each in disagreements(desk) if each.id == conflict), None)
        if found is None:
            raise SettledAlready
        if head is not None and not 1 <= head <= len(found.heads):
            raise typer.BadParameter(_("Il n’y a pas de valeur de ce rang."), param_hint="--head")
        settle_field(desk, conflict, found.heads[head - 1].value if head is not None else value)
    CONSOLE.tell({"settled": conflict}, _("Désaccord réglé."))
