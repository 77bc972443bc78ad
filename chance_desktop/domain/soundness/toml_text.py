"""The text of a TOML file, or where it stops being TOML, in French."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from chance_desktop.domain.soundness.mistake import Mistake
from chance_desktop.runtime.words import _

TomlTable = dict[str, Any]
"""A group of keys of a TOML file, before it is typed."""

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")

_REASONS = (
    ("Cannot overwrite a value", _("cette clé est déclarée deux fois")),
    ("Cannot declare", _("ce groupe est déclaré deux fois")),
    ("Cannot mutate immutable", _("ce groupe est déjà fermé")),
    ("Cannot redefine", _("cette clé est déclarée deux fois")),
    ("Duplicate inline table key", _("cette clé est déclarée deux fois")),
    ("Unclosed array", _("il manque « ] »")),
    ("Unclosed inline table", _("il manque « } »")),
    ("Unterminated string", _("il manque le guillemet qui ferme un texte")),
    ("Illegal character '\\n'", _("il manque le guillemet qui ferme un texte")),
    ("Illegal character", _("signe interdit dans un texte")),
    ("Unescaped '\\'", _("une barre oblique inversée (\\) se double dans un texte")),
    ("Expected '=' after a key", _("le signe « = » manque après une clé")),
    ("Expected ']'", _("il manque « ] » au titre d’un groupe")),
    ("Expected newline or end of document", _("deux choses sur une ligne : un texte s’écrit entre guillemets")),
    ("Invalid initial character for a key", _("une clé est attendue")),
    ("Invalid value", _("valeur illisible : un texte s’écrit entre guillemets")),
    ("Invalid statement", _("ni clé, ni groupe, ni remarque")),
    ("Invalid date", _("ce jour n’existe pas")),
    ("Invalid hex", _("signe illisible dans un texte")),
    ("Escaped character is not", _("signe illisible dans un texte")),
)
"""How a message of `tomllib` begins, and what it says."""


def read_toml(file: str, content: bytes) -> TomlTable | Mistake:
    """The content of a file, or why it cannot be read, with its line."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable(file, line, _("ce n’est pas un texte en UTF-8"))
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return _unreadable(file, _line(str(error), text), _french(str(error)))
    except RecursionError:
        return _unreadable(file, 1, _("trop de groupes les uns dans les autres"))


def _unreadable(file: str, line: int, why: str) -> Mistake:
    reason = _("le fichier n’est pas du TOML lisible, ligne {line} : {why}").replace("{line}", str(line))
    return Mistake(file=file, reason=reason.replace("{why}", why), line=line)


def _line(message: str, text: str) -> int:
    found = _PLACE.search(message)
    return int(found[1]) if found and found[1] else len(text.splitlines()) or 1


def _french(message: str) -> str:
    return next((words for start, words in _REASONS if message.startswith(start)), _("cette ligne n’a pas de sens"))
