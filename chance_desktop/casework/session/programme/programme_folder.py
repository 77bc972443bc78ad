"""Read a programme from its folder; what is wrong is answered all at once, with the file, the key, the value and the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from chance_desktop.casework.session.programme.programme_digest import PARTS
from chance_desktop.domain.programme.programme import LetterText, Programme
from chance_desktop.domain.soundness.mistake import Mistake
from chance_desktop.domain.soundness.toml_text import TomlTable, read_toml
from chance_desktop.domain.soundness.whole import (
    declaration_mistakes,
    gathered,
    part_mistakes,
    programme_mistakes,
)
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _, plural

T = TypeVar("T")

MOST_TOLD = 12
"""As many mistakes as one sentence names; « chance programme check » names them all."""


class ProgrammeMistake(ExpectedError):
    """Declarations of the programme are wrong: every mistake, and the first one's file, key and reason."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(_sentence(mistakes), _("Corrigez ce fichier, puis rouvrez l’application."))
        self.mistakes = tuple(mistakes)
        self.file, self.key, self.reason = mistakes[0].file, mistakes[0].key, mistakes[0].why


class NotAProgramme(ExpectedError):
    """A folder that is not there, or that holds no declaration."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("« {folder} » n’est pas le dossier d’un programme.").replace("{folder}", str(folder)),
            _("Donnez un dossier qui contient « programme.toml ». « chance programme new » en fait un."),
        )


def read_programme(folder: Path) -> Programme:
    """The programme declared in a folder. Raises `ProgrammeMistake` with everything that is wrong in the folder."""
    try:
        contents = {file: _toml(folder, file) for file in PARTS}
        found, _origin, twice = gathered(contents)
        _refuse(twice)
        programme: Programme = TypeAdapter(Programme).validate_python(found)
        _refuse([each for each in part_mistakes(programme) if each.grave])
    except (ValidationError, ProgrammeMistake) as error:
        raise ProgrammeMistake(mistakes_in(folder) or _mistakes_of(error)) from error
    return programme


def mistakes_in(folder: Path) -> tuple[Mistake, ...]:
    """Everything that is wrong in the files of a programme; nothing when it is sound."""
    files = sorted(each for pattern in ("*.toml", "*/*.toml") for each in folder.glob(pattern) if each.is_file())
    return programme_mistakes({each.relative_to(folder).as_posix(): each.read_bytes() for each in files})


def named_mistakes(folder: Path) -> tuple[Mistake, ...]:
    """The same, for a folder somebody names. Raises `NotAProgramme`."""
    if not any((folder / part).is_file() for part in PARTS):
        raise NotAProgramme(folder)
    return mistakes_in(folder)


def check_programme(folder: Path, known: Collection[Mistake] = ()) -> None:
    """Raises `ProgrammeMistake` with everything that is wrong in a folder, but for what was `known` and lets it be followed."""
    _refuse([each for each in mistakes_in(folder) if each.grave or each not in known])


def check_readable(folder: Path) -> None:
    """Raises `ProgrammeMistake` with what keeps a programme from being followed."""
    refuse_grave(mistakes_in(folder))


def read_letter(folder: Path, name: str) -> LetterText:
    """A text of `letters/`; raises `ProgrammeMistake`."""
    return read_declared(folder, f"letters/{name}.toml", LetterText)


def read_declared(folder: Path, file: str, kind: type[T]) -> T:
    """The declaration a file of its own holds; raises `ProgrammeMistake`.

    What only an eye would see (a name in braces nobody knows) does not keep a paper from being printed: `check_programme` tells it.
    """
    content = _toml(folder, file)
    try:
        made: T = TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        raise ProgrammeMistake(declaration_mistakes(file, kind, content) or _mistakes_of(error, file)) from error
    return made


def refuse_grave(mistakes: Iterable[Mistake]) -> None:
    """Raises `ProgrammeMistake` for what keeps a declaration from being used."""
    _refuse([each for each in mistakes if each.grave])


def _refuse(mistakes: Sequence[Mistake]) -> None:
    if mistakes:
        raise ProgrammeMistake(mistakes)


def _mistakes_of(error: ValidationError | ProgrammeMistake, file: str = PARTS[0]) -> tuple[Mistake, ...]:
    if isinstance(error, ProgrammeMistake):
        return error.mistakes
    first = error.errors()[0]
    return (Mistake(file=file, key=".".join(map(str, first["loc"])), reason=_("valeur inattendue")),)


def _toml(folder: Path, file: str) -> TomlTable:
    try:
        found = read_toml(file, (folder / file).read_bytes())
    except FileNotFoundError as error:
        raise ProgrammeMistake([Mistake(file=file, reason=_("le fichier manque"))]) from error
    if isinstance(found, Mistake):
        raise ProgrammeMistake([found])
    return found


def _sentence(mistakes: Sequence[Mistake]) -> str:
    if len(mistakes) == 1:
        only = mistakes[0]
        where = f"{only.file}, « {only.key} »" if only.key else only.file
        told = _("La description du programme contient une erreur ({where}) : {reason}.")
        return told.replace("{where}", where).replace("{reason}", only.why)
    told = plural(
        "La description du programme contient {n} erreur", "La description du programme contient {n} erreurs", len(mistakes)
    )  # fmt: skip
    lines = [f"– {each.words}." for each in mistakes[:MOST_TOLD]]
    rest = len(mistakes) - MOST_TOLD
    if rest > 0:
        lines.append(_("– et {n} de plus, que « chance programme check » nomme.").replace("{n}", str(rest)))
    return "\n".join([f"{told}{_(' :')}", *lines])
