"""What is wrong in the questions of the situation, in their lists, and in the columns that fill them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chance_desktop.domain.fields import FIELDS, FieldDeclaration
from chance_desktop.domain.fields.kinds import LISTED, Kind, Writer
from chance_desktop.domain.programme.programme import Field, Programme
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.conditions import condition_mistakes
from chance_desktop.domain.soundness.facts import FactSort
from chance_desktop.domain.soundness.mistake import Mistake, nearest
from chance_desktop.runtime.words import _

FILE = "situation.toml"
KINDS: Mapping[str, frozenset[Kind]] = {
    "text": frozenset({Kind.LINE}),
    "long": frozenset({Kind.TEXT}),
    "date": frozenset({Kind.DAY}),
    "choice": LISTED - {Kind.CODES},
    "choices": frozenset({Kind.CODES}),
    "yes-no": frozenset({Kind.YES_NO}),
    "phone": frozenset({Kind.PHONE}),
    "email": frozenset({Kind.EMAIL}),
    "postcode": frozenset({Kind.POSTCODE}),
    "counsellor": frozenset({Kind.REFERENCE}),
}
"""How a question is typed, and the kinds of fields that keep its answer."""

OWN_LISTS = frozenset({"country", "country_phrase", "country_zone", "language", "cefr"})
"""Lists read elsewhere than in a question."""

NEEDED = ("surname", "first_name", "birth_date")
"""Without which nobody is told from another."""

_NOT_ASKED = frozenset({"joined_to", "person_id", "branch_id", "stand_in_id", "step", "state"})


def situation_mistakes(programme: Programme, sorts: Mapping[str, FactSort]) -> Iterator[Mistake]:
    """Everything that is wrong in the questions and in their lists."""
    asked = [field for section in programme.sections for field in section.fields]
    yield from doubles(FILE, "sections", (section.code for section in programme.sections))
    yield from doubles(FILE, "fields", (field.code for field in asked))
    for section in programme.sections:
        for field in section.fields:
            yield from _field(programme, f"{section.code}.{field.code}", field, sorts)
    for name in NEEDED:
        if name not in {field.code for field in asked}:
            reason = _("cette question manque : sans elle, personne n’est reconnu")
            yield odd(FILE, f"fields.{name}", name, reason, grave=False)
    used = {field.choices for field in asked} | OWN_LISTS
    misnamed = used - {*programme.choices, *OWN_LISTS}
    for name, choices in programme.choices.items():
        yield from doubles(FILE, f"choices.{name}", (each.code for each in choices))
        if name not in used and not nearest(name, misnamed):
            yield Mistake(
                file=FILE, key=f"choices.{name}", value=name, near=nearest(name, used), grave=False,
                reason=_("aucune question ne propose cette liste"),
            )  # fmt: skip
        if not choices:
            yield odd(FILE, f"choices.{name}", name, _("cette liste n’a pas de réponse"))


def _field(programme: Programme, place: str, field: Field, sorts: Mapping[str, FactSort]) -> Iterator[Mistake]:
    declared = FIELDS.get(field.row, {}).get(field.code)
    yield from must_be(FILE, f"{place}.choices", field.choices, programme.choices, _("liste inconnue"))
    if field.visible_if is not None:
        yield from condition_mistakes(FILE, place, field.visible_if, sorts)
    if field.kind not in KINDS:
        yield from must_be(FILE, f"{place}.kind", field.kind, KINDS, _("sorte de question inconnue"))
    elif declared is None or not _may_be_asked(declared):
        known = [name for name, each in FIELDS.get(field.row, {}).items() if _may_be_asked(each)]
        yield from must_be(FILE, place, field.code, known, _("question que l’application ne garde pas"))
    else:
        yield from _kept(place, field, declared)


def _may_be_asked(declared: FieldDeclaration) -> bool:
    return declared.name not in _NOT_ASKED and declared.writer in (Writer.OWNER, Writer.TOLD)


def _kept(place: str, field: Field, declared: FieldDeclaration) -> Iterator[Mistake]:
    if declared.kind not in KINDS[field.kind]:
        fitting = ", ".join(name for name, kinds in KINDS.items() if declared.kind in kinds)
        reason = _("cette question ne se pose pas ainsi ; attendu : {kinds}").replace("{kinds}", fitting)
        yield Mistake(file=FILE, key=f"{place}.kind", value=field.kind, reason=reason, near="", grave=False)
    listed = declared.listed.removeprefix("choices:")
    if field.kind in ("choice", "choices") and field.choices != listed:
        reason = _("la liste de cette question s’appelle « {name} »").replace("{name}", listed)
        yield odd(FILE, f"{place}.choices", field.choices, reason)
    if field.kind not in ("choice", "choices") and field.choices:
        yield odd(FILE, f"{place}.choices", field.choices, _("seule une question à choix a une liste de réponses"))
