"""The directory of the Missions Locales, changed one at a time and published to all: the file keeps what is not changed.

Each change is made of the file as it stands when it is written: two desks that change two Missions Locales do not meet; of the
same field of the same one, the second is told what the first wrote. A Mission Locale that dossiers, postes or objectives name
is never withdrawn.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, select

from chance_desktop.casework.cards.options import OFFICE as TARGET_OF
from chance_desktop.casework.cards.types import CardField, CardType, FieldKind, Owner
from chance_desktop.casework.cards.values import Typed, stored_values
from chance_desktop.casework.programme.published_parts import publish_changed
from chance_desktop.casework.session.desk import Desk
from chance_desktop.casework.session.errors import InvalidField
from chance_desktop.casework.session.outcome import Outcome
from chance_desktop.domain.people.names import fold
from chance_desktop.domain.programme.file_numbers import free_branch_code
from chance_desktop.domain.roles import PosteRole
from chance_desktop.domain.text.toml_tables import Given, ShapeUnknown, add_table, change_table, remove_table
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural
from chance_desktop.store.schema.tables import STRUCTURED, SYNCED, dossier, known_device

FILE, LIST = "directory.toml", "offices"
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{1,19}")

OFFICE = CardType(
    LIST, Owner.REGION, _("Nouvelle Mission Locale"),
    (
        CardField(
            "code", _("Code"), required=True,
            help=_("Celui du réseau, en lettres et chiffres. Il ne change plus : les dossiers le portent."),
        ),
        CardField("name", _("Nom complet"), required=True, wide=True),
        CardField("short", _("Nom court"), required=True, help=_("Dans les listes et les tableaux.")),
        CardField("department", _("Département"), required=True),
        CardField(
            "branches", _("Antennes"), FieldKind.LONG, wide=True,
            help=_("Une par ligne. Elles sont proposées à l’installation ; on peut y taper un autre nom."),
        ),
    ),
)  # fmt: skip
"""The fields of a Mission Locale, as they are typed."""


class NotAForm(ExpectedError):
    """A directory someone wrote in another way than as tables."""

    def __init__(self) -> None:
        super().__init__(
            _("L’annuaire est écrit d’une façon que ce formulaire ne sait pas modifier."),
            _("Modifiez directory.toml dans « Textes et règles »."),
        )


class OfficeGone(ExpectedError):
    """A Mission Locale that is not in the directory any more."""

    def __init__(self) -> None:
        super().__init__(_("Cette Mission Locale n’est plus dans l’annuaire."), _("Rouvrez l’annuaire."))


class OfficeKept(ExpectedError):
    """A Mission Locale that may not be withdrawn."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("Cette Mission Locale reste dans l’annuaire : {why}.").format(why=why),
            _("Changez son nom si elle en a pris un autre."),
        )


@dataclass(frozen=True, slots=True)
class OfficeView:
    """A Mission Locale of the directory: its fields as typed (branches one a line), how many dossiers and postes it has."""

    code: str
    values: Mapping[str, str]
    dossiers: int
    postes: int

    @property
    def branches(self) -> tuple[str, ...]:
        """Its branches, by name."""
        return tuple(self.values["branches"].splitlines())


def offices(desk: Desk) -> tuple[OfficeView, ...]:
    """The directory, by department then by short name."""
    with desk.reading() as connection:
        dossiers = _counts(connection, dossier.c.structure_code, dossier.c.deleted_at.is_(None))
        postes = _counts(connection, known_device.c.structure_code, known_device.c.role == PosteRole.OFFICE)
    found = (
        OfficeView(
            each.code, {"name": each.name, "short": each.short, "department": each.department, "branches": "\n".join(each.branches)},
            dossiers.get(each.code, 0), postes.get(each.code, 0),
        )
        for each in desk.programme.offices
    )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (fold(each.values["department"]), fold(each.values["short"]))))


def add_office(desk: Desk, typed: Mapping[str, Typed]) -> Outcome[None]:
    """Add a Mission Locale and publish the directory.

    Raises `InvalidField` for what is missing or another one has already, `NotAForm`, and what `publish` raises.
    """
    given = _given(desk, {field.name: typed.get(field.name) for field in OFFICE.fields})
    code = str(given["code"])
    if not _CODE.fullmatch(code):
        raise InvalidField(
            "code", _("Un code est fait de lettres et de chiffres."), _("Prenez celui que donne le réseau.")
        )

    def change(_connection: Connection, text: str) -> str:
        listed = _read(text)
        _refuse_doubles(listed, given, "")
        return add_table(text, LIST, {**given, **_branch_codes(listed, {}, given)})

    return _publish(desk, change)


def change_office(desk: Desk, code: str, typed: Mapping[str, Typed], shown: Mapping[str, str]) -> Outcome[None]:
    """Change fields of a Mission Locale and publish the directory; `shown` are the values a screen displayed.

    Raises `InvalidField` for what may not stay so, is taken, or was changed meanwhile, `OfficeGone`, `NotAForm`, and what
    `publish` raises.
    """
    given = _given(desk, {name: value for name, value in typed.items() if name != "code"})

    def change(_connection: Connection, text: str) -> str:
        listed = _read(text)
        number = _place(listed, code)
        changed = {name: value for name, value in given.items() if _shown(listed[number].get(name)) != _shown(value)}
        for name in changed:
            there = _shown(listed[number].get(name))
            if there != shown.get(name, ""):
                told = _("Ce champ vient d’être modifié sur un autre poste : « {value} ».").format(value=there)
                raise InvalidField(name, told, _("Fermez cette fiche, puis rouvrez-la."))
        _refuse_doubles(listed, given, code)
        return change_table(text, LIST, number, {**changed, **_branch_codes(listed, listed[number], changed)})

    return _publish(desk, change)


def withdraw_office(desk: Desk, code: str) -> Outcome[None]:
    """Take a Mission Locale out of the directory and publish it.

    Raises `OfficeKept` for one that something here names, `OfficeGone`, `NotAForm`, and what `publish` raises.
    """

    def change(connection: Connection, text: str) -> str:
        listed = _read(text)
        number = _place(listed, code)
        why = _why_kept(connection, code)
        if len(listed) == 1:
            why = _("c’est la seule")
        if why:
            raise OfficeKept(why)
        return remove_table(text, LIST, number)

    return _publish(desk, change)


def _publish(desk: Desk, change: Callable[[Connection, str], str]) -> Outcome[None]:
    try:
        return publish_changed(desk, FILE, change)
    except ShapeUnknown as error:
        raise NotAForm from error


def _given(desk: Desk, typed: Mapping[str, Typed]) -> dict[str, Given]:
    """What was typed as the file says it: branches are a list. Raises `InvalidField`."""
    values = {name: str(value or "") for name, value in stored_values(OFFICE, typed, {}, desk.today()).items()}
    branches = {line.strip(): None for line in values.get("branches", "").splitlines() if line.strip()}
    return {name: tuple(branches) if name == "branches" else value for name, value in values.items()}


def _branch_codes(
    listed: list[dict[str, Any]], former: Mapping[str, Any], changed: Mapping[str, Given]
) -> dict[str, Given]:
    """The codes of branches that changed: those of the branches that stay, and for a new one a code nobody has."""
    if "branches" not in changed:
        return {}
    taken = {code for each in listed for code in each.get("branch_codes", ())}
    known = dict(zip(map(fold, former.get("branches", ())), former.get("branch_codes", ()), strict=False))
    codes = []
    for name in changed["branches"]:
        code = known.get(fold(name)) or free_branch_code(fold(name), taken)
        taken.add(code)
        codes.append(code)
    return {"branch_codes": tuple(codes)}


def _read(text: str) -> list[dict[str, Any]]:
    listed = tomllib.loads(text).get(LIST)
    if not isinstance(listed, list):
        raise ShapeUnknown
    return listed


def _place(listed: list[dict[str, Any]], code: str) -> int:
    for number, each in enumerate(listed):
        if each.get("code") == code:
            return number
    raise OfficeGone


def _shown(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def _refuse_doubles(listed: list[dict[str, Any]], given: Mapping[str, Given], own: str) -> None:
    """Raises `InvalidField` for a code or a name that another one has."""
    for name in ("code", "name", "short"):
        wanted = fold(str(given.get(name) or ""))
        for each in listed:
            if wanted and each.get("code") != own and fold(str(each.get(name) or "")) == wanted:
                told = _("« {value} » est déjà celui d’une autre Mission Locale de l’annuaire.").format(
                    value=each[name]
                )
                raise InvalidField(name, told, _("Donnez-en un autre."))


def _why_kept(connection: Connection, code: str) -> str:
    """What names a Mission Locale here, in words; empty when nothing does."""
    count = connection.execute(
        select(func.count())
        .select_from(dossier)
        .where(dossier.c.structure_code == code, dossier.c.deleted_at.is_(None))
    ).scalar_one()
    if count:
        return plural("elle a {n} dossier", "elle a {n} dossiers", count)
    if _any(connection, known_device.c.structure_code == code):
        return _("un poste est installé à son nom")
    if any(_any(connection, dossier.c[name] == code) for name in ("structure_code", "entry_structure", "transfer_to")):
        return _("des dossiers y sont passés")
    target = SYNCED["target"]
    if _any(connection, (target.c.code == f"{TARGET_OF}{code}") & target.c.deleted_at.is_(None)):
        return _("un objectif est fixé pour elle")
    named = (SYNCED[name].c.structure_code == code for name in sorted({*STRUCTURED, "branch"}))
    return (
        _("des antennes, des rencontres ou des partenaires sont à son nom")
        if any(_any(connection, each) for each in named)
        else ""
    )


def _any(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return connection.execute(select(literal(1)).where(condition).limit(1)).first() is not None


def _counts(connection: Connection, column: ColumnElement[str], condition: ColumnElement[bool]) -> dict[str, int]:
    query = select(column, func.count()).where(condition).group_by(column)
    return {str(code or ""): int(count) for code, count in connection.execute(query)}
