"""What is typed at the Region's desk and printed as it is: the calendar of actions (Annexe 2), the tools (Annexe 3), the budget."""

from __future__ import annotations

from sqlalchemy import select

from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.rows.values import euros
from chance_desktop.domain.reports.report import EMPTY, Cell, CellKind, Column, Report, Row, precise_share
from chance_desktop.domain.rows.region import KeptBudgetLine, KeptPlannedAction, KeptTool
from chance_desktop.runtime.words import _
from chance_desktop.store.rows import Kept, kept_rows
from chance_desktop.store.schema.tables import SYNCED

ACTIONS, TOOLS, BUDGET = "planned_action", "tool", "budget_line"
TEXT = CellKind.TEXT


def annexe_2(desk: Desk) -> Report:
    """The calendar of actions, by phase; phases keep the order in which they were typed."""
    columns = (
        Column("label", _("Description de l’action"), narrow=False), Column("specific", _("Spécifique à l’expérimentation"), narrow=False),
        Column("months", _("Durée (mois)")), Column("staff", _("Effectifs")), Column("fte", _("ETP")),
        Column("qualification", _("Qualification"), narrow=False), Column("purchases", _("Achats"), narrow=False),
        Column("services", _("Prestations"), narrow=False), Column("other", _("Autre"), narrow=False),
    )  # fmt: skip
    rows: list[Row] = []
    phase = None
    number = 0
    for each in _lines(desk, KeptPlannedAction, ACTIONS):
        if each["phase"] != phase:
            phase, number = each["phase"], 0
            rows.append(Row(f"phase-{len(rows)}", phase or _("Sans phase")))
        number += 1
        texts = (
            each["label"], _yes_no(each["specific"]), each["months"], each["staff_number"], each["staff_fte"],
            each["qualification"], each["purchases"], each["services"], each["other"],
        )  # fmt: skip
        rows.append(Row(each["id"], _("Action n° {n}").format(n=number), tuple(_text(text) for text in texts), 1))
    title = _("Annexe 2 – Calendrier de déroulement de l’expérimentation")
    return Report(
        code="annexe-2",
        title=title,
        columns=columns,
        rows=tuple(rows),
        notes=(),
        charts=(),
        subtitle=_("Actions mises en œuvre"),
    )


def annexe_3(desk: Desk) -> Report:
    """The tools."""
    columns = (
        Column("function", _("Fonction"), narrow=False), Column("users", _("Utilisateurs ou destinataires"), narrow=False),
        Column("format", _("Format"), narrow=False), Column("transferable", _("Transférable"), narrow=False),
    )  # fmt: skip
    rows = tuple(
        Row(each["id"], f"{number}. {each['name'] or ''}", tuple(
            _text(text) for text in (each["function"], each["users"], each["format"], _yes_no(each["transferable"]))
        ))
        for number, each in enumerate(_lines(desk, KeptTool, TOOLS), start=1)
    )  # fmt: skip
    title = _("Annexe 3 – Liste des outils développés dans le cadre de l’expérimentation")
    return Report(code="annexe-3", title=title, columns=columns, rows=rows, notes=(), charts=(), subtitle="")


def budget(desk: Desk) -> Report:
    """Who pays: the amount, the share computed from the amounts, and the share that was published, side by side."""
    columns = (
        Column("amount", _("Montant")), Column("computed", _("Part calculée")), Column("published", _("Part publiée")),
        Column("gap", _("Écart (points)")),
    )  # fmt: skip
    found = _lines(desk, KeptBudgetLine, BUDGET)
    base = sum(each["amount"] or 0 for each in found)
    rows: list[Row] = []
    notes = [_("Part calculée : du total des montants, soit {base}.").format(base=euros(base))]
    published_sum = 0
    for each in found:
        computed, published = precise_share(each["amount"] or 0, base), each["published_share"]
        published_sum += published or 0
        gap = (
            EMPTY
            if published is None or computed.value is None
            else Cell(int(computed.value) - published, CellKind.POINTS)
        )
        rows.append(
            Row(each["id"], each["source"] or "", (
                Cell(each["amount"], CellKind.MONEY), computed,
                Cell(published, CellKind.PERCENT) if published is not None else EMPTY, gap,
            ))
        )  # fmt: skip
        if published and each["amount"] and computed.value != published:
            notes.append(_implied(each["source"] or "", each["amount"], published, base))
    whole = (
        Cell(base, CellKind.MONEY),
        precise_share(base, base),
        Cell(published_sum or None, CellKind.PERCENT),
        EMPTY,
    )
    rows.append(Row("whole", _("Ensemble"), whole, strong=True))
    return Report(
        "budget", _("Financement de l’expérimentation, évaluation non comprise"), columns, tuple(rows), tuple(notes)
    )


def _lines(desk: Desk, kind: type[Kept], name: str) -> list[Kept]:
    """The lines of one of these tables, in order."""
    table = SYNCED[name]
    query = select(table).where(table.c.deleted_at.is_(None)).order_by(table.c.position, table.c.id)
    with desk.reading() as connection:
        return kept_rows(connection, kind, query)


def _implied(source: str, amount: int, published: int, base: int) -> str:
    """From which whole a published share would come: the bounds that round to it."""
    low = -(-amount * 20_000 // (2 * published + 1))
    high = amount * 20_000 // (2 * published - 1)
    told = _("{source} : la part publiée supposerait un total entre {low} et {high}, non {base}.")
    return told.format(source=source, low=euros(low), high=euros(high), base=euros(base))


def _text(value: object) -> Cell:
    return Cell(str(value), TEXT) if value not in (None, "") else EMPTY


def _yes_no(value: object) -> str:
    return "" if value is None else _("oui") if value else _("non")
