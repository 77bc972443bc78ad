"""Why a typed text is no value, in French, with the next step."""

from __future__ import annotations

from chance_desktop.runtime.errors import ExpectedError
from chance_desktop.runtime.words import _


class Unreadable(ExpectedError):
    """What is typed is not a value of its kind; `field` is the one it was typed in, once known."""

    field: str = ""


class NotADay(Unreadable):
    """A text that looks like no date."""

    def __init__(self, text: str, example: str) -> None:
        typed = text.strip()[:40]
        super().__init__(
            _("« {value} » n’est pas une date.").replace("{value}", typed) if typed else _("Il manque une date."),
            _("Écrivez la date ainsi : {example}.").format(example=example),
        )


class DayLeftOut(Unreadable):
    """A year, or a month and its year, where a day is wanted."""

    def __init__(self, text: str, example: str) -> None:
        super().__init__(
            _("« {value} » ne dit pas le jour.").replace("{value}", text.strip()),
            _("Écrivez la date ainsi : {example}.").format(example=example),
        )


class ImpossibleDay(Unreadable):
    """A date that is not on any calendar, or cannot be what it is typed for."""


class DayToCome(ImpossibleDay):
    """A day after today, where only a past one makes sense."""

    def __init__(self) -> None:
        super().__init__(_("Ce jour n’est pas encore venu."), _("Vérifiez la date."))


class BirthToCome(ImpossibleDay):
    """Someone born after today: a year mistyped."""

    def __init__(self) -> None:
        super().__init__(_("Cette date de naissance n’est pas encore arrivée."), _("Vérifiez l’année."))


class EndBeforeStart(Unreadable):
    """An end before its start."""

    def __init__(self, start: str) -> None:
        super().__init__(_("La fin est avant le début : {start}.").format(start=start), _("Corrigez l’une ou l’autre."))
