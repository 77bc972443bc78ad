"""The programme's letter texts (`forms/…/letters/*.toml`): read, and filled in with what the dossier knows.

Some values carry their own grammar, so that the texts need no case of their own: `destination` comes with its preposition
(« à Cork (Irlande) », « à l’étranger »), `former_pupil` is « votre ancienne élève », `known_sentence` is a whole sentence or
nothing, `office` is the office's name, `deadline` and `requested_on` are dates in words without article.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache

from chance_desktop.runtime.assets import forms_folder
from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _

PLACEHOLDERS = frozenset({
    "young_person", "age", "first_name", "pronoun", "former_pupil", "former_employee", "known_from", "known_to",
    "known_sentence", "destination", "duration_weeks", "deadline", "referee_name", "referee_title", "counsellor",
    "counsellor_phone", "office", "office_phone", "requested_on", "waiting_days", "missing", "file_number", "motive",
    "piece",
})  # fmt: skip

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; an empty one leaves neither a double space nor an orphan comma."""
    words = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)
    words = re.sub(r"(?: ?,)+(?= ?,)", "", re.sub(r" {2,}", " ", words))
    return re.sub(r" (?=[.,])", "", words).strip()


def placeholders_in(*texts: str) -> set[str]:
    """Every name the texts ask for."""
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}


class LetterTextError(ExpectedError):
    """A letter text of the programme cannot be used."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """A text with its `{placeholders}`, or filled in; `outcomes` are the boxes of the sheet read on the telephone."""

    version: str
    subject: str = ""
    salutation: str = ""
    paragraphs: tuple[str, ...] = ()
    box_title: str = ""
    box_items: tuple[str, ...] = ()
    closing: str = ""
    after: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()

    def placeholders(self) -> set[str]:
        """Every name the text asks for."""
        return placeholders_in(
            self.subject, self.salutation, *self.paragraphs, self.box_title, *self.box_items, self.closing,
            *self.after, *self.outcomes,
        )  # fmt: skip

    def filled(self, values: Mapping[str, str], missing: tuple[str, ...] = ()) -> LetterText:
        """The text with values in place; a paragraph left empty is dropped, `{missing}` as an item becomes the list."""

        def fill(text: str) -> str:
            return fill_in(text, values)

        def fill_all(texts: tuple[str, ...]) -> tuple[str, ...]:
            made: list[str] = []
            for text in texts:
                made.extend(missing if text.strip() == "{missing}" else (fill(text),))
            return tuple(text for text in made if text)

        return replace(
            self,
            subject=fill(self.subject),
            salutation=fill(self.salutation),
            paragraphs=fill_all(self.paragraphs),
            box_title=fill(self.box_title),
            box_items=fill_all(self.box_items),
            closing=fill(self.closing),
            after=fill_all(self.after),
            outcomes=fill_all(self.outcomes),
        )


def parse_letter_text(source: str) -> LetterText:
    """The text a TOML source holds; raises LetterTextError when a key or a placeholder is unknown."""
    try:
        text = _read(tomllib.loads(source))
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise LetterTextError(
            _("Un texte de lettre du programme est mal écrit."), _("Demandez à la Région de le corriger.")
        ) from error
    if unknown := text.placeholders() - PLACEHOLDERS:
        raise LetterTextError(
            _("Un texte de lettre demande une valeur inconnue : {names}.").format(names=", ".join(sorted(unknown))),
            _("Demandez à la Région de le corriger."),
        )
    return text


def _read(data: Mapping[str, object]) -> LetterText:
    if unknown := data.keys() - {field.name for field in fields(LetterText)}:
        raise KeyError(*unknown)

    def one(key: str) -> str:
        return str(data.get(key, ""))

    def many(key: str) -> tuple[str, ...]:
        value = data.get(key, [])
        if not isinstance(value, list):
            raise TypeError(key)
        return tuple(str(item) for item in value)

    return LetterText(
        version=str(data["version"]),
        subject=one("subject"),
        salutation=one("salutation"),
        paragraphs=many("paragraphs"),
        box_title=one("box_title"),
        box_items=many("box_items"),
        closing=one("closing"),
        after=many("after"),
        outcomes=many("outcomes"),
    )


@cache
def letter_text(name: str, programme: str = "une-chance-pour-l-europe") -> LetterText:
    """The text of that name (`request-teacher`, `call`…)."""
    path = forms_folder() / programme / "letters" / f"{name}.toml"
    return parse_letter_text(path.read_text(encoding="utf-8"))
