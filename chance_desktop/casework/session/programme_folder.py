"""Read a programme from its folder; a mistake is answered with the file, the key and the reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from chance_desktop.casework.session.programme_digest import PARTS
from chance_desktop.domain.actions.action import TargetKind
from chance_desktop.domain.fields import FIELDS
from chance_desktop.domain.fields.kinds import Kind
from chance_desktop.domain.programme.file_numbers import wrong_codes
from chance_desktop.domain.programme.imported_columns import YES_NO
from chance_desktop.domain.programme.paper_text import declaration_of, paper_mistakes
from chance_desktop.domain.programme.programme import Condition, LetterText, Piece, Programme
from chance_desktop.domain.situation.progress import PROGRESS
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

T = TypeVar("T")

_COMPUTED = ("department", "destination_zone", "minor_at_departure")


class ProgrammeMistake(ExpectedError):
    """A declaration of the programme is wrong."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        where = f"{file}, « {key} »" if key else file
        super().__init__(
            _("La description du programme contient une erreur ({where}) : {reason}.")
            .replace("{where}", where)
            .replace("{reason}", reason),
            _("Corrigez ce fichier, puis rouvrez l’application."),
        )
        self.file = file
        self.key = key
        self.reason = reason


def read_programme(folder: Path) -> Programme:
    """The programme declared in a folder; raises `ProgrammeMistake`."""
    gathered, origin = _gather(folder)
    try:
        programme = TypeAdapter(Programme).validate_python(gathered)
    except ValidationError as error:
        first = _telling(error)
        path = [str(part) for part in first["loc"]]
        raise ProgrammeMistake(origin.get(path[0], PARTS[0]), _path(path, gathered), _reason(first)) from error
    for file, key, reason in _inconsistencies(programme):
        raise ProgrammeMistake(file, key, reason)
    return programme


def read_letter(folder: Path, name: str) -> LetterText:
    """A text of `letters/`; raises `ProgrammeMistake`."""
    return read_declared(folder, f"letters/{name}.toml", LetterText)


def read_declared(folder: Path, file: str, kind: type[T]) -> T:
    """The declaration a file of its own holds; raises `ProgrammeMistake`.

    What only an eye would see (a name in braces nobody knows) does not keep a paper from being printed: `check_papers` tells it.
    """
    content = _toml(folder, file)
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        first = _telling(error)
        raise ProgrammeMistake(file, _path([str(part) for part in first["loc"]], content), _reason(first)) from error


def check_papers(folder: Path, programme: Programme) -> None:
    """Read every paper and letter of a programme, and look for those its declarations need; raises `ProgrammeMistake`."""
    found = {
        each.relative_to(folder).as_posix() for room in ("papers", "letters") for each in (folder / room).glob("*.toml")
    }
    for file in sorted(found | _needed_letters(programme)):
        kind = declaration_of(file)
        if kind is None:
            raise ProgrammeMistake(file, "", _("aucun papier ne porte ce nom"))
        for key, reason in paper_mistakes(file, read_declared(folder, file, kind)):
            raise ProgrammeMistake(file, key, reason)


def _needed_letters(programme: Programme) -> set[str]:
    """The files without which a letter the programme declares could not be written."""
    names = {f"{what}-{kind.code}" for kind in programme.referees for what in ("request", "reminder", "form")}
    names |= {"call", "email-request", "email-reminder", "waiver-request"} if programme.referees else set()
    names |= {"missing-pieces", "receipt"} | {each.letter for each in programme.decisions}
    return {f"letters/{name}.toml" for name in names}


def _toml(folder: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / file).read_text("utf-8"))
    except FileNotFoundError as error:
        raise ProgrammeMistake(file, "", _("le fichier manque")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProgrammeMistake(file, "", _("le fichier n’est pas du TOML lisible") + f" ({error})") from error


def _gather(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    gathered: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for file in PARTS:
        for key, value in _toml(folder, file).items():
            if key in gathered:
                raise ProgrammeMistake(file, key, _("déjà déclaré dans {file}").replace("{file}", origin[key]))
            gathered[key], origin[key] = value, file
    return gathered, origin


def _path(path: list[str], gathered: dict[str, Any]) -> str:
    """`pieces.3.validity` as `pieces.residence-permit.validity`: the code says more than a place in a list."""
    names: list[str] = []
    here: Any = gathered
    for part in path:
        here = here[int(part)] if isinstance(here, list) and part.isdigit() else _inside(here, part)
        code = here.get("code") if isinstance(here, dict) and part.isdigit() else None
        names.append(str(code or part))
    return ".".join(names)


def _inside(here: Any, part: str) -> Any:
    return here.get(part) if isinstance(here, dict) else None


def _reason(error: Any) -> str:
    kinds = {
        "missing": _("la clé manque"),
        "unexpected_keyword_argument": _("clé inconnue"),
        "extra_forbidden": _("clé inconnue"),
        "int_type": _("un nombre entier est attendu"),
        "int_parsing": _("un nombre entier est attendu"),
        "int_from_float": _("un nombre entier est attendu"),
        "bool_parsing": _("oui ou non (true, false) est attendu"),
        "bool_type": _("oui ou non (true, false) est attendu"),
        "string_type": _("un texte est attendu"),
        "tuple_type": _("une liste est attendue"),
        "dict_type": _("un groupe de clés est attendu"),
        "enum": _("valeur inattendue ; attendu : {values}").replace("{values}", _expected(error)),
        "dataclass_type": _("un groupe de clés est attendu"),
    }
    return kinds.get(str(error["type"]), _("valeur inattendue"))


def _telling(error: ValidationError) -> Any:
    """The mistake that explains the others: a key nobody knows is most often the one that is missing, ill written."""
    found = error.errors()
    unknown = (each for each in found if each["type"] in ("unexpected_keyword_argument", "extra_forbidden"))
    return next(unknown, found[0])


def _expected(error: Any) -> str:
    """The values of a list, as pydantic tells them: « 'text', 'date' or 'choice' »."""
    told = str(error.get("ctx", {}).get("expected", ""))
    return ", ".join(re.findall(r"'([^']+)'", told))


def _inconsistencies(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """What no type can say: codes that name nothing."""
    steps = {step.code for step in programme.steps}
    phases = {phase.code for phase in programme.phases}
    kinds = {kind.code for kind in programme.referees}
    fields = {field.code for section in programme.sections for field in section.fields}
    of_day = {f"{fact}_{each.code}" for each in programme.references for fact in ("age_at", "when")}
    known = fields | set(_COMPUTED) | of_day
    yield from _doubles("journey.toml", "steps", [step.code for step in programme.steps])
    yield from _doubles("pieces.toml", "pieces", [piece.code for piece in programme.pieces])
    yield from _doubles("directory.toml", "offices", [office.code for office in programme.offices])
    codes = [code for office in programme.offices for code in office.branch_codes]
    yield from _doubles("directory.toml", "branch_codes", codes)
    for office in programme.offices:
        if office.branch_codes and wrong_codes(office.branches, office.branch_codes):
            place = f"offices.{office.code}.branch_codes"
            yield "directory.toml", place, _("un code de trois capitales est attendu pour chaque antenne")
    if programme.eligibility_until and programme.eligibility_until not in steps:
        yield "programme.toml", "eligibility_until", _unknown("étape", programme.eligibility_until)
    if programme.deadline_meeting and programme.deadline_meeting not in {kind.code for kind in programme.meeting_kinds}:
        yield "programme.toml", "deadline_meeting", _unknown("sorte de rendez-vous", programme.deadline_meeting)
    for step in programme.steps:
        if step.phase not in phases:
            yield "journey.toml", f"steps.{step.code}.phase", _unknown("phase", step.phase)
        if step.does.partition(":")[0] not in {kind.value for kind in TargetKind}:
            yield "journey.toml", f"steps.{step.code}.does", _unknown("geste", step.does)
        for each in step.requires:
            yield from _condition_mistakes(
                "journey.toml", f"steps.{step.code}.requires", each.condition, known | set(PROGRESS)
            )
    for piece in programme.pieces:
        yield from _piece_mistakes(piece, steps, kinds, known)
    for criterion in programme.criteria:
        yield from _condition_mistakes("eligibility.toml", f"criteria.{criterion.code}", criterion.condition, known)
    for scheme in programme.schemes:
        for criterion in scheme.criteria:
            place = f"schemes.{scheme.code}.{criterion.code}"
            yield from _condition_mistakes("eligibility.toml", place, criterion.condition, known)
    yield from _doubles(
        "situation.toml", "fields", [field.code for section in programme.sections for field in section.fields]
    )
    yield from _import_mistakes(programme)
    yield from _shared_column_mistakes(programme)
    for section in programme.sections:
        for field in section.fields:
            if field.choices and field.choices not in programme.choices:
                yield "situation.toml", f"{section.code}.{field.code}.choices", _unknown("liste", field.choices)
            if field.visible_if is not None:
                yield from _condition_mistakes(
                    "situation.toml", f"{section.code}.{field.code}", field.visible_if, known
                )


def _import_mistakes(programme: Programme) -> Iterator[tuple[str, str, str]]:
    asked = {field.code: field for section in programme.sections for field in section.fields}
    for each in programme.imports:
        place = f"imports.{each.field}"
        if each.field not in asked:
            yield "import.toml", place, _unknown("question", each.field)
            continue
        field = asked[each.field]
        declared = FIELDS.get(field.row, {}).get(field.code)
        if declared is None or not declared.is_imported:
            yield "import.toml", place, _("aucune colonne de tableau ne peut remplir cette question")
        elif each.values is not None and declared.kind is not Kind.YES_NO and not field.choices:
            yield "import.toml", f"{place}.values", _("cette question n’a pas de liste de réponses")
        elif not field.choices or field.choices in programme.choices:
            known = YES_NO if declared and declared.kind is Kind.YES_NO else _codes(programme, field.choices)
            for code in (each.values or {}).values():
                if code not in known:
                    yield "import.toml", f"{place}.values", _unknown("réponse", code)


def _shared_column_mistakes(programme: Programme) -> Iterator[tuple[str, str, str]]:
    imported = {each.field for each in programme.imports}
    for each in programme.shared_columns:
        place = f"shared_columns.{each.code}"
        if each.code in imported:
            yield "import.toml", place, _("ce code est celui d’une question")
        for field in each.fields:
            if field not in imported:
                yield "import.toml", f"{place}.fields", _unknown("question", field)


def _codes(programme: Programme, name: str) -> set[str]:
    return {choice.code for choice in programme.choices.get(name, ())}


def _piece_mistakes(piece: Piece, steps: set[str], kinds: set[str], known: set[str]) -> Iterator[tuple[str, str, str]]:
    place = f"pieces.{piece.code}"
    for key, step in (("asked_from", piece.asked_from), ("needed_by", piece.needed_by)):
        if step not in steps:
            yield "pieces.toml", f"{place}.{key}", _unknown("étape", step)
    if piece.letter and piece.letter not in kinds:
        yield "pieces.toml", f"{place}.letter", _unknown("lettre", piece.letter)
    for day in (piece.validity.until, piece.validity.at) if piece.validity else ():
        if day and day not in known:
            yield "pieces.toml", f"{place}.validity", _unknown("date", day)
    if piece.asked_if is not None:
        yield from _condition_mistakes("pieces.toml", f"{place}.asked_if", piece.asked_if, known)


def _condition_mistakes(file: str, place: str, condition: Condition, known: set[str]) -> Iterator[tuple[str, str, str]]:
    groups = (*condition.all, *condition.any, *condition.none)
    for each in groups:
        yield from _condition_mistakes(file, place, each, known)
    if not groups and condition.field not in known:
        yield file, place, _unknown("question", condition.field)


def _doubles(file: str, key: str, codes: list[str]) -> Iterator[tuple[str, str, str]]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield file, f"{key}.{code}", _("code déclaré deux fois")


def _unknown(what: str, code: str) -> str:
    return _("{what} inconnue : « {code} »").replace("{what}", what).replace("{code}", code)
