"""What is wrong in the pieces, in those who write letters, and in the criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chance_desktop.domain.programme.programme import Criterion, Piece, Programme, RefereeKind
from chance_desktop.domain.soundness.codes import doubles, must_be, odd
from chance_desktop.domain.soundness.conditions import condition_mistakes
from chance_desktop.domain.soundness.facts import FactKind, FactSort
from chance_desktop.domain.soundness.mistake import Mistake, nearest, unknown
from chance_desktop.domain.soundness.words_in_braces import brace_mistakes
from chance_desktop.runtime.assets import icon_path, resources_folder
from chance_desktop.runtime.words import _

FILE, CRITERIA = "pieces.toml", "eligibility.toml"
KNOWN_FROM = frozenset({"from", "to"})
Sorts = Mapping[str, FactSort]


def piece_mistakes(programme: Programme, sorts: Sorts) -> Iterator[Mistake]:
    """Everything that is wrong in the pieces and in the referees."""
    yield from doubles(FILE, "pieces", (piece.code for piece in programme.pieces))
    for piece in programme.pieces:
        yield from _piece(programme, piece, sorts)
    yield from doubles(FILE, "referees", (kind.code for kind in programme.referees))
    letters = {piece.letter for piece in programme.pieces if piece.letter}
    misnamed = letters - {kind.code for kind in programme.referees}
    for kind in programme.referees:
        yield from _referee(kind)
        if kind.code not in letters and not nearest(kind.code, misnamed):
            reason = _("aucune pièce ne porte cette lettre (letter) : elle n’est jamais demandée")
            yield odd(FILE, f"referees.{kind.code}", kind.code, reason)
    for paper in ("agreement", "commitment"):
        named = [piece.code for piece in programme.pieces if piece.stay_paper == paper]
        if len(named) > 1:
            yield odd(FILE, f"pieces.{named[1]}.stay_paper", paper, _("une autre pièce est déjà ce papier du séjour"))


def criteria_mistakes(programme: Programme, sorts: Sorts) -> Iterator[Mistake]:
    """Everything that is wrong in the criteria, the programme's and those of other schemes."""
    yield from doubles(CRITERIA, "criteria", (each.code for each in programme.criteria))
    yield from doubles(CRITERIA, "schemes", (each.code for each in programme.schemes))
    for criterion in programme.criteria:
        yield from _criterion(f"criteria.{criterion.code}", criterion, sorts)
    for scheme in programme.schemes:
        for criterion in scheme.criteria:
            yield from _criterion(f"schemes.{scheme.code}.{criterion.code}", criterion, sorts)


def _criterion(place: str, criterion: Criterion, sorts: Sorts) -> Iterator[Mistake]:
    yield from condition_mistakes(CRITERIA, place, criterion.condition, sorts)
    for name in ("met", "not_met", "unknown"):
        yield from brace_mistakes(CRITERIA, f"{place}.{name}", getattr(criterion, name), sorts)


def _piece(programme: Programme, piece: Piece, sorts: Sorts) -> Iterator[Mistake]:
    place = f"pieces.{piece.code}"
    steps = [step.code for step in programme.steps]
    yield from must_be(FILE, f"{place}.asked_from", piece.asked_from, steps, _("étape inconnue"))
    yield from must_be(FILE, f"{place}.needed_by", piece.needed_by, steps, _("étape inconnue"))
    kinds = [kind.code for kind in programme.referees]
    yield from must_be(FILE, f"{place}.letter", piece.letter, kinds, _("lettre inconnue"))
    both = {piece.asked_from, piece.needed_by} <= set(steps)
    if both and steps.index(piece.asked_from) > steps.index(piece.needed_by):
        reason = _("cette pièce n’est demandée qu’après l’étape qui l’exige")
        yield odd(FILE, f"{place}.asked_from", piece.asked_from, reason)
    if piece.validity is not None:
        for day in (piece.validity.until, piece.validity.at):
            if day and (day not in sorts or sorts[day].kind is not FactKind.DAY):
                days = [name for name, sort in sorts.items() if sort.kind is FactKind.DAY]
                yield unknown(FILE, f"{place}.validity", _("date inconnue"), day, days, grave=day not in sorts)
        yield from _validity(place, piece)
    if piece.asked_if is not None:
        yield from condition_mistakes(FILE, f"{place}.asked_if", piece.asked_if, sorts)


def _validity(place: str, piece: Piece) -> Iterator[Mistake]:
    found = piece.validity
    if found is not None and not found.until and not found.months:
        yield odd(FILE, f"{place}.validity", "", _("il manque jusqu’à quand la preuve vaut (months ou until)"))
    if found is not None and found.months and not found.at:
        yield odd(FILE, f"{place}.validity", found.months, _("il manque le jour que la preuve doit atteindre (at)"))


def _referee(kind: RefereeKind) -> Iterator[Mistake]:
    place = f"referees.{kind.code}"
    if kind.icon and not icon_path(kind.icon).is_file():
        known = [each.stem for each in (resources_folder() / "icons").glob("*.svg")]
        yield unknown(FILE, f"{place}.icon", _("icône inconnue"), kind.icon, known, grave=False)
    for name in ("known_feminine", "known_masculine"):
        yield from brace_mistakes(FILE, f"{place}.{name}", getattr(kind, name), KNOWN_FROM)
    yield from doubles(FILE, f"{place}.substitutes", (each.code for each in kind.substitutes))
