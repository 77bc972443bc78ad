"""What is wrong in a condition: a question nobody asks, an answer nobody gives, an age nobody has, two that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chance_desktop.domain.programme.declared import Condition
from chance_desktop.domain.soundness.facts import MOST_COUNTED, OLDEST, FactKind, FactSort
from chance_desktop.domain.soundness.mistake import Mistake, nearest, shown, unknown
from chance_desktop.runtime.words import _

Sorts = Mapping[str, FactSort]

_NEVER = _("aucune réponse ne peut remplir cette condition")


def condition_mistakes(file: str, place: str, condition: Condition, sorts: Sorts) -> Iterator[Mistake]:
    """Every mistake of a condition and of those it is made of."""
    groups = [name for name in ("all", "any", "none") if getattr(condition, name)]
    if not groups:
        yield from _alone(file, place, condition, sorts)
        return
    if len(groups) > 1 or condition.field:
        yield _told(file, place, ", ".join(groups), _("une seule forme est attendue : une question, ou all, any, none"))
    for each in (*condition.all, *condition.any, *condition.none):
        yield from condition_mistakes(file, place, each, sorts)
    if condition.all and _excluded(condition.all, sorts):
        yield _told(file, place, "all", _NEVER)


def fields_of(condition: Condition) -> Iterator[str]:
    """The questions a condition is about."""
    groups = (*condition.all, *condition.any, *condition.none)
    if not groups:
        yield condition.field
    for each in groups:
        yield from fields_of(each)


def _alone(file: str, place: str, condition: Condition, sorts: Sorts) -> Iterator[Mistake]:
    if condition.field not in sorts:
        yield unknown(file, place, _("question inconnue"), condition.field, sorts)
        return
    if not _compares(condition):
        reason = _("il manque ce que la réponse doit être (equals, one_of, at_least, at_most ou known)")
        yield _told(file, place, condition.field, reason)
    sort = sorts[condition.field]
    if sort.kind in (FactKind.AGE, FactKind.COUNT):
        yield from _number(file, place, condition, OLDEST if sort.kind is FactKind.AGE else MOST_COUNTED)
    else:
        yield from _answer(file, place, condition, sort)


def _number(file: str, place: str, condition: Condition, most: int) -> Iterator[Mistake]:
    for name in ("at_least", "at_most"):
        value = getattr(condition, name)
        if value is not None and not 0 <= value <= most:
            reason = _("{n} n’est pas possible : de {low} à {high}").replace("{n}", str(value))
            yield _told(file, place, value, reason.replace("{low}", "0").replace("{high}", str(most)))
    if condition.equals is not None and type(condition.equals) is not int:
        yield _told(file, place, condition.equals, _("un nombre entier est attendu"))
    if condition.one_of:
        yield _told(file, place, ", ".join(condition.one_of), _NEVER)
    if _bounds([condition]) is None:
        yield _told(file, place, f"{condition.at_least} – {condition.at_most}", _NEVER)


def _answer(file: str, place: str, condition: Condition, sort: FactSort) -> Iterator[Mistake]:
    if condition.at_least is not None or condition.at_most is not None:
        yield _told(file, place, condition.field, _("cette question n’a pas de nombre pour réponse"))
    wanted = [*([] if condition.equals is None else [condition.equals]), *condition.one_of]
    for each in wanted:
        if sort.kind is FactKind.YES_NO and not isinstance(each, bool):
            yield _told(file, place, each, _("oui ou non (true, false) est attendu"))
        elif sort.kind is FactKind.CODE and each not in sort.answers:
            reason = _("réponse inconnue : « {code} »").replace("{code}", shown(each))
            near = nearest(str(each), sort.answers)
            yield Mistake(file=file, key=place, value=shown(each), reason=reason, near=near, grave=False)
        elif sort.kind in (FactKind.DAY, FactKind.TEXT) and not isinstance(each, str):
            yield _told(file, place, each, _("un texte est attendu"))
        elif sort.kind is FactKind.DAY:
            yield _told(file, place, each, _NEVER)


def _compares(condition: Condition) -> bool:
    given = (condition.equals, condition.at_least, condition.at_most, condition.known)
    return bool(condition.one_of) or any(each is not None for each in given)


def _excluded(conditions: tuple[Condition, ...], sorts: Sorts) -> bool:
    """Whether conditions that must all hold exclude each other, question by question."""
    for name in {each.field for each in conditions if each.field in sorts and not sorts[each.field].several}:
        same = [each for each in conditions if each.field == name]
        if len(same) > 1 and (_bounds(same) is None or _answers(same) == set()):
            return True
    return False


def _bounds(conditions: list[Condition]) -> tuple[int, int] | None:
    low = max((each.at_least for each in conditions if each.at_least is not None), default=0)
    high = min((each.at_most for each in conditions if each.at_most is not None), default=MOST_COUNTED)
    return (low, high) if low <= high else None


def _answers(conditions: list[Condition]) -> set[object] | None:
    """The answers several conditions leave; nothing when none names any."""
    named: list[set[object]] = [set(each.one_of) for each in conditions if each.one_of]
    named += [{each.equals} for each in conditions if each.equals is not None]
    return set.intersection(*named) if named else None


def _told(file: str, place: str, value: object, reason: str) -> Mistake:
    return Mistake(file=file, key=place, value=shown(value), reason=reason, grave=False)
